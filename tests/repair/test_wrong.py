"""Repairs that would be accepted and may mean something else: they are never made without being asked for."""

from __future__ import annotations

import pytest

import kubeproof

POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n"
CONTAINERS = "  containers:\n    - name: web\n      image: nginx:1.27\n"
SERVICE = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n"
POLICY = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: web\nspec:\n  podSelector: {}\n"
KEY = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: key\n"

DOUBTFUL = {
    "a misspelt level": f"{POD.replace('spec:', 'podspec:')}{CONTAINERS}",
    "a text for a map whose fields are all optional": (
        f"{POD}{CONTAINERS}  volumes:\n    - name: a\n      emptyDir: Now\n"
    ),
    "a driver that is none": f"{POD}{CONTAINERS}  volumes:\n    - name: a\n      flexVolume: mode\n",
    "a path that is none": f"{POD}{CONTAINERS}  volumes:\n    - name: a\n      hostPath: data\n",
    "a port's name for a probe": f"{POD}{CONTAINERS}      livenessProbe:\n        httpGet: quick\n",
    "a dash before brackets": f"{POD}{CONTAINERS}      command: -[a, b]\n",
    "a letter after brackets": f"{POD}{CONTAINERS}      args: [a, b]i\n",
    "an opening bracket that was lost": f'{POD}{CONTAINERS}      args: "a", "b"]\n',
    "a letter after quotes": f'{KEY}type: "Opaque"s\n',
    "a colon after a value": f"{KEY}  labels:\n    app: web:\n",
    "two fields on one line": f"{POD}{CONTAINERS}      workingDir: /srv imagePullPolicy: Always\n",
    "an alias for a name": f"{SERVICE.replace(': web', ': *web')}  ports:\n    - port: 80\n",
    "a resource of three letters": f"{POD}{CONTAINERS}      resources:\n        limits:\n          gpu: 1\n",
    "a resource beside requests": (
        f"{POD}{CONTAINERS}      resources:\n        storage: 1Gi\n        requests:\n          cpu: 1\n"
    ),
    "a variable's name for variables": f"{POD}{CONTAINERS}      env: debug\n",
    "a field among labels": (
        f"{POD.replace('spec:', '  labels:' + chr(10) + '    hostPID: true' + chr(10) + 'spec:')}{CONTAINERS}"
    ),
    "a field of the object's spec among labels": (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  labels:\n    replicas: 2\nspec:\n"
        "  selector:\n    matchLabels: {app: web}\n  template:\n    metadata:\n      labels: {app: web}\n"
        "    spec:\n      containers: [{name: web, image: nginx:1.27}]\n"
    ),
    "a selector without its label": f"{SERVICE}  ports:\n    - port: 80\n  name: web\n  selector:\n",
    "a field at the selector's side": (
        f"{SERVICE}  selector:\n    app: web\n  type: NodePort\n    tier: a\n  ports:\n    - port: 80\n"
    ),
    "an item that continues a text": (
        f"{POD}{CONTAINERS}      command:\n        - /bin/sh\n          - -c\n          - ls\n       workingDir: /srv\n"
    ),
    "an item of the rule before": (
        f"{POLICY}  ingress:\n    - ports:\n        - port: 80\n    - protocol: TCP\n      port: 81\n"
    ),
    "several keys repeated": (
        f"{POD}{CONTAINERS}      resources:\n        requests:\n          cpu: 1\n          memory: 1Gi\n"
        "          cpu: 1\n          memory: 1Gi\n"
    ),
    "a limit among the requests": (
        f"{POD}{CONTAINERS}      resources:\n        requests:\n          cpu: 1\n          cpu: 1\n"
        "        limits:\n          memory: 1Gi\n"
    ),
    "a value of the item before": (
        f"{POD}{CONTAINERS}      env:\n        - name: A\n        - name: B\n          value: x\n          value: x\n"
    ),
    "a name twice, labels lost": (
        f"{SERVICE.replace('spec:', '  name: web' + chr(10) + 'spec:')}  ports:\n    - port: 80\n"
    ),
    "a key that is no level": f"{KEY}stringData:\n  key: {{name: abc}}\n",
    "a field of a Secret with data": f"{KEY}data:\n  a: YQ==\nnode.session: x\n",
    "data without its level": (
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n    name: web\n"
        "    labels: {app: web}\n    nginx.conf: |\n        a\n"
    ),
    "a part of a list that is moved away": (
        f"{POD}  initContainers:\n    - name: wait\n      image: busybox:1.36\n      containers:\n        - name: web\n"
        "          image: nginx:1.27\n      resources:\n        limits:\n          cpu: 1\n"
    ),
    "a status in a volume": f"{POD}{CONTAINERS}  volumes:\n    - name: a\n      status: {{}}\n",
    "a level that may be the name": (f"{POD}{CONTAINERS}      env:\n        - level:\n            value: x\n"),
    "a key of the author's beside a field in the wrong place": (
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  description: ours\n  name: web\n"
        "  rules: []\n"
    ),
    "a label twice, one of which may be the name": (
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  labels:\n    name: web\n    name: front\n"
    ),
    "a selector's label without its line": f"{SERVICE}  ports:\n    - port: 80\n  name: web\n",
    "a level that is left empty": f"{POD}  containers:\n    - name: web\n      resources:\n        image: nginx:1.27\n",
    "a command after an option": f"{POD}{CONTAINERS}      command: sh -c ls -l\n",
    "a sentence of a command": f"{POD}{CONTAINERS}      command: echo good evening\n",
    "a command with signs of a shell": f"{POD}{CONTAINERS}      command: sort < names\n",
    "an option with a comma": f"{POD}{CONTAINERS}      args: --ports=web:80,db:90\n",
    "an option without its dash": (
        f"{POD}{CONTAINERS}      args:\n      -start=now\n      - -end=never\n      workingDir: /srv\n"
    ),
    "an alias without its anchor": f"{POD}{CONTAINERS}      command: [*start]\n",
    "two versions that take the object": (
        "apiVersion: autoscaling\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  maxReplicas: 3\n"
        "  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: web\n"
    ),
    "an old version with the shape of a new one": (
        "apiVersion: resource.k8s.io/v1beta1\nkind: ResourceClaim\nmetadata:\n  name: gpu\nspec:\n  devices:\n"
        "    requests:\n      - name: gpu\n        exactly:\n          deviceClassName: gpu.example.com\n"
    ),
    "an amount twice, one of which may be of the map before": (
        "apiVersion: v1\nkind: Node\nmetadata:\n  name: rack\nstatus:\n  capacity:\n    cpu: 8\n"
        '  allocatable:\n    pods: "110"\n    cpu: 8\n    pods: "110"\n'
    ),
    "a bracket of a text that lost its quote": (
        "apiVersion: v1\nkind: PersistentVolume\nmetadata:\n  name: disk\nspec:\n  capacity: {storage: 1Gi}\n"
        '  accessModes: [ReadWriteOnce]\n  vsphereVolume:\n    volumePath: [Store] disks/a"\n'
    ),
    "a controller of another kind": (
        "apiVersion: v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  template:\n"
        "    metadata:\n      labels:\n        app: web\n    spec:\n"
        "      containers: [{name: web, image: nginx:1.27}]\n"
    ),
    "one of several versions of a device class": (
        "apiVersion: resource.k8s.io\nkind: DeviceClass\nmetadata:\n  name: gpu\nspec: {}\n"
    ),
    "a field that the text before it would take in": (
        f"{POD}{CONTAINERS}      volumeMounts:\n      - name: a\n        mountPath: /a\n      env:\n"
        '        - name: FIRST\n          value::"true"\n        - name: SECOND\n  volumes:\n'
        "    - name: a\n      emptyDir: {}\n"
    ),
    "a field twice, once with a wrong value": f"{POD}{CONTAINERS}  restartPolicy: Never\n  restartPolicy: Neverx\n",
    "bytes as a number": f"{KEY}data:\n  address: 1\n",
    "a semicolon before a quote": f"{KEY}  annotations: {{}}\ntype; 'Kind: of secret'\n",
    "a namespace between two maps of metadata": (
        "apiVersion: resource.k8s.io/v1\nkind: ResourceClaimTemplate\nmetadata:\n  name: gpu\nspec:\n"
        "  namespace: shop\n  metadata:\n    labels:\n      app: web\n  spec: {}\n"
    ),
    "a label after a list, its selector lost": f"{SERVICE}  ports:\n    - port: 80\n    name: web\n",
    "metadata of an unknown kind": "apiVersion: example.org/v1\nkind: Shop\n  name: web\n  namespace: shop\nspec: {}\n",
}


@pytest.mark.parametrize("text", DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_doubtful_repair_is_not_made(text: str) -> None:
    """What could be meant otherwise stays as the author wrote it, and is reported."""
    assert any(found.severity == "error" for found in kubeproof.check(text, path="web.yaml"))
    assert kubeproof.fix(text, path="web.yaml").text == text


@pytest.mark.parametrize("text", DOUBTFUL.values(), ids=DOUBTFUL)
def test_with_windows_line_ends_neither(text: str) -> None:
    """The same with CRLF."""
    text = text.replace("\n", "\r\n")
    assert kubeproof.fix(text, path="web.yaml").text == text
