"""The commands and flags of kubectl: what they do, and why some of them have no place in a page."""

from __future__ import annotations

READS = frozenset(
    {
        "api-resources",
        "api-versions",
        "auth can-i",
        "auth whoami",
        "cluster-info",
        "describe",
        "diff",
        "events",
        "explain",
        "get",
        "help",
        "logs",
        "options",
        "rollout history",
        "rollout status",
        "top node",
        "top pod",
        "version",
        "wait",
    }
)
CHANGES = (
    frozenset(("annotate", "apply", "autoscale", "create", "delete", "exec"))
    | frozenset(("expose", "label", "patch", "replace", "run", "scale"))
    | frozenset(
        f"{group} {verb}"
        for group, verbs in (
            ("rollout", "pause restart resume undo"),
            ("set", "env image resources selector serviceaccount subject"),
        )
        for verb in verbs.split()
    )
)
OF_NODES = frozenset({"cordon", "taint", "uncordon"})
GROUPS = ("auth", "rollout", "set", "top")
ALIASES = {"top nodes": "top node", "top pods": "top pod", "top no": "top node", "top po": "top pod"}
NEVER = {
    "alpha": "it may be gone in the next version",
    "apply edit-last-applied": "it waits for an editor",
    "attach": "it does not end by itself",
    "auth reconcile": "it may leave the page's namespace; write kubectl apply",
    "certificate": "it signs for the whole cluster",
    "completion": "it prints a script for a shell",
    "config": "it shows and changes credentials",
    "cp": "it copies files of this machine; write kubectl exec",
    "debug": "it waits for somebody to type",
    "drain": "it ends the Pods of others, and nothing brings them back; write kubectl cordon",
    "edit": "it waits for an editor; write kubectl patch",
    "kuberc": "it changes the settings of this machine",
    "kustomize": "it reads folders outside the examples; write kubectl apply -f",
    "plugin": "it runs programs of this machine",
    "port-forward": "it does not end by itself",
    "proxy": "it does not end by itself",
}
_CREDENTIALS = (
    "as",
    "as-group",
    "as-uid",
    "as-user-extra",
    "certificate-authority",
    "client-certificate",
    "client-key",
    "cluster",
    "context",
    "kubeconfig",
    "password",
    "server",
    "token",
    "user",
    "username",
    "insecure-skip-tls-verify",
    "insecure-skip-tls-verify-backend",
    "tls-server-name",
)
NO_FLAGS = {
    **dict.fromkeys(
        _CREDENTIALS,
        "the context is chosen when the pages are run: kubeproof exec --context NAME",
    ),
    **dict.fromkeys(("v", "vmodule", "profile", "profile-output"), "it prints what is sent to the cluster"),
    **dict.fromkeys(("cache-dir", "kuberc"), "it reads and writes files of this machine"),
    "kustomize": "it reads folders outside the examples; write -f",
    "edit": "it waits for an editor; leave it out",
    "raw": "it reaches any part of the API; write kubectl get",
    "follow": "it does not end by itself; leave it out",
    "watch": "it does not end by itself; write kubectl wait",
    "watch-only": "it does not end by itself; write kubectl wait",
    "stdin": "nobody can type; leave it out",
    "tty": "there is no terminal; leave it out",
    "interactive": "nobody can type; leave it out",
    "prune": "it deletes what no command of the page names",
}
