"""The page about what is covered, made while this site is built: all rules, and other validators beside them.

The numbers are those that `tools/coverage.py` has measured and recorded. MkDocs calls `on_files` (`hooks` in
mkdocs.yml).
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File

from kubeproof.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from kubeproof.rules.rule import Rule

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = re.compile(r".+?[.:](?=\s|$)", re.DOTALL)
YES, NO = "yes", "-"


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the page, whose source is this file."""
    coverage = File.generated(config, "rules/coverage.md", content="\n".join(page()) + "\n")
    coverage.edit_uri = "../tools/coverage_page.py"
    files.append(coverage)
    return files


def page() -> Iterator[str]:
    """Yield the lines of the page."""
    record = json.loads((ROOT / "tools" / "coverage.json").read_text(encoding="utf-8"))
    classes = json.loads((ROOT / "tests" / "truth" / "errors.json").read_text(encoding="utf-8"))
    tools = list(record["tools"])
    yield "---\nsearch:\n  boost: 0.5\n---\n"
    yield "# What is covered\n"
    yield f"Below are {len(classes)} classes of errors, each with a manifest that a Kubernetes {record['kubernetes']}"
    yield "API server refuses, or takes although it is broken, and the validators that notice."
    yield "`tools/coverage.py` runs them all on these manifests and records what they say; kubeconform gets the same"
    yield "schemas as Kubeproof.\n"
    yield f"| family | classes | {' | '.join(tools)} |"
    yield f"|---|--:|{'--:|' * len(tools)}"
    for family, members in families(classes):
        yield row(family, len(members), [len(found_in(record, tool, members)) for tool in tools])
    yield row("**all**", len(classes), [len(found_in(record, tool, classes)) for tool in tools])
    versions = ", ".join(f"{tool} {version}" for tool, version in record["tools"].items())
    yield f"\nMeasured with {versions}.\n"
    for family, members in families(classes):
        yield from details(family, members, record, tools)
    yield from rules()


def families(classes: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the classes in their families, in the order of the record."""
    names = dict.fromkeys(each["family"] for each in classes)
    return [(name, [each for each in classes if each["family"] == name]) for name in names]


def found_in(record: dict[str, Any], tool: str, classes: list[dict[str, Any]]) -> set[str]:
    """Return those of some classes that a tool finds."""
    return {each["id"] for each in classes} & set(record["found"][tool])


def row(name: str, total: int, counts: list[int]) -> str:
    """Return a line of the table of sums."""
    return f"| {name} | {total} | {' | '.join(map(str, counts))} |"


def details(family: str, classes: list[dict[str, Any]], record: dict[str, Any], tools: list[str]) -> Iterator[str]:
    """Yield the table of one family."""
    yield f'\n??? note "{family[:1].upper()}{family[1:]}"\n'
    yield f"    | class | {' | '.join(tools)} |"
    yield f"    |---|{':-:|' * len(tools)}"
    for each in classes:
        marks = [YES if each["id"] in record["found"][tool] else NO for tool in tools]
        yield f"    | {plain(each['title'])} | {' | '.join(marks)} |"


def rules() -> Iterator[str]:
    """Yield what each rule catches."""
    yield "\n## Every rule\n"
    yield "[Rules](index.md) says how each is repaired; its own page has examples."
    for digit, group in groupby(all_rules(), key=lambda rule: rule.code[2]):
        yield f"\n### KP{digit}xx\n\n| rule | since | what it catches |\n|---|---|---|"
        for rule in group:
            link = f"[{rule.code} {rule.name}]({rule.code.lower()}.md)"
            yield f"| {link} | {rule.since} | {first_sentence(rule)} |"


def first_sentence(rule: Rule) -> str:
    """Return what a rule's documentation begins with."""
    found = SENTENCE.match(rule.documentation())
    return " ".join((found[0] if found else rule.documentation()).replace("|", "\\|").split()).rstrip(":")


def plain(text: str) -> str:
    """Return a title as text of a table."""
    return re.sub(r"([\\`*_<>|\[\]])", r"\\\1", text)
