"""Why a node or a Pod does not fit a condition, in words that name the very label."""

from collections.abc import Mapping

from kubeproof.cluster.selectors import NodeSelectorTerm, Requirement, parse_int64


def label_reason(requirement: Requirement, labels: Mapping[str, str]) -> str:
    """Say why the labels do not meet a condition."""
    value = labels.get(requirement.key)
    wanted = _wanted(requirement)
    if value is None:
        return _missing(requirement, wanted)
    found = f"has the label {requirement.key}={value}"
    if requirement.operator in ("NotIn", "DoesNotExist"):
        return f"{found}, which the Pod excludes"
    if requirement.operator in ("Gt", "Lt") and parse_int64(value) is None:
        return f"{found}, which is not a whole number; the Pod wants {wanted}"
    return f"{found}, the Pod wants {wanted}"


def affinity_reasons(terms: tuple[NodeSelectorTerm, ...], labels: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Say why a node fits none of the terms of a required node affinity; one term is told in detail."""
    if not terms:
        return ("fits no node affinity term, since the Pod lists none",)
    if len(terms) > 1:
        return (f"fits no node affinity term: {' or '.join(f'({term})' for term in terms)}",)
    (term,) = terms
    if not term.valid:
        return (f"cannot fit the node affinity term ({term}), which fits no node at all",)
    by_label = (label_reason(item, labels) for item in term.expressions if not item.matches(labels))
    by_name = (_name_reason(item) for item in term.fields if not item.matches({"metadata.name": name}))
    return (*by_label, *by_name)


def _name_reason(requirement: Requirement) -> str:
    (value,) = requirement.values
    if requirement.key != "metadata.name":
        return f"has no field {requirement.key}, which the node affinity asks for"
    if requirement.operator == "In":
        return f"is not {value}, the only node that the node affinity allows"
    return f"is {value}, which the node affinity excludes by name"


def _missing(requirement: Requirement, wanted: str) -> str:
    if requirement.operator == "In" and len(requirement.values) == 1:
        return f"lacks the label {requirement}"
    if requirement.operator == "Exists":
        return f"lacks the label {requirement.key}"
    return f"lacks the label {requirement.key}, the Pod wants {wanted}"


def _wanted(requirement: Requirement) -> str:
    match requirement.operator:
        case "Gt":
            return f"more than {requirement.values[0]}"
        case "Lt":
            return f"less than {requirement.values[0]}"
        case _:
            return " or ".join(value or "an empty value" for value in requirement.values)
