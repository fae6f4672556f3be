"""What ties objects, read from their fields."""

from typing import Any

import pytest
import yaml

from kubeproof.cluster.relations import relations

POD = "spec: {template: {metadata: {labels: {app: web}}, spec: %s}}"


def ties(*manifests: str) -> set[str]:
    found = relations([yaml.safe_load(each) for each in manifests])
    names = [f"{thing.kind} {thing.name}{'' if thing.present else '?'}" for thing in found.things]
    return {f"{names[tie.source]} {tie.verb} {names[tie.target]}" for tie in found.ties}


def manifest(kind: str, name: str, rest: str = "") -> str:
    return f"kind: {kind}\nmetadata: {{name: {name}}}\n{rest}\n"


def deployment(spec: str = "{}") -> str:
    return manifest("Deployment", "web", POD % spec)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (manifest("Service", "front", "spec: {selector: {app: web}}"), "Service front selects Deployment web"),
        (
            manifest("NetworkPolicy", "wall", "spec: {podSelector: {}}"),
            "NetworkPolicy wall guards Deployment web",
        ),
        (
            manifest("PodDisruptionBudget", "some", "spec: {selector: {matchLabels: {app: web}}}"),
            "PodDisruptionBudget some protects Deployment web",
        ),
        (
            manifest("HorizontalPodAutoscaler", "more", "spec: {scaleTargetRef: {kind: Deployment, name: web}}"),
            "HorizontalPodAutoscaler more scales Deployment web",
        ),
    ],
)
def test_what_works_on_a_workload(other: str, expected: str) -> None:
    assert ties(deployment(), other) == {expected}


@pytest.mark.parametrize(
    "selector", ["{app: other}", "{}", "null", "[]"], ids=["another", "empty", "absent", "of a wrong type"]
)
def test_a_service_that_selects_nothing_is_tied_to_nothing(selector: str) -> None:
    assert ties(deployment(), manifest("Service", "front", f"spec: {{selector: {selector}}}")) == set()


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("{volumes: [{name: v, configMap: {name: a}}]}", "mounts ConfigMap a?"),
        ("{volumes: [{name: v, secret: {secretName: a}}]}", "mounts Secret a?"),
        ("{volumes: [{name: v, persistentVolumeClaim: {claimName: a}}]}", "mounts PersistentVolumeClaim a?"),
        ("{volumes: [{name: v, projected: {sources: [{secret: {name: a}}]}}]}", "mounts Secret a?"),
        ("{containers: [{envFrom: [{configMapRef: {name: a}}]}]}", "reads ConfigMap a?"),
        ("{initContainers: [{env: [{valueFrom: {secretKeyRef: {name: a}}}]}]}", "reads Secret a?"),
        ("{imagePullSecrets: [{name: a}]}", "pulls with Secret a?"),
    ],
)
def test_what_pods_name_is_there_even_if_no_file_has_it(spec: str, expected: str) -> None:
    assert ties(deployment(spec)) == {f"Deployment web {expected}"}


def test_an_ingress_routes_and_encrypts() -> None:
    backend = "{http: {paths: [{backend: {service: {name: web}}}]}}"
    found = ties(manifest("Ingress", "in", f"spec: {{rules: [{backend}], tls: [{{secretName: tls}}]}}"))
    assert found == {"Ingress in routes to Service web?", "Ingress in encrypts with Secret tls?"}


def test_a_binding_gives_a_role_to_an_account() -> None:
    names = "roleRef: {kind: ClusterRole, name: r}\nsubjects: [{kind: ServiceAccount, name: a, namespace: default}]"
    found = ties(
        manifest("ClusterRole", "r"), manifest("ServiceAccount", "a"), manifest("ClusterRoleBinding", "b", names)
    )
    assert found == {"ClusterRoleBinding b grants ClusterRole r", "ClusterRoleBinding b binds ServiceAccount a"}


def test_another_namespace_is_another_world() -> None:
    service = "kind: Service\nmetadata: {name: s, namespace: other}\nspec: {selector: {app: web}}"
    assert ties(deployment(), service) == set()


@pytest.mark.parametrize("value", [{}, {"kind": "Pod"}, {"kind": 1, "metadata": []}, {"metadata": {"name": "a"}}])
def test_what_is_no_object_is_left_out(value: dict[str, Any]) -> None:
    assert relations([value]).things == ()
