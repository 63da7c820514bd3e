"""The life of a page: who began it, edited it and reviewed it, from its first day to its last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from hub.config import HubConfig, Kind
from hub.content.front_matter import as_date
from hub.content.library import Library
from hub.content.metadata import Lifecycle
from hub.content.page import Page
from hub.demo.calendar import workday
from hub.demo.cast import Cast
from hub.demo.diary import Diary, Event
from hub.demo.endings import Ending
from hub.demo.growth import Growth
from hub.demo.reviewing import Reviewing, Way
from hub.demo.story import Story
from hub.period import Period

_DAY = dt.timedelta(days=1)
_EDITS = {
    Kind.SOP: (4, 9),
    Kind.FAQ: (1, 3),
    Kind.DECISION: (1, 2),
    Kind.LESSON: (1, 2),
    Kind.PATH: (3, 5),
    Kind.PAGE: (2, 5),
}
"""How many substantive edits a page of a kind has, at least and at most."""
_BEGUN_WITHIN = {Kind.SOP: 200, Kind.FAQ: 400, Kind.PATH: 200, Kind.PAGE: 300}
"""Days from the story's first within which pages of a kind are begun."""
_OLD_WHEN_SETTLED = 45
"""Days that a page is old at least when nobody edits it any more."""
_USUAL_PERIOD = Period(12, "month")

Moment = tuple[dt.date, Callable[[dt.date], Event]]
"""A day, and what is done on it."""


class Lives:
    """Tells the lives of pages.

    Args:
        config: The hub's periods of review.
        library: All pages of the kit.
        story: What happens.
        cast: Who there is.
    """

    def __init__(self, config: HubConfig, library: Library, story: Story, cast: Cast) -> None:
        self._config = config
        self._library = library
        self._story = story
        self._cast = cast
        self._reviewing = Reviewing(story, cast)

    def of(self, page: Page, front: str, ending: Ending) -> Iterator[Event]:
        """The events of a page's life, in their order.

        Args:
            page: As it is in the kit.
            front: Its front matter there, as it was typed.
            ending: How its life ends.
        """
        random = Random(page.path)
        growth = Growth(page.body, random.randint(*_EDITS[page.kind]), random)
        diary = Diary(page, front, growth, self._cast, random)
        match page.kind:
            case Kind.DECISION:
                moments = self._decided(diary, ending)
            case Kind.LESSON:
                moments = self._learned(diary, ending)
            case _:
                moments = self._kept(diary, ending)
        # The sort leaves what is done on one day in its order.
        for day, act in sorted(moments, key=lambda moment: moment[0]):
            yield act(day)

    def _decided(self, diary: Diary, ending: Ending) -> Iterator[Moment]:
        """A decision: proposed, argued about, accepted, in the end perhaps superseded."""
        page = diary.page
        made = self._dated(page, ending)
        makers = self._cast.makers(page, diary.random)
        proposed = self._told(workday(made - diary.random.randint(8, 18) * _DAY))
        hidden = {"status": "status: proposed\n", "superseded_by": None}
        yield proposed, lambda day: diary.begin(day, makers[0], hidden)
        yield from self._edits(diary, len(diary.growth.steps), proposed, made - _DAY)
        verb = "Reject" if page.front_matter.get("status") == "rejected" else "Accept"
        accept = partial(diary.state, by=makers[-1], subject=f"{verb}: {page.title}")
        successor = self._library.superseded_by(page)
        if successor is None:
            yield made, partial(accept, as_in_kit=hidden)
        else:
            yield made, partial(accept, entries={"status": "status: accepted\n"})
            subject = f"Supersede: {page.title}"
            supersede = partial(diary.state, by=makers[0], subject=subject, as_in_kit=hidden)
            yield max(made, self._dated(successor, ending)), supersede
        yield from self._last_review(diary, ending)

    def _learned(self, diary: Diary, ending: Ending) -> Iterator[Moment]:
        """A lesson: written soon after what happened, applied sooner or later, looked at again."""
        page = diary.page
        happened = self._dated(page, ending)
        written = happened + diary.random.randint(1, 4) * _DAY
        written = self._told(max(happened, workday(written)))
        soon = self._told(written + diary.random.randint(8, 24) * _DAY)
        before_review = (ending.reviewed or soon) - _DAY
        usual = max(written, workday(min(soon, before_review)))
        applied = self._story.applied_late.get(page.path, usual)
        owner = self._cast.author(self._cast.owner(page, diary.random))
        outcome = {"applied_to": None, "no_change": None}
        verb = "Apply" if page.meta.applied_to else "Close"
        subject = f"{verb} the lesson: {page.title}"
        yield written, lambda day: diary.begin(day, owner, outcome)
        yield from self._edits(diary, len(diary.growth.steps), written, applied)
        yield applied, partial(diary.state, by=owner, subject=subject, as_in_kit=outcome)
        yield from self._last_review(diary, ending)

    def _kept(self, diary: Diary, ending: Ending) -> Iterator[Moment]:
        """A page that is kept up: an SOP, an answer, a figure, a path."""
        page = diary.page
        owner = self._cast.author(self._cast.owner(page, diary.random))
        begun = self._begun(page, ending, diary.random)
        in_force = workday(begun + diary.random.randint(9, 20) * _DAY)
        is_archived = page.meta.status is Lifecycle.ARCHIVED
        hidden: dict[str, str | None] = {"status": None} if is_archived else {}
        if page.kind is Kind.SOP and page.meta.status is not Lifecycle.DRAFT:
            hidden = {"status": "status: draft\n"}
            publish = partial(diary.state, by=owner, subject=f"Publish {page.title}")
            if is_archived:
                publish = partial(publish, entries={"status": "status: published\n"})
            else:
                publish = partial(publish, as_in_kit=hidden)
            yield in_force, publish
        yield begun, lambda day: diary.begin(day, owner, hidden)
        if is_archived:
            day = self._story.archived.get(page.path, ending.reviewed or ending.settled)
            subject = f"Put away {page.title}"
            yield day, partial(diary.state, by=owner, subject=subject, as_in_kit=["status"])
        yield from self._kept_up(diary, ending, in_force)

    def _begun(self, page: Page, ending: Ending, random: Random) -> dt.date:
        settled = min(ending.settled, ending.reviewed or ending.settled)
        latest = (settled - self._story.begins).days - _OLD_WHEN_SETTLED
        days = max(1, min(_BEGUN_WITHIN[page.kind], latest))
        return self._told(workday(self._story.begins + random.randint(1, days) * _DAY))

    def _dated(self, page: Page, ending: Ending) -> dt.date:
        """The day that a record states, as far as it lies in the story; else that of its end."""
        stated = as_date(page.front_matter.get("date"))
        return self._told(stated or ending.reviewed or ending.settled)

    def _told(self, day: dt.date) -> dt.date:
        """The day, or the story's first or last one where the day lies outside of it."""
        return max(self._story.begins, min(day, self._story.ends))

    def _kept_up(self, diary: Diary, ending: Ending, in_force: dt.date) -> Iterator[Moment]:
        """What is done to a page in force; every step of its growth is taken by the end."""
        free = len(diary.growth.steps) - ending.edited_with_review - ending.edited_after_review
        routine = [*self._routine(diary, ending, in_force, most_edits=free)]
        free -= sum(way is Way.EDIT for _, way in routine)
        last = self._last_edit(diary.page, ending, in_force)
        yield from self._edits(diary, free, in_force, last)
        for day, way in routine:
            yield day, partial(self._reviewing.review, diary, way)
        reviewed, random = ending.reviewed, diary.random
        if reviewed and self._reviewing.is_audited(diary.page, in_force, reviewed, random):
            yield self._story.audit.day, partial(self._reviewing.audit, diary)
        yield from self._last_review(diary, ending)
        if reviewed and ending.edited_after_review:
            after = workday(reviewed + random.randint(6, 20) * _DAY)
            yield min(after, self._story.ends), partial(self._edit, diary)

    def _routine(
        self, diary: Diary, ending: Ending, in_force: dt.date, *, most_edits: int
    ) -> Iterator[tuple[dt.date, Way]]:
        """The reviews before the last one; those that edit leave a step for every other edit."""
        if ending.reviewed is None:
            return
        every = diary.page.meta.review.every or self._config.review.every.get(diary.page.kind)
        plan = self._reviewing.planned
        for day, way in plan(in_force, ending.reviewed, every or _USUAL_PERIOD, diary.random):
            most_edits -= way is Way.EDIT
            yield day, Way.STATEMENT if way is Way.EDIT and most_edits < 0 else way

    def _last_edit(self, page: Page, ending: Ending, in_force: dt.date) -> dt.date:
        """A week before the version of the kit takes effect, where that is told."""
        day = (page.meta.effective or ending.settled) - 7 * _DAY
        return day if in_force < day <= ending.settled else ending.settled - _DAY

    def _edits(self, diary: Diary, count: int, first: dt.date, last: dt.date) -> Iterator[Moment]:
        """Edits on that many days between two, the last of them on the last day.

        Args:
            diary: Of the page.
            count: How many; none where it is below zero.
            first: Day on which the page is there.
            last: Day after which there are none; where it is earlier, all are on the first.
        """
        span = max((last - first).days, 1)
        days = sorted(diary.random.choices(range(1, span + 1), k=max(count - 1, 0)))
        for day in [*days, span][: max(count, 0)]:
            worked = workday(first + day * _DAY)
            yield max(first, min(worked, last)), partial(self._edit, diary)

    def _edit(self, diary: Diary, day: dt.date) -> Event:
        # At the end of a page that is to be changed, by somebody who didn't review it.
        return diary.edit(day, self._cast.editor(diary.page, diary.random, besides=diary.reviewer))

    def _last_review(self, diary: Diary, ending: Ending) -> Iterator[Moment]:
        if ending.reviewed is None:
            return
        if ending.as_in_kit:
            by = self._cast.last_reviewer(diary.page, diary.random)
            edits = ending.edited_with_review
            yield ending.reviewed, lambda day: diary.review(day, by, None, edits=edits)
        else:
            yield ending.reviewed, partial(self._reviewing.attested, diary)
