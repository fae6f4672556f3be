"""Build the control plane of the tests: what is missing of it, once, into a cache folder.

    python tests/controlplane/build.py          build what is missing and print the folder
    python tests/controlplane/build.py --check  only say what is missing

The folder is `$KUBEBUILDER_ASSETS` or `~/.cache/kubeproof/controlplane/VERSION`. Building needs Go and the network,
and takes about twelve minutes on two cores the first time. Exit status 2: Go is missing.
"""

# ruff: noqa: T201 (a script speaks to the person who runs it)

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
KWOK = HERE / "kwok"
STAGES = "kwok-stages.yaml"
COMMANDS = {  # binary: the folder of its module, and its package
    "etcd": (HERE, "./etcd"),
    "kube-apiserver": (HERE, "k8s.io/kubernetes/cmd/kube-apiserver"),
    "kubectl": (HERE, "k8s.io/kubernetes/cmd/kubectl"),
    "kube-controller-manager": (HERE, "k8s.io/kubernetes/cmd/kube-controller-manager"),
    "kube-scheduler": (HERE, "k8s.io/kubernetes/cmd/kube-scheduler"),
    "kwok": (KWOK, "sigs.k8s.io/kwok/cmd/kwok"),
}
STAGE_FOLDERS = ("node/fast", "node/heartbeat-with-lease", "pod/fast")  # nodes become ready, Pods run, Jobs complete
KIND = (
    "without it, run the same pages on kind: `kind create cluster`, then `kubeproof exec --context kind-kind`"
    " (https://kind.sigs.k8s.io)"
)


def version() -> str:
    """The release of Kubernetes that go.mod names: `v1.36.3`."""
    found = re.search(r"^\s*k8s\.io/kubernetes (v\S+)", (HERE / "go.mod").read_text(encoding="utf-8"), re.MULTILINE)
    assert found, "go.mod names no k8s.io/kubernetes"
    return found[1]


def folder() -> Path:
    """Where the binaries are, or will be."""
    assets = os.environ.get("KUBEBUILDER_ASSETS")
    return Path(assets) if assets else Path.home() / ".cache" / "kubeproof" / "controlplane" / version()


def missing() -> list[str]:
    """The files that are not there yet."""
    return [name for name in (*COMMANDS, STAGES) if not (folder() / name).is_file()]


def build() -> None:
    """Build what is missing; two builds at once wait for each other."""
    folder().mkdir(parents=True, exist_ok=True)
    with locked(folder() / ".lock"):
        for name in missing():
            started = time.monotonic()
            print(f"{name}: ", end="", flush=True)
            with tempfile.TemporaryDirectory(dir=folder()) as scratch:  # what is interrupted is not taken for whole
                made = Path(scratch, name)
                if name == STAGES:
                    write_stages(made)
                else:
                    compile_command(name, made)
                made.replace(folder() / name)
            print(f"built in {time.monotonic() - started:.0f} s")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def compile_command(name: str, target: Path) -> None:
    module, package = COMMANDS[name]
    go(module, "build", "-trimpath", "-buildvcs=false", f"-ldflags={linker_flags()}", "-o", str(target), package)


def linker_flags() -> str:
    """Without symbols; with the version that the release itself carries, which the proxy dates."""
    release = json.loads(go(HERE, "mod", "download", "-json", f"k8s.io/kubernetes@{version()}"))
    date = json.loads(Path(release["Info"]).read_text(encoding="utf-8"))["Time"]
    major, minor, _ = version().removeprefix("v").split(".", 2)
    values = {"gitVersion": version(), "gitMajor": major, "gitMinor": minor, "gitTreeState": "clean", "buildDate": date}
    packages = ("k8s.io/component-base/version", "k8s.io/client-go/pkg/version")
    return " ".join(["-s", "-w", *(f"-X {each}.{key}={value}" for each in packages for key, value in values.items())])


def write_stages(target: Path) -> None:
    """kwok plays the stages that its own module ships."""
    root = Path(go(KWOK, "list", "-m", "-f", "{{.Dir}}", "sigs.k8s.io/kwok").strip()) / "kustomize" / "stage"
    files = [file for each in STAGE_FOLDERS for file in sorted((root / each).glob("*.yaml"))]
    stages = [file.read_text(encoding="utf-8") for file in files if file.name != "kustomization.yaml"]
    target.write_text("---\n".join(stages), encoding="utf-8")


def go(module: Path, *arguments: str) -> str:
    environment = os.environ | {"CGO_ENABLED": "0"}
    command = ["go", *arguments]
    result = subprocess.run(command, cwd=module, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        sys.exit(f"go {arguments[0]} failed:\n{result.stderr}")
    return result.stdout


def main() -> None:
    lacking = missing()
    if lacking and sys.argv[1:] == ["--check"]:
        sys.exit(f"missing in {folder()}: {', '.join(lacking)}")
    if lacking and not shutil.which("go"):
        print(f"Go is missing, and the control plane is built with it; {KIND}", file=sys.stderr)
        sys.exit(2)
    build()
    print(folder())


if __name__ == "__main__":
    main()
