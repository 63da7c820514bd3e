"""PyMdown's snippets, kept inside the content folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

EXTENSION = "pymdownx.snippets"


def confine_snippets(config: Any, content: Path) -> None:
    """Let snippets come from the content folder, whose includes are checked, and from nowhere else.

    Folders that ``mkdocs.yml`` names beside the content folder stay; one that contains the
    content folder would let an include reach a page by a name that nobody checked.

    Args:
        config: MkDocs' configuration; it is changed.
        content: The content folder.
    """
    if EXTENSION not in config.markdown_extensions:
        return
    options = dict(config.mdx_configs.get(EXTENSION) or {})
    named = options.get("base_path") or []
    folders = [Path(folder).resolve() for folder in ([named] if isinstance(named, str) else named)]
    root = content.resolve()
    beside = [
        folder
        for folder in folders
        if not (root.is_relative_to(folder) or folder.is_relative_to(root))
    ]
    options.update(
        base_path=[str(root), *map(str, beside)], restrict_base_path=True, url_download=False
    )
    config.mdx_configs[EXTENSION] = options
