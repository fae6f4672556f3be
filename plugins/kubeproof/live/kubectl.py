"""kubectl as a process: no shell, no input, an end within a time, and no credentials in what it says."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kubeproof.live.target import Target

TIMEOUT_STATUS = 124  # as the command `timeout` has it
_NO_CLUSTER = re.compile(
    r"unable to connect to the server|connection to the server .* was refused|connection refused|connection reset"
    r"|couldn't get current server api group list|no such host|i/o timeout|tls handshake timeout|unexpected eof"
    r"|context deadline exceeded|network is unreachable|apiserver is shutting down|etcdserver:",
    re.IGNORECASE,
)
_PASSED_ON = ("HOME", "LANG", "LC_ALL", "PATH", "SSL_CERT_DIR", "SSL_CERT_FILE", "SYSTEMROOT", "TMPDIR", "USER")
_PREFIXES = ("AWS_", "AZURE_", "CLOUDSDK_", "GOOGLE_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http", "no_proxy")
_PROBE = 10.0
_PEACE = 5.0


class ClusterError(Exception):
    """The cluster is gone, or does not let us do what is needed; nothing more can be run."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said, as a terminal would show it, and its exit status."""

    status: int
    text: str

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines without trailing space, and without empty lines at the end."""
        return tuple(line.rstrip() for line in self.text.rstrip().split("\n")) if self.text.strip() else ()

    @property
    def last(self) -> str:
        """Its last line, which mostly is the reason why it failed."""
        return self.lines[-1] if self.lines else "it does not say why"


class Kubectl:
    """kubectl for one namespace of a cluster."""

    def __init__(self, target: Target, namespace: str = "default") -> None:
        self.target = target
        self.namespace = namespace
        self._settings = self._write_settings(namespace)

    def _write_settings(self, namespace: str) -> Path:
        """A kubeconfig in which the namespace is the current one, so that commands need not name it."""
        settings = json.loads(json.dumps(self.target.settings))
        for each in settings["contexts"]:
            each["context"]["namespace"] = namespace
        path = self.target.folder / f"{namespace}.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps(settings), "utf-8")
        return path

    @property
    def environment(self) -> dict[str, str]:
        """What the process sees: nothing that changes the output, and none of the settings of its user."""
        kept = {name: value for name, value in os.environ.items() if name in _PASSED_ON or name.startswith(_PREFIXES)}
        return kept | {
            "KUBECONFIG": str(self._settings),
            "KUBECACHEDIR": str(self.target.folder / "cache"),
            "KUBERC": "off",
            "KUBECTL_KUBERC": "false",
        }

    def run(  # noqa: PLR0913 - each says something else about one command
        self,
        arguments: Sequence[str],
        *,
        limit: float,
        program: str = "",
        data: str | None = None,
        warnings: bool = True,
        finish: bool = True,
    ) -> Answer:
        """Run a command to its end.

        Args:
            arguments: what stands behind the name of the program.
            limit: how many seconds it may take.
            program: another program than kubectl.
            data: its standard input.
            warnings: whether what it says on standard error counts, too, if it succeeds.
            finish: whether it may end in peace when we are interrupted: what it has sent would be done all the same,
                perhaps only after we have looked at what is to be undone.

        Returns:
            What it said; with the status 124 if it was ended because it took too long.

        Raises:
            ClusterError: the program cannot be started.
        """
        process = self._start([program or self.target.kubectl, *arguments], typed=data is not None, warnings=warnings)
        try:
            text, errors = process.communicate(data.encode() if data is not None else None, limit)
        except subprocess.TimeoutExpired:
            text = _end(process)
            return Answer(TIMEOUT_STATUS, f"{self._clean(text)}(did not end within {limit:.0f} s)\n")
        except BaseException:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_PEACE if finish else 0)
            raise
        finally:
            if process.poll() is None:
                _end(process)
        said = text + errors if errors and process.returncode else text
        return Answer(process.returncode, self._clean(said))

    def _start(self, command: Sequence[str], *, typed: bool, warnings: bool) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603 - arguments, no shell
                command,
                cwd=self.target.folder,
                env=self.environment,
                stdin=subprocess.PIPE if typed else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT if warnings else subprocess.PIPE,
                start_new_session=True,  # an interrupt is ours to handle
            )
        except OSError as error:
            raise ClusterError(f"{command[0]} cannot be run: {(error.strerror or str(error)).lower()}") from error

    def get_json(self, arguments: Sequence[str], *, limit: float = 30.0) -> Answer:
        """Run a command that prints JSON, or nothing."""
        return self.run([*arguments, "--output=json"], limit=limit, warnings=False)

    def create(self, value: Mapping[str, Any], *, limit: float = 60.0) -> Answer:
        """Make an object."""
        return self.run(["create", "--filename=-"], limit=limit, data=json.dumps(value))

    def _clean(self, output: bytes) -> str:
        return self.target.hidden.without(output.decode(errors="replace").replace("\r\n", "\n"))

    def see_whether_it_is_there(self, answer: Answer) -> None:
        """After a command that failed, find out whether the cluster is still there.

        Raises:
            ClusterError: it is not.
        """
        if answer.status and _NO_CLUSTER.search(answer.text):
            probe = self.run(["get", "--raw=/readyz", f"--request-timeout={_PROBE:.0f}s"], limit=_PROBE + 5)
            if probe.status:
                raise ClusterError(f"the cluster {self.target.context} does not answer: {probe.last}")


def _end(process: subprocess.Popen[bytes]) -> bytes:
    """End a process and what it has started; what it said so far."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    text, _ = process.communicate()
    return text
