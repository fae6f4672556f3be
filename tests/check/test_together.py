from __future__ import annotations

import pytest

import kubeproof

SERVICE = (
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: {name}\nspec:\n  selector:\n    app: {app}\n  ports:\n"
    "    - port: 80\n"
)
DEPLOYMENT = (
    "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {name}\nspec:\n  selector:\n    matchLabels:\n"
    "      app: {app}\n  template:\n    metadata:\n      labels:\n        app: {app}\n    spec:\n      containers:\n"
    "        - name: web\n          image: nginx:1.27\n{more}"
)
INGRESS = (
    "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n  defaultBackend:\n    service:\n"
    "      name: {name}\n      port:\n        number: 80\n"
)
CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\ndata:\n  a: b\n"
USES = "          envFrom:\n            - configMapRef:\n                name: {name}\n"


def service(name: str, app: str) -> str:
    return SERVICE.format(name=name, app=app)


def deployment(name: str, app: str, more: str = "") -> str:
    return DEPLOYMENT.format(name=name, app=app, more=more)


def in_fences(*texts: str) -> list[str]:
    page = "\n".join(f"```yaml\n{text}```\n" for text in texts)
    return [found.code for found in kubeproof.check(page, path="x.md")]


def in_one_text(*texts: str) -> list[str]:
    return [found.code for found in kubeproof.check("---\n".join(texts), path="x.yaml")]


@pytest.mark.parametrize(
    "texts",
    [
        (service("web", "shop"), deployment("web", "store")),
        (service("front", "shop-web"), deployment("web", "shop-wbe")),
    ],
)
def test_a_service_that_misses_the_workload_that_it_is_meant_for(texts: tuple[str, ...]) -> None:
    assert in_fences(*texts) == ["KP950"]
    assert in_one_text(*texts) == ["KP950"]


def test_examples_of_a_page_may_have_nothing_to_do_with_each_other() -> None:
    assert in_fences(service("first", "first"), deployment("second", "second")) == []
    assert in_fences(service("v1", "web-v1"), deployment("v2", "web-v2")) == []
    assert in_fences(INGRESS.format(name="service1"), service("service2", "b")) == []
    assert in_fences(CONFIG.format(name="game"), deployment("web", "web", USES.format(name="special"))) == []


def test_what_is_left_over_in_one_text_belongs_together() -> None:
    assert in_one_text(service("first", "first"), deployment("second", "second")) == ["KP950"]
    assert in_one_text(INGRESS.format(name="shop"), service("web", "web")) == ["KP952"]
    assert in_one_text(CONFIG.format(name="game"), deployment("a", "a", USES.format(name="special"))) == ["KP953"]


def test_what_something_else_selects_is_not_left_over() -> None:
    texts = service("other", "elsewhere"), service("web", "web"), deployment("web", "web")
    assert in_one_text(*texts) == []


def test_an_object_without_a_namespace_may_be_sent_to_any() -> None:
    placed = service("web", "web").replace("  name: web\n", "  name: web\n  namespace: shop\n")
    other = deployment("web", "web").replace("  name: web\nspec", "  name: web\n  namespace: store\nspec", 1)
    assert in_fences(placed, deployment("web", "web")) == []
    assert in_fences(placed, other) == ["KP950"]
    assert in_one_text(placed, deployment("web", "web")) == ["KP950"]


@pytest.mark.parametrize("app", ["<app>", "${APP}"])
def test_what_is_to_be_replaced_may_be_what_is_missing(app: str) -> None:
    assert in_fences(service("web", "shop"), deployment("web", app)) == ["KP104"]


def test_what_is_left_out_may_be_what_is_missing() -> None:
    texts = service("web", "shop"), deployment("web", "store")
    assert in_fences(*texts, "spec:\n  ...\n") == []
    assert in_fences(*texts, "spec: [\n") == ["KP101"]
