from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from kubeproof.cli import kubeproof

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SERVICE = (
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n"
    "    - port: 80\n"
)
POD = (
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  labels:\n    app: {}\nspec:\n  containers:\n    - name: p\n"
    "      image: nginx:1.27\n"
)


def checked(folder: Path, files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    return CliRunner().invoke(kubeproof, ["check", "."]).output


def test_a_service_misses_its_pods_in_the_whole_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = checked(tmp_path, {"service.yaml": SERVICE, "pod.yaml": POD.format("wbe")}, monkeypatch)
    assert "service.yaml:6:3: KP950" in output
    assert "selector:" in output


def test_a_name_that_is_not_utf_8_is_no_hindrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = checked(tmp_path, {"service.yaml": SERVICE, "pod\udcff.yaml": POD.format("wbe")}, monkeypatch)
    assert "service.yaml:6:3: KP950" in output


def test_a_sibling_file_may_have_what_a_file_misses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"service.yaml": f"{SERVICE}---\n{POD.format('other')}", "pod.yaml": POD.format("web")}
    assert "KP950" not in checked(tmp_path, files, monkeypatch)
    assert "KP950" in checked(tmp_path, {"pod.yaml": POD.format("x")}, monkeypatch)
