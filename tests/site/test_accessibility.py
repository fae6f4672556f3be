"""Every page of the site by rules that a program can test: axe, the keyboard, weight, and nothing that jumps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Response

pytestmark = [pytest.mark.browser, pytest.mark.site]

STEADY = 0.005
"""Nearly none: the theme's own header may move by a pixel. Core Web Vitals call 0.1 good."""
HEAVIEST = 500_000
# The theme loads the search in the background once, and no page waits for it.
NOT_THE_PAGE = re.compile(r"/search/search_index\.json$|/workers/search\.[^/]*$|\.woff2?$")
SHIFTS = """
() => { window.shifted = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shifted += entry.value })
    .observe({type: "layout-shift", buffered: true}) }
"""


def addresses(site: Path) -> list[str]:
    """Every page but for nine of ten rules: these are all made alike."""
    found = sorted(str(file.parent.relative_to(site)).removeprefix(".") for file in site.rglob("index.html"))
    return [each for each in found if not re.search(r"rules/kp\d\d[1-9]", each)]


def violations(page: Page) -> list[str]:
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"][:3]]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390), ("dark", 1280)])
def test_axe_finds_nothing(browser: Browser, site_server: str, built_site: Path, scheme: Any, width: int) -> None:  # noqa: ANN401 - a literal type of playwright
    problems: dict[str, list[str]] = {}
    with browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        for address in addresses(built_site):
            page.goto(f"{site_server}{address}")
            problems |= {address: found} if (found := violations(page)) else {}
    assert problems == {}


def test_axe_would_find_something(browser: Browser, site_server: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(site_server)
        page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<img src=\"gone.png\">')")
        assert [each for each in violations(page) if each.startswith("image-alt")]


def answers_of(page: Page) -> list[Response]:
    """Collect what is sent for a page from now on."""
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    return answers


def test_a_page_is_light_and_nothing_in_it_jumps(browser: Browser, site_server: str, built_site: Path) -> None:
    heavy: dict[str, int] = {}
    jumpy: dict[str, float] = {}
    for address in addresses(built_site):
        with browser.new_context() as context:
            page = context.new_page()
            answers = answers_of(page)
            page.add_init_script(f"({SHIFTS})()")
            page.goto(f"{site_server}{address}", wait_until="networkidle")
            weight = sum(len(each.body()) for each in answers if each.ok and not NOT_THE_PAGE.search(each.url))
            heavy |= {address: weight} if weight > HEAVIEST else {}
            shifted = page.evaluate("window.shifted")
            jumpy |= {address: shifted} if shifted > STEADY else {}
    assert heavy == {}
    assert jumpy == {}


def test_the_keyboard_reaches_each_hop_and_tells_of_it(browser: Browser, site_server: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{site_server}learn/service-types/")
        stops = page.locator(".kubeproof-diagram svg.kp").locator("a, [tabindex]").filter(visible=True).all()
        assert stops
        assert all(stop.get_attribute("aria-label") for stop in stops)
        service = page.locator("svg.kp a:has(> .kp-tip)").first
        tip = service.locator("> .kp-tip")
        assert tip.evaluate("element => getComputedStyle(element).visibility") == "hidden"
        page.keyboard.press("Tab")  # from now on the keyboard is in use
        service.focus()
        assert tip.evaluate("element => getComputedStyle(element).visibility") == "visible"
        assert "svc.cluster.local" in tip.text_content().replace(" ", "")  # type: ignore[union-attr]


def test_a_picture_of_a_hundred_nodes_has_few_stops(browser: Browser, site_server: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{site_server}learn/daemonsets-in-practice/")
        for picture in page.locator(".kubeproof-diagram").all():
            assert 1 <= picture.locator("svg.kp a, svg.kp [tabindex]").filter(visible=True).count() <= 16


@pytest.mark.parametrize("width", [390, 768])
def test_no_page_is_wider_than_the_screen(browser: Browser, site_server: str, built_site: Path, width: int) -> None:
    wide: dict[str, int] = {}
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        for address in addresses(built_site):
            page.goto(f"{site_server}{address}")
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            wide |= {address: over} if over > 0 else {}
    assert wide == {}
