"""The sites that the benchmarks build: one Material configuration, with and without plugins."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from measuring import MIB

_FEATURES = (
    "content.code.copy",
    "navigation.indexes",
    "navigation.sections",
    "navigation.top",
    "search.highlight",
    "toc.follow",
)
_EXTENSIONS = (
    "admonition",
    "attr_list",
    "footnotes",
    "tables",
    {"toc": {"permalink": True}},
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.superfences",
    {"pymdownx.tasklist": {"custom_checkbox": True}},
)
HUB = {"hub": {"audience": "client"}}
REVISION_DATES = "git-revision-date-localized"


def configure(folder: Path, name: str, plugins: Iterable[Any] = (), *, prune: bool = True) -> Path:
    """Write a site configuration.

    Args:
        folder: The handbook's root.
        name: Of the file.
        plugins: What the site uses beside search.
        prune: Whether Material leaves out of a page's navigation what the page does not open.

    Returns:
        The file.
    """
    features = [*_FEATURES, *(["navigation.prune"] if prune else [])]
    config = {
        "site_name": "Benchmark",
        "docs_dir": "content",
        "theme": {"name": "material", "font": False, "features": features},
        "plugins": ["search", *plugins],
        "markdown_extensions": _EXTENSIONS,
    }
    file = folder / name
    file.write_text(json.dumps(config, indent=2) + "\n")  # JSON is YAML
    return file


def mkdocs_build(config: Path, site: Path) -> Sequence[str | Path]:
    """The command that builds a site with MkDocs."""
    program = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return [*program, "--config-file", config, "--site-dir", site]


def size(site: Path) -> float:
    """Size of a site's HTML, in MiB."""
    return sum(file.stat().st_size for file in site.rglob("*.html")) / MIB
