"""Write the schemas of every Kubernetes version from 1.25 on into the package, one small file a version.

The source is the PyPI package `kubernetes-validate`, which carries the published OpenAPI of each version as JSON
Schema: 110 MB on disk, so it is needed to build Kubeproof and never to use it. From `_definitions.json` of each
`v1.X.0-local-strict` this script makes `1.X.json.zlib`: deflated JSON with

    version   "1.36"
    $defs     the definitions, normalised as below
    kinds     "apps/v1/DaemonSet" -> name of its definition, for each kind with apiVersion, kind and an ObjectMeta;
              alpha and beta APIs too, although a server does not serve them unless asked to
    lists     "apps/v1/DaemonSetList" -> the same for each kind with a ListMeta and items

What changes on the way, so that the schemas say what an API server says:

- `description` and `default` are dropped, and so are the merge strategies of kubectl; what describes lists, maps,
  unions and kinds (`x-kubernetes-…` in `KEPT`) stays.
- null is accepted wherever a type is given: the server reads it as "not given", in a list as the empty value.
  Whether a required field may be null is for rules to say.
- Quantity and IntOrString are one `type` list with `format` `quantity` or `int-or-string`.
- `format: int32` and `int64` gain the `minimum` and `maximum` of that type.
- What has its own decoder (`ANYTHING`) accepts anything. A struct without fields accepts no field.
- The `enum` of one value on each kind's apiVersion and kind is dropped: who picks the schema has compared them.
- `enum` is added from `enums.json`, for each version that has the field: the published OpenAPI leaves these lists
  out, a live server's has them, and a 1.36 server was asked. null is added, and "" where the field is not required,
  since there the server puts its default in place of "" (not for all fields; a false alarm would be worse).
- `required` keeps only what `required.json` names: fields that a 1.36 server was seen to insist on, one after the other
  taken away from an object that it accepts. It takes the others as empty, whatever the OpenAPI document says.

Values differ little between versions. `enums.json` gives `since` or `until` to the values known to differ, as the
API reference of each version has them: toleration operators `Lt` and `Gt` (1.35), the quota scope
`VolumeAttributesClass` (1.34), the effect `None` of a device taint (1.35), the Job action `FailIndex` (1.28). The other
values stand for every version. A value that needs a feature gate counts from the version that knows it.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import zlib
from pathlib import Path
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "plugins" / "kubeproof" / "schema" / "data"
OLDEST = 25
FOLDER = re.compile(r"v1\.(\d+)\.0-local-strict")

META = "io.k8s.apimachinery.pkg.apis.meta.v1."
ANYTHING = {
    META + "FieldsV1",
    META + "Patch",
    "io.k8s.apimachinery.pkg.runtime.RawExtension",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray",
}
SCALARS: dict[str, Schema] = {
    "io.k8s.apimachinery.pkg.api.resource.Quantity": {"type": ["string", "number", "null"], "format": "quantity"},
    "io.k8s.apimachinery.pkg.util.intstr.IntOrString": {
        "type": ["string", "integer", "null"],
        "format": "int-or-string",
    },
}
KEPT = (
    "required",
    "format",
    "x-kubernetes-group-version-kind",
    "x-kubernetes-list-type",
    "x-kubernetes-list-map-keys",
    "x-kubernetes-map-type",
    "x-kubernetes-unions",
)
BYTES: Schema = {  # Go reads bytes from base64, and from a list of numbers, too
    "type": ["string", "array", "null"],
    "items": {"type": ["integer", "null"], "minimum": 0, "maximum": 255},
}
BITS = {"int32": 32, "int64": 64}


def definition(name: str, source: Schema) -> Schema:
    """Normalise one named definition."""
    if name in ANYTHING:
        return {}
    if name in SCALARS:
        return SCALARS[name]
    if "properties" in source or "object" not in source.get("type", ()):
        return schema(source)
    return {**schema(source), "properties": {}, "additionalProperties": False}


def schema(source: Schema) -> Schema:
    """Normalise a schema and the schemas inside it."""
    if "$ref" in source:
        return {"$ref": source["$ref"]}
    result = {key: source[key] for key in KEPT if key in source} | nullable(source) | limits(source)
    if source.get("format") == "byte":
        return result | BYTES
    if "properties" in source:
        result["properties"] = {name: schema(value) for name, value in source["properties"].items()}
    if "items" in source:
        result["items"] = schema(source["items"])
    more = source.get("additionalProperties")
    if more is not None:
        result["additionalProperties"] = schema(more) if isinstance(more, dict) else more
    return result


def nullable(source: Schema) -> Schema:
    """Return the `type` of a schema, with null as the last of the types."""
    types = source.get("type")
    if types is None:
        return {}
    names = [types] if isinstance(types, str) else types
    return {"type": [*(name for name in names if name != "null"), "null"]}


def limits(source: Schema) -> Schema:
    """Return the smallest and largest number of an integer with a size."""
    bits = BITS.get(source.get("format", ""))
    if bits is None:
        return {}
    return {"minimum": -(2 ** (bits - 1)), "maximum": 2 ** (bits - 1) - 1}


def keep_enforced(definitions: Schema) -> None:
    """Leave in `required` only the fields of `required.json`: those that a server was seen to insist on."""
    enforced = json.loads((HERE / "required.json").read_text("utf-8"))
    for name, fields in definitions.items():
        if "required" in fields:
            fields["required"] = [field for field in fields["required"] if field in enforced.get(name, ())]
            if not fields["required"]:
                del fields["required"]


def add_enums(definitions: Schema, minor: int) -> None:
    """Put the lists of `enums.json` that hold in version 1.`minor` into `definitions`."""
    for path, values in json.loads((HERE / "enums.json").read_text("utf-8")).items():
        name, field = path.rsplit(".", 1)
        owner = definitions.get(name, {})
        if field in owner.get("properties", {}):
            empty = [] if field in owner.get("required", ()) else [""]
            known = [each for value in values for each in in_version(value, minor)]
            owner["properties"][field]["enum"] = [*sorted({*known, *empty}), None]


def in_version(value: str | dict[str, str], minor: int) -> list[str]:
    """Return the value if version 1.`minor` has it: `"Exists"` or `{"value": "Gt", "since": "1.35"}`."""
    if isinstance(value, str):
        return [value]
    first, last = (int(value.get(key, f"1.{minor}").removeprefix("1.")) for key in ("since", "until"))
    return [value["value"]] if first <= minor <= last else []


def stands_alone(source: Schema, metadata: str) -> bool:
    """Say whether objects of this definition are sent by themselves, with metadata of the type named."""
    properties = source.get("properties", {})
    has_metadata: bool = properties.get("metadata") == {"$ref": f"#/$defs/{META}{metadata}"}
    return has_metadata and {"apiVersion", "kind"} <= properties.keys()


def index(definitions: Schema, metadata: str, field: str) -> dict[str, str]:
    """Map "group/version/kind" to the definition, for those with this metadata and field."""
    return {
        "/".join(filter(None, (served["group"], served["version"], served["kind"]))): name
        for name, source in definitions.items()
        if stands_alone(source, metadata) and field in source["properties"]
        for served in source.get("x-kubernetes-group-version-kind", ())
    }


def versions(package: Path) -> dict[int, Path]:
    """Find the definitions of every version that the package has and Kubeproof wants."""
    folders = {FOLDER.fullmatch(folder.name): folder for folder in (package / "kubernetes-json-schema").iterdir()}
    found = {int(match[1]): folder / "_definitions.json" for match, folder in folders.items() if match}
    return {minor: path for minor, path in sorted(found.items()) if minor >= OLDEST}


def version_data(source: Path, minor: int) -> bytes:
    """Return the JSON text of version 1.`minor`, the same bytes for the same source."""
    definitions = {name: definition(name, value) for name, value in json.loads(source.read_bytes())["$defs"].items()}
    add_enums(definitions, minor)
    keep_enforced(definitions)
    data = {
        "version": f"1.{minor}",
        "$defs": definitions,
        "kinds": index(definitions, "ObjectMeta", "metadata"),
        "lists": index(definitions, "ListMeta", "items"),
    }
    return json.dumps(data, sort_keys=True, separators=(",", ":")).encode()


def is_current(path: Path, data: bytes) -> bool:
    """Say whether a data file holds exactly these data; builds of zlib may pack them differently."""
    return path.exists() and zlib.decompress(path.read_bytes()) == data


def installed_package() -> Path:
    """Find the folder of the installed `kubernetes_validate`, without importing what it imports."""
    spec = importlib.util.find_spec("kubernetes_validate")
    if spec is None or spec.origin is None:
        sys.exit("The package kubernetes-validate is not installed; `nox -s schemas` installs it.")
    return Path(spec.origin).parent


def main() -> None:
    """Write the data files, or with --check fail if they are not what would be written."""
    parser = argparse.ArgumentParser(description="Write the schema data files of the package.")
    parser.add_argument("package", nargs="?", type=Path, help="folder of kubernetes_validate (default: the installed)")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file would change")
    options = parser.parse_args()
    package = options.package or installed_package()
    stale = []
    for minor, source in versions(package).items():
        path, data = TARGET / f"1.{minor}.json.zlib", version_data(source, minor)
        if not is_current(path, data):
            stale.append(path.name)
            if not options.check:
                path.write_bytes(zlib.compress(data, 9))
    print(f"{'stale' if options.check else 'written'}: {', '.join(stale) or 'none'}")
    sys.exit(1 if options.check and stale else 0)


if __name__ == "__main__":
    main()
