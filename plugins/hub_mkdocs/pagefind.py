"""Pagefind: an index in small parts, of which a browser loads those that a query needs.

It is given the text of the edition's pages and nothing else of the site: no navigation, no page
that Hub generates, nothing that another plugin adds to a page once it is finished.
"""

from __future__ import annotations

import html
import importlib.util
import logging
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.exceptions import PluginError

from hub_mkdocs.assets import PAGEFIND

log = logging.getLogger("mkdocs.plugins.hub")

_LEFT_OUT = (".headerlink", ".linenodiv", ".linenos", "[data-search-exclude]")
"""What stands in pages and is not their text."""
_NOT_NEEDED = ("pagefind-*ui.css", "pagefind-*ui.js", "pagefind-highlight.js")
_FACETS = ("kind", "org", "owner", "tag")


def is_installed() -> bool:
    """Whether Pagefind can be run."""
    return all(importlib.util.find_spec(name) for name in ("pagefind", "pagefind_bin"))


class PagefindIndex:
    """The index of one build.

    Args:
        language: The site's language, by which words are stemmed.
    """

    def __init__(self, language: str) -> None:
        self._language = language.partition("-")[0]
        # Not in the site's folder, in which everything is published.
        self._folder = TemporaryDirectory(prefix="hub-pagefind-")
        self._root = Path(self._folder.name)

    def add(self, address: str, content: str, known: Mapping[str, Any]) -> None:
        """Take a page in.

        Args:
            address: The address of its file, from the site's root.
            content: The HTML of its text.
            known: What results say of it; see ``hub.site.search_facts``.
        """
        file = self._root / address
        file.parent.mkdir(parents=True, exist_ok=True)
        head = "".join(_head(known))
        # Themes add the title to pages that begin without one.
        title = "" if "<h1" in content else f"<h1>{html.escape(known['title'])}</h1>"
        file.write_text(
            f'<!doctype html><html lang="{html.escape(self._language)}"><head>'
            f'<meta charset="utf-8">{head}</head>'
            f"<body data-pagefind-body>{title}{content}</body></html>",
            encoding="utf-8",
        )

    def write(self, site: Path) -> None:
        """Write the index into a finished site.

        Args:
            site: The site's folder.

        Raises:
            PluginError: When Pagefind fails.
        """
        target = site / PAGEFIND
        command = [sys.executable, "-m", "pagefind", "--site", str(self._root), "--silent"]
        command += ["--output-path", str(target), "--force-language", self._language]
        command += [part for it in _LEFT_OUT for part in ("--exclude-selectors", it)]
        try:
            done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
        finally:
            self._folder.cleanup()
        if done.returncode or not (target / "pagefind.js").is_file():
            said = (done.stderr or done.stdout).strip()
            raise PluginError(f"hub: Pagefind could not index the site: {said}")
        for pattern in _NOT_NEEDED:
            for file in target.glob(pattern):
                file.unlink()


def _head(known: Mapping[str, Any]) -> Iterator[str]:
    """What Pagefind is told of a page beside its text.

    Metadata is searched, so only what may be looked for is among it; the rest are filters, which
    are not.
    """
    yield _meta("meta", "title", known["title"])
    if known["id"]:
        yield _meta("meta", "id", known["id"])
    for name in _FACETS:
        for value in _all(known[name]):
            yield _meta("filter", name, value)
    days = (known["state"], known.get("warn_from", ""), known.get("due", ""))
    yield _meta("filter", "trust", " ".join(days).strip())
    if known["last_edit"]:
        yield _meta("filter", "edited", known["last_edit"])


def _all(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _meta(kind: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{kind}="{name}[content]" content="{html.escape(value)}">'
