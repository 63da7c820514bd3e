"""``hub build``'s site builder: MkDocs, run inside the same process."""

from __future__ import annotations

import os
from pathlib import Path

from hub.app import Hub
from hub.errors import BuildError, HubError, Problem
from hub.report.doctor.surroundings import SiteSettings
from hub_mkdocs.site_config import docs_dir, nav_entries, site_config, site_settings

_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""Keeps notices about MkDocs 2 out of every build; decision ADR-0001 deals with them."""


class MkDocsBuilder:
    """Builds one audience's site."""

    def content_folder(self, root: Path) -> Path | None:
        """The folder that ``docs_dir`` of the ``mkdocs.yml`` in ``root`` names, if any."""
        return docs_dir(root)

    def navigation(self, root: Path) -> frozenset[str] | None:
        """The paths that ``nav`` of the ``mkdocs.yml`` in ``root`` names; None without one."""
        return nav_entries(root)

    def settings(self, root: Path) -> SiteSettings | None:
        """What the ``mkdocs.yml`` in ``root`` says of the site; None without one."""
        return site_settings(root)

    def build(
        self,
        hub: Hub,
        audience: str,
        site_dir: Path,
        *,
        address: str | None = None,
        events: bool | None = None,
    ) -> None:
        """Build the site of one audience.

        Args:
            hub: The hub, opened.
            audience: The audience.
            site_dir: Folder to write to; what is in it is removed.
            address: Where the site is served, if not where its own configuration says.
            events: Whether pages tell the server how they are used; None as configured.

        Raises:
            BuildError: When MkDocs gives up; the folder then holds no complete site.
            ContentError: When something could be shown to the wrong people.
        """
        for name, value in _QUIET.items():
            os.environ.setdefault(name, value)
        # Late, because commands that build nothing need not wait a third of a second for MkDocs.
        from mkdocs.commands.build import build  # noqa: PLC0415 (late, as said above)
        from mkdocs.config import load_config  # noqa: PLC0415 (late, as said above)
        from mkdocs.exceptions import MkDocsException  # noqa: PLC0415 (late, as said above)

        try:
            served = {"site_url": address} if address else {}
            chosen = {"audience": audience} | ({} if events is None else {"events": events})
            config = load_config(**(site_config(hub, chosen, site_dir) | served))
            # The hub is open already; nothing is read twice.
            setattr(config.plugins["hub"], "hub", hub)  # noqa: B010 (MkDocs knows no such attribute)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
        except MkDocsException as error:
            raise _own_error(error) or BuildError(_problem(audience, str(error))) from error
        except RecursionError as error:
            raise BuildError(_problem(audience, "a text nests too deeply")) from error
        except SystemExit as error:
            raise BuildError(_problem(audience, f"stopped with {error.code}")) from error


def _own_error(error: BaseException | None) -> HubError | None:
    """The refusal of ours that made MkDocs give up, however often it was wrapped."""
    while error is not None and not isinstance(error, HubError):
        error = error.__cause__ or error.__context__
    return error


def _problem(audience: str, found: str) -> Problem:
    return Problem(
        path="",
        rule="site-builder",
        found=f"the site for {audience} can't be built: {found.strip()}",
        remedy="Mend what the site builder says above; the last good site is still there.",
    )
