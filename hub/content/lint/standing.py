"""What a page is to the rules: a record of its kind, a section's front page, in force or not."""

from __future__ import annotations

import posixpath
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hub.content.metadata import Lifecycle
from hub.content.tree import FRONT_NAMES

if TYPE_CHECKING:
    from hub.content.library import Library
    from hub.content.page import Page


def is_draft(page: Page) -> bool:
    """Whether the page is still being written."""
    return page.meta.status is Lifecycle.DRAFT


def is_in_force(page: Page) -> bool:
    """Whether readers are meant to go by the page: no draft, not archived, not superseded."""
    put_away = page.meta.status in (Lifecycle.DRAFT, Lifecycle.ARCHIVED)
    return not put_away and page.meta.superseded_by is None


def section_fronts(library: Library) -> frozenset[str]:
    """Paths of the pages that open a folder: ``index.md`` or ``README.md`` beside other pages.

    One that stands alone in its folder is a page like any other, written as
    ``issue-a-refund/index.md`` to keep its pictures beside it.
    """
    company = Counter(folder for path in library.pages for folder in PurePosixPath(path).parents)
    return frozenset(
        page.path
        for page in library.pages.values()
        if is_front_page(page) and company[PurePosixPath(page.path).parent] > 1
    )


def is_front_page(page: Page) -> bool:
    """Whether the page is called ``index`` or ``README``."""
    return posixpath.basename(page.site_path)[:-3].lower() in FRONT_NAMES
