"""The flags of kubectl 1.36, of all commands together: those that stand alone, and those that take a value.

Whether the next word is the value of a flag decides which words name a namespace or an object: a flag that is not here
cannot be read, and is not run. A test compares the names with what kubectl itself says.
"""

# ruff: noqa: SIM905 (seventy lines of one word each would be no easier to read)

from __future__ import annotations

SHORT = {
    "A": "all-namespaces",
    "L": "label-columns",
    "R": "recursive",
    "c": "container",
    "e": "env",
    "f": "filename",
    "h": "help",
    "i": "stdin",
    "k": "kustomize",
    "l": "selector",
    "n": "namespace",
    "o": "output",
    "p": "patch",
    "q": "quiet",
    "r": "replicas",
    "s": "server",
    "t": "tty",
    "v": "v",
    "w": "watch",
}
SHORT_OF_LOGS = {"f": "follow", "p": "previous"}

ALONE = frozenset(
    (
        "all all-containers all-namespaces all-pods allow-missing-template-keys append-hash attach cached cascade"
        " client command containers create-annotation disable-compression dry-run edit expose follow force"
        " force-conflicts global-default help ignore-errors ignore-not-found insecure-skip-tls-verify"
        " insecure-skip-tls-verify-backend interactive leave-stdin-open list local match-server-version namespaced"
        " no-headers now openapi-patch output-watch-events overwrite prefix previous privileged prune quiet recursive"
        " resolve rm save-config server-print server-side show-capacity show-events show-kind show-labels"
        " show-managed-fields show-secrets show-swap stdin sum timestamps tty use-protocol-buffers validate wait"
        " warnings-as-errors watch watch-only windows-line-endings"
    ).split()
)
VALUED = frozenset(
    (
        "aggregation-rule annotation annotations api-group api-version as as-group as-uid as-user-extra audience"
        " bound-object-kind bound-object-name bound-object-uid cache-dir categories cert certificate-authority"
        " chunk-size class client-certificate client-key cluster cluster-ip clusterip clusterrole concurrency container"
        " context cpu current-replicas default-backend description detach-keys docker-email docker-password"
        " docker-server docker-username duration env external-ip external-name field-manager field-selector filename"
        " for from from-env-file from-file from-literal grace-period group hard image image-pull-policy key keys"
        " kubeconfig kuberc kustomize label-columns labels limit-bytes limits load-balancer-ip log-flush-frequency max"
        " max-log-requests max-unavailable memory min min-available name namespace node-port non-resource-url output"
        " override-type overrides password patch patch-file pod-running-timeout port preemption-policy profile"
        " profile-output protocol prune-allowlist raw replicas request-timeout requests resource resource-name"
        " resource-version restart revision role rule schedule scopes selector server serviceaccount session-affinity"
        " since since-time sort-by subresource tail target-port tcp template timeout tls-server-name to-revision token"
        " type types user username v value verb verbs vmodule"
    ).split()
)
ALL = ALONE | VALUED
