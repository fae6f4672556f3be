"""Volumes and claims for the examples of the rules about them."""

from __future__ import annotations

from textwrap import indent

_NFS = "nfs:\n  server: files.example.com\n  path: /shop\n"


def claim(spec: str = "", *, modes: str = "[ReadWriteOnce]", storage: str = "1Gi") -> str:
    """A PersistentVolumeClaim.

    Args:
        spec: further fields of the spec, as YAML.
        modes: its access modes.
        storage: how much it requests.
    """
    text = f"accessModes: {modes}\nresources:\n  requests:\n    storage: {storage}\n"
    return _manifest("PersistentVolumeClaim", text + _lines(spec))


def volume(
    spec: str = "", *, modes: str = "[ReadWriteOnce]", capacity: str = "storage: 1Gi", source: str = _NFS
) -> str:
    """A PersistentVolume.

    Args:
        spec: further fields of the spec, as YAML.
        modes: its access modes.
        capacity: its capacity, as YAML.
        source: where it is, as YAML.
    """
    return _manifest("PersistentVolume", f"accessModes: {modes}\ncapacity:\n  {capacity}\n{source}{_lines(spec)}")


def storage_class(fields: str = "") -> str:
    """A StorageClass.

    Args:
        fields: further fields, as YAML.
    """
    head = "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\n"
    return f"{head}provisioner: disk.csi.example.com\n{_lines(fields)}"


def _manifest(kind: str, spec: str) -> str:
    return f"apiVersion: v1\nkind: {kind}\nmetadata:\n  name: data\nspec:\n{indent(spec, '  ')}"


def _lines(text: str) -> str:
    return text.strip("\n") + "\n" if text else ""
