"""`kubeproof check`: what it prints and how it ends."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run, Start, Write


NOTES = "docs/notes/kubernetes.md"


@pytest.fixture
def notes(repository: Path, folder: Path) -> Path:
    """The owner's notes, which hold one snippet with three mistakes."""
    path = folder / NOTES
    path.parent.mkdir(parents=True)
    shutil.copy(repository / NOTES, path)
    return path


@pytest.mark.usefixtures("notes")
def test_notes_name_each_mistake_at_its_line(run: Run) -> None:
    result = run("check", NOTES)
    assert result.exit_code == 1
    named = [line.split(" ")[:2] for line in result.stdout.splitlines() if line.startswith(NOTES)]
    assert [place for place, _ in named] == [f"{NOTES}:63:13:", f"{NOTES}:98:9:", f"{NOTES}:99:9:"]
    assert result.stdout.endswith("Found 3 errors (3 fixable with --fix).\n")


def test_notes_diff_changes_six_lines_and_no_others(run: Run, notes: Path) -> None:
    before = notes.read_bytes()
    result = run("check", "--diff", NOTES)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    removed = [line for line in lines if line.startswith("-") and not line.startswith("---")]
    added = [line for line in lines if line.startswith("+") and not line.startswith("+++")]
    assert (len(removed), len(added)) == (6, 6)
    assert result.stderr == "Would fix 3 problems in 1 file; 0 would remain.\n"
    assert notes.read_bytes() == before


def test_notes_fix_writes_what_the_diff_shows(run: Run, notes: Path) -> None:
    before = notes.read_bytes().split(b"\n")
    result = run("check", "--fix", NOTES)
    assert (result.exit_code, result.stdout) == (0, "Fixed 3 problems in 1 file; 0 remaining.\n")
    after = notes.read_bytes().split(b"\n")
    changed = [number for number, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new]
    assert changed == [63, 98, 99, 100, 101, 102]
    assert run("check", NOTES).exit_code == 0


def test_valid_file_passes(run: Run, write: Write, valid: str) -> None:
    write({"pod.yaml": valid})
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "All checks passed: 1 document in 1 file.\n")


def test_json_has_the_promised_keys(run: Run, write: Write, valid: str, wrong: str) -> None:
    write({"a.yaml": f"{valid}---\n{wrong}", "b.md": "# Nothing\n"})
    value = json.loads(run("check", "--format", "json", "--kubernetes", "1.36").stdout)
    assert list(value) == ["version", "kubernetes", "findings", "summary"]
    assert value["kubernetes"] == ["1.36"]
    assert value["summary"] == {"files": 2, "documents": 2, "errors": 1, "warnings": 0, "fixable": 1}
    (finding,) = value["findings"]
    keys = "code name severity message path line column end_line end_column field object kubernetes fix"
    assert list(finding) == keys.split()
    assert (finding["path"], finding["line"], finding["column"]) == ("a.yaml", 10, 13)
    assert finding["object"] == {"apiVersion": "v2", "kind": "Pod", "name": "web"}
    assert finding["fix"]["edits"] == [{"line": 10, "column": 13, "end_line": 10, "end_column": 15, "text": "v1"}]


def test_byte_order_mark_shifts_no_column(run: Run, write: Write, wrong: str) -> None:
    write({"pod.yaml": b"\xef\xbb\xbf" + wrong.encode()})
    assert run("check").stdout.startswith("pod.yaml:1:13: KP202 [*] ")


def test_warnings_alone_do_not_fail(run: Run, write: Write, valid: str) -> None:
    write({"page.md": f'```yaml skip="not ready"\n{valid}```\n'})
    result = run("check")
    assert result.exit_code == 0
    assert "KP902 warning: " in result.stdout


def test_versions_of_a_finding_are_said_if_it_does_not_hold_in_all(run: Run, write: Write) -> None:
    write(
        {"budget.yaml": "apiVersion: flowcontrol.apiserver.k8s.io/v1beta2\nkind: FlowSchema\nmetadata: {name: web}\n"}
    )
    (first, *_) = run("check", "--select", "KP201", "--kubernetes", "1.28,1.29").stdout.splitlines()
    assert first.endswith(" (Kubernetes 1.29)")
    (first, *_) = run("check", "--select", "KP201", "--kubernetes", "1.29").stdout.splitlines()
    assert not first.endswith(")")


def test_statistics_count_by_rule(run: Run, write: Write, wrong: str) -> None:
    write({"a.yaml": wrong, "b.yaml": wrong})
    text = run("check", "--statistics")
    assert text.stdout == "2  KP202  [*]  wrong-api-version\nFound 2 errors (2 fixable with --fix).\n"
    (row,) = json.loads(run("check", "--statistics", "--format", "json").stdout)
    assert row == {"code": "KP202", "name": "wrong-api-version", "severity": "error", "count": 2, "fixable": 2}


def test_quiet_prints_findings_only(run: Run, write: Write, valid: str, wrong: str) -> None:
    write({"a.yaml": valid})
    assert run("check", "-q").output == ""
    write({"b.yaml": wrong})
    result = run("check", "--quiet")
    assert result.stdout.startswith("b.yaml:1:13:")
    assert "Found" not in result.output


def test_select_and_ignore_take_codes_beginnings_and_names(run: Run, write: Write, wrong: str) -> None:
    write({"a.yaml": wrong})
    assert run("check", "--select", "kp2").exit_code == 1
    assert run("check", "--select", "KP3,KP1").exit_code == 0
    assert run("check", "--ignore", "wrong-api-version").exit_code == 0
    mistyped = run("check", "--ignore", "wrong-apiversoin")
    assert mistyped.exit_code == 2
    assert "did you mean wrong-api-version?" in mistyped.stderr


def test_selected_rule_is_reported_though_the_settings_ignore_it(run: Run, write: Write, wrong: str) -> None:
    write({"a.yaml": wrong, "kubeproof.toml": 'ignore = ["KP202"]\n'})
    assert run("check").exit_code == 0
    assert run("check", "--select", "KP2").exit_code == 1
    assert run("check", "--select", "KP2", "--ignore", "KP202").exit_code == 0


def test_standard_input_is_checked(run: Run, wrong: str) -> None:
    result = run("check", "-", stdin=wrong)
    assert result.exit_code == 1
    assert result.stdout.startswith("stdin.yaml:1:13: KP202 [*] ")


def test_standard_input_takes_its_name_and_sort(run: Run, wrong: str) -> None:
    result = run("check", "-", "--stdin-filename", "docs/page.md", stdin=f"# Page\n\n```yaml\n{wrong}```\n")
    assert result.stdout.startswith("docs/page.md:4:13: KP202 [*] ")


def test_fixed_standard_input_goes_to_standard_output(run: Run, valid: str, wrong: str) -> None:
    crlf = b"\xef\xbb\xbf" + wrong.replace("\n", "\r\n").encode()
    result = run("check", "-", "--fix", stdin=crlf)
    assert result.exit_code == 0
    assert result.stdout_bytes == b"\xef\xbb\xbf" + valid.replace("\n", "\r\n").encode()
    assert result.stderr == "Fixed 1 problem in 1 file; 0 remaining.\n"


def test_unreadable_standard_input_is_passed_on_by_fix(run: Run) -> None:
    result = run("check", "-", "--fix", stdin=b"\xff\x00")
    assert (result.exit_code, result.stdout_bytes) == (1, b"\xff\x00")
    assert "KP001" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--fix", "--diff"), "choose one of them"),
        (("--diff", "--format", "json"), "leave out --format"),
        (("--statistics", "--format", "sarif"), "as text or json"),
        (("-", "a.yaml"), "name it alone"),
        (("--kubernetes", "1.99"), "not known"),
        (("--kubernetes", ""), "no Kubernetes version"),
        (("--format", "jsn"), "'json'"),
        (("--jobs", "0"), "--jobs"),
        (("--fixx",), "--fix"),
        (("--engine", "cluster", "--kubeconfig", "nowhere"), "'nowhere' does not exist"),
        (("--kubernetes", "1.37-1.33"), "goes from new to old; write 1.33-1.37"),
    ],
)
def test_wrong_use_is_explained(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run("check", *arguments, stdin="")
    assert result.exit_code == 2
    assert message in result.stderr


def test_colours_only_where_wanted(run: Run, write: Write, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write({"a.yaml": wrong})
    assert "\x1b[" not in run("check").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("check").stdout
    assert "\x1b[32m+apiVersion: v1" in run("check", "--diff").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("check").stdout


def test_diff_can_be_applied_to_a_file_without_a_last_line_end(run: Run, write: Write, folder: Path) -> None:
    write({"a folder/ns.yaml": b"\xef\xbb\xbfapiVersion: v2\r\nkind: Namespace\r\nmetadata: {name: a}"})
    diff = run("check", "--diff").stdout_bytes
    assert b"\n\\ No newline at end of file\n" in diff
    patch = shutil.which("patch")
    if not patch:
        pytest.skip("patch is missing")
    subprocess.run([patch, "--binary", "-p0"], cwd=folder, input=diff, check=True, capture_output=True)
    assert (
        folder / "a folder/ns.yaml"
    ).read_bytes() == b"\xef\xbb\xbfapiVersion: v1\r\nkind: Namespace\r\nmetadata: {name: a}"


def test_closed_pipe_ends_quietly(start: Start, write: Write, wrong: str) -> None:
    write({f"{number}.yaml": wrong for number in range(300)})
    process = start("check", "--jobs", "1")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), errors) == (141, b"")
