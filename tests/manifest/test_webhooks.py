from __future__ import annotations

import pytest

from kubeproof.manifest.webhooks import webhook_path_fault, webhook_url_fault


@pytest.mark.parametrize(
    "url", ["https://a", "https://a.b:8443/c/d", "HTTPS://[::1]:443/x", "https://a/%20", "https://a?"]
)
def test_urls_that_the_server_takes(url: str) -> None:
    assert webhook_url_fault(url) is None


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("http://a", "https://"),
        ("a.example.com/check", "https://"),
        ("https:///check", "host"),
        ("https://me@a/check", "a user"),
        ("https://a/check?x=1", "a query"),
        ("https://a/check#x", "a fragment"),
        ("https://a b/check", "no URL"),
        ("https://a/%zz", "no URL"),
        ("https://a:web/check", "no number"),
        ("https://[::1/check", "no URL"),
    ],
)
def test_urls_that_it_refuses(url: str, fault: str) -> None:
    assert fault in str(webhook_url_fault(url))


@pytest.mark.parametrize("path", ["", "/", "/check", "/check/", "/a.b/c-d"])
def test_paths_that_the_server_takes(path: str) -> None:
    assert webhook_path_fault(path) is None


@pytest.mark.parametrize("path", ["check", "//", "/a//b", "/Check", "/a_b", "/check?x=1"])
def test_paths_that_it_refuses(path: str) -> None:
    assert webhook_path_fault(path)
