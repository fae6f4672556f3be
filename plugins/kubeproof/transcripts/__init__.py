"""Transcripts of a terminal: commands, the output that they gave, and what may differ when they run again.

Nothing here runs a command or reads a file.
"""

from kubeproof.transcripts.transcript import Step, Transcript, TranscriptError, parse

__all__ = ["Step", "Transcript", "TranscriptError", "parse"]
