"""A broken link of any kind fails the build: MkDocs sees those in Markdown, lychee those in what the reader gets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADDRESS = "https://docs.invalid/kubeproof/"
SOURCE = "https://git.invalid/kubeproof/kubeproof"
PAGES = {"index.md": "# Home\n", "other.md": "# Other\n\n## A heading\n", "folder/notes.txt": "no page here\n"}


@dataclass(frozen=True, slots=True)
class Site:
    folder: Path
    repository: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
        full = [sys.executable, *command]
        return subprocess.run(full, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)

    def build(self) -> subprocess.CompletedProcess[str]:
        return self.run("-m", "mkdocs", "build", "--strict")

    def check(self, *options: str) -> subprocess.CompletedProcess[str]:
        script = str(self.repository / "tools" / "links.py")
        return self.run(script, "--config", "mkdocs.yml", "--site", "site", *options)

    def add(self, text: str) -> None:
        with (self.folder / "docs" / "index.md").open("a", encoding="utf-8") as page:
            page.write(f"\n{text}\n")


class AnyTag(yaml.SafeLoader):
    """Reads `!!python/name:...` of a MkDocs configuration as nothing."""


AnyTag.add_multi_constructor("", lambda *_: None)


@pytest.fixture
def site(tmp_path: Path, repository: Path) -> Site:
    """Make a tiny site that checks links as the project's own site does."""
    own = yaml.load((repository / "mkdocs.yml").read_text("utf-8"), AnyTag)  # noqa: S506 (a safe loader, see above)
    options = {"site_name": "Tiny", "site_url": ADDRESS, "repo_url": SOURCE, "validation": own["validation"]}
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(options), "utf-8")
    for name, text in PAGES.items():
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text(text, "utf-8")
    return Site(tmp_path, repository)


GOOD_LINKS = f"""\
[page](other.md) [anchor](other.md#a-heading) [file](folder/notes.txt)

<a href="other/#a-heading">raw</a>
<a href="/kubeproof/other/">absolute</a>
<a href="{ADDRESS}other/#a-heading">the site's own address</a>
<a href="{SOURCE}/blob/main/mkdocs.yml">the page's source</a>
<a href="https://elsewhere.invalid/">another site, which nobody asks</a>
"""


def test_a_site_without_broken_links_passes(site: Site) -> None:
    site.add(GOOD_LINKS)
    build = site.build()
    assert build.returncode == 0, build.stderr
    check = site.check()
    assert check.returncode == 0, check.stdout + check.stderr


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("[gone](gone.md)", "gone.md"),
        ("[gone](other.md#gone)", "#gone"),
        ("[gone](#gone)", "#gone"),
        ("![gone](gone.png)", "gone.png"),
        ("[gone](gone.pdf)", "gone.pdf"),
        ("[absolute](/other/)", "/other/"),
        ("[no page](gone/)", "gone/"),
        ("[a folder](folder/)", "folder/"),
        ("[gone][gone]\n\n[gone]: gone.md", "gone.md"),
    ],
)
def test_a_broken_link_in_markdown_fails_the_strict_build(site: Site, link: str, message: str) -> None:
    site.add(link)
    build = site.build()
    assert build.returncode != 0
    assert message in build.stderr


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ('<a href="gone/">page</a>', "site/gone"),
        ('<a href="other/#gone">anchor</a>', "site/other#gone"),
        ('<a href="#gone">anchor on the page itself</a>', "#gone"),
        ('<img src="gone.png" alt="">', "site/gone.png"),
        ('<link rel="stylesheet" href="gone.css">', "site/gone.css"),
        ('<script src="gone.js"></script>', "gone.js | Script not found"),
        ('<script src="/gone.js"></script>', "/gone.js | Script not found"),
        ('<svg><a href="gone/"><text>in a picture</text></a></svg>', "site/gone"),
        ('<a href="folder/">a folder without a page</a>', "site/folder"),
        ('<a href="/gone/">absolute</a>', "site/gone"),
        ('<a href="/kubeproof/gone/">absolute, below the path of the site</a>', "site/gone"),
        (f'<a href="{ADDRESS}gone/">the site\'s own address</a>', "site/gone"),
        (f'<a href="{SOURCE}/edit/main/docs/gone.md">source</a>', "docs/gone.md"),
    ],
)
def test_a_broken_link_in_html_fails_the_check_of_the_site(site: Site, html: str, message: str) -> None:
    site.add(html)
    build = site.build()
    assert build.returncode == 0, build.stderr
    check = site.check()
    assert check.returncode != 0
    assert message in check.stdout


class Elsewhere(BaseHTTPRequestHandler):
    """Another site, with one page."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/page" else 404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name that the base class uses)
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Serve another site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_broken_link_to_another_site_fails_only_where_those_are_checked(site: Site, elsewhere: str) -> None:
    (site.folder / "mkdocs.yml").write_text("site_name: Tiny\ntheme: {name: null, custom_dir: theme}\n", "utf-8")
    (site.folder / "theme").mkdir()
    (site.folder / "theme" / "main.html").write_text("{{ page.content }}", "utf-8")
    site.add(f"[there]({elsewhere}/page)")
    assert site.build().returncode == 0
    there = site.check("--external")
    assert there.returncode == 0, there.stdout
    site.add(f"[gone]({elsewhere}/gone)")
    assert site.build().returncode == 0
    assert site.check().returncode == 0
    gone = site.check("--external")
    assert gone.returncode != 0
    assert f"{elsewhere}/gone" in gone.stdout


def test_a_site_that_was_not_built_is_no_site_without_broken_links(site: Site) -> None:
    check = site.check()
    assert check.returncode != 0
    assert "mkdocs build" in check.stderr


def test_the_project_s_own_site_has_no_broken_link(built_site: Path, repository: Path) -> None:
    script = str(repository / "tools" / "links.py")
    command = [sys.executable, script, "--site", str(built_site)]
    check = subprocess.run(command, capture_output=True, text=True, check=False)
    assert check.returncode == 0, check.stdout + check.stderr


def test_each_page_leads_to_the_file_that_it_is_made_from(built_site: Path, repository: Path) -> None:
    for page in built_site.rglob("index.html"):
        source = re.search(r'Source of this page:\s*<a href="[^"]*/blob/main/([^"]*)"', page.read_text("utf-8"))
        assert source, page
        assert (repository / source[1]).is_file(), page
