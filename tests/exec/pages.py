"""Pages with transcripts, and what tests of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.controlplane.plane import ControlPlane

ON = ("exec", "--context", "envtest")
PAGE = """\
# A page

1. A list

    ```console exec title="A Service"
    $ kubectl apply -f examples/service/web.yaml
    $ kubectl rollout status deployment/web
    $ kubectl get pods -o wide
    $ kubectl get service web -o yaml
    $ kubectl get service web -o jsonpath='{.spec.ports[0].targetPort}'
    $ kubectl get service web -o json
    $ kubectl explain service.spec.type
    $ kubectl get events --field-selector reason=ScalingReplicaSet
    $ kubectl get pod nope
    $ kubectl get services -n default
    ```
"""


def page(project: Path, text: str, name: str = "page.md") -> Path:
    path = project / name
    path.write_text(text, "utf-8")
    return path


def namespaces(plane: ControlPlane) -> set[str]:
    return set(plane.kubectl("get", "namespaces", "--output=name").split())
