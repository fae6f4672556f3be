"""Where the parts of a project are that MkDocs builds."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from kubeproof.files import Root
from kubeproof.text.markdown import is_markdown


@dataclass(frozen=True, kw_only=True)  # no slots: what is worked out is kept
class Project:
    """A folder with a site, as its configuration describes it.

    Attributes:
        home: the folder of the configuration, to which paths in it are relative.
        docs: the folder of the pages.
        repository: the address of the repository; empty if there is none.
        edit_uri: what follows that address in links to the pages' sources; empty if there are none.
    """

    home: Path
    docs: Path
    repository: str = ""
    edit_uri: str = ""

    def label(self, path: Path) -> str:
        """A file or folder as messages name it: as seen from where the build runs, or else from the project."""
        path, here = Path(os.path.normpath(path)), Path.cwd()
        base = here if self.home.is_relative_to(here) else self.home
        return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.as_posix()

    def page(self, source: str) -> str:
        """A page, by its path below the pages' folder, as messages name it."""
        return source if self._docs == "." else f"{self._docs}/{source}"

    @cached_property
    def _docs(self) -> str:
        return self.label(self.docs)

    def has_pages(self, count: int) -> bool:
        """Whether there are at least so many Markdown files below the pages' folder."""
        pages = (name for _, _, names in os.walk(self.docs) for name in names if is_markdown(name))
        return next(islice(pages, count - 1, None), None) is not None

    def root(self, folder: str) -> Root:
        """A folder that fences read from."""
        return Root(self.home / folder, self.label(self.home / folder))

    def source_url(self, folder: str) -> str:
        """The address in the repository of a folder; empty if it is not known.

        Source: https://www.mkdocs.org/user-guide/configuration/#edit_uri
        """
        path = Path(os.path.normpath(self.home / folder))
        above = os.path.commonpath((self.docs, path))
        docs, uri = self.docs.relative_to(above).as_posix(), f"/{self.edit_uri.strip('/')}"
        if not self.repository or not self.edit_uri or not uri.endswith(f"/{docs}".removesuffix("/.")):
            return ""
        base = uri.removesuffix(f"/{docs}").removeprefix("/")
        if base.startswith(("edit/", "-/edit/")):
            base = base.replace("edit/", "blob/", 1)
        return "/".join((self.repository.rstrip("/"), base, path.relative_to(above).as_posix()))
