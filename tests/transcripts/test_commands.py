"""What commands of a page may do, and what is said of those that may not."""

from __future__ import annotations

import pytest

from kubeproof.transcripts import TranscriptError, parse
from kubeproof.transcripts.commands import Command, Permission, understand
from kubeproof.transcripts.paths import below
from kubeproof.transcripts.times import seconds


def command(text: str, permission: Permission | None = None) -> Command:
    return understand(parse(f"$ {text}\n").steps[0].words, permission or Permission())


@pytest.mark.parametrize(
    ("text", "verb", "changes"),
    [
        ("kubectl get pods -o wide", "get", False),
        ("kubectl -n default get pods", "get", False),
        ("kubectl describe service web", "describe", False),
        ("kubectl explain daemonset.spec", "explain", False),
        ("kubectl get events --sort-by=.lastTimestamp", "get", False),
        ("kubectl rollout status deployment/web --timeout=60s", "rollout status", False),
        ("kubectl get nodes --show-labels", "get", False),
        ("kubectl get nodes gpu-1 -o yaml", "get", False),
        ("kubectl logs deployment/web -p --tail=3", "logs", False),
        ("kubectl apply -f web.yaml", "apply", True),
        ("kubectl rollout restart deployment/web", "rollout restart", True),
        ("kubectl label pods --all team=blue", "label", True),
        ("kubectl patch deployment web -p '{}'", "patch", True),
        ("kubectl exec deployment/web -- sh -c 'cat /etc/hosts'", "exec", True),
        ("kubectl create deployment web --image=nginx", "create", True),
        ("kubectl top pods", "top pod", False),
    ],
)
def test_kubectl_is_understood(text: str, verb: str, *, changes: bool) -> None:
    found = command(text)
    assert (found.verb, found.changes) == (verb, changes)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kubetcl get pods", 'did you mean "kubectl"'),
        ("helm install web", "only kubectl"),
        ("cat web.yaml", "only kubectl"),
        ("kubectl", "needs a command"),
        ("kubectl gte pods", 'did you mean "kubectl get"'),
        ("kubectl rollout staus deployment/web", 'did you mean "kubectl rollout status"'),
        ("kubectl config view --raw", "credentials"),
        ("kubectl edit deployment web", "kubectl patch"),
        ("kubectl port-forward svc/web 80", "does not end"),
        ("kubectl drain gpu-1", "Pods of others"),
        ("kubectl get pods --context prod", "kubeproof exec --context"),
        ("kubectl --kubeconfig=x get pods", "kubeproof exec --context"),
        ("kubectl get pods --token x", "kubeproof exec --context"),
        ("kubectl get pods --as=admin", "kubeproof exec --context"),
        ("kubectl get pods -s https://example.com", "kubeproof exec --context"),
        ("kubectl get pods -v=9", "what is sent"),
        ("kubectl get --raw /api", "any part of the API"),
        ("kubectl get pods -w", "kubectl wait"),
        ("kubectl logs -f deployment/web", "does not end"),
        ("kubectl exec -it deployment/web -- sh", "nobody can type"),
        ("kubectl apply -k .", "write -f"),
        ("kubectl apply -f -", "nothing is typed"),
        ("kubectl apply -f https://example.com/web.yaml", "put the file into the examples"),
        ("kubectl get pods -o jsonpath-file=x", "write it into the command"),
        ("kubectl apply -f web.yaml --prune", "deletes what no command"),
        ("kubectl get pods -n kube-system", 'namespaces="kube-system"'),
        ("kubectl get pods -nkube-system", 'namespaces="kube-system"'),
        ("kubectl get pods --namespace=kube-system", 'namespaces="kube-system"'),
        ("kubectl get pods -A", 'namespaces="*"'),
        ("kubectl get pods -wA", "kubectl wait"),
        ("kubectl delete pods --all --all-namespaces", 'namespaces="*"'),
        ("kubectl create namespace logging", "add the option cluster"),
        ("kubectl label nodes --all a=b", "add the option cluster"),
        ("kubectl label node/gpu-1 a=b", "add the option cluster"),
        ("kubectl delete pods,nodes --all", "add the option cluster"),
        ("kubectl delete crd widgets.example.com", "add the option cluster"),
        ("kubectl taint nodes gpu-1 a=b:NoSchedule", "add the option cluster"),
        ("kubectl cordon gpu-1", "add the option cluster"),
        ("kubectl get pods --server-print --namespace=kube-system", 'namespaces="kube-system"'),
        ("kubectl describe secret a --show-events -n kube-system", 'namespaces="kube-system"'),
        ("kubectl delete --now nodes --all", "add the option cluster"),
        ("kubectl delete -- nodes gpu-1", 'leave out "--"'),
        ("kubectl scale deployment web --replcas=3", 'did you mean "--replicas"'),
        ("kubectl get pods -z", 'kubectl has no option "-z"'),
        ("kubectl create secret tls a --cert=- --key=a.key", "nothing is typed"),
        ("kubectl get pods -o templatefile=x", "write it into the command"),
        ("kubectl apply edit-last-applied -f web.yaml", "waits for an editor"),
        ("kubectl create -f web.yaml --edit", "waits for an editor"),
        ("kubectl certificate approve a", "whole cluster"),
        ("kubectl auth reconcile -f web.yaml", "write kubectl apply"),
    ],
)
def test_what_is_refused_and_why(text: str, message: str) -> None:
    with pytest.raises(TranscriptError) as refusal:
        command(text)
    assert message in str(refusal.value)


def test_a_fence_can_allow_more() -> None:
    assert command("kubectl cordon gpu-1", Permission(cluster=True)).cluster == ("nodes",)
    assert command("kubectl create ns logging", Permission(cluster=True)).cluster == ("ns",)
    assert command("kubectl get pods -n logging", Permission(namespaces=frozenset({"logging"}))).verb == "get"
    assert command("kubectl get pods -A", Permission(namespaces=frozenset({"*"}))).verb == "get"
    assert command("helm list", Permission(programs=frozenset({"helm"}))).verb == ""
    widgets = frozenset({"widgets.example.com"})
    assert command("kubectl delete widgets.example.com a", Permission(cluster=True, scoped=widgets)).cluster
    with pytest.raises(TranscriptError, match="add the option cluster"):
        command("kubectl delete widgets.example.com a", Permission(scoped=widgets))


@pytest.mark.parametrize(
    ("text", "sees"),
    [("kubectl get ns", True), ("kubectl get pods -A", True), ("kubectl get pods", False), ("kubectl get nsa", False)],
)
def test_who_looks_at_other_namespaces(text: str, *, sees: bool) -> None:
    assert command(text, Permission(namespaces=frozenset({"*"}))).sees_namespaces is sees


def test_files_and_the_own_namespace_are_found() -> None:
    found = command("kubectl apply -f a.yaml,b.yaml --filename=c.yaml -fd.yaml -n default")
    assert [use.paths for use in found.manifests] == [("a.yaml", "b.yaml"), ("c.yaml",), ("d.yaml",)]
    assert [use.before for use in found.manifests] == ["", "--filename=", "-f"]
    assert [(found.words[index].text, before) for index, before in found.own] == [("default", "")]
    configured = command("kubectl create configmap web --from-file=key=web.conf")
    assert [(use.before, use.paths, use.manifest) for use in configured.files] == [
        ("--from-file=key=", ("web.conf",), False)
    ]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("examples/daemonset/log-agent.yaml", "daemonset/log-agent.yaml"),
        ("./examples/web.yaml", "web.yaml"),
        ("daemonset/log-agent.yaml", "daemonset/log-agent.yaml"),
        ("project/examples/web.yaml", "web.yaml"),
        ("../secret.yaml", "../secret.yaml"),
        ("examples/", "."),
    ],
)
def test_paths_are_those_a_reader_types(path: str, found: str) -> None:
    assert below(path, ("/", "home", "project", "examples")) == found


@pytest.mark.parametrize(("text", "found"), [("30s", 30), ("2m", 120), ("500ms", 0.5), ("soon", None), ("-1s", None)])
def test_times(text: str, found: float | None) -> None:
    assert seconds(text) == found
