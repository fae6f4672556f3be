from __future__ import annotations

import pytest

from kubeproof.manifest.images import image_fault

DIGEST = "sha256:" + "a" * 64
GOOD = [
    "nginx",
    "nginx:1.27",
    "library/nginx:latest",
    "localhost/web",
    "Registry/web:1",
    "registry.example.com:5000/shop/web_app__x:v1.2-rc.1",
    "[2001:db8::1]:5000/web",
    "k8s.gcr.io/pause--x:3.1",
    f"nginx@{DIGEST}",
    f"nginx:1.27@{DIGEST}",
]
BAD = {
    "Nginx:latest": "capital letters",
    "nginx ": "spaces",
    "nginx:1.27:latest": "tag",
    "nginx:-1": "tag",
    "nginx:": "tag",
    f"nginx:{'a' * 129}": "tag",
    "nginx@latest": "digest",
    "nginx@sha256:abc": "digest",
    "my image": "name",
    "shop//web": "name",
    "shop/_web": "name",
    "https://registry.example.com/web": "",
    "a" * 256: "too long",
}


@pytest.mark.parametrize("image", GOOD)
def test_a_reference_that_can_be_pulled_has_no_fault(image: str) -> None:
    assert image_fault(image) is None


@pytest.mark.parametrize(("image", "word"), BAD.items())
def test_a_reference_that_cannot_be_pulled_is_said_to_have_one(image: str, word: str) -> None:
    fault = image_fault(image)
    assert fault is not None
    assert word in fault
