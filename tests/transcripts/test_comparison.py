"""What differs from run to run matches, and nothing else does."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kubeproof.transcripts.comparison import difference, matches
from kubeproof.transcripts.patterns import shown
from kubeproof.transcripts.recording import known_words, record

PODS = """\
NAME                   READY   STATUS    RESTARTS      AGE     IP            NODE     NOMINATED NODE   READINESS GATES
web-59775778b9-27g6m   1/1     Running   0             4m32s   10.244.0.23   gpu-03   <none>           <none>
agent-hj9sn            1/1     Running   2 (5m ago)    10d     10.244.0.1    gpu-01   <none>           <none>
queue-0                1/1     Running   0             12s     fd00::1       gpu-02   <none>           <none>
""".splitlines()
SAME_PODS = """\
NAME                    READY   STATUS    RESTARTS        AGE   IP              NODE        NOMINATED NODE   READINESS
web-6d8c7f9b54-x2vqz    1/1     Running   0               1s    10.244.17.203   worker-17   <none>           <none>
agent-2w9vm             1/1     Running   2 (61s ago)     3h    10.244.0.1      gpu-01      <none>           <none>
queue-0                 1/1     Running   0               12s   10.0.0.1        gpu-02      <none>           <none>
""".replace("READINESS\n", "READINESS GATES\n").splitlines()


@pytest.mark.parametrize(
    ("printed", "recorded"),
    [
        ('  resourceVersion: "927"', '  resourceVersion: "<number:927>"'),
        ("  uid: 830c33de-c580-4e54-b513-5c62d9cb2d92", "  uid: <uid:830c33de-c580-4e54-b513-5c62d9cb2d92>"),
        ('  creationTimestamp: "2026-11-22T16:34:55Z"', '  creationTimestamp: "<time:2026-11-22T16:34:55Z>"'),
        ("Start Time:  Sun, 22 Nov 2026 16:34:55 +0000", "Start Time:  <time:Sun, 22 Nov 2026 16:34:55 +0000>"),
        ("IP:          10.96.205.172", "IP:          <ip:10.96.205.172>"),
        ("Endpoints:   10.244.0.21:8080,10.244.0.23:8080", "Endpoints:   <ip:10.244.0.21>:8080,<ip:10.244.0.23>:8080"),
        ("NodePort:    http  31234/TCP", "NodePort:    http  <port:31234>/TCP"),
        ("Created pod: web-59775778b9-27g6m", "Created pod: web-<hash:59775778b9>-<id:27g6m>"),
        ("pod-template-hash=59775778b9", "pod-template-hash=<hash:59775778b9>"),
        ("is running at https://127.0.0.1:39889", "is running at https://<ip:127.0.0.1>:<port:39889>"),
        (
            "--- /tmp/LIVE-584825081/v1.Service\t2026-11-27 20:58:55.93 +0000",
            "--- /tmp/LIVE-<number:584825081>/v1.Service\t<time:2026-11-27 20:58:55.93 +0000>",
        ),
        ("Image: nginx-unprivileged:1.27-alpine, 3.3.9-3.6.1", "Image: nginx-unprivileged:1.27-alpine, 3.3.9-3.6.1"),
        ("delay=0s timeout=1s period=10s", "delay=0s timeout=1s period=10s"),
        ("node/worker-17 log-agent nginx-nginx 0.0.0.0/0", "node/worker-17 log-agent nginx-nginx 0.0.0.0/0"),
        ("", ""),
    ],
)
def test_what_differs_becomes_a_pattern(printed: str, recorded: str) -> None:
    assert record([printed]) == [recorded]
    assert shown(recorded) == printed


def test_a_table_without_ages_has_nodes_that_differ() -> None:
    rows = ["NAME                   NODE", "web-59775778b9-27g6m   gpu-03", "agent-hj9sn            gpu-01"]
    assert record(rows)[1:] == [
        "web-<hash:59775778b9>-<id:27g6m>   <node:gpu-03>",
        "agent-<id:hj9sn>            gpu-01",
    ]


def test_what_the_author_wrote_stays() -> None:
    known = known_words(["nodePort: 30080\nclusterIP: 10.96.0.50\nname: web-bcdfg\n"])
    lines = ["80:30080/TCP 10.96.0.50 web-bcdfg 80:30081/TCP"]
    assert record(lines, known) == ["80:30080/TCP 10.96.0.50 web-bcdfg 80:<port:30081>/TCP"]


def test_a_table_of_pods_matches_the_next_run() -> None:
    recorded = record(PODS)
    assert recorded[0] == PODS[0]
    assert "<node:gpu-03>" in recorded[1]
    assert "gpu-01" in recorded[2]
    assert "<node:gpu-01>" not in recorded[2]
    assert matches(recorded, PODS)
    assert matches(recorded, SAME_PODS)
    assert not matches(recorded, [line.replace("gpu-01", "gpu-04") for line in SAME_PODS])
    assert not matches(recorded, [line.replace("1/1", "0/1") for line in SAME_PODS])
    assert not matches(recorded, SAME_PODS[:-1])


def test_the_progress_of_a_wait_is_left_out() -> None:
    printed = ["Waiting for a: 1 of 2", "Waiting for a: 2 of 2", "rolled out"]
    assert record(printed) == ["...", "rolled out"]
    assert matches(record(printed), ["rolled out"])


@pytest.mark.parametrize(
    ("recorded", "printed", "same"),
    [
        (["..."], [], True),
        (["a", "..."], ["a", "b", "c"], True),
        (["...", "c"], ["a", "b", "c"], True),
        (["a", "...", "c", "...", "e"], ["a", "c", "c", "d", "e"], True),
        (["a", "...", "c", "d"], ["a", "c", "x", "c", "d"], True),
        (["a", "...", "d"], ["a", "b", "c"], False),
        (["a"], ["a", "b"], False),
        (["a  b"], ["a      b"], True),
        (["a b"], ["a  b"], False),
        (["  a"], ["    a"], False),
        (["a"], ["a  "], True),
        (["<age>"], ["3m2s"], True),
        (["<age:1s>"], ["soon"], False),
        (["<none>"], ["<none>"], True),
        (["(x.y)"], ["(xzy)"], False),
    ],
)
def test_gaps_and_columns(recorded: list[str], printed: list[str], *, same: bool) -> None:
    assert matches(recorded, printed) is same
    assert all(line.startswith(" ") for line in difference(recorded, printed)) is same


def test_a_difference_shows_what_matches_as_it_was_printed() -> None:
    recorded = ["NAME   AGE", "web    <age:5s>", "...", "queue  <age:5s>", "old"]
    printed = ["NAME   AGE", "web    7m", "shop   1s", "more   1s", "queue  8m", "new"]
    assert difference(recorded, printed) == (
        " NAME   AGE",
        " web    7m",
        " shop   1s",
        " more   1s",
        " queue  8m",
        "-old",
        "+new",
    )


LINES = st.lists(st.text(string.ascii_letters + string.digits + " .-<>:/$", max_size=30), max_size=8)


@given(LINES)
def test_what_is_recorded_matches_what_was_printed(lines: list[str]) -> None:
    printed = [line.rstrip() for line in lines]
    assert matches(record(printed), printed)


@given(LINES, LINES)
def test_a_difference_leads_from_one_to_the_other(before: list[str], after: list[str]) -> None:
    recorded = [line.rstrip() for line in before if line.strip() != "..." and "<" not in line]
    printed = [line.rstrip() for line in after]
    lines = difference(recorded, printed)
    assert [line[1:] for line in lines if line[0] in " +"] == printed
    assert len([line for line in lines if line[0] in " -"]) == len(recorded)
    assert all(line[0] == " " for line in lines) is matches(recorded, printed)
