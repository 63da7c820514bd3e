"""Site builders: guests that turn an edition into files, found by their entry point."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

from hub.errors import BuildError, Problem
from hub.report.doctor.surroundings import SiteSettings

GROUP = "hub.site_builders"


class SiteBuilder(Protocol):
    """Turns one audience's edition into a folder of files."""

    def content_folder(self, root: Path) -> Path | None:
        """The content folder that the builder's own configuration in ``root`` names, if any."""

    def navigation(self, root: Path) -> frozenset[str] | None:
        """What the navigation in the builder's configuration names; None where it lists all."""

    def settings(self, root: Path) -> SiteSettings | None:
        """What the builder's own configuration in ``root`` says; None without one."""

    def build(
        self,
        hub: object,
        audience: str,
        site_dir: Path,
        *,
        address: str | None = None,
        events: bool | None = None,
    ) -> None:
        """Build the site of one audience into ``site_dir``.

        Args:
            hub: The hub, opened.
            audience: The audience.
            site_dir: Folder to write to.
            address: Where the site is served, if not where its own configuration says.
            events: Whether pages tell the server how they are used; None as configured.

        Raises:
            BuildError: When the builder gives up.
        """


def site_builder(name: str = "mkdocs") -> SiteBuilder:
    """Load a site builder.

    Args:
        name: Name of its entry point in the group ``hub.site_builders``.

    Raises:
        BuildError: When no such builder is installed.
    """
    for point in entry_points(group=GROUP, name=name):
        builder: SiteBuilder = point.load()()
        return builder
    raise BuildError(
        Problem(
            path="",
            rule="site-builder",
            found=f'there is no site builder "{name}"',
            expected=f"an entry point of that name in the group {GROUP}",
            remedy="Install handbook-hub again; its own builder is called mkdocs.",
        )
    )
