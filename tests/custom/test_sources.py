"""Where custom kinds are found: beside their objects, in named paths, in folders of JSON schemas."""

from __future__ import annotations

import json
import os
from pathlib import Path

import markdown
import pytest
from click.testing import CliRunner

import kubeproof
from kubeproof.check import Options, check_text
from kubeproof.cli import kubeproof as command
from kubeproof.custom_kinds import SchemaLocationError, custom_kinds
from kubeproof.discovery import MissingPathError
from kubeproof.schema.custom import CustomKinds

CRD = Path(__file__).parent.joinpath("crds", "widgets.yaml").read_text("utf-8")
GOOD = "apiVersion: kubeproof.test/v1\nkind: Widget\nmetadata:\n  name: shop\nspec:\n  color: red\n  size: 3\n"
BAD = GOOD.replace("size:", "sise:")


def codes(text: str, path: str = "manifest.yaml", custom: CustomKinds | None = None) -> list[str]:
    found = check_text(text, path, Options(custom=custom or CustomKinds()))
    return [each.code for each in found if each.severity != "info" or each.code == "KP206"]


def test_a_definition_in_the_same_file_counts() -> None:
    assert codes(f"{CRD}---\n{GOOD}") == []
    assert codes(f"{GOOD}---\n{CRD}") == []
    assert "KP301" in codes(f"{CRD}---\n{BAD}")


def test_a_definition_on_the_same_page_counts() -> None:
    page = f"```yaml\n{CRD}```\n\nAn object:\n\n```yaml\n{BAD}```\n"
    assert "KP301" in codes(page, "page.md")
    assert "sise" in markdown.markdown(page, extensions=["kubeproof"]).split("kubeproof-finding", 1)[-1]


def test_kinds_of_a_broken_definition_are_unchecked() -> None:
    broken = CRD.replace("type: string, enum: [red, green, blue]", "type: text")
    found = kubeproof.check(f"{broken}---\n{BAD}")
    assert {each.object.kind for each in found if each.severity == "error"} == {"CustomResourceDefinition"}
    assert [each.object.kind for each in found if each.code == "KP206"] == ["Widget"]


def test_a_misspelt_field_is_repaired() -> None:
    fixed = kubeproof.fix(f"{CRD}---\n{BAD}")
    assert fixed.text == f"{CRD}---\n{GOOD}"


def test_a_version_that_is_not_served_is_named() -> None:
    found = kubeproof.check(f"{CRD}---\n{GOOD.replace('test/v1', 'test/v3')}")
    assert [(each.code, "kubeproof.test/v1" in each.message) for each in found] == [("KP202", True)]


def test_another_kind_of_the_group_is_unchecked() -> None:
    found = kubeproof.check(f"{CRD}---\n{GOOD.replace('Widget', 'Gadget')}")
    assert [each.code for each in found] == ["KP206"]


def test_the_objects_of_a_list_are_checked() -> None:
    items = "".join(f"  {'-' if first else ' '} {line}\n" for first, line in _lines(BAD))
    assert "KP301" in codes(f"{CRD}---\napiVersion: v1\nkind: List\nitems:\n{items}")


def _lines(text: str) -> list[tuple[bool, str]]:
    return [(index == 0, line) for index, line in enumerate(text.splitlines())]


def run(folder: Path, *arguments: str) -> tuple[int, list[dict[str, str]]]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        result = CliRunner().invoke(command, ["check", "--format", "json", *arguments])
    finally:
        os.chdir(before)
    return result.exit_code, json.loads(result.stdout)["findings"] if result.exit_code < 2 else []


def test_definitions_in_named_paths(tmp_path: Path) -> None:
    (tmp_path / "crds").mkdir()
    (tmp_path / "crds" / "widgets.yaml").write_text(CRD)
    (tmp_path / "shop.yaml").write_text(BAD)
    assert [each["code"] for each in run(tmp_path, "shop.yaml")[1]] == ["KP206"]
    status, found = run(tmp_path, "--crds", "crds", "shop.yaml")
    assert status == 1
    assert "KP301" in {each["code"] for each in found}
    (tmp_path / "kubeproof.toml").write_text('crds = ["crds"]\n')
    assert run(tmp_path, "shop.yaml")[0] == 1
    assert run(tmp_path, "--crds", "crd", "shop.yaml")[0] == 2


def test_definitions_among_the_files_that_are_checked(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(BAD)
    (tmp_path / "b.yaml").write_text(CRD)
    assert {each["path"] for each in run(tmp_path, ".")[1]} == {"a.yaml"}


def test_a_broken_definition_in_a_named_path_is_reported(tmp_path: Path) -> None:
    (tmp_path / "crd.yaml").write_text(CRD.replace("Namespaced", "Somewhere"))
    (tmp_path / "shop.yaml").write_text(BAD)
    status, found = run(tmp_path, "--crds", "crd.yaml", "shop.yaml")
    assert status == 1
    assert {(each["path"], each["severity"]) for each in found} == {("crd.yaml", "error"), ("shop.yaml", "info")}


SCHEMA = {
    "type": "object",
    "properties": {"spec": {"type": "object", "properties": {"size": {"type": "integer"}}, "required": ["size"]}},
}


@pytest.mark.parametrize(
    "template",
    [
        "{{.ResourceKind}}_{{.ResourceAPIVersion}}.json",
        "{{ .Group }}/{{ .ResourceKind }}.json",
        "{{.NormalizedKubernetesVersion}}-standalone{{.StrictSuffix}}/{{.ResourceKind}}{{.KindSuffix}}.json",
    ],
)
def test_schemas_in_local_files(tmp_path: Path, template: str) -> None:
    for version in ("1.35", "1.36", "1.37"):
        names = {"ResourceKind": "widget", "ResourceAPIVersion": "v1", "Group": "kubeproof.test"}
        names |= {"NormalizedKubernetesVersion": f"v{version}.0", "StrictSuffix": "-strict"}
        path = template.replace("{{ ", "{{").replace(" }}", "}}").replace("{{.KindSuffix}}", "-kubeproof-v1")
        for name, value in names.items():
            path = path.replace(f"{{{{.{name}}}}}", value)
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(json.dumps(SCHEMA))
    custom = custom_kinds([], [f"{tmp_path}/{template}"])
    assert codes(GOOD, custom=custom) == []
    assert codes(BAD, custom=custom) == ["KP303"]
    assert codes(BAD.replace("Widget", "Gadget"), custom=custom) == ["KP206"]


def test_schemas_are_never_fetched(tmp_path: Path) -> None:
    with pytest.raises(SchemaLocationError, match="nothing is fetched"):
        custom_kinds([], ["https://example.com/{{.ResourceKind}}.json"])
    with pytest.raises(SchemaLocationError, match="not known"):
        custom_kinds([], ["schemas/{{.Kind}}.json"])
    with pytest.raises(MissingPathError):
        custom_kinds([str(tmp_path / "none")])
    (tmp_path / "widget.json").write_text('{"$ref": "https://example.com/other.json"}')
    assert codes(BAD, custom=custom_kinds([], [f"{tmp_path}/{{{{.ResourceKind}}}}.json"])) == ["KP206"]
