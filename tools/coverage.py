"""Measures what Kubeproof and three other validators find in the classes of errors that a real server refuses.

    python tools/coverage.py

Of the others (kubeconform, kubectl-validate, kubernetes-validate) those on the PATH are measured; of the rest, what is
recorded stays. All check for Kubernetes 1.36, or for the newest version they know.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kubeproof
from kubeproof.engines.standalone import TEMPLATE, write_schemas
from kubeproof.finding import Severity
from kubeproof.schema import catalog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).resolve().parent.parent
CLASSES = ROOT / "tests" / "truth" / "errors.json"
RECORD = ROOT / "tools" / "coverage.json"
KUBERNETES = "1.36"


def main() -> None:
    """Measure, and write the record."""
    classes = json.loads(CLASSES.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name:
        for each in classes:
            Path(name, f"{each['id']}.yaml").write_text(each["broken"], encoding="utf-8", newline="")
        record = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {"tools": {}, "found": {}}
        tools, found = {"kubeproof": kubeproof.__version__}, {"kubeproof": own(classes)}
        for tool, measure in OTHERS.items():
            if shutil.which(tool):
                tools[tool], found[tool] = measure(Path(name))
            elif tool in record["tools"]:
                tools[tool], found[tool] = record["tools"][tool], set(record["found"][tool])
    record = {"kubernetes": KUBERNETES, "tools": tools, "found": {tool: sorted(ids) for tool, ids in found.items()}}
    RECORD.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    for tool, ids in found.items():
        print(f"{tool} {tools[tool]}: {len(ids)} of {len(classes)}")


def own(classes: Iterable[dict[str, Any]]) -> set[str]:
    """Return the classes in which Kubeproof finds an error or something to warn of."""
    return {
        each["id"]
        for each in classes
        if any(
            finding.severity is not Severity.INFO
            for finding in kubeproof.check(each["broken"], path="case.yaml", kubernetes=(KUBERNETES,))
        )
    }


def kubeconform(folder: Path) -> tuple[str, set[str]]:
    """Return the version of kubeconform and what it refuses, with the schemas that Kubeproof has."""
    kinds = [(name.rpartition("/")[0], name.rpartition("/")[2]) for name in catalog(KUBERNETES).kinds]
    with tempfile.TemporaryDirectory() as name:
        schemas = write_schemas(KUBERNETES, kinds, Path(name))
        location = f"-schema-location={schemas / TEMPLATE}"
        done = run("kubeconform", "-strict", "-output=json", location, str(folder))
    refused = {Path(each["filename"]).stem for each in json.loads(done.stdout)["resources"]}
    return release("kubeconform"), refused


def kubectl_validate(folder: Path) -> tuple[str, set[str]]:
    """Return the version of kubectl-validate and what it refuses; it brings its own schemas."""
    refused = one_by_one(folder, lambda file: run("kubectl-validate", file).returncode)
    return release("kubectl-validate"), refused


def kubernetes_validate(folder: Path) -> tuple[str, set[str]]:
    """Return the version of kubernetes-validate and what it refuses."""
    command = ("kubernetes-validate", "--strict", "--kubernetes-version", KUBERNETES)
    refused = one_by_one(folder, lambda file: run(*command, file).returncode)
    return run("kubernetes-validate", "--version").stdout.split()[-1], refused


def one_by_one(folder: Path, check: Callable[[str], int]) -> set[str]:
    """Return the classes whose file a command refuses."""
    return {file.stem for file in sorted(folder.iterdir()) if check(str(file))}


def release(tool: str) -> str:
    """Return the version of a program that Go has built."""
    said = run("go", "version", "-m", shutil.which(tool) or tool).stdout
    found = re.search(r"\tmod\t\S+\t(\S+)", said)
    return found[1] if found else "of unknown version"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run another tool."""
    return subprocess.run(command, capture_output=True, text=True, check=False)


OTHERS: dict[str, Callable[[Path], tuple[str, set[str]]]] = {
    "kubeconform": kubeconform,
    "kubectl-validate": kubectl_validate,
    "kubernetes-validate": kubernetes_validate,
}

if __name__ == "__main__":
    main()
