"""The plugin in builds of small sites."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.plugin.conftest import Site

MISTAKE = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\nspec:\n  containers: 1\n"
FENCE = f"```yaml\n{MISTAKE}```\n"
INDENTED = FENCE.strip().replace("\n", "\n    ")


def test_a_site_without_mistakes_builds_strictly(site: Site) -> None:
    site.write("docs/index.md", "# Home\n\n```manifest\nweb.yaml\n```\n\n```notes\nnotes.md#part\n```\n")
    assert not site.build(strict=True)
    assert site.warnings == []
    assert "kind: Deployment" in site.text()
    assert '<h2 id="part">' in site.html()
    assert 'href="./"' in site.html()
    assert "assets/kubeproof.css" in site.html()
    assert ".kubeproof-repair" in site.html("assets/kubeproof.css")
    assert "kp-switch" in site.html("assets/kubeproof.js")
    assert not (site.folder / "docs" / "assets").exists()
    assert "snippets checked: 1, mistakes repaired: 0, mistakes left: 0" in site.log


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        (FENCE, 7, 15),
        (f"- item\n\n    {INDENTED}\n", 9, 19),
        (f"!!! note\n\n    - item\n\n        {INDENTED.replace(chr(10), chr(10) + '    ')}\n", 11, 23),
        (f"---\ntitle: x\n---\n\n\n{FENCE}", 12, 15),
        (f"---\ntitle: x\n---\n{FENCE}".replace("\n", "\r\n"), 10, 15),
        (f"\ufeff# A\n\n{FENCE}", 9, 15),
        (f"title: x\n\n{FENCE}", 9, 15),
        (f"> {FENCE.strip()}\n".replace("\n", "\n> "), 7, 17),
        (FENCE.replace("\n", "\r"), 7, 15),
    ],
)
def test_a_strict_build_fails_and_names_the_place(site: Site, text: str, line: int, column: int) -> None:
    site.write("docs/deep/page.md", text)
    assert site.build(strict=True)
    (warning,) = site.warnings
    assert warning.startswith(f"docs/deep/page.md:{line}:{column}: KP302 ")


def test_a_normal_build_shows_the_finding_beside_the_snippet(site: Site) -> None:
    site.write("docs/index.md", FENCE)
    assert not site.build()
    assert "kubeproof-finding" in site.html()
    assert "line 6" in site.text()
    assert len(site.warnings) == 1


def test_a_repair_is_worth_an_info_and_the_file_stays(site: Site) -> None:
    text = "```yaml\n" + (site.folder / "examples/web.yaml").read_text().replace("apps/v1", "v1") + "```\n"
    site.write("docs/index.md", text)
    assert not site.build(strict=True)
    assert site.warnings == []
    assert "docs/index.md:2:13: repaired: KP202" in site.log
    assert "snippets checked: 1, mistakes repaired: 1, mistakes left: 0" in site.log
    assert (site.folder / "docs/index.md").read_text() == text
    assert "apiVersion: apps/v1" in site.text()


def test_files_that_pages_pull_in_are_reported_once_at_their_own_place(site: Site) -> None:
    site.write("examples/wrong.yaml", MISTAKE)
    site.write("docs/notes/wrong.md", f"# A\n\n- list\n\n    {INDENTED}\n")
    for page in ("one", "two"):
        site.write(f"docs/{page}.md", "```manifest\nwrong.yaml\n```\n\n```notes\nwrong.md\n```\n")
    assert site.build(strict=True)
    assert [warning.split(" ")[0] for warning in site.warnings] == [
        "examples/wrong.yaml:6:15:",
        "docs/notes/wrong.md:11:19:",
    ]


def test_links_in_notes_lead_to_pages_from_everywhere(site: Site) -> None:
    site.write("docs/deep/er/page.md", "```notes\nnotes.md#part\n```\n")
    assert not site.build(strict=True)
    assert 'href="../../../"' in site.html("deep/er/page/index.html")


def test_the_other_pages_are_checked_and_built_beside_bad_ones(site: Site) -> None:
    site.write("docs/a.md", "# Latin\n\nJürgen\n".encode("latin-1"))
    site.write(
        "docs/b.md", "```manifest\n../mkdocs.yml\n```\n\n```notes\nnotes.md#prat\n```\n\n```manifest\nwbe.yaml\n```\n"
    )
    site.write("docs/c.md", "# C\n\n```yaml\na: 1\n")
    site.write("docs/d.md", FENCE)
    assert not site.build()
    assert [warning.rpartition(": KP")[0] or warning for warning in site.warnings] == [
        "docs/a.md:3:1",
        "docs/b.md:2:1",
        "docs/b.md:6:10",
        "docs/b.md:10:1",
        "docs/c.md:3:1",
        "docs/d.md:7:15",
    ]
    assert "mistakes left: 6" in site.log
    assert "Latin" in site.text("a/index.html")


def test_a_page_that_another_plugin_changed_is_reported_by_its_own_lines(site: Site) -> None:
    site.write(
        "hook.py",
        "def on_page_read_source(page, config):\n"
        "    return 'Added.\\n\\nAdded, too.\\n\\n' + page.file.content_string\n",
    )
    site.settings["hooks"] = ["hook.py"]
    site.write("docs/index.md", f"# Home\n\n{FENCE}")
    site.build()
    assert site.warnings[0].startswith("docs/index.md:9:15: KP302")


def test_what_another_plugin_includes_is_checked_too(site: Site) -> None:
    site.write(
        "hook.py",
        "from pathlib import Path\n"
        "def on_page_markdown(markdown, page, config, files):\n"
        "    return markdown.replace('INCLUDE', Path(config.docs_dir, '../part.md').read_text())\n",
    )
    site.settings["hooks"] = ["hook.py"]
    site.write("part.md", FENCE.replace("name: x", "name: included"))
    site.write("docs/index.md", f"# Home\n\nINCLUDE\n\n{FENCE}")
    site.build()
    assert [warning.partition(" KP")[0] for warning in site.warnings] == [
        "docs/index.md:11:15:",
        "docs/index.md: in a snippet that another extension brings: line 6:",
    ]


def test_what_another_extension_puts_into_a_page_is_checked_too(site: Site) -> None:
    site.settings["markdown_extensions"].append({"pymdownx.snippets": {"base_path": [str(site.folder)]}})
    site.write("part.md", FENCE)
    site.write("docs/index.md", '# Home\n\n```yaml\na: 1\n```\n\n--8<-- "part.md"\n')
    assert site.build(strict=True)
    (warning,) = site.warnings
    assert warning.startswith("docs/index.md: in a snippet that another extension brings: line 6: KP302")
    assert "mistakes left: 1" in site.log


def test_a_custom_fence_and_the_extension_by_name_live_beside_the_plugin(site: Site) -> None:
    site.settings["markdown_extensions"] = ["pymdownx.superfences", {"kubeproof.markdown_extension": {}}]
    site.write("docs/index.md", "```manifest\nweb.yaml\n```\n")
    config = site.config()
    assert not site.build(config)
    assert config.markdown_extensions.count("kubeproof.markdown_extension") == 1
    assert site.html().count("apiVersion") == 1


def test_the_source_is_linked_in_the_repository(site: Site) -> None:
    site.settings |= {"repo_url": "https://github.com/a/b", "edit_uri": "edit/main/docs/"}
    site.write("docs/index.md", "```manifest\nweb.yaml\n```\n")
    site.build()
    assert 'href="https://github.com/a/b/blob/main/examples/web.yaml"' in site.html()


def test_a_style_sheet_of_the_site_wins(site: Site) -> None:
    site.write("docs/assets/kubeproof.css", "p {}")
    site.build()
    assert site.html("assets/kubeproof.css") == "p {}"


def test_a_preview_shows_a_changed_example(site: Site) -> None:
    site.write("docs/index.md", "```manifest\nweb.yaml\n```\n")
    config = site.config()
    site.build(config)
    site.write("examples/web.yaml", MISTAKE)
    again = site.config()
    assert again.plugins["kubeproof"] is config.plugins["kubeproof"]
    site.build(again)
    assert site.warnings[0].startswith("examples/web.yaml:6:15: KP302")
    assert "kubeproof-finding" in site.html()


def test_a_build_of_what_has_changed_checks_all_pages(site: Site) -> None:
    site.write("docs/index.md", FENCE)
    site.build()
    assert not site.build(dirty=True, strict=False)
    assert [warning for warning in site.warnings if "KP" in warning] == [
        'docs/index.md:7:15: KP302 "spec.containers" wants a list, not the number 1'
    ]


def test_it_runs_under_properdocs(site: Site) -> None:
    site.write("docs/index.md", f"# Home\n\n```manifest\nweb.yaml\n```\n\n{FENCE}")
    site.config()
    done = run(["properdocs", "build", "--strict"], site.folder)
    assert "docs/index.md:13:15: KP302" in done.stderr
    assert done.returncode == 1
    site.write("docs/index.md", "# Home\n\n```manifest\nweb.yaml\n```\n")
    done = run(["properdocs", "build", "--strict"], site.folder)
    assert done.returncode == 0, done.stderr
    assert "kind: Deployment" in site.text()


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *command, "--config-file", "mkdocs.yml"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
