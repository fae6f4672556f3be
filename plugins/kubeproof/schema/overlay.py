"""What a Kubernetes version accepts together with custom kinds."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kubeproof.schema.catalog import catalog

if TYPE_CHECKING:
    from kubeproof.schema.catalog import Catalog
    from kubeproof.schema.custom import CustomKinds


@lru_cache(maxsize=64)
def _overlaid(version: str, custom: CustomKinds) -> Catalog:
    from kubeproof.schema.overlaid import OverlaidCatalog  # noqa: PLC0415 - most projects have no custom kinds

    return OverlaidCatalog(catalog(version), custom)


def catalog_with(version: str, custom: CustomKinds) -> Catalog:
    """The catalog of a known version with custom kinds; made once for the same ones."""
    return _overlaid(version, custom) if custom else catalog(version)
