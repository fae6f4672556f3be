"""Options that are written as YAML in the body of a fence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kubeproof.fences.call import Reference, reference_at
from kubeproof.fences.problems import BAD_OPTION, FenceError, whole_body
from kubeproof.manifest.reader import read
from kubeproof.text.nearest import nearest
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kubeproof.manifest.document import Document


class Options:
    """The options of one fence, and where each stands in its body."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._values: dict[str, Any] = document.value

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - any YAML value
        return self._values.get(name)

    def error(self, name: str, message: str) -> FenceError:
        """The error of an option's value."""
        return FenceError(BAD_OPTION, f"{name}: {message}", self._document.value_span((name,)))

    def reference(self, name: str, example: str) -> Reference:
        """An option that names a file.

        Raises:
            FenceError: it is missing, or no text.
        """
        value = self[name]
        if not isinstance(value, str) or not value:
            raise self.error(name, f"write the path of a file, such as {example}")
        return reference_at(value, self._document.value_span((name,)))

    def references(self, name: str, example: str) -> tuple[Reference, ...]:
        """An option that names a file, or several in a list.

        Raises:
            FenceError: it is missing, empty, or holds something else than text.
        """
        value = self[name]
        if not isinstance(value, list) or not value:
            return (self.reference(name, example),)
        if not all(isinstance(each, str) and each for each in value):
            raise self.error(name, f"write a list of paths, such as [{example}]")
        places = [self._document.value_span((name, index)) for index in range(len(value))]
        return tuple(reference_at(each, place) for each, place in zip(value, places, strict=True))

    def only(self, known: Sequence[str], language: str) -> None:
        """See that no other options are there.

        Raises:
            FenceError: one is; the message names the nearest one that exists.
        """
        for name in self._values:
            if name not in known:
                near = nearest(name, known)
                hint = f'did you mean "{near}"?' if near else f"it has {', '.join(known)}"
                message = f'the fence "{language}" has no option "{name}"; {hint}'
                raise FenceError(BAD_OPTION, message, self._document.key_span((name,)))


def parse(body: str, example: str) -> Options | None:
    """The options in a body; None if it is just a line of text, such as a path.

    Raises:
        FenceError: the body is not YAML, or a list, or several documents.
    """
    documents = read(body)
    if len(documents) != 1:
        found = "it is empty" if not documents else "it holds several documents"
        raise FenceError(
            BAD_OPTION, f"this fence takes options as YAML, but {found}: write {example}", whole_body(body)
        )
    document = documents[0]
    if document.problems:
        problem, end = document.problems[0], whole_body(body).end
        place = Span(min(problem.span.start, end - 1), min(problem.span.end, end))
        raise FenceError(BAD_OPTION, f"these options are not YAML: {problem.message}", place)
    if isinstance(document.value, str):
        return None
    if not isinstance(document.value, dict):
        raise FenceError(BAD_OPTION, f"this fence takes options as YAML: write {example}", whole_body(body))
    return Options(document)
