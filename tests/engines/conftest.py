"""The real kubeconform: the one on the PATH, the one that an earlier run has built, or one built now with Go."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.conftest import missing

MODULE = "github.com/yannh/kubeconform/cmd/kubeconform@v0.7.0"
KEPT = Path.home() / ".cache" / "kubeproof" / "bin"


@pytest.fixture(scope="session")
def kubeconform() -> str:
    found = shutil.which("kubeconform") or shutil.which("kubeconform", path=KEPT)
    if found:
        return found
    if shutil.which("go") is None:
        missing("kubeconform", "put it on the PATH, or install Go, with which it is built")
    KEPT.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"GOBIN": str(KEPT), "GOFLAGS": "-mod=mod"}
    built = subprocess.run(["go", "install", MODULE], env=environment, capture_output=True, text=True, check=False)
    if built.returncode:
        missing("kubeconform", f"it could not be built: {built.stderr.strip().splitlines()[-1]}")
    return str(KEPT / "kubeconform")
