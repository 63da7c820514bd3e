"""How the pages of the sample hub are reviewed between their first day and their last review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from random import Random

from hub.content.page import Page
from hub.demo.calendar import workday
from hub.demo.cast import Cast
from hub.demo.diary import Diary, Event
from hub.demo.front import review_entry
from hub.demo.story import Story
from hub.period import Period

_BUMPS_BEFORE, _BUMPS_AFTER = 0.85, 0.35
"""Share of reviews that only bump the date, before and after evidence was asked for."""
_AUDITED = 0.6
"""Share of the pages whose dates are set for the audit."""
_SHORTEST = dt.timedelta(days=40)
"""Time without a review before the last one."""


class Way(Enum):
    """What a review leaves behind."""

    BUMP = "bump"
    STATEMENT = "statement"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Plans and writes the reviews of pages.

    Attributes:
        story: Says when evidence was asked for, and what reviewers write.
        cast: Who there is.
    """

    story: Story
    cast: Cast

    def planned(
        self, begun: dt.date, last: dt.date, every: Period, random: Random
    ) -> Iterator[tuple[dt.date, Way]]:
        """Days of the reviews before the last one, and what each leaves behind.

        Args:
            begun: Day from which the page is in force.
            last: Day of the last review.
            every: How long a review holds.
            random: Decides what the story leaves open.
        """
        day = begun
        length = (every.after(begun) - begun).days
        while (
            day := day + dt.timedelta(max(1, random.randint(length * 3 // 4, length)))
        ) < last - _SHORTEST:
            asked = day >= self.story.evidence_asked
            if random.random() < (_BUMPS_AFTER if asked else _BUMPS_BEFORE):
                yield workday(day), Way.BUMP
            else:
                yield workday(day), random.choice([Way.STATEMENT, Way.EDIT])

    def is_audited(self, page: Page, begun: dt.date, last: dt.date, random: Random) -> bool:
        """Whether a page's date is set for the audit."""
        audit = self.story.audit
        is_there = begun + _SHORTEST < audit.day < last - _SHORTEST
        is_seen = self.cast.may_read(self.cast.author(audit.by), page)
        return is_there and is_seen and random.random() < _AUDITED

    def audit(self, diary: Diary, day: dt.date) -> Event:
        """Set the date for the audit."""
        audit = self.story.audit
        entry = review_entry(day, audit.by, every=diary.page.meta.review.every)
        return diary.review(day, audit.by, entry, subject=audit.subject)

    def review(self, diary: Diary, way: Way, day: dt.date) -> Event:
        """Review a page between its first day and its last review."""
        page, random = diary.page, diary.random
        every = page.meta.review.every
        match way:
            case Way.BUMP:
                by = self.cast.owner(page, random)
                subject = f"Set the review date of {page.title}"
                return diary.review(day, by, review_entry(day, by, every=every), subject=subject)
            case Way.EDIT:
                by = self.cast.reviewer(page, random)
                return diary.review(day, by, review_entry(day, by, every=every), edits=True)
            case Way.STATEMENT:
                return self.attested(diary, day)

    def attested(self, diary: Diary, day: dt.date) -> Event:
        """Have a page reviewed by somebody who did not write it, and who says what was checked."""
        by = self.cast.reviewer(diary.page, diary.random, besides=diary.writer)
        said = [text for text in self.story.evidence if text not in diary.said]
        evidence = diary.random.choice(said or list(self.story.evidence))
        diary.said.append(evidence)
        entry = review_entry(day, by, evidence=evidence, every=diary.page.meta.review.every)
        return diary.review(day, by, entry)
