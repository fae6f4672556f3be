"""A transcript is read as its author means it, and what needs a shell is refused at its place."""

from __future__ import annotations

import pytest

from kubeproof.transcripts import TranscriptError, parse

BODY = """\
$ kubectl apply -f web.yaml
service/web created

$ kubectl get pods \\
    --output wide
NAME   READY
...

web    1/1

$ kubectl get pod nope
Error from server (NotFound): pods "nope" not found
# exit 1
$ kubectl version
"""


def test_commands_outputs_and_statuses() -> None:
    steps = parse(BODY).steps
    assert [[word.text for word in step.words][1:] for step in steps] == [
        ["apply", "-f", "web.yaml"],
        ["get", "pods", "--output", "wide"],
        ["get", "pod", "nope"],
        ["version"],
    ]
    assert [step.output for step in steps] == [
        ("service/web created",),
        ("NAME   READY", "...", "", "web    1/1"),
        ('Error from server (NotFound): pods "nope" not found',),
        (),
    ]
    assert [step.status for step in steps] == [0, 0, 1, 0]


@pytest.mark.parametrize("body", [BODY, BODY.replace("\n", "\r\n"), BODY.rstrip()])
def test_places_are_those_of_the_body(body: str) -> None:
    steps = parse(body).steps
    assert all(body[step.span.start :].startswith(f"$ {step.command}") for step in steps)
    assert body[steps[0].answer.start : steps[0].answer.end] == "service/web created"
    assert body[steps[2].answer.start : steps[2].answer.end].endswith("# exit 1")
    assert steps[3].answer.start == steps[3].answer.end
    for step in steps:
        for word in step.words:
            assert body[word.span.start : word.span.end] == word.text


def test_what_is_copied_are_the_commands_alone() -> None:
    assert (
        parse("$ kubectl get pods\nNAME\n$ kubectl get \\\n    svc\n").commands
        == "kubectl get pods\nkubectl get \\\n    svc"
    )


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("-o jsonpath='{.items[*].metadata.name}'", ["-o", "jsonpath={.items[*].metadata.name}"]),
        ('-l "app in (web, shop)"', ["-l", "app in (web, shop)"]),
        (r'-p "{\"a\": \"\$b\"}"', ["-p", '{"a": "$b"}']),
        (r"a\ b '' c''d", ["a b", "", "cd"]),
        ("jsonpath={.spec.ports[0].port}", ["jsonpath={.spec.ports[0].port}"]),
        ("a#b", ["a#b"]),
    ],
)
def test_quotes_are_a_shells(written: str, words: list[str]) -> None:
    assert [word.text for word in parse(f"$ kubectl {written}\n").steps[0].words][1:] == words


@pytest.mark.parametrize(
    ("command", "sign", "message"),
    [
        ("kubectl get pods | head", "|", "a pipe needs a shell"),
        ("kubectl get pods > pods.txt", ">", "a redirection needs a shell"),
        ("kubectl apply -f - < web.yaml", "<", "a redirection"),
        ("kubectl get pods; kubectl get svc", ";", "the sign ;"),
        ("kubectl get pods && echo", "&", "the sign &"),
        ("kubectl get pod $(cat name)", "$", "the sign $"),
        ('kubectl get pod "$NAME"', '"', "the sign $"),
        ("kubectl get pod `cat name`", "`", "a back-tick"),
        ("kubectl get pods # all", "#", "a comment"),
        ("kubectl get pod 'web", "'", "is never closed"),
    ],
)
def test_what_needs_a_shell_is_refused_at_its_place(command: str, sign: str, message: str) -> None:
    body = f"$ kubectl version\n$ {command}\n"
    with pytest.raises(TranscriptError, match=r"needs a shell|never closed") as refusal:
        parse(body)
    assert message in str(refusal.value)
    assert body[refusal.value.span.start] == sign
    assert refusal.value.span.start > len("$ kubectl version\n")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", "holds commands"),
        ("\n\n", "holds commands"),
        ("NAME READY\n", "holds commands"),
        ("NAME READY\n$ kubectl get pods\n", "before the first command"),
        ("$ \n", "no command behind"),
        ("$\nNAME\n", "no command behind"),
        ("$ kubectl get \\\n", "backslash"),
    ],
)
def test_what_is_no_transcript(body: str, message: str) -> None:
    with pytest.raises(TranscriptError, match=message):
        parse(body)
