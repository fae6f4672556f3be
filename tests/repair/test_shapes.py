"""Repairs of a manifest's shape: levels, lists and maps, dashes, and text that YAML cannot read."""

from __future__ import annotations

import pytest
import yaml

import kubeproof
from kubeproof.check import Options

VERSIONS = Options().kubernetes
POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n"
CONTAINER = "  containers:\n    - name: web\n      image: nginx:1.27\n"
ENV = f"{POD}{CONTAINER}      env:\n        - name: A\n"
VOLUME = "  volumes:\n    - name: data\n"
SERVICE = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n"
PAGE = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: page\ndata:\n  index: |\n"
JOB = (
    "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n"
    "      restartPolicy: Never\n      containers: [{name: web, image: nginx:1.27}]\n"
    "  podFailurePolicy:\n    rules:\n      - action: Ignore\n"
)
ROLE = "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: reader\nrules:\n"

SAFE = {
    "missing level": (
        f"{POD}{CONTAINER}      limits:\n        # half of it\n        memory: 64Mi\n",
        f"{POD}{CONTAINER}      resources:\n        limits:\n          # half of it\n          memory: 64Mi\n",
    ),
    "missing level in brackets": (
        f"{POD}{CONTAINER}      livenessProbe: {{path: /, port: 80}}\n",
        f"{POD}{CONTAINER}      livenessProbe: {{httpGet: {{path: /, port: 80}}}}\n",
    ),
    "missing level at a dash": (
        f"{ENV}          fieldRef:\n            fieldPath: spec.nodeName\n",
        f"{ENV}          valueFrom:\n            fieldRef:\n              fieldPath: spec.nodeName\n",
    ),
    "level too many": (
        f"{SERVICE}  selector:\n    matchLabels:\n      app: web\n  ports:\n    - port: 80\n",
        f"{SERVICE}  selector:\n    app: web\n  ports:\n    - port: 80\n",
    ),
    "dash before a list's first item": (
        f"{POD}  containers:\n      name: web\n      image: nginx:1.27\n",
        f"{POD}{CONTAINER}",
    ),
    "items keyed by name": (
        f"{POD}  containers:\n    web:\n      image: nginx:1.27\n",
        f"{POD}{CONTAINER}",
    ),
    "pairs as a map": (
        f"{POD}{CONTAINER}      env:\n        A: info\n        MODE: fast\n",
        f"{ENV}          value: info\n        - name: MODE\n          value: fast\n",
    ),
    "map with dashes": (
        "apiVersion: v1\nkind: Namespace\nmetadata:\n  - name: shop\n",
        "apiVersion: v1\nkind: Namespace\nmetadata:\n    name: shop\n",
    ),
    "list as words": (
        f'{ROLE}  - apiGroups: [""]\n    resources: [pods]\n    verbs: get, list\n',
        f'{ROLE}  - apiGroups: [""]\n    resources: [pods]\n    verbs: [get, list]\n',
    ),
    "command as a line": (
        f"{POD}{CONTAINER}      command: sh -c 'sleep 1; true'\n",
        f'{POD}{CONTAINER}      command: [sh, "-c", "sleep 1; true"]\n',
    ),
    "source as text": (
        f"{POD}{CONTAINER}{VOLUME}      persistentVolumeClaim: data  # ours\n",
        f"{POD}{CONTAINER}{VOLUME}      persistentVolumeClaim:\n        claimName: data  # ours\n",
    ),
    "list of one for a text": (
        f"{POD}  containers:\n    - name: web\n      image:\n        - nginx:1.27\n",
        f"{POD}{CONTAINER}",
    ),
    "dash too many": (
        f"{POD}  containers:\n    - name: web\n    - image: nginx:1.27\n",
        f"{POD}  containers:\n    - name: web\n      image: nginx:1.27\n",
    ),
    "dash lost": (
        f"{POD}{CONTAINER}      name: log\n      image: busybox:1.36\n",
        f"{POD}{CONTAINER}    - name: log\n      image: busybox:1.36\n",
    ),
    "home further up": (
        f"{SERVICE}  ports:\n    - port: 80\n  labels:\n    app: web\n",
        SERVICE.replace("spec:", "  labels:\n    app: web\nspec:") + "  ports:\n    - port: 80\n",
    ),
    "home further down": (
        SERVICE.replace("spec:", "type: NodePort\nspec:") + "  ports:\n    - port: 80\n",
        f"{SERVICE}  ports:\n    - port: 80\n  type: NodePort\n",
    ),
    "tabs": (
        (POD + CONTAINER).replace("  ", "\t"),
        POD + CONTAINER,
    ),
    "look-alike spaces": ((POD + CONTAINER).replace("  containers", "\u00a0\u00a0containers"), POD + CONTAINER),
    "colon": ((POD + CONTAINER).replace("image: ", "image "), POD + CONTAINER),
    "colon of a block": ((POD + CONTAINER).replace("containers:", "containers"), POD + CONTAINER),
    "space after the colon": ((POD + CONTAINER).replace("kind: ", "kind:"), POD + CONTAINER),
    "equals sign": ((POD + CONTAINER).replace("name: web\nspec", "name = web\nspec"), POD + CONTAINER),
    "space after the dash": ((POD + CONTAINER).replace("- name", "-name"), POD + CONTAINER),
    "image and tag": ((POD + CONTAINER).replace("nginx:", "nginx: "), POD + CONTAINER),
    "quote": (
        f"{POD}  hostname: 'web\n{CONTAINER}",
        f"{POD}  hostname: 'web'\n{CONTAINER}",
    ),
    "text that needs quotes": (
        f"{POD}{CONTAINER}      args: [--all, *.log]\n",
        f'{POD}{CONTAINER}      args: [--all, "*.log"]\n',
    ),
    "bracket": (
        f"{POD}{CONTAINER}      args: [--all, [a, b]\n".replace(", [a, b]", ", b"),
        f"{POD}{CONTAINER}      args: [--all, b]\n",
    ),
    "comma": (
        f"{POD}{CONTAINER}      ports: [{{name: http containerPort: 80}}]\n",
        f"{POD}{CONTAINER}      ports: [{{name: http, containerPort: 80}}]\n",
    ),
    "dash before a text": (
        f"{POD}{CONTAINER}      args:\n          one\n        - two\n",
        f"{POD}{CONTAINER}      args:\n        - one\n        - two\n",
    ),
    "dash before a text between others": (
        f'{POD}{CONTAINER}      args:\n      - "one"\n        "two"\n      - three\n',
        f'{POD}{CONTAINER}      args:\n      - "one"\n      - "two"\n      - three\n',
    ),
    "space after the dash of a single item": (
        f"{SERVICE}  ports:\n  -port: 80\n",
        f"{SERVICE}  ports:\n  - port: 80\n",
    ),
    "brace before the bracket": (
        f"{POD}{CONTAINER}      ports: [{{name: http, containerPort: 80]\n",
        f"{POD}{CONTAINER}      ports: [{{name: http, containerPort: 80}}]\n",
    ),
    "empty braces": (f"{POD}{CONTAINER}  securityContext: {{\n", f"{POD}{CONTAINER}  securityContext: {{}}\n"),
    "the same line twice at the start": (f"apiVersion: v1\n{POD}{CONTAINER}", POD + CONTAINER),
    "words of a list without commas": (
        f"{ROLE}  - apiGroups: ''\n    resources: pods, services\n    verbs: get list\n",
        f"{ROLE}  - apiGroups: ['']\n    resources: [pods, services]\n    verbs: [get, list]\n",
    ),
    "numbers of a list without brackets": (
        f"{JOB}        onExitCodes: {{operator: In, values: '42, 43'}}\n",
        f"{JOB}        onExitCodes: {{operator: In, values: [42, 43]}}\n",
    ),
    "a command in one line": (
        f"{POD}{CONTAINER}      command: cp -f /a /b\n      args: -c 'echo a; ls'\n",
        f'{POD}{CONTAINER}      command: [cp, "-f", /a, /b]\n      args: ["-c", "echo a; ls"]\n',
    ),
    "a name in brackets": ((POD + CONTAINER).replace("name: web\nspec", "name: [web]\nspec"), POD + CONTAINER),
    "an arrow for a colon": ((POD + CONTAINER).replace("image: ", "image => "), POD + CONTAINER),
    "a colon at the wrong word": ((POD + CONTAINER).replace("image: ", "image :"), POD + CONTAINER),
    "a sign before a field's name": ((POD + CONTAINER).replace("spec", "$spec"), POD + CONTAINER),
    "two objects": (f"{POD}{CONTAINER}{POD}{CONTAINER}", f"{POD}{CONTAINER}---\n{POD}{CONTAINER}"),
    "code fence": (f"{POD}{CONTAINER}```\n", f"{POD}{CONTAINER}"),
    "diff marks put before lines": ((POD + CONTAINER).replace("\n      image", "\n+      image"), POD + CONTAINER),
    "diff": ((POD + CONTAINER).replace("\n  containers", "\n+ containers"), POD + CONTAINER),
    "block of text": (
        f"{PAGE}  <p>Hello</p>\n\n  <p>World</p>\n",
        f"{PAGE}    <p>Hello</p>\n\n    <p>World</p>\n",
    ),
}

NOT_SAFE = {
    "a field that is nowhere known beside a name": SERVICE.replace("spec:", "  description: ours\nspec:")
    + "  ports:\n    - port: 80\n",
    "a placeholder": (POD + CONTAINER).replace("name: web\nspec", "name: [name]\nspec"),
    "two containers without it": f"{POD}  tty: true\n{CONTAINER}    - name: log\n      image: log:1\n",
    "a key of the author's": PAGE.replace("index: |", "first:\n    second: a"),
    "a name far from its home": SERVICE.replace("  name: web\n", "  name: web\nname: http\n")
    + "  ports:\n    - port: 80\n",
}


def fixed(text: str, *, unsafe: bool = False) -> str:
    return kubeproof.fix(text, path="x.yaml", kubernetes=VERSIONS, unsafe=unsafe).text


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(("wrong", "right"), SAFE.values(), ids=list(SAFE))
def test_a_shape_with_one_meaning_is_repaired(wrong: str, right: str, line_end: str) -> None:
    wrong, right = wrong.replace("\n", line_end), right.replace("\n", line_end)
    assert fixed(wrong) == right
    assert fixed(right) == right


@pytest.mark.parametrize("text", NOT_SAFE.values(), ids=list(NOT_SAFE))
def test_a_shape_with_several_meanings_is_left_alone(text: str) -> None:
    assert any(found.severity == "error" for found in kubeproof.check(text, path="x.yaml", kubernetes=VERSIONS))
    assert fixed(text) == text


def test_a_line_never_takes_in_the_lines_after_it() -> None:
    volumes = "  volumes:\n    - name: data\n      cephfs:\n        monitors: [m]\n"
    nested = "          containers:\n            - name: web\n              image: nginx:1.27\n"
    text = f"{POD}{volumes}        secretRef:\n          name: s\n{nested}        readOnly: true\n"
    repaired = yaml.safe_load(fixed(text, unsafe=True))
    assert repaired["spec"]["volumes"][0]["cephfs"]["readOnly"] is True
