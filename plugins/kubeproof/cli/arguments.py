"""What `kubeproof check` was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from kubeproof.cli.outcome import Mode

ENGINES = ("embedded", "kubeconform", "cluster")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """The options of the command, as they were given."""

    paths: tuple[str, ...]
    fix: bool
    unsafe_fixes: bool
    diff: bool
    add_ignore: str | None
    watch: bool
    kubernetes: str | None
    format: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    crds: tuple[str, ...]
    schema_location: tuple[str, ...]
    statistics: bool
    quiet: bool
    jobs: int | None
    no_cache: bool
    force_exclude: bool
    engine: str
    context: str | None
    kubeconfig: str | None
    compare: bool
    stdin_filename: str

    @property
    def mode(self) -> Mode:
        """What to do with what can be repaired."""
        return Mode.FIX if self.fix else Mode.DIFF if self.diff else Mode.CHECK


def wrong_reason(reason: str) -> str:
    """Why a reason for `--add-ignore` cannot stand in a comment; empty if it can."""
    if not reason.strip():
        return "say why, in a few words"
    if "--" in reason or "\n" in reason or "\r" in reason:
        return 'it stands in an HTML comment, which is one line and has no "--" in it'
    return ""
