"""What could not be removed, each with the command that removes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class Leftovers:
    """What is still in the cluster.

    Attributes:
        context: the cluster's context.
        messages: what it is and why, and the command.
        going: the namespaces that are being removed.
    """

    context: str
    messages: list[str] = field(default_factory=list)
    going: list[str] = field(default_factory=list)

    def add(self, arguments: Sequence[str], why: str) -> None:
        """Note what is left, and the arguments of kubectl that remove it, or bring it back."""
        what = "remove it" if arguments[0] == "delete" else "bring it back"
        self.messages.append(f"{why}\n  {what}: kubectl --context {self.context} {' '.join(arguments)}")
