"""``hub build``'s site builder: MkDocs, or ProperDocs, run inside the same process."""

from __future__ import annotations

import importlib
import logging
import os
from pathlib import Path
from typing import Any

from hub.app import Hub
from hub.errors import BuildError, HubError, Problem
from hub_mkdocs.site_config import docs_dir, site_config

log = logging.getLogger("mkdocs.plugins.hub")

_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""Keeps notices about MkDocs 2 out of every build; decision ADR-0001 deals with them."""


class MkDocsBuilder:
    """Builds one audience's site.

    Args:
        host: The package that does the work: ``mkdocs`` or ``properdocs``.
    """

    def __init__(self, host: str = "mkdocs") -> None:
        for name, value in _QUIET.items():
            os.environ.setdefault(name, value)
        self._host = host

    def content_folder(self, root: Path) -> Path | None:
        """The folder that ``docs_dir`` of the ``mkdocs.yml`` in ``root`` names, if any."""
        return docs_dir(root)

    def build(self, hub: Hub, audience: str, site_dir: Path) -> None:
        """Build the site of one audience.

        Args:
            hub: The hub, opened.
            audience: The audience.
            site_dir: Folder to write to; what is in it is removed.

        Raises:
            BuildError: When MkDocs gives up; the folder then holds no complete site.
            ContentError: When something could be shown to the wrong people.
        """
        load = importlib.import_module(f"{self._host}.config").load_config
        build = importlib.import_module(f"{self._host}.commands.build").build
        stop = importlib.import_module(f"{self._host}.exceptions").MkDocsException
        try:
            config = load(**site_config(hub, audience, site_dir))
            self._hand_over(config, hub)
            build(config)
        except stop as error:
            if isinstance(error.__cause__, HubError):
                raise error.__cause__ from None
            raise BuildError(_problem(audience, str(error))) from error
        except SystemExit as error:
            raise BuildError(_problem(audience, f"stopped with {error.code}")) from error

    def _hand_over(self, config: Any, hub: Hub) -> None:
        """Give the plugin the hub that is open already, so that nothing is read twice."""
        config.plugins["hub"].hub = hub


def _problem(audience: str, found: str) -> Problem:
    return Problem(
        path="",
        rule="site-builder",
        found=f"the site for {audience} can't be built: {found.strip()}",
        remedy="Mend what the site builder says above; the last good site is still there.",
    )
