"""Pictures of the built site's main pages, to be looked at one by one: light and dark, wide and narrow.

Needs Chromium and a built site.
"""

from __future__ import annotations

import argparse
import shutil
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = (
    "",
    "learn/services-and-deployments/",
    "learn/service-types/",
    "learn/daemonsets/",
    "learn/daemonsets-in-practice/",
    "learn/five-hundred-nodes/",
    "learn/use-cases/",
    "examples/",
    "clusters/",
    "tool/fences/",
)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = {"wide": 1440, "tablet": 768, "narrow": 390}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    """Serve the site and picture each page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("site"))
    parser.add_argument("--output", type=Path, default=Path("screenshots"))
    options = parser.parse_args()
    if not (options.site / "index.html").is_file():
        parser.error(f'there is no site in "{options.site}": run "mkdocs build" first')
    handler = partial(SimpleHTTPRequestHandler, directory=str(options.site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        Thread(target=server.serve_forever, daemon=True).start()
        executable = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for scheme, width in product(SCHEMES, WIDTHS):
            picture(browser, f"http://127.0.0.1:{server.server_port}/", scheme, width, options.output)
        browser.close()
        server.shutdown()


def picture(browser: Browser, home: str, scheme: Literal["light", "dark"], width: str, folder: Path) -> None:
    """Write a picture of each page in one look."""
    viewport = {"width": WIDTHS[width], "height": 900}
    with browser.new_context(color_scheme=scheme, viewport=viewport) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for address in PAGES:
            page.goto(f"{home}{address}", wait_until="networkidle")
            name = address.strip("/").replace("/", "-") or "home"
            target = folder / f"{name}-{scheme}-{width}.png"
            page.screenshot(path=target, full_page=True)
            print(target)


if __name__ == "__main__":
    main()
