"""Claims of devices, from which rules make their examples."""

from __future__ import annotations

_CLAIM = """\
apiVersion: resource.k8s.io/v1
kind: ResourceClaim
metadata:
  name: gpu
spec:
  devices:
    requests:
      - name: {name}
        {request}
{more}"""

_SLICE = """\
apiVersion: resource.k8s.io/v1
kind: ResourceSlice
metadata:
  name: node-1-gpu
spec:
  driver: gpu.example.com
  {nodes}
  pool:
    name: node-1
    generation: 1
    resourceSliceCount: {count}
  devices:
    - name: gpu-0
      attributes:
        model: {attribute}
"""


def claim(*, name: str = "gpu", request: str = "exactly: {deviceClassName: gpu.example.com}", more: str = "") -> str:
    """A ResourceClaim with one request; `more` are further fields of its devices, in four spaces."""
    return _CLAIM.format(name=name, request=request, more=more)


def resource_slice(*, nodes: str = "nodeName: node-1", count: int = 1, attribute: str = "{string: a100}") -> str:
    """A ResourceSlice with one device."""
    return _SLICE.format(nodes=nodes, count=count, attribute=attribute)
