"""Repairs: found by search, kept only if they are the only ones and the server takes the result."""

from kubeproof.repair.mend import Mended, mend

__all__ = ["Mended", "mend"]
