"""What the commands of a page may do: kubectl without a shell, in a namespace of the page's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kubeproof.text.nearest import misspelt, nearest
from kubeproof.transcripts.arguments import Arguments, Flag, read
from kubeproof.transcripts.flags import ALL
from kubeproof.transcripts.scopes import is_cluster_resource
from kubeproof.transcripts.verbs import ALIASES, CHANGES, GROUPS, NEVER, NO_FLAGS, OF_NODES, READS
from kubeproof.transcripts.words import TranscriptError, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kubeproof.text.source import Span

KUBECTL = "kubectl"
OWN_NAMESPACE = "default"
"""What pages and readers call the namespace that a page gets for itself."""

_FILES = frozenset({"cert", "filename", "from-env-file", "from-file", "key", "patch-file"})
_WITH_COMMAND = frozenset({"create cronjob", "create deployment", "create job", "exec", "run"})
_REMOTE = ("http://", "https://", "git::", "oci://")
_NAMESPACES = ("namespace", "namespaces", "ns")


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """What a fence lets its commands do beyond its own namespace.

    Attributes:
        cluster: whether they may change what belongs to no namespace.
        namespaces: the other namespaces that they may name; `*` for all.
        programs: what they may run beside kubectl.
        scoped: the resources beside the built-in ones that belong to no namespace.
    """

    cluster: bool = False
    namespaces: frozenset[str] = frozenset()
    programs: frozenset[str] = frozenset()
    scoped: frozenset[str] = frozenset()

    def reaches(self, namespace: str) -> bool:
        """Whether they may name a namespace."""
        return namespace in ("", OWN_NAMESPACE) or namespace in self.namespaces or "*" in self.namespaces


@dataclass(frozen=True, slots=True)
class FileUse:
    """Files that a command names in one of its words.

    Attributes:
        index: the number of the word.
        before: what stands before the paths.
        paths: the paths, as they are written.
        manifest: whether they hold objects.
        span: where the word stands in the body.
    """

    index: int
    before: str
    paths: tuple[str, ...]
    manifest: bool
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command that may run.

    Attributes:
        words: its words.
        verb: `apply`, `rollout status`; empty for another program than kubectl.
        names: its words that are neither flags nor their values, behind the verb.
        flags: its flags.
        files: the files that it names.
        own: the words that name the page's own namespace: their numbers, and what stands before the name.
        cluster: the resources without a namespace that it changes, such as `nodes`; those in files are not among them.
    """

    words: tuple[Word, ...]
    verb: str = ""
    names: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    files: tuple[FileUse, ...] = ()
    own: tuple[tuple[int, str], ...] = ()
    cluster: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether it changes the cluster, so that it runs once and is not repeated until its output fits."""
        return self.verb not in READS

    @property
    def sees_namespaces(self) -> bool:
        """Whether its output tells of other namespaces than those that it names."""
        return any(name in _NAMESPACES for name in self.names) or any(
            flag.name == "all-namespaces" for flag in self.flags
        )

    @property
    def manifests(self) -> tuple[FileUse, ...]:
        """The files with objects."""
        return tuple(use for use in self.files if use.manifest)


def understand(words: tuple[Word, ...], permission: Permission) -> Command:
    """A command, if a page may run it.

    Args:
        words: its words.
        permission: what the fence allows.

    Raises:
        TranscriptError: it is none of kubectl's commands, or leaves the page's namespace without being allowed to.
    """
    program = words[0]
    if program.text != KUBECTL:
        if program.text in permission.programs:
            return Command(words=words)
        raise TranscriptError(_unknown_program(program.text, permission), program.span)
    arguments = read(words)
    verb, behind = _verb(words, arguments)
    _refuse_flags(words, arguments)
    names = tuple(words[index].text for index in arguments.names[behind:])
    _refuse_rest(words, verb, names)
    if verb == "cluster-info" and "dump" in names:
        raise TranscriptError("kubectl cluster-info dump prints all of the cluster; write kubectl get", words[0].span)
    return Command(
        words=words,
        verb=verb,
        names=names,
        flags=arguments.flags,
        files=tuple(_files(words, arguments)),
        own=tuple(_namespaces(words, arguments, permission)),
        cluster=_cluster(words, verb, names, permission),
    )


def _unknown_program(name: str, permission: Permission) -> str:
    known = (KUBECTL, *sorted(permission.programs))
    near = nearest(name, known)
    if near:
        return f'"{name}" is not known; did you mean "{near}"?'
    return f'"{name}" is not run from a page: only {", ".join(known)} (the configuration can add to exec.commands)'


def _verb(words: Sequence[Word], arguments: Arguments) -> tuple[str, int]:
    """The verb, and how many words it has."""
    if not arguments.names:
        raise TranscriptError("kubectl needs a command: write kubectl get pods", words[0].span)
    word = words[arguments.names[0]]
    both = " ".join(words[index].text for index in arguments.names[:2])
    for never in (word.text, both):
        if never in NEVER:
            raise TranscriptError(f"kubectl {never} has no place in a page: {NEVER[never]}", word.span)
    verb, count = word.text, 1
    if verb in GROUPS and len(arguments.names) > 1:
        word = words[arguments.names[1]]
        verb, count = f"{verb} {word.text}", 2
        verb = ALIASES.get(verb, verb)
    if verb in READS or verb in CHANGES or verb in OF_NODES:
        return verb, count
    known = (*READS, *CHANGES, *OF_NODES)
    near = misspelt(verb, known) or nearest(verb, known)
    hint = f'; did you mean "kubectl {near}"?' if near else ""
    raise TranscriptError(f'kubectl has no command "{verb}"{hint}', word.span)


def _refuse_flags(words: Sequence[Word], arguments: Arguments) -> None:
    for flag in arguments.flags:
        place = words[flag.index].span
        if flag.name in NO_FLAGS and flag.value != "false":
            raise TranscriptError(f"--{flag.name} has no place in a page: {NO_FLAGS[flag.name]}", place)
        if flag.name not in ALL:
            near = misspelt(flag.name, ALL) or nearest(flag.name, ALL)
            hint = f'; did you mean "--{near}"?' if near else ""
            dashes = "--" if len(flag.name) > 1 else "-"
            raise TranscriptError(f'kubectl has no option "{dashes}{flag.name}"{hint}', place)
        if flag.name == "output" and flag.value.partition("=")[0].endswith("file"):
            raise TranscriptError("a template in a file is not read: write it into the command", place)


def _refuse_rest(words: Sequence[Word], verb: str, names: Sequence[str]) -> None:
    """Behind `--` stands a command for a container; elsewhere kubectl would take the words for names."""
    what = f"{verb} {names[0]}" if verb == "create" and names else verb
    end = next((word for word in words if word.text == "--"), None)
    if end and what not in _WITH_COMMAND:
        raise TranscriptError('nothing runs in a container here: leave out "--"', end.span)


def _files(words: Sequence[Word], arguments: Arguments) -> Iterator[FileUse]:
    for flag in arguments.flags:
        if flag.name not in _FILES:
            continue
        manifest, before, value = flag.name == "filename", flag.before, flag.value
        if flag.name == "from-file" and "=" in value:
            key, _, value = value.partition("=")
            before = f"{before}{key}="
        paths = tuple(value.split(",")) if manifest else (value,)
        place = words[flag.index].span
        for path in paths:
            if path in ("", "-"):
                raise TranscriptError("nothing is typed into a command: name a file of the examples", place)
            if path.startswith(_REMOTE):
                raise TranscriptError("nothing is fetched from elsewhere: put the file into the examples", place)
        yield FileUse(flag.index, before, paths, manifest, place)


def _namespaces(words: Sequence[Word], arguments: Arguments, permission: Permission) -> Iterator[tuple[int, str]]:
    for flag in arguments.flags:
        place = words[flag.index].span
        if flag.name == "all-namespaces" and flag.value != "false" and not permission.reaches("*"):
            message = 'all namespaces are more than this page\'s own: leave it out, or add namespaces="*" to the fence'
            raise TranscriptError(message, place)
        if flag.name != "namespace":
            continue
        if not permission.reaches(flag.value):
            message = (
                f'the namespace "{flag.value}" is not this page\'s own: leave it out,'
                f' or add namespaces="{flag.value}" to the fence'
            )
            raise TranscriptError(message, place)
        if flag.value == OWN_NAMESPACE:
            yield flag.index, flag.before


def _cluster(words: Sequence[Word], verb: str, names: Sequence[str], permission: Permission) -> tuple[str, ...]:
    """The resources without a namespace that a command changes."""
    if verb in READS:
        return ()
    found = ("nodes",) if verb in OF_NODES else tuple(_scoped(names, permission))
    if found and not permission.cluster:
        message = f"this changes {found[0]}, which the whole cluster shares: add the option cluster to the fence"
        raise TranscriptError(message, words[0].span)
    return found


def _scoped(names: Sequence[str], permission: Permission) -> Iterator[str]:
    listed = names[0].split(",") if names else []
    slashed = [name.partition("/")[0] for name in names if "/" in name and "=" not in name]
    for name in dict.fromkeys((*(each for each in listed if "/" not in each), *slashed)):
        if is_cluster_resource(name, permission.scoped):
            yield name
