"""A rule that is not asked about a document would have had nothing to say about it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.oracle.manifests import manifests

from kubeproof.manifest.reader import read
from kubeproof.rules import all_rules
from kubeproof.rules.choice import Known, chosen, every
from kubeproof.rules.subject import Subject
from kubeproof.schema import VERSIONS, catalog
from kubeproof.schema.visits import Visits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.schema import Catalog

TRUTH = Path(__file__).resolve().parents[1] / "truth" / "cases.jsonl.gz"
ENDS = (VERSIONS[0], VERSIONS[-1])


def texts() -> list[str]:
    """What rules are shown, what a real server was shown, and what real mistakes were made of."""
    with gzip.open(TRUTH, "rt", encoding="utf-8") as file:
        recorded = [json.loads(line)["text"] for line in file]
    shown = [text for rule in all_rules() if not rule.in_pages for text in rule.good]
    wrong = [bad.text for rule in all_rules() if not rule.in_pages for bad in rule.bad]
    return [*recorded, *shown, *wrong, *manifests()]


def subjects(text: str, known: Catalog) -> Iterator[Subject]:
    for document in read(text):
        subject = Subject(document, known)
        yield from subject.items if subject.is_list else [subject]


def unasked(subject: Subject) -> list[str]:
    """The rules that are not asked about a document and would report something."""
    known = Known(bool(subject.document.problems), subject.type_name is None, bool(subject.violations))
    choice = chosen(subject.survey, known)
    found: list[str] = []
    if subject.is_kubernetes:
        left = [rule for rule in every().documents if rule not in choice.documents]
        found += [rule.name for rule in left if any(True for _ in rule.check(subject))]
    if subject.type_name is None:
        return found
    for name, path, value in Visits(subject.catalog, frozenset(every().types)).find(subject.type_name, subject.value):
        subject.visiting = name
        for rule in every().types[name]:
            if rule not in choice.types.get(name, ()) and any(True for _ in rule.visit(value, path, subject)):
                found.append(rule.name)
    return found


@pytest.mark.parametrize("version", ENDS)
def test_rules_that_are_not_asked_have_nothing_to_say(version: str) -> None:
    known = catalog(version)
    wrong = {text: names for text in texts() for each in subjects(text, known) if (names := unasked(each))}
    assert wrong == {}


def test_a_rule_is_asked_only_about_its_fields() -> None:
    def asked(text: str) -> set[str]:
        (document,) = read(text)
        known = Known(unreadable=False, unserved=False, violated=False)
        return {rule.name for rule in chosen(document.survey, known).types.get("meta.ObjectMeta", ())}

    bare = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\n"
    assert asked(bare) == set()
    assert asked(f"{bare}  labels:\n    tier: front\n") == {"label-form"}
