from __future__ import annotations

import pytest

import kubeproof

CONTAINERS = "containers:\n  - name: web\n    image: nginx:1.27\n"
VOLUMES = "volumes:\n  - name: data\n    emptyDir: {}\n"
MOUNTS = "volumeMounts:\n  - name: data\n    mountPath: /data\n"


def codes(body: str) -> list[str]:
    return [found.code for found in kubeproof.check(f"```yaml\n{body}```\n", path="x.md")]


@pytest.mark.parametrize(
    "body",
    [
        "spec:\n  observability:\n    metrics: true\n",
        "service: light.turn_on\ndata:\n  station: '1'\n",
        "strategy:\n  matrix:\n    os: [linux]\n    exclude:\n      - os: mac\n",
        (
            "status:\n  conditions:\n    - type: Ready\n      status: 'True'\n      reason: Done\n      message: ok\n"
            "      observedGeneration: 1\n      lastTransitionTime: '2026-09-25T09:00:00Z'\n  productId: '3'\n"
        ),
        (
            "securityContext:\n  runAsUser: 1\n  runAsGroup: 1\n  runAsNonRoot: true\n  privileged: false\n"
            "podSecurityContext:\n  fsGroup: 1\n"
        ),
        "image:\n  repository: nginx\n  tag: '1.27'\n  pullPolicy: IfNotPresent\n",
        "env:\n  global:\n    - A=b\n",
        "apiVersion: score.dev/v1b1\nmetadata:\n  name: demo\ncontainers:\n  main:\n    image: nginx\n",
        "apiVersion: v1\nkind: Config\nclusters: []\ncontexts: []\nusers: []\n",
        "rules:\n- timeouts:\n    request: 600s\n  backendRefs:\n  - name: app\n    port: 80\n",
    ],
)
def test_what_other_tools_read_is_left_alone(body: str) -> None:
    assert codes(body) == []


def test_the_configuration_of_another_tool_is_not_checked() -> None:
    assert codes("apiVersion: v1alpha1\nkind: ZswapConfig\nmaxPoolPercent: 25\n") == ["KP206"]
    assert codes("apiVersion: v1alpha1\nkind: Namespaces\nmetadata:\n  name: a\n") == ["KP203"]
    assert codes("apiVersion: v1\nkind: ZswapConfig\nmaxPoolPercent: 25\n") == ["KP203"]


def test_parts_from_different_places_may_be_shown_together() -> None:
    assert codes(VOLUMES + MOUNTS) == []
    assert codes(VOLUMES + MOUNTS.replace("mountPath", "mountPaht")) == ["KP301"]


def test_parts_may_be_shown_after_each_other() -> None:
    assert codes(CONTAINERS + "# later\n" + CONTAINERS) == []
    assert codes(CONTAINERS + "    image: busybox:1.36\n") == ["KP102"]


def test_a_field_of_another_place_is_found() -> None:
    body = "securityContext:\n  runAsUser: 1\n  runAsGroup: 1\n  runAsNonRoot: true\n  privileged: false\n"
    body += "  readOnlyRootFilesystem: true\n"
    assert codes(body + "  fsGroup: 1\n") == ["KP301"]


def test_dots_may_stand_for_the_beginning_of_an_item() -> None:
    assert codes("spec:\n  containers:\n    ...\n    resources:\n      limits:\n        cpu: 1\n    ...\n") == []
    assert codes("spec:\n  containers:\n    resources:\n      limits:\n        cpu: 1\n") == ["KP302"]


def test_the_kind_of_an_object_with_dots_is_checked() -> None:
    custom = "apiVersion: shop.example.com/v1\nkind: Order\nmetadata:\n  ...\nspec:\n  image: nginx\n"
    assert codes(custom) == ["KP206"]
    ingress = "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n  ...\n"
    assert codes(ingress) == ["KP201"]
    assert codes("kind: Deployment\nmetadata:\n  name: web\n...\n") == []


def test_a_workload_without_selector_and_labels_is_a_patch() -> None:
    patch = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n"
    patch += "      containers:\n        - name: web\n          args: [a]\n"
    assert codes(patch) == []
    assert codes(patch.replace("args", "arsg")) == ["KP301"]
    assert "KP303" in codes(patch.replace("    spec:", "    metadata:\n      labels:\n        app: web\n    spec:"))
    assert [found.code for found in kubeproof.check(patch, path="x.yaml")] == ["KP303", "KP500"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("resources:\n  limits:\n    memory: 512MB\n", "KP402"),
        ("- containerPort: 80800\n  name: http\n", "KP401"),
        ("livenessProbe:\n  httpGet:\n    path: /\n    port: 0x1FFFF\n", "KP401"),
        ("spec:\n  schedule: '* * * *'\n  jobTemplate:\n    ...\n", "KP612"),
        ("containers:\n  - name: my_web\n    image: nginx\n", "KP501"),
        ("accessModes:\n  - ReadWriteMost\nresources:\n  requests:\n    storage: 1Gi\n", "KP602"),
    ],
)
def test_values_of_a_part_are_checked(body: str, code: str) -> None:
    assert codes(body) == [code]


def test_what_a_part_leaves_out_is_not_missed() -> None:
    assert codes("volumeMounts:\n  - name: data\n") == []
    assert codes("livenessProbe:\n  periodSeconds: 5\n") == []
    assert codes("ports:\n  - port: 80\n  - port: 81\n") == []
