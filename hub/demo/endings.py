"""Where each page of the sample hub stands on the last day, and what must have happened by then."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from hub.content.page import Page
from hub.demo.calendar import workday
from hub.demo.kit import Kit
from hub.demo.story import Story

_DAY = dt.timedelta(days=1)
_REVIEWED_AFTER = 21 * _DAY
"""From the story's first day; a review before it belongs to no page that is there yet."""
_SETTLED_EARLY = 10 * _DAY
_RESTS_ON_OLDER = 15 * _DAY
_EDITED_WITH_REVIEW = 0.5
"""Share of last reviews with evidence that change the page, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What a page's life ends with."""

    reviewed: dt.date | None
    """Day of the last review; None where there was none."""
    as_in_kit: bool
    """Whether the last review is the one that the kit's page states."""
    settled: dt.date
    """Day after which nobody edits the page, but for what comes with or after its last review."""
    edited_with_review: bool
    """Whether the commit of the last review changes the text, too."""
    edited_after_review: bool
    """Whether somebody changes the text after the last review."""


class _Endings:
    """Finds the last days of all pages, which depend on each other."""

    def __init__(self, kit: Kit, story: Story) -> None:
        self._kit, self._story, self._wanted = kit, story, story.ends_as
        self._trusting = _trusting(kit, story)
        self.reviewed = {path: self._last_review(page) for path, page in kit.pages.items()}
        for path, below in self._wanted.suspect.items():
            day, later = self.reviewed[path], self.reviewed[below]
            if day and later:
                self.reviewed[path] = min(day, later - _RESTS_ON_OLDER)

    def of(self, path: str) -> Ending:
        page = self._kit.pages[path]
        reviewed = self.reviewed[path]
        as_in_kit = reviewed is not None and reviewed == page.meta.review.last
        edited_after = path in self._wanted.changed
        is_below = path in self._wanted.suspect.values()
        settled = self._settled(path)
        may_edit = bool(page.meta.review.evidence) and settled == reviewed
        edits = is_below or (may_edit and Random(path).random() < _EDITED_WITH_REVIEW)
        return Ending(
            reviewed=reviewed,
            as_in_kit=as_in_kit,
            settled=settled,
            edited_with_review=as_in_kit and edits and not edited_after,
            edited_after_review=edited_after,
        )

    def _last_review(self, page: Page) -> dt.date | None:
        """The day that the page states, or the one after which it ends as it is meant to."""
        every = page.meta.review.every or self._kit.config.review.every.get(page.kind)
        spread = Random(page.path).randint(3, 24) * _DAY
        if every is not None and page.path in self._wanted.due:
            return workday(every.before(self._story.ends + spread))
        if every is not None and page.path in self._wanted.overdue:
            return workday(every.before(self._story.ends - 4 * spread))
        last = page.meta.review.last
        if last is None or last < self._story.begins + _REVIEWED_AFTER:
            return None
        return last if last <= self._story.ends else workday(self._story.ends - spread)

    def _settled(self, path: str) -> dt.date:
        """The day before the first of the reviews that a later edit would put in doubt."""
        own = self.reviewed[path]
        above = (day - _DAY for other in self._trusting[path] if (day := self.reviewed[other]))
        return min((own or self._story.ends - _SETTLED_EARLY), *above, self._story.ends)


def _trusting(kit: Kit, story: Story) -> Mapping[str, list[str]]:
    """By page, the pages that rest on it and are to be fresh or due at the end."""
    ends = story.ends_as
    doubted = {*ends.overdue, *ends.changed, *ends.suspect}
    found: dict[str, list[str]] = defaultdict(list)
    for path, page in kit.pages.items():
        if path not in doubted:
            for below in kit.library.depends_on(page):
                found[below].append(path)
    return found


def endings(kit: Kit, story: Story) -> Mapping[str, Ending]:
    """Find out how every page's life ends.

    Args:
        kit: The pages.
        story: Says which of them are not fresh at the end.
    """
    found = _Endings(kit, story)
    return {path: found.of(path) for path in kit.pages}
