"""What the edits of pages changed, as far as an edition's readers may be told.

An earlier version may have been for others: the page was reclassified since, was moved out of a
restricted folder, or was cleaned before it was opened. It is shown only to those who could read
it then and could read it now: by what it said itself of its audience; where it said nothing, by
the rules of the ``hub.yml`` of its own commit and by those of today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from hub.config import HubConfig
from hub.content.audience import AudienceRules
from hub.content.difference import Difference, difference
from hub.content.erb import read_erb
from hub.content.front_matter import FrontMatterError, read_front_matter
from hub.content.metadata import AUDIENCE_RULE, read_metadata
from hub.content.outline import Link, LinkForm, outline
from hub.content.page import Page, site_path
from hub.content.plain import Paragraph, paragraphs
from hub.content.prose import visible, words
from hub.history import BeforeAndAfter, Earlier, EarlierVersions, Edit
from hub.site.html.links import OPEN
from hub.trust.assessment import Assessment

_INCLUDE = "8<-"

Local = Callable[[str], str]
"""Gives an address without the site's own address on the web; see ``Layout.local``."""


@dataclass(frozen=True, slots=True)
class SeenEdit:
    """A substantive edit of a page, as far as the edition's readers may know of it."""

    page: Page
    edit: Edit
    before: str | None
    """The earlier text; None where the page was not there for these readers."""
    after: str

    @property
    def is_substantive(self) -> bool:
        """Whether both texts say something else."""
        return self.before is None or words(self.before) != words(self.after)

    def counted(self) -> tuple[int, int]:
        """How many words were added and removed."""
        texts = [_visible(self.page, text) for text in (self.before or "", self.after)]
        before, after = _unlike(*(list(paragraphs(text)) for text in texts))
        found = difference([p.plain for p in before], [p.plain for p in after])
        return found.added, found.removed


@dataclass(frozen=True, slots=True)
class RecentEdits:
    """The newest substantive edits, as far as readers may know of them."""

    edits: tuple[SeenEdit, ...]
    """The newest first."""
    cut_on: dt.date | None
    """The day of which not all edits were looked at, because there were too many."""


class Changes:
    """The substantive edits that one audience may know of.

    Args:
        audience: The audience.
        assessment: The verdicts on the pages that exist for it.
        versions: Reads earlier versions; None where nothing is to be said of any.
    """

    def __init__(
        self, audience: str, assessment: Assessment, versions: EarlierVersions | None
    ) -> None:
        self._library = assessment.library
        self._history = assessment.history
        self._config = assessment.evidence.config
        self._versions = versions
        self._reads = _Reads(audience, self._config)

    def recent(self, count: int) -> RecentEdits:
        """The newest substantive edits.

        Args:
            count: How many edits to look at; those that the readers may not know of are left out.
        """
        edits = [
            (page, edit)
            for page in self._library.pages.values()
            for edit in self._history.of(page.path).edits
            if edit.substantive
        ]
        edits.sort(key=lambda pair: (pair[1].commit.date, -pair[1].commit.position), reverse=True)
        last, first_left_out = edits[:count][-1:], edits[count : count + 1]
        days = {edit.commit.date for _, edit in (*last, *first_left_out)}
        is_cut = bool(last and first_left_out) and len(days) == 1
        return RecentEdits(self._seen(edits[:count]), days.pop() if is_cut else None)

    def of(self, page: Page, local: Local) -> Difference | None:
        """What the last substantive edit of a page changed; None where nothing can be shown.

        A paragraph with a link to what the readers may not see is left out, since its words may
        repeat a title.

        Args:
            page: A page of the edition.
            local: Gives an address without the site's own address on the web.
        """
        seen = self._last.get(page.path)
        if seen is None or seen.before is None or _is_kept_back(page):
            return None
        version = seen.edit.before
        then = page if version is None or version.path is None else _moved(page, version.path)
        old, new = _visible(page, seen.before), _visible(page, seen.after)
        before, after = _unlike(list(paragraphs(old)), list(paragraphs(new)))
        found = difference(
            self._plain(then, old, before, local), self._plain(page, new, after, local)
        )
        return found if found.paragraphs else None

    @cached_property
    def _last(self) -> dict[str, SeenEdit]:
        edits = [
            (page, edit)
            for page in self._library.pages.values()
            if (edit := self._history.of(page.path).last_substantive_edit) is not None
            and edit.before is not None
        ]
        return {seen.page.path: seen for seen in self._seen(edits)}

    def _seen(self, edits: Sequence[tuple[Page, Edit]]) -> tuple[SeenEdit, ...]:
        if self._versions is None:
            return ()
        found = self._versions.read([edit for _, edit in edits])
        return tuple(
            seen
            for (page, edit), versions in zip(edits, found, strict=True)
            if (seen := self._as_seen(page, edit, versions)) is not None
        )

    def _as_seen(self, page: Page, edit: Edit, versions: BeforeAndAfter) -> SeenEdit | None:
        after, before = versions.after, versions.before
        if after is None or edit.after is None:
            return None
        is_current = edit.after.blob in page.blobs
        reads = self._reads.reads_current(page, after) if is_current else self._reads.reads(after)
        if not reads:
            return None
        was_there = before is not None and self._reads.reads(before)
        return SeenEdit(page, edit, before.text if before and was_there else None, after.text)

    def _plain(self, page: Page, text: str, found: list[Paragraph], local: Local) -> list[str]:
        """Paragraphs of a page's text in plain words, without what must not be shown."""
        if self._reads.anything_is_withheld:
            found = self._without_withheld(page, text, found, local)
        return [plain for p in found if _INCLUDE not in p.raw and (plain := p.plain)]

    def _without_withheld(
        self, page: Page, text: str, found: list[Paragraph], local: Local
    ) -> list[Paragraph]:
        if not any("[" in p.raw or "<" in p.raw for p in found):
            return found
        closed = [
            link.start
            for link in self._links(page, text)
            if not self._is_open(page, link.target, link.form, local)
        ]
        return [p for p in found if not any(p.start <= at < p.end for at in closed)]

    def _links(self, page: Page, text: str) -> Sequence[Link]:
        """The links of a page's text; those of its text of today have been found already."""
        if text == page.body:
            return page.outline.links
        return outline(text, wiki_links=self._config.content.wiki_links).links

    def _is_open(self, page: Page, target: str, form: LinkForm, local: Local) -> bool:
        addresses = self._library.addresses
        if form is LinkForm.WIKI:
            return addresses.find_named(target).place in OPEN
        return addresses.find(page, local(target)).place in OPEN


class _Reads:
    """Tells whether an audience may read an earlier version.

    Args:
        audience: The audience.
        config: Today's configuration.
    """

    def __init__(self, audience: str, config: HubConfig) -> None:
        self._audience = audience
        self._today = config
        self._rules = AudienceRules(config)
        self.anything_is_withheld = len(config.audiences) > 1

    def reads(self, version: Earlier) -> bool:
        """Whether the audience could read the version when it was made, and could today."""
        if not self.anything_is_withheld:
            return True
        named, is_clear = _named_audience(version.text)
        return is_clear and self._is_for_them(version, named)

    def reads_current(self, page: Page, version: Earlier) -> bool:
        """The same of a version whose file is the page's own as it stands, read already."""
        return not self.anything_is_withheld or self._is_for_them(version, page.meta.audience)

    def _is_for_them(self, version: Earlier, named: tuple[str, ...] | None) -> bool:
        if named is not None:
            return self._audience in named and set(named) <= set(self._rules.known)
        path, then = version.path, version.config
        if path is None or then is None:
            return False
        rules = (self._rules, AudienceRules(then)) if then != self._today else (self._rules,)
        return all(self._audience in one.of_page(path, path, None) for one in rules)


def _named_audience(text: str) -> tuple[tuple[str, ...] | None, bool]:
    """The audience that a version names, and whether what it says is beyond doubt."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        front = read_front_matter(text)
    except FrontMatterError:
        return None, False
    meta, problems = read_metadata("", front)
    return meta.audience, not any(problem.rule == AUDIENCE_RULE for problem in problems)


def _moved(page: Page, path: str) -> Page:
    """The page as if it stood at another path, to know where its links led."""
    return page if page.path == path else replace(page, path=path, site_path=site_path(path))


def _is_kept_back(page: Page) -> bool:
    """Whether the page's front matter says ``hub: {changes: false}``."""
    own = page.front_matter.get("hub")
    return isinstance(own, dict) and own.get("changes") is False


def _visible(page: Page, text: str) -> str:
    """A version's text as far as a reader could see it."""
    text = visible(text)
    return read_erb(text, page.title) if page.path.endswith(".erb") else text


def _unlike(
    before: list[Paragraph], after: list[Paragraph]
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Two texts without what both begin with and both end with."""
    pairs = list(zip(before, after, strict=False))
    start = next((n for n, (a, b) in enumerate(pairs) if a.raw != b.raw), len(pairs))
    before, after = before[start:], after[start:]
    ends = list(zip(reversed(before), reversed(after), strict=False))
    end = next((n for n, (a, b) in enumerate(ends) if a.raw != b.raw), len(ends))
    return before[: len(before) - end], after[: len(after) - end]
