"""Repairs of single words: keys, values, apiVersion and kind, in every style, and what is left alone."""

from __future__ import annotations

import difflib

import pytest
import yaml

import kubeproof
from kubeproof.finding import Applicability

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: kiosk
  labels:
    team: 'front'   # who to ask
spec:
  restartPolicy: Always
  terminationGracePeriodSeconds: 30
  hostNetwork: false
  containers:
    - name: kiosk
      image: registry.example.net/kiosk:4.2
      imagePullPolicy: IfNotPresent
      args: ["--port", "8080"]
      env:
        - {name: GREETING, value: "10"}
      ports:
        - containerPort: 8080
          name: http
      resources:
        limits: {cpu: 500m, memory: 256Mi}
"""
DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: till
spec:
  replicas: 3
  selector:
    matchLabels:
      app: till
  strategy:
    rollingUpdate:
      maxUnavailable: 1
  template:
    metadata:
      labels:
        app: till
    spec:
      containers:
        - name: till
          image: registry.example.net/till:2
          volumeMounts:
            - name: drawer
              mountPath: /drawer
      volumes:
        - name: drawer
          emptyDir: {}
"""
SAFE = [
    (POD, "containers:", "contianers:"),
    (POD, "imagePullPolicy:", "image_pull_policy:"),
    (POD, "imagePullPolicy:", "image pull policy:"),
    (POD, "imagePullPolicy:", '"image-pull-policy":'),
    (POD, "limits:", "limit:"),
    (POD, "memory:", "memroy:"),
    (POD, "memory:", "ram:"),
    (POD, "image:", "imageName:"),
    (POD, "apiVersion: v1", "api-version: v1"),
    (POD, "kind: Pod", "Kind: Pod"),
    (POD, "metadata:", "metaData:"),
    (POD, "kind: Pod", "kind: po"),
    (POD, "kind: Pod", "kind: pods"),
    (POD, "apiVersion: v1\nkind: Pod", "apiVersion: Pod\nkind: v1"),
    (POD, "apiVersion: v1\nkind: Pod", "apiVersion: apps/v1\nkind: pod"),
    (POD, "apiVersion: v1", "apiVersion:"),
    (POD, "apiVersion: v1", "apiVersion: 1"),
    (POD, "restartPolicy: Always", "restartPolicy: always"),
    (POD, "restartPolicy: Always", "restartPolicy: 'ALLWAYS'"),
    (POD, "IfNotPresent", "If Not Present"),
    (POD, "Seconds: 30", 'Seconds: "30"'),
    (POD, "hostNetwork: false", "hostNetwork: 'no'"),
    (POD, "hostNetwork: false", "hostNetwork: flase"),
    (POD, "hostNetwork: false", "hostNetwork: 0"),
    (POD, 'value: "10"', "value: 10"),
    (POD, '"8080"', "8080"),
    (POD, "256Mi", "256 Mi"),
    (POD, "256Mi", "256MI"),
    (POD, "hostNetwork: false\n", "hostNetwork: false\n  hostNetwork: false\n"),
    (DEPLOYMENT, "maxUnavailable: 1", 'maxUnavailable: "1"'),
    (DEPLOYMENT, "strategy:", "stratgy:"),
]
UNSAFE = [
    (POD, "name: kiosk\n      image", "name: Kiosk\n      image"),
    (POD, "containerPort: 8080", "containerPort: -8080"),
    (POD, "containerPort: 8080", "containerPort: 8080/TCP"),
    (POD, "256Mi", "256MiB"),
    (POD, "cpu: 500m", "cpu: 0,5"),
    (POD, "Seconds: 30", "Seconds: 30 seconds"),
    (POD, "  name: kiosk\n  labels", "  name: kiosk,\n  labels"),
    (DEPLOYMENT, "- name: drawer\n              mount", "- name: drawr\n              mount"),
    (DEPLOYMENT, "name: drawer", "name: Drawer"),
    (DEPLOYMENT, "      labels:\n        app: till\n", "      labels:\n        app: tll\n"),
    (DEPLOYMENT, "  selector:\n    matchLabels:\n      app: till\n", ""),
    (DEPLOYMENT, "    metadata:\n      labels:\n        app: till\n", ""),
    (DEPLOYMENT, "    metadata:\n      labels:\n        app: till\n", "    metadata:\n"),
    (DEPLOYMENT, "    spec:\n      containers", "    spec:\n      restartPolicy: Never\n      containers"),
]
LEFT = [
    (POD, "team: 'front'", "team: no"),
    (POD, "team: 'front'", "team: 1.0"),
    (POD, "name: GREETING", "name: NO"),
    (POD, "image: registry.example.net/kiosk:4.2", "image: 4.2"),
    (POD, "restartPolicy: Always", "restartPolicy: Sometimes"),
    (POD, "hostNetwork: false", "colour: red"),
    (POD, "hostNetwork: false", "restartPolicy: Never"),
    (DEPLOYMENT, "maxUnavailable: 1", 'maxUnavailable: "25"'),
]


def mean(text: str) -> object:
    return list(yaml.safe_load_all(text))


def broken(good: str, was: str, now: str) -> str:
    assert was in good
    return good.replace(was, now)


def named(value: object) -> str | None:
    return value.strip().replace("\n", " ") if isinstance(value, str) and len(value) < 80 else ""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(("good", "was", "now"), SAFE, ids=named)
def test_safe_repairs_bring_the_meaning_back(good: str, was: str, now: str, ends: str) -> None:
    text = broken(good, was, now).replace("\n", ends)
    fixed = kubeproof.fix(text)
    assert mean(fixed.text) == mean(good)
    assert fixed.remaining == ()
    assert kubeproof.fix(fixed.text).text == fixed.text
    changed = [line for line in difflib.ndiff(text.split(ends), fixed.text.split(ends)) if line[:1] in "+-"]
    assert len(changed) <= 2 * (now.count("\n") + 1), "only the lines that hold the mistake change"


@pytest.mark.parametrize(("good", "was", "now"), UNSAFE, ids=named)
def test_repairs_of_names_and_numbers_are_never_made_without_asking(good: str, was: str, now: str) -> None:
    text = broken(good, was, now)
    assert kubeproof.fix(text).text == text
    fixed = kubeproof.fix(text, unsafe=True).text
    assert mean(fixed) == mean(good)
    assert kubeproof.fix(fixed, unsafe=True).text == fixed


@pytest.mark.parametrize(("good", "was", "now"), LEFT, ids=named)
def test_what_may_mean_something_else_is_left(good: str, was: str, now: str) -> None:
    text = broken(good, was, now)
    assert kubeproof.fix(text).text == text
    offered = [found.fix.applicability for found in kubeproof.check(text) if found.fix]
    assert Applicability.SAFE not in offered


@pytest.mark.parametrize("written", ["1.10", "2025", "true", "8080"])
def test_a_value_is_quoted_as_it_is_written(written: str) -> None:
    text = broken(POD, "team: 'front'", f"team: {written}")
    assert f'team: "{written}"   # who to ask' in kubeproof.fix(text).text


@pytest.mark.parametrize("written", ['"0440"', "'0440'"])
def test_a_mode_stays_octal(written: str) -> None:
    volume = "  volumes:\n    - name: keys\n      secret: {secretName: keys, defaultMode: %s}\n"
    assert kubeproof.fix(POD + volume % written).text == POD + volume % "0440"


def test_an_ingress_of_an_old_version_is_carried_over_with_its_backends() -> None:
    old = """\
apiVersion: networking.k8s.io/v1beta1
kind: Ingress
metadata:
  name: till
spec:
  defaultBackend: {serviceName: front, servicePort: http}
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              serviceName: till
              servicePort: 8080
"""
    fixed = kubeproof.fix(old).text
    assert fixed.startswith("apiVersion: networking.k8s.io/v1\n")
    assert "defaultBackend: {service: {name: front, port: {name: http}}}" in fixed
    backend = "backend:\n              service:\n                name: till\n                port:\n"
    assert f"{backend}                  number: 8080\n" in fixed


def test_an_autoscaler_of_an_old_version_is_carried_over_with_its_metrics() -> None:
    old = """\
apiVersion: autoscaling/v2beta1
kind: HorizontalPodAutoscaler
metadata: {name: till}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: till}
  maxReplicas: 5
  metrics:
    - type: Resource
      resource:
        name: cpu
        targetAverageUtilization: 60
    - type: Pods
      pods: {metricName: sales, targetAverageValue: 1k}
"""
    spec = yaml.safe_load(kubeproof.fix(old).text)
    assert spec["apiVersion"] == "autoscaling/v2"
    target = {"type": "Utilization", "averageUtilization": 60}
    resource, pods = spec["spec"]["metrics"]
    assert resource["resource"] == {"name": "cpu", "target": target}
    assert pods["pods"] == {"metric": {"name": "sales"}, "target": {"type": "AverageValue", "averageValue": "1k"}}


def test_json_is_repaired_in_place() -> None:
    text = '{"apiVersion": "v1", "kind": "configmap", "metadata": {"nmae": "till"}, "data": {"level": 3}}\n'
    good = '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "till"}, "data": {"level": "3"}}\n'
    assert kubeproof.fix(text).text == good


def test_a_block_that_is_begun_twice_is_joined() -> None:
    text = broken(POD, "  containers:", "spec:\n  containers:")
    assert kubeproof.fix(text).text == text
    assert kubeproof.fix(text, unsafe=True).text == POD


def test_equal_items_become_one() -> None:
    port = "        - containerPort: 8080\n          name: http\n"
    text = broken(POD, port, port * 2)
    assert kubeproof.fix(text, unsafe=True).text == POD


def test_a_finding_offers_its_own_repair_and_not_that_of_another() -> None:
    text = DEPLOYMENT.replace("app: till", "app: tilt", 1).replace(
        "/drawer\n", '/drawer\n              readOnly: "true"\n'
    )
    fixes = {found.code: found.fix for found in kubeproof.check(text, path="x.yaml")}
    offered = {code: [edit.text for edit in fix.edits] for code, fix in fixes.items() if fix}
    assert offered == {"KP302": ["true"], "KP603": ["till"]}
