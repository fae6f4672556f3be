"""What somebody asks for from Python: an answer whatever is given, for bad input is a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kubeproof.check.options import Options
from kubeproof.check.page import Fixed, check_text, fix_text
from kubeproof.check.refusal import refusal, unreadable
from kubeproof.schema import VersionError, parse_versions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kubeproof.finding import Finding


@dataclass(frozen=True, slots=True)
class Call:
    """The arguments of a call, as they were given.

    Attributes:
        text: the text to look at.
        path: its name.
        kubernetes: the versions to check for, each as on the command line.
    """

    text: str
    path: str
    kubernetes: str | Iterable[str]

    def check(self) -> list[Finding]:
        """The findings of the text, or one about the call."""
        options = self._options(unsafe=False)
        return check_text(self.text, str(self.path), options) if isinstance(options, Options) else [options]

    def fix(self, *, unsafe: bool) -> Fixed:
        """The repaired text; as it was given if it cannot be looked at."""
        options = self._options(unsafe=unsafe)
        if isinstance(options, Options):
            return fix_text(self.text, str(self.path), options)
        return Fixed(self.text, (), (options,))

    def _options(self, *, unsafe: bool) -> Options | Finding:
        """What to check for, or why nothing can be checked."""
        path = str(self.path)
        if not isinstance(self.text, str):
            return unreadable(path, f"is no text but {type(self.text).__name__}")
        try:
            return Options(kubernetes=parse_versions(self.kubernetes), unsafe_fixes=unsafe)
        except VersionError as error:
            return refusal("bad-directive", f"kubernetes: {error}", path)
        except TypeError:  # no list at all
            return refusal("bad-directive", f"kubernetes: {self.kubernetes!r} is no list of versions", path)
