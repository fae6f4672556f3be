"""`kubeproof check` with much to do: shared by processes, and nothing looked at twice."""

from __future__ import annotations

import json
import multiprocessing
from typing import TYPE_CHECKING, Any

import pytest

from kubeproof.cli import treatment, workers

if TYPE_CHECKING:
    from tests.cli.conftest import Run, Write

    from kubeproof.cli.outcome import Outcome


@pytest.fixture(params=["fork", "spawn"])
def _processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start other processes in both ways, as copies and anew."""
    monkeypatch.setattr(workers, "_context", lambda: multiprocessing.get_context(request.param))


@pytest.mark.usefixtures("_processes")
def test_many_files_in_several_processes_stay_in_order(run: Run, write: Write, valid: str, wrong: str) -> None:
    write({f"{number % 20}/{number:03}.yaml": wrong if number % 7 == 0 else valid for number in range(60)})
    one, several = (run("check", "--format", "json", "--no-cache", "--jobs", jobs) for jobs in ("1", "3"))
    assert one.stdout == several.stdout
    assert len(json.loads(one.stdout)["findings"]) == 9


def test_files_with_the_same_content_are_looked_at_once(
    run: Run, write: Write, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []

    def checked(text: str, path: str, *arguments: Any) -> Outcome:  # noqa: ANN401 - as the original
        looked_at.append(path)
        return original(text, path, *arguments)

    original = treatment._checked
    monkeypatch.setattr(treatment, "_checked", checked)
    write({"a/a.yaml": wrong, "b/b.yaml": wrong, "c/c.yml": wrong, "d/d.md": wrong, "e/e.yaml": wrong + "#"})
    found = json.loads(run("check", "--format", "json", "--no-cache", "--jobs", "1").stdout)["findings"]
    assert [(each["path"], each["line"]) for each in found] == [
        (path, found[0]["line"]) for path in ("a/a.yaml", "b/b.yaml", "c/c.yml", "e/e.yaml")
    ]
    assert sorted(looked_at) == ["a/a.yaml", "c/c.yml", "d/d.md", "e/e.yaml"]


_LARGE = """apiVersion: v1
kind: Service
metadata:
  name: shop-{}
spec:
  selector: {{app: shop-{}}}
  ports:
    - port: {}
---
# {}
apiVersion: v1
kind: Pod
metadata:
  name: till-{}
  labels: {{app: {}}}
spec:
  containers:
    - name: till
      image: registry.example/till:1.{}
      envFrom:
        - configMapRef: {{name: till}}
"""
_UNUSED = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {}\n"


@pytest.mark.usefixtures("_processes")
@pytest.mark.parametrize(("line_end", "start"), [("\n", ""), ("\r\n", "\ufeff---\n"), ("\n", "%YAML 1.1\n---\n")])
def test_large_file_is_shared_by_processes(run: Run, write: Write, line_end: str, start: str) -> None:
    documents = [
        _LARGE.format(
            *(number, number, "80" if number % 100 else "ninety"),
            *("x" * 300, number, f"shop-{number}" if number != 350 else "shpo-350", number),
        )
        for number in range(600)
    ]
    documents = [_UNUSED.format("a"), *documents, _UNUSED.format("b")]  # two, of which none is meant
    text = start + "---\n".join(documents)
    write({"all.yaml": text.replace("\n", line_end).encode()})
    one, several = (run("check", "--format", "json", "--no-cache", "--jobs", jobs) for jobs in ("1", "3"))
    assert one.stdout == several.stdout
    found = json.loads(several.stdout)
    assert found["summary"]["documents"] == 1202
    wrong = [each["line"] for each in found["findings"] if each["code"] == "KP302"]
    before = start.count("\n") + 5
    assert wrong == [before + 8 + number * 22 for number in range(0, 600, 100)]
    between = [each["line"] for each in found["findings"] if each["code"].startswith("KP95")]
    assert between == [before + 6 + 350 * 22]
