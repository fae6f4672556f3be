"""The forms of names in Kubernetes: objects, labels, keys, ports, environment variables.

Each function takes a text and returns what is wrong with it, to be put after a field's name in a message, or None.

Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and
`k8s.io/apimachinery/pkg/util/validation`, which the API server checks names with.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LABEL = r"[a-z0-9](?:[-a-z0-9]*[a-z0-9])?"
_SUBDOMAIN = rf"{_LABEL}(?:\.{_LABEL})*"
_DNS_LABEL = re.compile(_LABEL)
_DNS_SUBDOMAIN = re.compile(_SUBDOMAIN)
_WILDCARD = re.compile(rf"\*\.{_SUBDOMAIN}")
_DNS_1035 = re.compile(r"[a-z](?:[-a-z0-9]*[a-z0-9])?")
_QUALIFIED = re.compile(r"(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]")
_CONFIG_KEY = re.compile(r"[-._a-zA-Z0-9]+")
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_OLD_ENV_NAME = re.compile(r"[-._a-zA-Z][-._a-zA-Z0-9]*")
_HEADER = re.compile(r"[-A-Za-z0-9]+")
_PORT_NAME = re.compile(r"[-a-z0-9]+")
_PERCENT = re.compile(r"[0-9]+%")
_MOST = 16_384  # names that are remembered: manifests repeat them
_LONGEST_LABEL = 63
_LONGEST_SUBDOMAIN = 253
_LONGEST_PORT_NAME = 15
_ALLOWED = 'only a-z, 0-9 and "-" are allowed'
_ENDS = "it must start and end with a letter or a digit"


@lru_cache(maxsize=_MOST)
def dns_label_fault(text: str) -> str | None:
    """A DNS label of RFC 1123: `web-1`."""
    return _fault(text, _DNS_LABEL, _LONGEST_LABEL, f"{_ALLOWED}, and {_ENDS}")


@lru_cache(maxsize=_MOST)
def dns_subdomain_fault(text: str) -> str | None:
    """A DNS subdomain of RFC 1123: `web-1.example.com`."""
    rule = f'only a-z, 0-9, "-" and "." are allowed, and {_ENDS}, each part between dots too'
    return _fault(text, _DNS_SUBDOMAIN, _LONGEST_SUBDOMAIN, rule)


def dns_1035_fault(text: str) -> str | None:
    """A DNS label of RFC 1035: as one of RFC 1123, but starting with a letter."""
    rule = f"{_ALLOWED}, it must start with a letter and end with a letter or a digit"
    return _fault(text, _DNS_1035, _LONGEST_LABEL, rule)


def wildcard_subdomain_fault(text: str) -> str | None:
    """A DNS subdomain under any one label: `*.example.com`."""
    return _fault(text, _WILDCARD, _LONGEST_SUBDOMAIN, 'it must be "*." and a DNS name, such as *.example.com')


@lru_cache(maxsize=_MOST)
def qualified_name_fault(text: str) -> str | None:
    """The key of a label or an annotation, a resource or a condition: `app` or `example.com/app`."""
    prefix, slash, name = text.rpartition("/")
    if slash and not prefix:
        return 'has nothing before the "/"; write a domain there, or leave the "/" out'
    if "/" in prefix:
        return 'has more than one "/"; write name or example.com/name'
    if prefix and (fault := dns_subdomain_fault(prefix)):
        return f'has a bad part before the "/": "{prefix}" {fault}'
    if slash and not name:
        return 'has nothing after the "/"'
    return _fault(name, _QUALIFIED, _LONGEST_LABEL, f'only letters, digits, "-", "_" and "." are allowed, and {_ENDS}')


def label_value_fault(text: str) -> str | None:
    """The value of a label, which may be empty."""
    return qualified_name_fault(text) if text and "/" not in text else _slash(text)


def config_key_fault(text: str) -> str | None:
    """A key of a ConfigMap or a Secret: `app.properties`."""
    fault = _fault(text, _CONFIG_KEY, _LONGEST_SUBDOMAIN, 'only letters, digits, "-", "_" and "." are allowed')
    return fault or _folder(text)


def env_name_fault(text: str) -> str | None:
    """The name of an environment variable, from Kubernetes 1.32 on: printable ASCII without "="."""
    if not text:
        return _EMPTY
    if text.isascii() and text.isprintable() and "=" not in text:
        return None
    return 'must be printable ASCII characters without "="'


def old_env_name_fault(text: str) -> str | None:
    """The name of an environment variable before Kubernetes 1.32."""
    rule = 'only letters, digits, "-", "_" and "." are allowed, and it must not start with a digit'
    return _fault(text, _OLD_ENV_NAME, None, rule) or _folder(text)


def port_name_fault(text: str) -> str | None:
    """The name of a port, as IANA has them: `http-metrics`."""
    rule = f"{_ALLOWED}, with a letter among them"
    if fault := _fault(text, _PORT_NAME, _LONGEST_PORT_NAME, rule):
        return fault
    if not any(letter.isalpha() for letter in text):
        return "must contain a letter"
    if "--" in text or text.startswith("-") or text.endswith("-"):
        return 'must not start or end with "-" or have two of them in a row'
    return None


def path_segment_fault(text: str) -> str | None:
    """A name that is only a part of a URL, such as a Role's: `system:node`."""
    if text in {".", ".."}:
        return f'must not be "{text}"'
    wrong = next((mark for mark in "/%" if mark in text), None)
    return f'must not contain "{wrong}"' if wrong else None


def identifier_fault(text: str) -> str | None:
    """An identifier as in C: `max_connections`."""
    return _fault(text, _IDENTIFIER, None, 'only letters, digits and "_" are allowed, and not a digit first')


def header_name_fault(text: str) -> str | None:
    """The name of an HTTP header: `X-Forwarded-For`."""
    return _fault(text, _HEADER, None, 'only letters, digits and "-" are allowed')


def percent_fault(text: str) -> str | None:
    """A share: `25%`."""
    return _fault(text, _PERCENT, None, "it must be a whole number and a percent sign, such as 25%")


def as_prefix(fault: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """The check of a `generateName`, to which the server adds letters and digits: a dash may end it."""

    def check(text: str) -> str | None:
        return fault(f"{text[:-2]}a" if len(text) > 1 and text.endswith("-") else text)

    return check


_EMPTY = "must not be empty"


def _fault(text: str, form: re.Pattern[str], longest: int | None, rule: str) -> str | None:
    if not text:
        return _EMPTY
    if longest is not None and len(text) > longest:
        return f"must be no more than {longest} characters, not {len(text)}"
    return None if form.fullmatch(text) else f"is malformed: {rule}"


def _slash(text: str) -> str | None:
    return 'must not contain "/"' if text else None


def _folder(text: str) -> str | None:
    """What a file of that name could do to the folder it is put in."""
    if text in {".", ".."}:
        return f'must not be "{text}"'
    return 'must not start with ".."' if text.startswith("..") else None
