"""What expressions in CEL come to, as far as it shows without a schema.

Source: the CEL environment of the API server: `k8s.io/apiserver/pkg/cel/library`, and `ext` of `cel-go`.
"""

# ruff: noqa: SIM905 (words read best as text)

from __future__ import annotations

ANY = "dyn"
"""The type of what only the object itself could tell: everything below `object`, `oldObject` and `params`."""
UNKNOWN = ""

_RESULTS = {
    "bool": "all allowed bool contains containsCIDR containsIP endsWith errored exists existsOne exists_one has"
    " hasValue isCIDR isGlobalUnicast isGreaterThan isIP isInteger isLessThan isLinkLocalMulticast isLinkLocalUnicast"
    " isLoopback isQuantity isSemver isSorted isURL isUnspecified matches startsWith",
    "text": "charAt error find format getEscapedPath getHost getHostname getPort getScheme join lowerAscii quote reason"
    " replace string substring trim upperAscii",
    "number": "asApproximateFloat asInteger compareTo double family getDate getDayOfMonth getDayOfWeek getDayOfYear"
    " getFullYear getHours getMilliseconds getMinutes getMonth getSeconds indexOf int lastIndexOf major minor patch"
    " prefixLength size uint",
    "list": "filter findAll map split",
    ANY: "dyn",
    UNKNOWN: "add byte check cidr date datetime distinct dns1035Label dns1035LabelPrefix dns1123Label"
    " dns1123LabelPrefix dns1123Subdomain dns1123SubdomainPrefix fieldSelector first flatten getQuery group ip"
    " labelSelector labelValue last masked max min name named namespace optFlatMap optMap or orValue path qualifiedName"
    " resource reverse serviceAccount sign slice sort sortBy sub subresource sum transformList transformMap"
    " transformMapEntry unwrapOpt uri uuid validate value",
}
_TYPES = {name: result for result, names in _RESULTS.items() for name in names.split()}
_OPEN = frozenset({"object", "oldObject", "params"})
_REQUEST = frozenset(
    "dryRun kind name namespace operation options requestKind requestResource requestSubResource resource subResource"
    " userInfo".split()
)


def of_name(word: str) -> str:
    """The type of a variable."""
    return ANY if word in _OPEN else UNKNOWN


def of_field(root: str, owner: str, word: str) -> str:
    """The type of a field.

    Args:
        root: the variable, if the field is one of its own; else an empty text.
        owner: the type of what it is a field of.
        word: its name.

    Raises:
        ValueError: There is no such field.
    """
    if root == "request" and word not in _REQUEST:
        raise ValueError(f"refers to request.{word}, which is not there; objects are object and oldObject")
    return ANY if owner == ANY else UNKNOWN


def of_call(word: str) -> str:
    """The type of what a function makes; functions of a library, such as `sets.contains`, are not looked at."""
    return _TYPES.get(word, UNKNOWN)


def is_method(word: str) -> bool:
    """Whether there is such a function to be called on a value."""
    return word in _TYPES


def need_bool(found: str) -> None:
    """Refuse an operand of `&&`, `||` or `!` that is plainly something else.

    Raises:
        ValueError: It is.
    """
    if found not in (ANY, UNKNOWN, "bool"):
        raise ValueError(f"has a {found} where only true or false can stand")


def of_choice(one: str, other: str) -> str:
    """The type of `condition ? one : other`."""
    return one if one == other else ANY if ANY in (one, other) else UNKNOWN


def of_sum(one: str, other: str) -> str:
    """The type of what arithmetic makes of two values."""
    if other in (one, ANY):
        return one
    return other if one == ANY else UNKNOWN
