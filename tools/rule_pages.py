"""A page for each rule and one that lists them, made while this site is built: what `kubeproof rule` says, as pages.

MkDocs calls `on_files` (`hooks` in mkdocs.yml). A site that uses Kubeproof pays nothing for it.
"""

from __future__ import annotations

import difflib
from itertools import groupby
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

import kubeproof
from kubeproof.finding import Applicability, Severity
from kubeproof.rules import all_rules
from kubeproof.schema import DEFAULT_VERSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from kubeproof.rules.rule import Bad, Rule

GROUPS = {
    "0": "Pages, and the files that their fences name",
    "1": "YAML",
    "2": "Kinds and their versions",
    "3": "Fields and their types",
    "4": "Forms of values: names, labels, quantities",
    "5": "Pods and containers",
    "6": "Workloads",
    "7": "Services and the network",
    "8": "Configuration, policies and the cluster",
    "9": "What a fence asks for, objects that are shown together, and what is accepted all the same",
}
SEVERITIES = {
    Severity.ERROR: "error: the API server refuses it, or the page cannot be shown",
    Severity.WARNING: "warning: it is accepted, and is still broken or on its way out",
    Severity.INFO: "note: worth knowing",
}
REPAIRS = {
    Applicability.SAFE: "safe: `--fix` makes it, and pages show it",
    Applicability.UNSAFE: "to be looked at: `--fix --unsafe-fixes` makes it",
    Applicability.DISPLAY: "shown only: there is something for you to fill in",
}

UNSEARCHED = "{ data-search-exclude }"
"""Who searches wants the rule and not its examples, and each page loads the index."""
LONGEST = 500  # characters of a line


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages; only the list is in the navigation. The source of a page is what it is made from."""
    contents = File.generated(config, "rules/index.md", content=index())
    contents.edit_uri = "../tools/rule_pages.py"
    files.append(contents)
    for rule in all_rules():
        page = File.generated(config, address(rule), content=described(rule), inclusion=InclusionLevel.NOT_IN_NAV)
        page.edit_uri = f"../plugins/{type(rule).__module__.replace('.', '/')}.py"
        files.append(page)
    return files


def address(rule: Rule) -> str:
    """Return the page of a rule."""
    return f"rules/{rule.code.lower()}.md"


def index() -> str:
    """Return the list of all rules."""
    rules = all_rules()
    lines = [
        "# Rules",
        "",
        f"Kubeproof has {len(rules)} rules. Each one is a file of the source, and its examples are its tests.",
        "`kubeproof rule KP301` says the same in a terminal.",
    ]
    for digit, group in groupby(rules, key=lambda rule: rule.code[2]):
        lines += ["", f"## {GROUPS[digit]}", "", "| code | name | severity | repair |", "|---|---|---|---|"]
        lines += [row(rule) for rule in group]
    return "\n".join(lines) + "\n"


def row(rule: Rule) -> str:
    """Return the line of a rule in the list."""
    link = f"[{rule.code}]({address(rule).removeprefix('rules/')})"
    return f"| {link} | {rule.name} | {rule.severity} | {', '.join(sorted(rule.fixable())) or '-'} |"


def described(rule: Rule) -> str:
    """Return the page of a rule, with its examples in colours if no check minds them."""
    page = "\n".join(parts(rule, "yaml"))
    found = kubeproof.check(page, path="page.md", kubernetes=DEFAULT_VERSIONS)
    quiet = all(finding.severity is Severity.INFO for finding in found)
    return page if quiet else "\n".join(parts(rule, "text"))


def parts(rule: Rule, language: str) -> Iterator[str]:
    """Yield the lines of a rule's page."""
    repairs = [REPAIRS[sort] for sort in Applicability if sort in rule.fixable()]
    yield "---\nsearch:\n  boost: 0.5\n---\n"
    yield f"# {rule.code} {rule.name}\n\n{rule.documentation()}\n"
    yield f"- **Severity**: {SEVERITIES[rule.severity]}"
    yield f"- **Repair**: {'; '.join(repairs) or 'none, the finding says what to look at'}"
    yield f"- **Since**: Kubeproof {rule.since}"
    for bad in rule.bad:
        yield f"\n## What it finds {UNSEARCHED}\n" if bad is rule.bad[0] else ""
        yield from example(rule, bad, language)
    yield f"\n## What it accepts {UNSEARCHED}\n\n{block(rule.good[0], 'markdown' if rule.in_pages else language)}"
    yield "\n[All rules](index.md)\n"


def example(rule: Rule, bad: Bad, language: str) -> Iterator[str]:
    """Yield a mistake and its repair."""
    if rule.in_pages:
        yield block(bad.text, "markdown")
    elif (shown := clipped(bad.text)) != bad.text:
        yield block(shown, "text")
    elif language == "yaml":
        yield block(bad.text, f'yaml expect="{", ".join(mistakes(bad.text)) or rule.code}"')
    else:
        yield block(bad.text, "text")
    if bad.fixed is not None:
        sort = REPAIRS[bad.applicability].partition(":")[0]
        yield f"\nRepaired ({sort}):\n\n{block(difference(bad.text, bad.fixed), 'diff')}"


def clipped(text: str) -> str:
    """Return a text without the ends of very long lines: that a value is too long is seen from its beginning."""
    return "".join(f"{line[:80]}…\n" if len(line) > LONGEST else line for line in text.splitlines(keepends=True))


def difference(before: str, after: str) -> str:
    """Return what a repair changes."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2)
    return "\n".join(list(lines)[2:])


def mistakes(text: str) -> list[str]:
    """Return the codes of the rules that a mistake breaks where it stands in a page."""
    found = kubeproof.check(block(text, "yaml"), path="page.md", kubernetes=DEFAULT_VERSIONS)
    return sorted({finding.code for finding in found if finding.severity is not Severity.INFO})


def block(text: str, header: str) -> str:
    """Return a fence that no text in it can close."""
    fence = "`" * 3
    while fence in text:
        fence += "`"
    return f"{fence}{header}\n{text}{'' if text.endswith(chr(10)) else chr(10)}{fence}\n"
