"""The button of a terminal copies what somebody would type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.site]


def test_the_commands_are_copied_and_nothing_else(browser: Browser, site_server: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site_server}learn/services-and-deployments/")
    terminal = page.locator(".kubeproof-console").first
    shown = terminal.locator(".kubeproof-command").all_inner_texts()
    terminal.hover()
    terminal.get_by_role("button").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    context.close()
    assert copied.splitlines() == shown
    assert all(line.startswith("kubectl ") for line in shown)
