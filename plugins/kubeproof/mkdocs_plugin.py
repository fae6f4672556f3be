"""The MkDocs plugin: configuration, the Markdown extension, watched folders, and the report. Wiring only."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from markdown.extensions.toc import slugify
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File

from kubeproof.ahead import MANY, Ahead
from kubeproof.check import Options
from kubeproof.custom_kinds import custom_kinds
from kubeproof.discovery import MissingPathError
from kubeproof.fences.audit import Audit, Remark
from kubeproof.fences.memory import Memory
from kubeproof.fences.site import Site
from kubeproof.fences.slugs import Slugs
from kubeproof.mkdocs_plugin_options import KubeproofConfig
from kubeproof.mkdocs_plugin_pages import Pages, unchanged
from kubeproof.mkdocs_project import Project
from kubeproof.reading import UnreadableError
from kubeproof.settings import unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from kubeproof.fences.call import Call
    from kubeproof.fences.scanned import Verdict
    from kubeproof.schema.custom import CustomKinds

# The logger itself: its prefix would stand before the file's name, where editors look for a link.
log = get_plugin_logger("kubeproof").logger

_EXTENSION = "kubeproof.markdown_extension"
_STYLE, _SCRIPT = "assets/kubeproof.css", "assets/kubeproof.js"
_FIRST = 10_000  # what others read counts
_BEFORE_OTHERS = 150  # include-markdown changes pages at 100


class KubeproofPlugin(BasePlugin[KubeproofConfig]):  # type: ignore[no-untyped-call]  # as above
    """Checks the pages of a site, and adds the extension that shows their manifests."""

    _project: Project
    _audit: Audit
    _page: str = ""
    _dirty: bool = False
    _once: bool = False
    _ahead: Ahead
    _server: LiveReloadServer | None = None
    _watched: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self._memory, self._pages = Memory(), Pages()

    def load_config(self, options: Any, config_file_path: str | None = None) -> tuple[Any, Any]:  # noqa: ANN401 - MkDocs's own
        """Read the options; for an unknown one name the nearest."""
        errors, warnings = super().load_config(options, config_file_path)
        known = [name for name, _ in KubeproofConfig._schema]  # noqa: SLF001 - MkDocs has no other way to ask
        return errors, [(name, f"{message}; {unknown(name, known)}") for name, message in warnings]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note how pages are built; MkDocs keeps a plugin between the builds of a preview only if it has this event."""
        self._dirty, self._once = dirty, command != "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Begin a build: add the Markdown extension, the style sheet and the script."""
        self._project = _project(config)
        site = self._site(config)
        self._ahead = Ahead(site, unchanged)
        if self._once and self._project.has_pages(MANY):  # a preview has looked at most pages before
            self._ahead.start()
        self._audit = Audit(site, self._ahead.look if self._once else self._memory.look)
        _add_extension(config, {"site": site, "rendered": self._rendered, "clean": self._audit.clean})
        if _STYLE not in config.extra_css:
            config.extra_css.insert(0, _STYLE)
        if _SCRIPT not in map(str, config.extra_javascript):
            config.extra_javascript.append(_script())
        return config

    def _site(self, config: MkDocsConfig) -> Site:
        settings, project = self.config, self._project
        return Site(
            examples=project.root(settings.examples),
            notes=project.root(settings.notes),
            options=Options(
                kubernetes=settings.kubernetes,
                select=settings.select,
                ignore=settings.ignore,
                custom=self._custom_kinds(),
            ),
            examples_url=project.source_url(settings.examples),
            slugs=_slugs(config),
            commands=settings.commands,
        )

    def _custom_kinds(self) -> CustomKinds:
        """The kinds that the definitions of the option `crds` and those among the examples describe."""
        home, examples = self._project.home, self._project.home / self.config.examples
        paths = [home / path for path in self.config.crds]
        paths += [examples] if examples.is_dir() else []
        try:
            return custom_kinds(str(path) for path in paths)
        except MissingPathError as error:
            raise PluginError(f"kubeproof: crds: {str(error).replace(f'{home}/', '')}") from error

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the style sheet and the script, unless the site has its own; begin to look at the pages."""
        for asset in (_STYLE, _SCRIPT):
            if files.get_file_from_path(asset) is None:
                content = resources.files("kubeproof").joinpath(asset).read_text("utf-8")
                files.append(File.generated(config, asset, content=content))
        pages = (file for file in files.documentation_pages() if file.abs_src_path)
        self._ahead.begin((self._project.page(file.src_uri), str(file.abs_src_path)) for file in pages)
        return files

    @event_priority(_FIRST)
    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002
        """Read a page in MkDocs' place, unless another plugin does; say if it is not UTF-8, and go on with the rest."""
        try:
            return self._pages.read(page.file)
        except UnreadableError as error:
            _report(self._audit.unreadable(error, self._project.page(page.file.src_uri)))
            return self._pages.text(page.file)
        except OSError:
            return None  # MkDocs has its own message

    @event_priority(_BEFORE_OTHERS)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Check a page, and the files that it pulls in."""
        self._page = self._project.page(page.file.src_uri)
        _report(self._audit.page(markdown, self._page, self._pages.text(page.file)))

    def _rendered(self, call: Call) -> Verdict | None:
        """Say what is known of a fence; check what is in no page, but is put into this one by another extension."""
        known = self._audit.verdict(call)
        if known is None:
            _report(self._audit.brought(call, self._page))
        return known

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Check the pages that a build of only what has changed passes over."""
        for file in files.documentation_pages() if self._dirty else ():
            _report(self._audit.page(self._pages.text(file), self._project.page(file.src_uri)))

    def on_post_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs calls it so
        """Say in one line what was done."""
        self._ahead.close()
        audit = self._audit
        log.info(
            "Kubernetes %s: snippets checked: %d, mistakes repaired: %d, mistakes left: %d",
            ", ".join(self.config.kubernetes),
            audit.snippets,
            audit.repaired,
            audit.left,
        )
        self._watch()

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - MkDocs calls it so
        """Leave nothing behind."""
        self._ahead.close()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:  # noqa: ARG002
        """Keep the server, for each build may be of other folders."""
        self._server, self._watched = server, frozenset()
        self._watch()

    def _watch(self) -> None:
        """Follow the folders and files of this build, and no longer those of the build before."""
        if self._server is None:
            return
        named = (self.config.examples, self.config.notes, *self.config.crds)
        wanted = frozenset(str(path) for path in (self._project.home / name for name in named) if path.exists())
        for path in wanted - self._watched:
            self._server.watch(path)
        for path in self._watched - wanted:
            self._server.unwatch(path)
        self._watched = wanted


def _project(config: MkDocsConfig) -> Project:
    return Project(
        home=Path(config.config_file_path or "mkdocs.yml").absolute().parent,
        docs=Path(config.docs_dir),
        repository=config.repo_url or "",
        edit_uri=config.edit_uri or "",
    )


def _script() -> ExtraScriptValue:
    script = ExtraScriptValue(_SCRIPT)
    script.defer = True
    return script


def _slugs(config: MkDocsConfig) -> Slugs:
    toc = config.mdx_configs.get("toc") or {}
    return Slugs(toc.get("slugify", slugify), toc.get("separator", "-"))


def _add_extension(config: MkDocsConfig, own: Mapping[str, Any]) -> None:
    """Configure the extension, under the name that the author gave it or under our own."""
    listed = [name for name in ("kubeproof", _EXTENSION) if name in config.markdown_extensions]
    name = listed[0] if listed else _EXTENSION
    if not listed:
        config.markdown_extensions.append(name)
    config.mdx_configs[name] = {**(config.mdx_configs.get(name) or {}), **own}


def _report(remarks: Iterable[Remark]) -> None:
    for remark in remarks:
        (log.warning if remark.is_problem else log.info)("%s", remark)
