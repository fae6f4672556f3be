"""The other commands, and the process as a whole."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import termios
import time
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.shell_completion import ShellComplete

from kubeproof import __version__
from kubeproof.cli import kubeproof, main
from kubeproof.rules import all_rules

if TYPE_CHECKING:
    from io import FileIO

    from tests.cli.conftest import Run, Start, Write

    from kubeproof.rules.rule import Rule

AGENT = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  template:
    spec:
      nodeSelector: {gpu: "true"}
      containers: [{name: a, image: a, resources: {requests: {cpu: "4"}}}]
"""
CLUSTER = """\
count: 4
pools:
  - {name: gpu, count: 1, labels: {gpu: "true"}}
  - {name: small, count: 1, labels: {gpu: "true"}, allocatable: {cpu: "1"}}
"""


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"kubeproof {__version__}\n"


@pytest.mark.parametrize(("name", "meant"), [("chek", "check"), ("here", "check here"), ("rules", "rule")])
def test_unknown_command_names_what_was_meant(run: Run, write: Write, name: str, meant: str) -> None:
    write({"here": ""})
    result = run(name)
    assert result.exit_code == 2
    assert result.stderr.endswith(f"Error: there is no command '{name}'. Did you mean '{meant}'?\n")


@pytest.mark.parametrize(
    ("words", "proposed"),
    [
        ("rule kp30", ["KP301", "KP302", "KP303", "KP304", "KP305", "KP306"]),
        ("rule unknown-fi", ["unknown-field"]),
        ("check --select KP301,unknown-fi", ["KP301,unknown-field"]),
        ("check --ignore KP30", ["KP301", "KP302", "KP303", "KP304", "KP305", "KP306"]),
        ("check --format s", ["sarif"]),
    ],
)
def test_shell_completes_rules_and_choices(folder: Path, words: str, proposed: list[str]) -> None:
    assert folder.exists()
    before, _, last = words.rpartition(" ")
    found = ShellComplete(kubeproof, {}, "kubeproof", "_").get_completions(before.split(), last)
    assert [item.value for item in found] == proposed


def test_entry_point_is_the_command() -> None:
    (entry,) = entry_points(group="console_scripts", name="kubeproof")
    assert entry.load() is main


def test_rules_are_listed(run: Run) -> None:
    heading, *rows = run("rule").stdout.splitlines()
    assert heading.split() == ["code", "name", "severity", "fix"]
    codes = [rule.code for rule in all_rules()]
    assert [row.split()[0] for row in rows] == sorted(codes)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_rule_is_described(run: Run, rule: Rule) -> None:
    text = run("rule", rule.code).stdout
    assert text == run("rule", rule.name).stdout
    assert text.startswith(f"{rule.code} {rule.name} ({rule.severity})\n\n{rule.documentation()}\n\nRepair: ")
    for bad in rule.bad:
        assert "\n    " + bad.text.splitlines()[0] in text


def test_unreadable_file_is_described(run: Run) -> None:
    assert run("rule", "KP001").stdout.startswith("KP001 unreadable-file (error)\n\n")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("unknwon-field", "did you mean unknown-field?"),
        ("P301", "did you mean KP301?"),
        ("KP999", "`kubeproof rule` lists them all"),
    ],
)
def test_unknown_rule_names_the_nearest(run: Run, name: str, hint: str) -> None:
    result = run("rule", name)
    assert result.exit_code == 2
    assert result.stderr == f'Error: there is no rule "{name}"; {hint}\n'


def test_beginning_of_codes_lists_these_rules(run: Run) -> None:
    _, *rows = run("rule", "kp00").stdout.splitlines()
    assert [row.split()[0] for row in rows] == [rule.code for rule in all_rules() if rule.code.startswith("KP00")]


def test_rule_is_as_wide_as_the_terminal(start: Start) -> None:
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 50))
    process = start("rule", "KP301", stdout=theirs)
    process.communicate()
    os.write(theirs, b"end")
    os.close(theirs)
    shown = click.unstyle(os.read(ours, 100_000).decode()).splitlines()
    os.close(ours)
    assert max(map(len, shown[: shown.index("Before:")])) <= 50


def test_place_says_where_pods_run_and_why_not(run: Run, write: Write) -> None:
    write({"agent.yaml": AGENT, "nodes.yaml": CLUSTER})
    rows = run("place", "agent.yaml", "--nodes", "nodes.yaml").stdout.splitlines()
    assert [row.split()[:2] for row in rows[:5]] == [
        ["node", "Pod"],
        ["gpu-1", "runs"],
        ["small-1", "pending"],
        ["node-1", "none"],
        ["node-2", "none"],
    ]
    assert "gpu=true" in rows[3]
    assert rows[-1] == "agent runs on 1 of 4 nodes; 1 Pod Pending."


def test_place_prints_json_and_reads_standard_input(run: Run, write: Write) -> None:
    write({"agent.yaml": AGENT})
    value = json.loads(run("place", "agent.yaml", "--nodes", "-", "--format", "json", stdin=CLUSTER).stdout)
    assert value["daemonset"] == "agent"
    assert value["nodes"][0] == {"node": "gpu-1", "runs": True, "binds": True, "reasons": []}
    assert [node["runs"] for node in value["nodes"]] == [True, True, False, False]


def test_place_picks_one_of_several(run: Run, write: Write) -> None:
    write({"two.yaml": f"{AGENT}---\n{AGENT.replace('agent', 'other')}", "nodes.yaml": CLUSTER})
    assert "other runs on" in run("place", "two.yaml#DaemonSet/other", "--nodes", "nodes.yaml").stdout
    assert "choose one: two.yaml#DaemonSet/agent" in run("place", "two.yaml", "--nodes", "nodes.yaml").stderr
    missing = run("place", "two.yaml#DaemonSet/othr", "--nodes", "nodes.yaml")
    assert (missing.exit_code, missing.stderr) == (
        2,
        "Error: two.yaml holds no DaemonSet/othr; did you mean two.yaml#DaemonSet/other?\n",
    )


@pytest.mark.parametrize(
    ("daemonset", "nodes", "message"),
    [
        ("a: [", CLUSTER, "agent.yaml:1:5: is not YAML: "),
        ("kind: Pod", CLUSTER, "agent.yaml holds no DaemonSet"),
        (AGENT, "count: many", "nodes.yaml: count must be a whole number of nodes"),
        (AGENT, b"\xff", "nodes.yaml is not UTF-8"),
    ],
)
def test_place_explains_bad_input(run: Run, write: Write, daemonset: str, nodes: str | bytes, message: str) -> None:
    write({"agent.yaml": daemonset, "nodes.yaml": nodes})
    result = run("place", "agent.yaml", "--nodes", "nodes.yaml")
    assert result.exit_code == 2
    assert message in result.stderr


def test_name_that_is_too_long_is_explained(run: Run) -> None:
    for command in (("place", "x" * 300, "--nodes", "n"), ("draw", "x" * 300)):
        result = run(*command)
        assert result.exit_code == 2
        assert "file name too long" in result.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupt_ends_with_130(start: Start, write: Write, folder: Path, valid: str, jobs: str) -> None:
    write({"a.yaml": valid})
    os.mkfifo(folder / "slow.yaml")
    process = start("check", "--jobs", jobs, "slow.yaml", "a.yaml")
    with (folder / "slow.yaml").open("wb"):  # opens when the other side reads
        process.send_signal(signal.SIGINT)
        if jobs == "1":
            process.wait(timeout=30)
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, output, errors.strip()) == (130, b"", b"Interrupted.")


def test_a_pipe_is_read_once(start: Start, folder: Path, wrong: str) -> None:
    os.mkfifo(folder / "made.yaml")
    for arguments in ((), ("--no-cache",)):
        process = start("check", "--format", "json", "made.yaml", *arguments)
        (folder / "made.yaml").write_text(wrong)
        output, _ = process.communicate(timeout=30)
        assert [found["path"] for found in json.loads(output)["findings"]] == ["made.yaml"]


def test_a_process_that_ends_early_is_named(start: Start, write: Write, folder: Path, valid: str) -> None:
    write({"a/a.yaml": valid, "b/b.yaml": valid})
    for name in ("a/slow.yaml", "b/slow.yaml"):
        os.mkfifo(folder / name)
    process = start("check", "--jobs", "2", "a/slow.yaml", "b/slow.yaml")
    with (folder / "a" / "slow.yaml").open("wb"), (folder / "b" / "slow.yaml").open("wb"):
        (child,) = (Path("/proc") / str(process.pid) / "task" / str(process.pid) / "children").read_text().split()
        os.kill(int(child), signal.SIGKILL)
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, output) == (2, b"")
    assert b"was ended from outside" in errors


def _keep_writing(pipe: FileIO, seconds: int) -> None:
    for _ in range(seconds * 10):
        pipe.write(b"#")
        time.sleep(0.1)


def test_processes_end_with_the_first_one(start: Start, write: Write, folder: Path, valid: str) -> None:
    write({"a/a.yaml": valid, "b/b.yaml": valid})
    for name in ("a/slow.yaml", "b/slow.yaml"):
        os.mkfifo(folder / name)
    process = start("check", "--jobs", "2", "a/slow.yaml", "b/slow.yaml")
    with (
        (folder / "a" / "slow.yaml").open("wb", buffering=0) as one,
        (folder / "b" / "slow.yaml").open("wb", buffering=0) as other,
    ):
        process.kill()
        process.communicate()
        for pipe in (one, other):
            with pytest.raises(BrokenPipeError):
                _keep_writing(pipe, seconds=30)


@pytest.mark.parametrize(("files", "bars"), [(201, {b"Checking"}), (3, set[bytes]())])
def test_progress_is_for_long_runs_at_a_terminal(
    start: Start, write: Write, valid: str, files: int, bars: set[bytes]
) -> None:
    write({f"{number}.yaml": valid for number in range(files)})
    ours, theirs = os.openpty()
    process = start("check", "--jobs", "1", stderr=theirs)
    process.communicate()
    os.write(theirs, b"end")
    os.close(theirs)
    seen = os.read(ours, 100_000)
    os.close(ours)
    assert set(re.findall(b"Checking", seen)) == bars


def test_closed_streams_are_no_hindrance(write: Write, folder: Path, wrong: str) -> None:
    write({"a.yaml": wrong})
    for arguments, closed, status in (("a.yaml", "1>&-", 1), ("a.yaml", "2>&-", 1), ("-", "0<&-", 0)):
        shell = ["sh", "-c", f'exec "$0" -m kubeproof check {arguments} {closed}', sys.executable]
        process = subprocess.run(shell, cwd=folder, check=False, capture_output=True)
        assert (process.returncode, process.stderr) == (status, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_full_output_is_explained(start: Start, write: Write, wrong: str) -> None:
    write({"a.yaml": wrong})
    with Path("/dev/full").open("wb") as full:
        process = start("check", stdout=full.fileno())
        _, errors = process.communicate()
    assert (process.returncode, errors) == (2, b"Error: the output cannot be written: No space left on device\n")
