"""Workloads for the examples of the rules about them."""

from __future__ import annotations

from textwrap import indent

_POD = "spec:\n  containers:\n    - name: web\n      image: nginx:1.27\n"


def deployment(spec: str = "", *, labels: str = "app: web", kind: str = "Deployment") -> str:
    """A Deployment, or another kind of the group `apps`.

    Args:
        spec: further fields of the spec, as YAML.
        labels: the labels that it selects, as YAML; its Pods have the label `app: web`.
        kind: which kind it is.
    """
    selector = f"selector:\n  matchLabels:\n    {labels}\n" if labels else ""
    template = f"template:\n  metadata:\n    labels:\n      app: web\n{indent(_POD, '  ')}"
    return _manifest("apps/v1", kind, selector + template + _lines(spec))


def job(spec: str = "", *, restart: str = "Never", name: str = "report") -> str:
    """A Job.

    Args:
        spec: further fields of the spec, as YAML.
        restart: the restart policy of its Pods.
        name: its name.
    """
    template = f"template:\n{indent(_POD, '  ')}    restartPolicy: {restart}\n"
    return _manifest("batch/v1", "Job", template + _lines(spec), name)


def cron_job(spec: str = "schedule: '0 3 * * *'", job_spec: str = "", *, name: str = "report") -> str:
    """A CronJob.

    Args:
        spec: further fields of the spec, as YAML.
        job_spec: further fields of the spec of its Jobs, as YAML.
        name: its name.
    """
    template = f"template:\n{indent(_POD, '  ')}    restartPolicy: Never\n{_lines(job_spec)}"
    jobs = f"jobTemplate:\n  spec:\n{indent(template, '    ')}"
    return _manifest("batch/v1", "CronJob", jobs + _lines(spec), name)


def _manifest(api_version: str, kind: str, spec: str, name: str = "web") -> str:
    head = f"apiVersion: {api_version}\nkind: {kind}\nmetadata:\n  name: {name}\nspec:\n"
    return head + indent(spec, "  ")


def _lines(text: str) -> str:
    return text.strip("\n") + "\n" if text else ""
