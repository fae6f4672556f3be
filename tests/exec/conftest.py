"""A control plane with the hundred nodes of the examples, and `kubeproof exec` on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Protocol

import pytest
import yaml
from tests.controlplane.conftest import binaries, control_plane
from tests.controlplane.nodes import add_nodes, remove_nodes

import kubeproof as package
from kubeproof.cluster.nodes import nodes_from

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.controlplane.plane import ControlPlane

__all__ = ["binaries", "control_plane"]


class Exec(Protocol):
    """Start `kubeproof exec`, or another command, in the project's folder."""

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture(scope="session")
def plane(control_plane: ControlPlane, repository: Path) -> Iterator[ControlPlane]:
    """The control plane with nodes; they are removed after all Pods are."""
    listed = (repository / "examples/clusters/hundred-nodes.yaml").read_text("utf-8")
    add_nodes(control_plane.client, nodes_from(yaml.safe_load(listed)))
    yield control_plane
    remove_nodes(control_plane.client)


@pytest.fixture
def project(tmp_path: Path, repository: Path) -> Path:
    """A folder with the examples."""
    shutil.copytree(repository / "examples", tmp_path / "examples")
    return tmp_path


@pytest.fixture
def environment(plane: ControlPlane) -> dict[str, str]:
    found = plane.environment | {"PYTHONPATH": str(os.path.dirname(package.__path__[0])), "NO_COLOR": "1"}  # noqa: PTH120
    return {name: value for name, value in found.items() if name != "KUBEPROOF_CONTEXT"}


@pytest.fixture
def run(project: Path, environment: dict[str, str]) -> Exec:
    def started(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kubeproof", *arguments]
        return subprocess.run(
            command, cwd=project, env=environment, capture_output=True, text=True, check=False, timeout=300
        )

    return started
