"""Label selectors, and node selectors as the scheduler reads them.

Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors and
https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kubeproof.cluster.fields import INT64, Object, mapping, mappings, strings, text, text_list

_NAME = r"[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"
_LABEL_VALUE = re.compile(f"(?:{_NAME})?")
_LABEL_KEY = re.compile(
    rf"(?:(?=[^/]{{1,253}}/)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?{_NAME}"
)
_INTEGER = re.compile(r"[+-]?[0-9]{1,19}")
_COMPARISONS = ("Gt", "Lt")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One condition on one label: a key, an operator and values."""

    key: str
    operator: str
    values: tuple[str, ...] = ()

    def matches(self, labels: Mapping[str, str]) -> bool:
        """Whether the labels meet the condition. NotIn and DoesNotExist hold where the label is missing."""
        value = labels.get(self.key)
        match self.operator:
            case "In":
                return value is not None and value in self.values
            case "NotIn":
                return value is None or value not in self.values
            case "Exists":
                return value is not None
            case "DoesNotExist":
                return value is None
            case "Gt" | "Lt":
                return self._compares(value)
            case _:
                return False

    def valid(self, *, node: bool = False) -> bool:
        """Whether the API accepts the condition; node selectors alone may compare with Gt and Lt."""
        counts = {
            "In": len(self.values) > 0,
            "NotIn": len(self.values) > 0,
            "Exists": not self.values,
            "DoesNotExist": not self.values,
            "Gt": node and len(self.values) == 1,
            "Lt": node and len(self.values) == 1,
        }
        if not counts.get(self.operator, False) or not _LABEL_KEY.fullmatch(self.key):
            return False
        if self.operator in _COMPARISONS and parse_int64(self.values[0]) is None:
            return False
        return all(_LABEL_VALUE.fullmatch(value) for value in self.values)

    def _compares(self, value: str | None) -> bool:
        have = None if value is None else parse_int64(value)
        want = parse_int64(self.values[0]) if self.values else None
        if have is None or want is None:
            return False
        return have > want if self.operator == "Gt" else have < want

    def __str__(self) -> str:
        """The form of kubectl's selectors: gpu=true, disk in (ssd, nvme), !spot, cores>8."""
        match self.operator:
            case "In" if len(self.values) == 1:
                return f"{self.key}={self.values[0]}"
            case "NotIn" if len(self.values) == 1:
                return f"{self.key}!={self.values[0]}"
            case "Exists":
                return self.key
            case "DoesNotExist":
                return f"!{self.key}"
            case "Gt" | "Lt":
                return f"{self.key}{'>' if self.operator == 'Gt' else '<'}{', '.join(self.values)}"
            case _:
                return f"{self.key} {self.operator.lower()} ({', '.join(self.values)})"


@dataclass(frozen=True, slots=True)
class NodeSelectorTerm:
    """One term of a node selector: conditions on labels and on the node's name, all of which must hold."""

    expressions: tuple[Requirement, ...]
    fields: tuple[Requirement, ...]
    valid: bool  # whether it can fit any node at all: not empty, and nothing in it that the API would refuse

    def matches(self, labels: Mapping[str, str], name: str) -> bool:
        """Whether a node fits. An invalid term fits no node."""
        return (
            self.valid
            and all(requirement.matches(labels) for requirement in self.expressions)
            and all(requirement.matches({"metadata.name": name}) for requirement in self.fields)
        )

    def __str__(self) -> str:
        """The conditions, joined with "and"."""
        return " and ".join(map(str, (*self.expressions, *self.fields))) or "an empty term"


def label_selector(value: object) -> tuple[Requirement, ...]:
    """The conditions of a LabelSelector (matchLabels and matchExpressions), all of which must hold."""
    return (*equalities(strings(value, "matchLabels")), *_requirements(mappings(value, "matchExpressions")))


def equalities(labels: Mapping[str, str]) -> tuple[Requirement, ...]:
    """A map of labels, such as a nodeSelector or a Service's selector, as conditions."""
    return tuple(Requirement(key, "In", (value,)) for key, value in labels.items())


def matches_all(requirements: tuple[Requirement, ...], labels: Mapping[str, str]) -> bool:
    """Whether the labels meet every condition. No conditions are met by everything."""
    return all(requirement.matches(labels) for requirement in requirements)


def node_affinity_terms(pod_spec: object) -> tuple[NodeSelectorTerm, ...] | None:
    """The terms of a Pod's required node affinity, one of which must fit; None if it requires nothing."""
    affinity = mapping(pod_spec, "affinity", "nodeAffinity")
    required = affinity.get("requiredDuringSchedulingIgnoredDuringExecution")
    if not isinstance(required, Mapping):
        return None
    return tuple(_term(term) for term in mappings(required, "nodeSelectorTerms"))


def parse_int64(value: str) -> int | None:
    """A 64-bit whole number in decimal digits ("08" is 8), or None ("1e3", "many")."""
    if not _INTEGER.fullmatch(value):
        return None
    number = int(value)
    return number if number in INT64 else None


def _term(value: object) -> NodeSelectorTerm:
    expressions = _requirements(mappings(value, "matchExpressions"))
    fields = _requirements(mappings(value, "matchFields"))
    valid = all(requirement.valid(node=True) for requirement in expressions) and all(
        field.operator in ("In", "NotIn") and len(field.values) == 1 for field in fields
    )
    return NodeSelectorTerm(expressions, fields, valid=valid and bool(expressions or fields))


def _requirements(entries: list[Object]) -> tuple[Requirement, ...]:
    return tuple(
        Requirement(text(entry, "key"), text(entry, "operator"), text_list(entry, "values")) for entry in entries
    )
