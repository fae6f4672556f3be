"""The MkDocs plugin: configuration, the Markdown extension, watched folders, and the report. Wiring only."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from markdown.extensions.toc import slugify
from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File

from kubeproof.check import Options
from kubeproof.custom_kinds import custom_kinds
from kubeproof.discovery import MissingPathError
from kubeproof.fences.audit import Audit, Remark
from kubeproof.fences.origin import Origin, aligned
from kubeproof.fences.site import Site
from kubeproof.fences.slugs import Slugs
from kubeproof.files import Root
from kubeproof.finding import Severity
from kubeproof.reading import UnreadableError, decode
from kubeproof.schema import DEFAULT_VERSIONS, VersionError, parse_versions
from kubeproof.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from kubeproof.fences.call import Call
    from kubeproof.schema.custom import CustomKinds

# The logger itself: its prefix would stand before the file's name, where editors look for a link.
log = get_plugin_logger("kubeproof").logger

_EXTENSION = "kubeproof.markdown_extension"
_STYLE = "assets/kubeproof.css"
_BEFORE_OTHERS = 150  # include-markdown changes pages at 100


class _Versions(base.BaseConfigOption[tuple[str, ...]]):
    """Kubernetes versions: `"1.36"`, `"1.33-1.37"`, or a list of those."""

    def __init__(self) -> None:
        super().__init__()
        self.default = DEFAULT_VERSIONS

    def run_validation(self, value: object) -> tuple[str, ...]:
        """The versions, oldest first."""
        parts = value if isinstance(value, list | tuple) else [value]
        try:
            return parse_versions([str(part) for part in parts])
        except VersionError as error:
            quotes = " (in quotes, or YAML reads 1.30 as 1.3)" if any(isinstance(part, float) for part in parts) else ""
            raise base.ValidationError(f"{error}{quotes}") from error


class KubeproofConfig(base.Config):  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    """The options of the plugin in `mkdocs.yml`."""

    examples = c.Type(str, default="examples")
    notes = c.Type(str, default="docs/notes")
    kubernetes = _Versions()
    commands = c.ListOfItems(c.Type(str), default=[])
    crds = c.ListOfItems(c.Type(str), default=[])


@dataclass(frozen=True, slots=True)
class _Project:
    """Where the parts of a project are, as absolute paths and as messages name them."""

    home: Path
    config: MkDocsConfig

    @classmethod
    def of(cls, config: MkDocsConfig) -> _Project:
        return cls(Path(config.config_file_path or "mkdocs.yml").resolve().parent, config)

    def root(self, folder: str) -> Root:
        return Root(self.home / folder, self.label(self.home / folder))

    def label(self, path: Path) -> str:
        path = Path(os.path.normpath(path))
        return path.relative_to(self.home).as_posix() if path.is_relative_to(self.home) else path.as_posix()

    def custom_kinds(self, config: KubeproofConfig) -> CustomKinds:
        """The kinds that the definitions of the option `crds` and those among the examples describe."""
        paths = [*(self.home / path for path in config.crds), self.home / config.examples]
        try:
            return custom_kinds(str(path) for path in paths if path != paths[-1] or path.is_dir())
        except MissingPathError as error:
            raise PluginError(f"kubeproof: crds: {error}") from error

    def page(self, page: Page) -> str:
        return self.label(Path(self.config.docs_dir) / page.file.src_uri)

    def source_url(self, folder: Path) -> str:
        """The address in the repository of a folder beside the pages' one; empty if it is not known."""
        repository, edit = self.config.repo_url, self.config.edit_uri
        docs = self.label(Path(self.config.docs_dir))
        if not repository or not edit or not edit.strip("/").endswith(docs) or not folder.is_relative_to(self.home):
            return ""
        base_uri = edit.strip("/").removesuffix(docs)
        if base_uri.startswith(("edit/", "-/edit/")):
            base_uri = base_uri.replace("edit/", "blob/", 1)
        return f"{repository.rstrip('/')}/{base_uri}{self.label(folder)}"


class KubeproofPlugin(BasePlugin[KubeproofConfig]):  # type: ignore[no-untyped-call]  # as above
    """Checks the pages of a site, and adds the extension that shows their manifests."""

    _audit: Audit
    _page: str = ""

    def load_config(self, options: Any, config_file_path: str | None = None) -> tuple[Any, Any]:  # noqa: ANN401 - MkDocs's own
        """Read the options; for an unknown one name the nearest."""
        errors, warnings = super().load_config(options, config_file_path)
        known = [name for name, _ in KubeproofConfig._schema]  # noqa: SLF001 - MkDocs has no other way to ask
        return errors, [(name, _hinted(name, message, known)) for name, message in warnings]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Nothing to do; MkDocs keeps a plugin between the builds of a preview only if it has this event."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Begin a build: add the Markdown extension and the style sheet, and watch the folders."""
        project = _Project.of(config)
        site = Site(
            examples=project.root(self.config.examples),
            notes=project.root(self.config.notes),
            options=Options(kubernetes=self.config.kubernetes, custom=project.custom_kinds(self.config)),
            examples_url=project.source_url(project.home / self.config.examples),
            slugs=_slugs(config),
            commands=tuple(self.config.commands),
        )
        self._audit = Audit(site)
        _add_extension(config, site, self._rendered)
        if _STYLE not in config.extra_css:
            config.extra_css.insert(0, _STYLE)
        config.watch += [str(project.home / path) for path in self.config.crds]
        config.watch += [str(root.folder) for root in (site.examples, site.notes) if root.folder.is_dir()]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the style sheet, unless the site has its own."""
        if files.get_file_from_path(_STYLE) is None:
            style = resources.files("kubeproof").joinpath("assets", "kubeproof.css").read_text("utf-8")
            files.append(File.generated(config, _STYLE, content=style))
        return files

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Say which page is not UTF-8, and go on with what can be read; other pages are left to MkDocs."""
        try:
            decode(page.file.content_bytes)
        except UnreadableError as error:
            log.warning("%s %s", _Project.of(config).page(page), error)
            self._audit.left += 1
            return page.file.content_bytes.decode("utf-8-sig", errors="replace")
        except OSError:
            return None  # MkDocs has its own message
        return None

    @event_priority(_BEFORE_OTHERS)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Check a page, and the files that it pulls in."""
        self._page = _Project.of(config).page(page)
        for remark in _placed(self._audit, markdown, _file_text(page), self._page):
            _report(remark)

    def _rendered(self, call: Call) -> None:
        """Check what is in no page, but is put into this one by another extension, such as snippets."""
        for remark in self._audit.brought(call, self._page):
            _report(remark, " in a snippet that another extension brings:" if remark.finding.path == self._page else "")

    def on_post_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs calls it so
        """Say in one line what was done."""
        audit, versions = self._audit, self.config.kubernetes
        log.info(
            "Kubernetes %s: snippets checked: %d, mistakes repaired: %d, mistakes left: %d",
            ", ".join(versions),
            audit.snippets,
            audit.repaired,
            audit.left,
        )


def _hinted(name: str, message: object, known: list[str]) -> str:
    near = nearest(name, known)
    hint = f'did you mean "{near}"?' if near else f"known are {', '.join(known)}"
    return f"{message}; {hint}"


def _slugs(config: MkDocsConfig) -> Slugs:
    toc = config.mdx_configs.get("toc") or {}
    return Slugs(toc.get("slugify", slugify), toc.get("separator", "-"))


def _add_extension(config: MkDocsConfig, site: Site, rendered: Callable[[Call], None]) -> None:
    """Configure the extension, under the name that the author gave it or under our own."""
    listed = [name for name in ("kubeproof", _EXTENSION) if name in config.markdown_extensions]
    name = listed[0] if listed else _EXTENSION
    if not listed:
        config.markdown_extensions.append(name)
    config.mdx_configs[name] = {
        "examples": str(site.examples.folder),
        "examples_label": site.examples.label,
        "examples_url": site.examples_url,
        "notes": str(site.notes.folder),
        "notes_label": site.notes.label,
        "kubernetes": list(site.options.kubernetes),
        "commands": list(site.commands),
        "crds": site.options.custom,
        "rendered": rendered,
        **(config.mdx_configs.get(name) or {}),
    }


def _file_text(page: Page) -> str:
    return page.file.content_bytes.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def _placed(audit: Audit, text: str, file: str, name: str) -> Iterator[Remark]:
    """What is to be said of a page, with the lines of its file."""
    same = aligned(text, file)
    if same is not None:
        yield from audit.page(same, name)
        return
    origin = Origin(text, file)
    for remark in audit.page(text, name):
        finding = remark.finding
        if finding.path == name:
            first, last = origin.line(finding.line), origin.line(finding.end_line)
            finding = replace(finding, line=first, end_line=last)
        yield replace(remark, finding=finding)


def _report(remark: Remark, origin: str = "") -> None:
    finding = remark.finding
    place = f"{finding.path}:{finding.line}:{finding.column}"
    if origin:  # the line is that of the snippet, so an editor must not take it for one of the page
        place = f"{finding.path}:{origin} line {finding.line}"
    if remark.repaired:
        done = finding.fix.message if finding.fix else finding.message
        log.info("%s: repaired: %s %s", place, finding.code, done)
    elif finding.severity is Severity.INFO:
        log.info("%s: %s %s", place, finding.code, finding.message)
    else:
        log.warning("%s: %s %s", place, finding.code, finding.message)
