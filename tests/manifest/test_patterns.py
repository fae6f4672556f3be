from __future__ import annotations

import pytest

from kubeproof.manifest.patterns import pattern_fault

# What regexp.Compile of Go answered to each.
RIGHT = ["", "^[a-z]+$", r"^\d{1,3}(\.\d+)?$", "(?i)yes|no", "(?P<year>[0-9]{4})", "[]a]", "[[:alpha:]_]", r"\p{L}\/"]
RIGHT += ["a{", "{,3}", "a|b", r"\Qa(b\E", "a*?b", "[^]]", r"\x41\0"]
WRONG = ["(?!a)", "(?<=a)b", r"(a)\1", r"\Z", "(", "a)", "[a", "*", "a|*", "a**", "(?>a)", "a\\", r"\8"]


@pytest.mark.parametrize("pattern", RIGHT)
def test_what_go_reads_is_right(pattern: str) -> None:
    assert pattern_fault(pattern) is None


@pytest.mark.parametrize("pattern", WRONG)
def test_what_go_refuses_is_wrong(pattern: str) -> None:
    assert pattern_fault(pattern)
