"""The control plane that tests share; the first that asks for it starts it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.controlplane import build
from tests.controlplane.plane import ControlPlane

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def binaries() -> Path:
    """Find what `nox -s cluster` builds; skip the test where it is not, and fail it in CI."""
    if lacking := build.missing():
        message = f"{', '.join(lacking)} not built: run `nox -s cluster`, which needs Go; {build.KIND}"
        if os.environ.get("CI"):
            pytest.fail(message, pytrace=False)
        pytest.skip(message)
    return build.folder()


@pytest.fixture(scope="session")
def control_plane(binaries: Path) -> Iterator[ControlPlane]:
    with ControlPlane(binaries) as plane:
        yield plane
