"""What a text is checked for."""

from __future__ import annotations

from typing import NamedTuple

from kubeproof.schema.custom import NO_CUSTOM_KINDS, CustomKinds


class Scope(NamedTuple):
    """The Kubernetes versions that count, and what is known of where the text stands.

    Attributes:
        kubernetes: the versions, oldest first.
        in_page: whether the text is a snippet of a page, which may be a part of a manifest.
        elided: whether parts of it are left out (`...`), so that nothing can be said to be missing.
        literal: whether placeholders (`<name>`) are meant as they are.
        fragment: the field that the snippet is, such as `Deployment.spec.template.spec`; empty if nobody says so.
        custom: the kinds that are known beside those of Kubernetes.
    """

    kubernetes: tuple[str, ...]
    in_page: bool = False
    elided: bool = False
    literal: bool = False
    fragment: str = ""
    custom: CustomKinds = NO_CUSTOM_KINDS
