"""News: substantive edits as readers may be told of them, one entry for a page and a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from hub.content.page import Page
from hub.site.naming import Naming, Who
from hub.site.news.what_changed import SeenEdit
from hub.site.wording import plural


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """What happened to one page on one day."""

    page: Page
    day: dt.date
    who: tuple[Who, ...]
    """Who edited the page on that day, the latest first."""
    is_new: bool
    """Whether the page was not there before, for these readers."""
    added: int
    """Words that were added."""
    removed: int
    """Words that were removed."""

    @property
    def amount(self) -> str:
        """How much of the page changed: ``12 words added, 3 removed``."""
        if self.is_new:
            return f"New page, {plural(self.added, 'word')}"
        if self.added and self.removed:
            return f"{plural(self.added, 'word')} added, {self.removed:,} removed"
        if not self.added and not self.removed:
            return "Reordered"
        count, what = (self.added, "added") if self.added else (self.removed, "removed")
        return f"{plural(count, 'word')} {what}"


def news(edits: Iterable[SeenEdit], naming: Naming) -> tuple[NewsItem, ...]:
    """Put edits together by page and day.

    Args:
        edits: Substantive edits, the newest first.
        naming: Gives people the names that readers know.

    Returns:
        The entries, the newest first; none for a page that says in the evening what it said in
        the morning.
    """
    found: dict[tuple[str, dt.date], list[SeenEdit]] = {}
    for seen in edits:
        found.setdefault((seen.page.path, seen.edit.commit.date), []).append(seen)
    items = (_item(same, naming) for same in found.values())
    return tuple(item for item in items if item is not None)


def _item(edits: list[SeenEdit], naming: Naming) -> NewsItem | None:
    """One page's edits of one day as one; None where they took each other back."""
    is_new = any(seen.before is None for seen in edits)
    day = replace(edits[0], before=None if is_new else edits[-1].before)
    if len(edits) > 1 and not day.is_substantive:
        return None
    added, removed = day.counted()
    return NewsItem(
        page=day.page,
        day=day.edit.commit.date,
        who=tuple(dict.fromkeys(naming.of_author(seen.edit.commit.author) for seen in edits)),
        is_new=is_new,
        added=added,
        removed=removed,
    )
