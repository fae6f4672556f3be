"""The project's own site as a reader sees it, in headless Chromium."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import yaml

from kubeproof.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page, Request

pytestmark = [pytest.mark.browser, pytest.mark.site]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(color_scheme="light") as context:
        context.set_default_timeout(10_000)
        yield context.new_page()


def addresses(site: Path) -> list[str]:
    """Return the address of every page, relative to the home page."""
    return sorted(str(file.parent.relative_to(site)).removeprefix(".") for file in site.rglob("index.html"))


def open_page(page: Page, home: str, site: Path, heading: str) -> None:
    """Open the page whose first heading is the one given."""
    pattern = re.compile(rf"<h1[^>]*>{re.escape(heading)}<")
    (address,) = [each for each in addresses(site) if pattern.search((site / each / "index.html").read_text("utf-8"))]
    page.goto(f"{home}{address}/" if address else home)


@contextmanager
def complaints(page: Page, home: str) -> Iterator[list[str]]:
    """Collect what a browser complains about, and every request to another host than the one of `home`."""
    found: list[str] = []
    host = urlsplit(home).netloc
    page.on("console", lambda message: found.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("requestfailed", lambda request: found.append(f"failed: {request.url}") if is_failure(request) else None)
    page.on("request", lambda request: found.append(request.url) if is_elsewhere(request.url, host) else None)
    yield found


def is_failure(request: Request) -> bool:
    """Whether a request failed by itself; the browser gives up those of a page that it leaves."""
    return request.failure != "net::ERR_ABORTED"


def is_elsewhere(address: str, host: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != host


def test_every_page_opens_without_a_complaint_or_a_request_to_another_host(
    page: Page, site_server: str, built_site: Path
) -> None:
    pages = [
        each for each in addresses(built_site) if not re.search(r"rules/kp\d\d[1-9]", each)
    ]  # one of ten is enough
    assert len(pages) > 20
    problems = {}
    with complaints(page, site_server) as found:
        for address in pages:
            response = page.goto(f"{site_server}{address}", wait_until="networkidle")
            assert response is not None
            assert response.ok, address
            assert page.locator("h1").first.is_visible(), address
            if found:
                problems[address] = found.copy()
                found.clear()
    assert problems == {}


def test_a_complaint_would_be_seen(page: Page, site_server: str) -> None:
    page.route("https://elsewhere.invalid/**", lambda route: route.abort())
    with complaints(page, site_server) as found:
        page.goto(site_server)
        page.evaluate("console.error('a console error')")
        page.evaluate("setTimeout(() => { throw new Error('a page error') })")
        page.evaluate("fetch('https://elsewhere.invalid/').catch(() => {})")
        page.wait_for_timeout(200)
    assert {"a console error", "a page error", "https://elsewhere.invalid/"} <= set(found)


def test_the_reader_can_change_between_light_and_dark(page: Page, site_server: str) -> None:
    page.goto(site_server)
    backgrounds = {}
    for _ in range(3):
        page.locator("[data-md-component=palette] label:visible").click()
        scheme = page.locator("body").get_attribute("data-md-color-scheme")
        backgrounds[scheme] = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert backgrounds.keys() == {"default", "slate"}
    assert len(set(backgrounds.values())) == 2


def test_search_finds_daemonset(page: Page, site_server: str) -> None:
    page.goto(site_server)
    page.locator("input.md-search__input").click()
    page.keyboard.type("DaemonSet")
    first = page.locator("a.md-search-result__link").first
    first.wait_for()
    first.click()
    page.wait_for_url(lambda url: url.rstrip("/") != site_server.rstrip("/"))
    assert "DaemonSet" in page.locator("main").inner_text()


def test_the_snippet_of_the_notes_is_shown_repaired(page: Page, site_server: str, built_site: Path) -> None:
    open_page(page, site_server, built_site, "DaemonSets")
    code = page.locator(".kubeproof-snippet:has(.kubeproof-repair) pre code").first.inner_text()
    daemonset = yaml.safe_load(code)
    assert daemonset["kind"] == "DaemonSet"
    assert daemonset["apiVersion"] == "apps/v1"
    pod = daemonset["spec"]["template"]["spec"]
    assert {"containers", "terminationGracePeriodSeconds", "volumes"} <= pod.keys()
    assert {"terminationGracePeriodSeconds", "volumes"}.isdisjoint(pod["containers"][0])


def test_the_repair_is_said_and_folds_out_as_a_diff(page: Page, site_server: str, built_site: Path) -> None:
    open_page(page, site_server, built_site, "DaemonSets")
    repair = page.locator(".kubeproof-repair").filter(has_text="apps/v1")
    details = repair.locator("details")
    assert details.count() == 1
    assert details.get_attribute("open") is None
    details.locator("summary").click()
    diff = details.locator("pre").inner_text()
    assert re.search(r"^-\s*apiVersion: v1$", diff, re.MULTILINE)
    assert re.search(r"^\+\s*apiVersion: apps/v1$", diff, re.MULTILINE)
    assert len(re.findall(r"^\+ +terminationGracePeriodSeconds:", diff, re.MULTILINE)) == 1
    assert not re.search(r"^[-+]\s*name:", diff, re.MULTILINE)


def test_no_page_of_the_site_shows_a_finding(built_site: Path) -> None:
    shown = [each for each in addresses(built_site) if "kubeproof-finding" in read(built_site, each)]
    assert shown == []


def test_every_rule_has_its_page(page: Page, site_server: str, built_site: Path) -> None:
    pages = {each.removeprefix("rules/") for each in addresses(built_site) if each.startswith("rules/")}
    assert pages - {"coverage"} == {rule.code.lower() for rule in all_rules()}
    page.goto(f"{site_server}rules/")
    page.get_by_role("link", name="KP301", exact=True).click()
    assert page.locator("h1").inner_text().startswith("KP301 unknown-field")
    assert "The API server refuses this: unknown field" in page.locator(".kubeproof-expected").first.inner_text()
    source = page.locator(".md-copyright a").first
    assert source.inner_text() == "plugins/kubeproof/rules/unknown_field.py"


def test_a_picture_has_a_caption(page: Page, site_server: str) -> None:
    page.goto(site_server)
    assert "20 of 100 nodes" in page.locator(".kubeproof-diagram figcaption > p").first.inner_text()


def read(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text("utf-8")


def diagrams(page: Page) -> Locator:
    return page.locator(".kubeproof-diagram svg.kp")


def assert_legible(page: Page) -> None:
    """Check that each diagram on the page, but for those in closed tabs, is named, drawn and no wider than the page."""
    width = page.locator("article").bounding_box()
    assert width is not None
    shown = diagrams(page).filter(visible=True).all()
    assert shown
    for svg in shown:
        assert svg.locator("> title").text_content()
        box = svg.bounding_box()
        assert box is not None
        assert box["height"] > 50
        assert 100 < box["width"] <= width["width"] + 1
        assert svg.locator("text").count() > 0


def test_the_three_service_types_are_drawn(page: Page, site_server: str, built_site: Path) -> None:
    open_page(page, site_server, built_site, "Service types")
    assert diagrams(page).count() >= 1
    assert_legible(page)
    words = " ".join(page.locator(".kubeproof-diagram svg").all_text_contents())
    assert [kind for kind in ("ClusterIP", "NodePort", "LoadBalancer") if kind not in words] == []


def test_the_gpu_agent_is_drawn_on_twenty_of_a_hundred_nodes(page: Page, site_server: str, built_site: Path) -> None:
    open_page(page, site_server, built_site, "DaemonSets in practice")
    assert_legible(page)
    hundred = page.locator(".kubeproof-diagram").nth(1)
    assert "20 of 100 nodes" in (hundred.locator("svg > desc").first.text_content() or "")
    assert hundred.locator("svg .kp-pod").count() == 20
    rows = [" | ".join(row.locator("td").all_text_contents()) for row in hundred.locator("tbody tr").all()]
    assert rows == [
        "gpu-01 to gpu-20 | 20 | a Pod runs | ",
        "worker-01 to worker-80 | 80 | no Pod | lack the label gpu=true",
    ]


def test_colours_of_a_diagram_follow_the_palette(page: Page, site_server: str, built_site: Path) -> None:
    open_page(page, site_server, built_site, "DaemonSets in practice")
    text = diagrams(page).first.locator("text").first
    colours = set()
    for _ in range(3):
        page.locator("[data-md-component=palette] label:visible").click()
        colours.add(text.evaluate("element => getComputedStyle(element).fill"))
    assert len(colours) == 2
