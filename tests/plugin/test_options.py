"""The options of the plugin: what they may be, and what is said of those that they may not be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.exceptions import Abort

if TYPE_CHECKING:
    from tests.plugin.conftest import Site

WRONG = "```yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: x\nspec:\n  containers: 1\n```\n"


def options(site: Site, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - any option
    """Return the options that hold if some are given."""
    site.settings["plugins"] = [{"kubeproof": given}]
    return dict(site.config().plugins["kubeproof"].config)


def test_unknown_options_are_named_with_the_nearest(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    assert options(site, exmaples="x", colour=1)["examples"] == "examples"
    assert 'did you mean "examples"?' in caplog.text
    assert "colour; known are examples, notes, kubernetes, select, ignore, crds, commands" in caplog.text


@pytest.mark.parametrize(
    ("name", "value", "meaning"),
    [
        ("kubernetes", "1.36", ("1.36",)),
        ("kubernetes", 1.36, ("1.36",)),
        ("kubernetes", ["1.33-1.34", "1.36"], ("1.33", "1.34", "1.36")),
        ("kubernetes", "1.30,1.31", ("1.30", "1.31")),
        ("kubernetes", None, ("1.35", "1.36", "1.37")),
        ("examples", None, "examples"),
        ("crds", "crds", ("crds",)),
        ("commands", ["jq"], ("jq",)),
        ("ignore", "unknown-field, kp9", ("KP301", "KP9")),
    ],
)
def test_an_option_may_be_written_as_in_every_file_of_settings(
    site: Site, name: str, value: object, meaning: object
) -> None:
    assert options(site, **{name: value})[name] == meaning


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("kubernetes", 1.30, 'Kubernetes 1.3 is not known; known are 1.25 to 1.37; write "1.30" in quotes'),
        ("kubernetes", "latest", '"latest" is not a Kubernetes version; write one such as 1.36'),
        ("kubernetes", [], "no Kubernetes version is named"),
        ("examples", ["a"] * 2, 'write one folder, such as "docs/notes"'),
        ("examples", "", "write one folder"),
        ("notes", {"a": 1}, "write one folder"),
        ("crds", 3, 'write a text, or a list of texts; 3 needs quotes: "3"'),
        ("commands", {"jq": None}, "write a text, or a list of texts"),
        ("select", "unknown-feild", 'there is no rule "unknown-feild"; did you mean unknown-field?'),
    ],
)
def test_a_value_that_an_option_cannot_have_is_a_mistake_in_the_configuration(
    site: Site, caplog: pytest.LogCaptureFixture, name: str, value: object, message: str
) -> None:
    with pytest.raises(Abort, match="configuration"):
        options(site, **{name: value})
    assert f"option '{name}': {message}" in caplog.text


def test_definitions_that_are_not_there_are_named_as_they_are_written(site: Site) -> None:
    site.settings["plugins"] = [{"kubeproof": {"crds": ["crds/shop.yaml"]}}]
    assert site.build()
    assert "kubeproof: crds: crds/shop.yaml does not exist" in site.log


@pytest.mark.parametrize("given", [{"ignore": ["KP302"]}, {"select": "KP9"}])
def test_a_rule_that_is_turned_off_is_neither_reported_nor_shown(site: Site, given: dict[str, Any]) -> None:
    site.settings["plugins"] = [{"kubeproof": given}]
    site.write("docs/index.md", WRONG)
    assert not site.build(strict=True)
    assert "mistakes left: 0" in site.log
    assert "kubeproof-finding" not in site.html()


def test_a_repair_of_a_rule_that_is_turned_off_is_not_made(site: Site) -> None:
    site.settings["plugins"] = [{"kubeproof": {"ignore": "wrong-api-version"}}]
    broken = (site.folder / "examples/web.yaml").read_text().replace("apps/v1", "v1")
    site.write("docs/index.md", f"```yaml\n{broken}```\n")
    assert not site.build(strict=True)
    assert "apiVersion: v1\n" in site.text()
