"""Arrows between the packages point only downwards; only the plugin knows mkdocs; only the edges do I/O."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "plugins" / "kubeproof"
BELOW = {
    "text": set[str](),
    "manifest": {"text"},
    "finding": {"text", "manifest"},
    "schema": {"text", "manifest"},
    "rules": {"text", "manifest", "finding", "schema"},
    "repair": {"text", "manifest", "finding", "schema", "rules"},
    "check": {"text", "manifest", "finding", "schema", "rules", "repair"},
    "cluster": {"manifest"},
    "diagrams": {"manifest", "cluster"},
    "transcripts": {"text", "manifest"},
    "formats": {"text", "finding", "rules", "schema", "check"},
}
OWN_DATA = PACKAGE / "schema" / "bundled.py"
"""Reads what the package itself brings, which importlib.resources does as well, but takes long to load."""
MODULES = [pytest.param(path, id=str(path.relative_to(PACKAGE))) for path in sorted(PACKAGE.rglob("*.py"))]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            pure = node.module == "pathlib" and all(alias.name.startswith("Pure") for alias in node.names)
            found.update(() if pure else (node.module,))
            if node.module == "importlib":
                found.update(f"importlib.{alias.name}" for alias in node.names)
    return found


@pytest.mark.parametrize("path", MODULES)
def test_arrows_point_only_downwards(path: Path) -> None:
    layer = path.relative_to(PACKAGE).parts[0]
    if layer in BELOW:
        used = {name.split(".")[1] for name in imports(path) if name.startswith("kubeproof.")}
        assert used <= BELOW[layer] | {layer}


@pytest.mark.parametrize("path", MODULES)
def test_only_the_plugin_knows_mkdocs(path: Path) -> None:
    uses_mkdocs = any(name.split(".")[0] in ("mkdocs", "properdocs") for name in imports(path))
    assert not uses_mkdocs or path.name.startswith("mkdocs_plugin") or path.parent.name == "mkdocs_plugin"


@pytest.mark.parametrize("path", MODULES)
def test_the_core_touches_no_file_and_prints_nothing(path: Path) -> None:
    if path.relative_to(PACKAGE).parts[0] not in BELOW or path == OWN_DATA:
        return
    touching = {"pathlib", "os", "subprocess", "sys", "io", "shutil", "tempfile", "socket", "importlib.resources"}
    assert not imports(path) & touching
    called = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"print", "open", "exec", "eval"}


def test_every_package_has_its_layer() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert set(BELOW) <= packages
    assert packages - set(BELOW) <= {"cli", "engines", "fences", "live", "mkdocs_plugin", "assets"}
