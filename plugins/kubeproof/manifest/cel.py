"""Reads expressions in CEL, as far as mistakes in them show without knowing the types of values.

Source: https://github.com/google/cel-spec/blob/master/doc/langdef.md
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kubeproof.manifest import cel_types

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_TOKEN = re.compile(
    r"(?P<space>\s+|//[^\n]*)"
    r"|(?P<text>(?:[rR][bB]?|[bB][rR]?)?(?:\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''"
    r"|\"(?:[^\\\"\r\n]|\\.)*\"|'(?:[^\\'\r\n]|\\.)*'))"
    r"|(?P<number>0x[0-9a-fA-F]+u?|(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?[uU]?)"
    r"|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<mark>\|\||&&|[<>=!]=|[-+*/%<>!?:.,()\[\]{}])",
    re.DOTALL | re.ASCII,
)
_RELATIONS = ("<", "<=", ">=", ">", "==", "!=", "in")
_LEVELS = (("||",), ("&&",), _RELATIONS, ("+", "-"), ("*", "/", "%"))
_LOGIC, _ARITHMETIC = 2, 3  # the levels before the first are of logic, those before the second give a bool, too
_WORDS = {"true": "bool", "false": "bool", "null": "null"}
# ruff: noqa: SIM905 (words read best as text)
_RESERVED = frozenset(
    "as break const continue else for function if import let loop package namespace return var void while".split()
)
_BINDING = frozenset(
    "all exists exists_one existsOne map filter transformList transformMap transformMapEntry bind optMap optFlatMap"
    " sortBy".split()
)
_FUNCTIONS = frozenset(
    "bool bytes cidr double duration dyn format has int ip isCIDR isIP isQuantity isSemver isURL matches quantity"
    " semver size string timestamp type uint url".split()
)
_KNOWN = frozenset(
    "bool bytes cidr double dyn format google int ip list lists map null_type optional_type optional sets string"
    " strings timestamp type uint url JSONPatch Object kubernetes net".split()
)
_DEEPEST = 60  # levels that are followed; what is nested deeper is left to the server
_SPELLED = {"text": "string"}
_HELP = {"a bool": "compare it with something", "a string": "put it into string()"}


class _TooDeepError(Exception):
    """The expression is not followed any further."""


@dataclass(slots=True)
class _Parser:
    names: Collection[str]
    variables: Collection[str]
    tokens: list[tuple[str, str]]
    at: int = 0
    depth: int = 0
    bound: list[str] = field(default_factory=list)

    @property
    def next(self) -> str:
        return self.tokens[self.at][1]

    def take(self) -> tuple[str, str]:
        self.at += 1
        return self.tokens[self.at - 1]

    def skip(self, *marks: str) -> bool:
        sort, word = self.tokens[self.at]
        found = word in marks and sort in ("mark", "name")
        self.at += found
        return found

    def need(self, mark: str) -> None:
        if not self.skip(mark):
            raise ValueError(f"has {self.next or 'its end'} where {mark} belongs")

    def whole(self) -> str:
        found = self.expression()
        if self.next:
            raise ValueError(f"has {self.next} where it should end")
        return found

    def expression(self) -> str:
        """Read an expression; the answer is its type if that is plain to see."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _TooDeepError
        found = self.binary(0)
        if self.skip("?"):
            found = self.binary(0)
            self.need(":")
            found = cel_types.of_choice(found, self.expression())
        self.depth -= 1
        return found

    def binary(self, level: int) -> str:
        if level == len(_LEVELS):
            return self.unary()
        found = self.binary(level + 1)
        while self.skip(*_LEVELS[level]):
            other = self.binary(level + 1)
            if level < _LOGIC:
                cel_types.need_bool(found)
                cel_types.need_bool(other)
            found = "bool" if level < _ARITHMETIC else cel_types.of_sum(found, other)
        return found

    def unary(self) -> str:
        if self.skip("!"):
            while self.skip("!"):
                pass
            cel_types.need_bool(self.member())
            return "bool"
        while self.skip("-"):
            pass
        return self.member()

    def member(self) -> str:
        root = "" if self.next in self.bound else self.next
        found = self.primary()
        inner = False
        while True:
            if self.skip("."):
                found = self.field(root, found, inner=inner)
            elif self.skip("["):
                optional = self.skip("?")
                self.expression()
                self.need("]")
                found = found if found == cel_types.ANY and not optional else ""
            elif self.tokens[self.at - 1][0] == "name" and self.skip("{"):
                self.entries(named=True)
                found = ""
            else:
                return found
            inner = True

    def field(self, root: str, owner: str, *, inner: bool) -> str:
        """Read what follows a dot: the name of a field or a call; the answer is its type."""
        optional = self.skip("?")
        sort, word = self.take()
        if sort != "name" or word == "in":
            raise ValueError(f"has {word or 'its end'} where a name belongs")
        if self.skip("("):
            self.arguments(word)
            if root in _KNOWN and not inner:  # of a library
                return ""
            if not cel_types.is_method(word):
                raise ValueError(f"calls {word}, which is no function")
            return cel_types.of_call(word)
        if inner:
            return cel_types.of_field("", owner, word)
        if root == "variables" and word not in self.variables and root in self.names:
            raise ValueError(f"refers to the variable {word}, which is not there")
        found = cel_types.of_field(root if root in self.names else "", owner, word)
        return "optional" if optional else found

    def primary(self) -> str:
        sort, word = self.take()
        if sort in ("number", "text"):
            return sort
        if word in _WORDS:
            return _WORDS[word]
        if word == ".":
            sort, word = self.take()
        if sort == "name" and word != "in":
            return self.root(word)
        if word == "(":
            found = self.expression()
            self.need(")")
            return found
        if word == "[":
            self.listed("]", self.item)
            return "list"
        if word == "{":
            self.entries(named=False)
            return "map"
        raise ValueError(f"has {word or 'its end'} where a value belongs")

    def root(self, word: str) -> str:
        """Read a variable or a call of a function; the answer is its type."""
        if word in _RESERVED:
            raise ValueError(f"has {word}, a word that is reserved, where a value belongs")
        if self.skip("("):
            if word not in _FUNCTIONS:
                raise ValueError(f"calls {word}, which is no function")
            start = self.at
            self.arguments("")
            if word == "has" and not re.search(
                r"\.\??\w+\)$", "".join(each for _, each in self.tokens[start : self.at])
            ):
                raise ValueError("has has() around something that is no field")
            return cel_types.of_call(word)
        if word not in self.names and word not in self.bound and word not in _KNOWN:
            raise ValueError(f"refers to {word}, which is not there")
        return "" if word in self.bound or word not in self.names else cel_types.of_name(word)

    def arguments(self, function: str) -> None:
        """Read the arguments of a call; some functions bind names in those that follow."""
        count = len(self.bound)
        if function in _BINDING:
            while self.tokens[self.at][0] == "name" and self.tokens[self.at + 1][1] == ",":
                self.bound.append(self.take()[1])
                self.need(",")
        self.listed(")", self.item)
        del self.bound[count:]

    def item(self) -> None:
        self.skip("?")
        self.expression()

    def listed(self, end: str, read: Callable[[], None]) -> None:
        while not self.skip(end):
            read()
            if not self.skip(","):
                self.need(end)
                return

    def entries(self, *, named: bool) -> None:
        def read() -> None:
            self.skip("?")
            if named:
                self.take()
            else:
                self.expression()
            self.need(":")
            self.expression()

        self.listed("}", read)


def cel_fault(
    text: str, names: Collection[str], variables: Collection[str] = (), wanted: Collection[str] = ()
) -> str | None:
    """What is wrong with an expression, to follow "which"; None if nothing is found.

    Args:
        text: The expression.
        names: The variables that it can refer to.
        variables: The fields of the one that is called `variables`.
        wanted: What it may come to: `bool`, `text`, `null`; looked at only where the result is plain to see.
    """
    try:
        found = _Parser(names, variables, _tokens(text)).whole()
    except _TooDeepError:
        return None
    except ValueError as error:
        return str(error)
    if not wanted or not found or found in wanted:
        return None
    needed = "a bool" if "bool" in wanted else "a string"
    if found == cel_types.ANY:
        return f"may come to anything and must come to {needed}: {_HELP[needed]}"
    return f"is of the type {_SPELLED.get(found, found)} and must come to {needed}"


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise ValueError(f"has {text[at]} where it cannot be read")
        if found.lastgroup != "space":
            tokens.append((found.lastgroup or "", found[0]))
        at = found.end()
    return [*tokens, ("end", ""), ("end", "")]
