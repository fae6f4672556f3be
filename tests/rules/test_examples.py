from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import kubeproof
from kubeproof.check import Options
from kubeproof.fences.audit import Audit
from kubeproof.fences.site import Site
from kubeproof.files import Root
from kubeproof.finding import Severity
from kubeproof.rules import all_rules, rule_named
from kubeproof.schema import DEFAULT_VERSIONS

if TYPE_CHECKING:
    from pathlib import Path

    from kubeproof.finding import Finding
    from kubeproof.rules.rule import Bad, Rule

VERSIONS = Options().kubernetes
GOOD = [pytest.param(rule, text, id=f"{rule.code}-{i}") for rule in all_rules() for i, text in enumerate(rule.good)]
BAD = [pytest.param(rule, bad, id=f"{rule.code}-{i}") for rule in all_rules() for i, bad in enumerate(rule.bad)]
OLD_OR_NEW = {"KP960", "KP961", "KP963"}
"""What is on its way out, or not on by default, has rules and needs examples all the same."""


def path_for(rule: Rule) -> str:
    return "page.md" if rule.in_pages else "manifest.yaml"


WEB = """\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: web
      image: nginx
      ports:
        - containerPort: 80
"""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Make the files that the examples of the rules about files name."""
    folder = tmp_path_factory.mktemp("site")
    examples, notes = folder / "examples", folder / "notes"
    write(examples / "web.yaml", WEB.encode())
    write(examples / "latin-1.yaml", "# für alle\n".encode("latin-1"))
    write(examples / "config.yaml", b"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n")
    write(folder / "secret.yaml", b"a: 1\n")
    write(notes / "notes.md", b"# Notes\n\n## Use cases\n\nWords.\n")
    write(notes / "loop.md", b"# Loop\n\n```notes\nloop.md\n```\n")
    return Site(examples=Root(examples, "examples"), notes=Root(notes, "notes"))


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def found_in(text: str, rule: Rule, site: Site) -> list[Finding]:
    """Return the findings of an example, made by who can make them."""
    if rule.needs_files:
        return [remark.finding for remark in Audit(site).page(text, "page.md")]
    return kubeproof.check(text, path=path_for(rule), kubernetes=VERSIONS)


@pytest.mark.parametrize(("rule", "text"), GOOD)
def test_nothing_is_found_in_a_good_example(rule: Rule, text: str, site: Site) -> None:
    found = found_in(text, rule, site)
    known = OLD_OR_NEW - {rule.code}
    assert [each for each in found if each.severity is not Severity.INFO and each.code not in known] == []


@pytest.mark.parametrize(("rule", "bad"), BAD)
def test_a_bad_example_is_found_for_its_own_reason(rule: Rule, bad: Bad, site: Site) -> None:
    assert rule.code in {found.code for found in found_in(bad.text, rule, site)}


@pytest.mark.parametrize(("rule", "bad"), BAD)
def test_a_bad_example_is_repaired_as_its_rule_says(rule: Rule, bad: Bad) -> None:
    unsafe = bad.applicability == "unsafe"
    fixed = kubeproof.fix(bad.text, path=path_for(rule), kubernetes=VERSIONS, unsafe=unsafe)
    assert fixed.text == (bad.text if bad.fixed is None else bad.fixed)
    assert kubeproof.fix(fixed.text, path=path_for(rule), kubernetes=VERSIONS, unsafe=unsafe).text == fixed.text
    if bad.fixed is not None:
        assert all(found.severity is not Severity.ERROR for found in fixed.remaining)


def test_codes_and_names_are_unique_and_well_formed() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules) > 10
    for rule in rules:
        assert re.fullmatch(r"KP\d{3}", rule.code)
        assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", rule.name)
        assert rule_named(rule.code.lower()) is rule_named(rule.name) is rule


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_is_documented_with_its_source(rule: Rule) -> None:
    assert "Source:" in rule.documentation()
    assert rule.good
    assert rule.bad


def test_the_default_is_the_three_newest_versions() -> None:
    assert VERSIONS == DEFAULT_VERSIONS
    assert len(VERSIONS) == 3
