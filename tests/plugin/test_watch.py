"""What a preview follows: the folders of the build that it shows, whatever those of the build before were."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer
    from tests.plugin.conftest import Site


class Server:
    """Notes what is watched."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def watch(self, path: str) -> None:
        self.paths.append(path)

    def unwatch(self, path: str) -> None:
        self.paths.remove(path)


def test_folders_are_followed_from_the_build_on_that_names_them(site: Site) -> None:
    site.settings["plugins"] = [{"kubeproof": {"notes": "notes", "crds": ["crds"]}}]
    site.write("crds/README.md", "")
    server = Server()

    def watched() -> set[str]:
        assert len(server.paths) == len(set(server.paths))
        return {path.removeprefix(f"{site.folder}/") for path in server.paths}

    config = site.config()
    site.build(config)
    config.plugins.on_serve(cast("LiveReloadServer", server), config=config, builder=print)
    assert watched() == {"examples", "crds"}
    site.write("notes/a.md", "# A\n")
    site.build(config)
    assert watched() == {"examples", "crds", "notes"}
    site.settings["plugins"] = [{"kubeproof": {"examples": "manifests"}}]
    site.write("manifests/a.yaml", "")
    site.build(site.config())
    assert watched() == {"manifests", "docs/notes"}
