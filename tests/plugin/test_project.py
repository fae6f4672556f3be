"""Where the parts of a project are: what messages call them, and where the repository shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kubeproof.mkdocs_project import Project

HOST = "https://git.example/a/b"


@pytest.mark.parametrize(
    ("home", "docs", "folder", "edit_uri", "path"),
    [
        ("", "docs", "examples", "edit/main/docs/", "/blob/main/examples"),
        ("", "docs", "docs/examples", "edit/main/docs/", "/blob/main/docs/examples"),
        ("", "docs", "examples", "-/edit/main/docs/", "/-/blob/main/examples"),
        ("", "docs", "examples", "src/default/docs/", "/src/default/examples"),
        ("web", "web/docs", "examples", "edit/main/web/docs/", "/blob/main/web/examples"),
        ("web", "web/docs", "../examples", "edit/main/web/docs/", "/blob/main/examples"),
        ("web", "docs", "../examples", "edit/main/docs/", "/blob/main/examples"),
        ("", "docs", "examples", "edit/main/mydocs/", None),
        ("", "docs", "/elsewhere/examples", "edit/main/docs/", None),
        ("", "docs", "examples", "", None),
    ],
)
def test_the_repository_shows_a_folder(home: str, docs: str, folder: str, edit_uri: str, path: str | None) -> None:
    repository = Path("/repository")
    project = Project(home=repository / home, docs=repository / docs, repository=f"{HOST}/", edit_uri=edit_uri)
    assert project.source_url(folder) == (f"{HOST}{path}" if path else "")


def test_messages_name_files_as_seen_from_where_the_build_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(home=tmp_path / "web", docs=tmp_path / "docs")
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    assert project.root("examples").label == "examples"
    assert project.page("a.md") == f"{tmp_path.as_posix()}/docs/a.md"
    monkeypatch.chdir(tmp_path)
    project = Project(home=tmp_path / "web", docs=tmp_path / "docs")
    assert project.root("examples").label == "web/examples"
    assert project.page("a.md") == "docs/a.md"
