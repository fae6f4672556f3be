"""What a developer runs: `nox` builds the site and passes the tests, `nox --list` names the rest.

Every session takes its dependencies from pyproject.toml. What follows `--` is passed on: `nox -s tests -- -k repair`.
"""

from __future__ import annotations

import os
import shutil

import nox

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["docs", "tests"]
nox.options.reuse_venv = "yes"
nox.options.error_on_external_run = True
nox.options.error_on_missing_interpreters = True

KIND = "run the same pages on kind: kind create cluster, then kubeproof exec --context kind-kind"
ORACLES = ["compare", "placement", "endpoints"]
PROJECT = nox.project.load_toml("pyproject.toml")


def install(session: nox.Session, *groups: str) -> None:
    """Install Kubeproof as it is in this folder, with what MkDocs needs and the dependency groups named."""
    session.install("--editable", ".[cel,mkdocs]", *nox.project.dependency_groups(PROJECT, *groups))
    session.env["NO_MKDOCS_2_WARNING"] = "1"  # a banner of Material that says nothing about this site


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site into site/ and check every link in it."""
    install(session, "docs")
    session.run("mkdocs", "build", "--strict")
    session.run("python", "tools/links.py")


@nox.session
def serve(session: nox.Session) -> None:
    """Show the site at http://127.0.0.1:8000 and follow every change."""
    install(session)
    session.run("mkdocs", "serve", *session.posargs)


@nox.session
def links(session: nox.Session) -> None:
    """Check the links that leave the site too; needs a network."""
    install(session, "docs")
    session.run("mkdocs", "build", "--strict")
    session.run("python", "tools/links.py", "--external")


@nox.session
def tests(session: nox.Session) -> None:
    """Pass the tests."""
    install(session, "test")
    session.run("pytest", "-m", "not cluster", "--numprocesses=auto", "--dist=loadgroup", *session.posargs)


@nox.session
def cluster(session: nox.Session) -> None:
    """Pass the tests that need a real control plane, which is built first; that takes Go, and once twelve minutes."""
    install(session, "test")
    lacking = session.run("python", "tests/controlplane/build.py", "--check", success_codes=[0, 1], silent=True)
    if "missing" in str(lacking) and shutil.which("go") is None and not os.environ.get("CI"):
        session.skip(f"Go is missing, and the control plane is built with it; {KIND}")
    session.run("python", "tests/controlplane/build.py")
    session.run("pytest", "-m", "cluster", "--numprocesses=3", "--dist=loadgroup", *session.posargs)


@nox.session
def screenshots(session: nox.Session) -> None:
    """Picture the main pages in light and dark, wide and narrow, in screenshots/."""
    install(session, "test")
    session.run("mkdocs", "build", "--strict")
    session.run("python", "tools/screenshots.py", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format."""
    session.install(*nox.project.dependency_groups(PROJECT, "lint"))
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Check types."""
    install(session, "types")
    session.run("mypy", *session.posargs)


@nox.session
def schemas(session: nox.Session) -> None:
    """Write the schemas of every Kubernetes version; `-- --check` only says whether they are current."""
    session.install(*nox.project.dependency_groups(PROJECT, "schemas"))
    session.run("python", "tools/schemas.py", *session.posargs)


@nox.session
@nox.parametrize("subject", ORACLES, ids=ORACLES)
def oracle(session: nox.Session, subject: str) -> None:
    """Compare Kubeproof with a real cluster on random manifests: what it accepts, and what its controllers do."""
    install(session, "test")
    session.run("python", "tests/controlplane/build.py")
    session.run("python", "-m", f"tests.oracle.{subject}", *session.posargs)


@nox.session
def benchmarks(session: nox.Session) -> None:
    """Measure beside kubeconform, which must be on the PATH; `-- --site` builds a large site, too."""
    install(session)
    session.run("python", "benchmarks/run.py", *session.posargs)
