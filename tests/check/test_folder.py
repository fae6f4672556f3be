from __future__ import annotations

from kubeproof.check import Options
from kubeproof.check.folder import check_folder

SERVICE = (
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n"
    "    - port: 80\n"
)
POD = (
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n    app: {}\nspec:\n  containers:\n    - name: web\n"
    "      image: nginx:1.27\n"
)


def codes(files: dict[str, str]) -> list[tuple[str, str, int]]:
    return [(each.path, each.code, each.line) for each in check_folder(files, Options())]


def test_files_of_a_folder_are_looked_at_together() -> None:
    assert codes({"service.yaml": SERVICE, "pod.yaml": POD.format("wbe")}) == [("service.yaml", "KP950", 6)]
    assert codes({"service.yaml": SERVICE, "pod.yaml": POD.format("web")}) == []
    assert codes({"service.yaml": SERVICE, "a.yaml": POD.format("x"), "b.yaml": POD.format("web")}) == []


def test_a_sibling_that_does_not_parse_causes_no_warning() -> None:
    assert codes({"service.yaml": SERVICE, "pod.yaml": POD.format("wbe"), "other.yaml": "a: [\n"}) == []


def test_a_large_folder_is_a_collection() -> None:
    pods = {f"{number}.yaml": POD.format("x") for number in range(501)}
    assert codes({"service.yaml": SERVICE, **pods}) == []
