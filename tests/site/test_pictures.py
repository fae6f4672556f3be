"""The pictures of the site under a reader's hands: what they lead to, and what can be switched in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.site]
LABEL, TAINT = "gpu=true", "nvidia.com/gpu=present:NoSchedule"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


def test_a_card_leads_to_the_line_that_decides(page: Page, site_server: str) -> None:
    page.goto(f"{site_server}learn/daemonsets/")
    page.locator("svg.kp a.kp-node", has_text="control-plane-1").first.click()
    target = page.locator(":target")
    assert target.get_attribute("id") == "clusters/five-nodes.yaml:15"
    assert target.evaluate("anchor => getComputedStyle(anchor, '::before').width") != "0px", "the line is marked"
    assert page.locator("details:has(:target)").get_attribute("open") is not None
    line = target.evaluate(
        "anchor => { let text = ''; for (let node = anchor.nextSibling; node && "
        "!text.includes('\\n'); node = node.nextSibling) text += node.textContent; return text }"
    )
    assert line.strip().startswith("- key: node-role.kubernetes.io/control-plane")


def test_a_line_in_a_closed_tab_is_opened(page: Page, site_server: str) -> None:
    page.goto(site_server)
    page.evaluate("""() => document.querySelector("article").insertAdjacentHTML("beforeend", `
      <div class="tabbed-set"><input type="radio" name="t" id="t1" checked><input type="radio" name="t" id="t2">
      <div class="tabbed-content"><div class="tabbed-block">one</div><div class="tabbed-block"><a id="web.yaml:7"></a>
      </div></div></div>`)""")
    page.evaluate("location.hash = 'web.yaml:7'")
    page.wait_for_function("document.getElementById('t2').checked")


class Playground:
    """The picture of five nodes with switches."""

    def __init__(self, page: Page) -> None:
        self.figure = page.locator(".kubeproof-diagram:has(.kubeproof-switched)").first

    def switch(self, node: str, text: str) -> Locator:
        card = self.figure.locator(".kp-choice", has=self.figure.page.locator(f"[aria-label^='{node}:']"))
        return card.locator(".kp-switch", has_text=text).filter(visible=True)

    def running(self) -> set[str]:
        nodes = self.figure.locator(".kp-node:has(.kp-pod)").filter(visible=True).all()
        return {str(node.get_attribute("aria-label")).partition(":")[0] for node in nodes}

    def headline(self) -> str:
        return str(self.figure.locator(".kp-counts text").filter(visible=True).first.text_content())


def test_switching_labels_and_taints_moves_the_pods(page: Page, site_server: str) -> None:
    page.goto(f"{site_server}learn/daemonsets-in-practice/")
    picture = Playground(page)
    assert picture.running() == {"gpu-1"}
    picture.switch("worker-1", LABEL).click()
    picture.switch("worker-2", LABEL).click()
    assert picture.running() == {"gpu-1", "worker-1", "worker-2"}
    picture.switch("worker-2", TAINT).click()
    assert picture.running() == {"gpu-1", "worker-1"}
    picture.switch("control-plane-1", LABEL).click()
    assert picture.running() == {"gpu-1", "worker-1"}, "the control plane has a taint of its own"
    assert picture.headline() == "A Pod on 2 of 5 nodes"
    assert picture.figure.locator("[role=status]").inner_text() == "A Pod on 2 of 5 nodes."
    picture.figure.get_by_role("button", name="As in the manifests").click()
    assert picture.running() == {"gpu-1"}


def test_the_keyboard_turns_a_switch_and_stays_there(page: Page, site_server: str) -> None:
    page.goto(f"{site_server}learn/daemonsets-in-practice/")
    switch = Playground(page).switch("worker-3", LABEL)
    assert (switch.get_attribute("role"), switch.get_attribute("aria-checked")) == ("switch", "false")
    switch.focus()
    page.keyboard.press("Space")
    focused = page.locator(":focus")
    assert focused.get_attribute("aria-label") == "gpu=true on worker-3"
    assert focused.get_attribute("aria-checked") == "true"
    assert "worker-3" in Playground(page).running()


def test_without_javascript_the_picture_is_whole(browser: Browser, site_server: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site_server}learn/daemonsets-in-practice/")
        picture = Playground(page)
        assert picture.running() == {"gpu-1"}
        assert picture.headline() == "A Pod on 1 of 5 nodes"
        assert not picture.figure.locator(".kp-absent, .kp-knob, .kubeproof-switched").filter(visible=True).count()
