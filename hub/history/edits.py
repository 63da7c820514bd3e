"""Which changes changed the words, judged from as few contents as possible."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from hub.content.prose import only_combines, same_prose
from hub.content.review_facts import review_facts
from hub.history.cache import Known, Stated
from hub.history.repository import failure

if TYPE_CHECKING:
    from hub.history.names import Touch
    from hub.history.raw_log import Change

Blobs = Callable[[Iterable[str]], Iterator[tuple[str, bytes | None]]]
Progress = Callable[[str, int, int], None]

_PROGRESS_EVERY = 100
_NOT_STATED = Stated()
_JOINT = "+"
"""Joins the ids of a merge's parents' contents to one key."""


def pairs(change: Change) -> Iterator[tuple[str, str]]:
    """The old and the new content of a change, for each parent; empty where there was none."""
    for side in change.before:
        yield side.blob, change.blob


def is_substantive(change: Change, same: Mapping[tuple[str, str], bool]) -> bool:
    """Whether the prose differs from each parent's, and a merge says more than its parents."""
    if any(old == new or same[old, new] for old, new in pairs(change)):
        return False
    return not any(same[pair] for pair in _merged(change))


def _merged(change: Change) -> Iterator[tuple[str, str]]:
    """The old contents of a merge as one, and the new content; nothing for other changes."""
    if len(change.before) > 1 and all(side.blob for side in change.before):
        yield _JOINT.join(side.blob for side in change.before), change.blob


def judge(
    pages: Sequence[Sequence[Touch]], known: Known, blobs: Blobs, progress: Progress | None
) -> tuple[Known, frozenset[str]]:
    """Compare the contents that were never compared before.

    Args:
        pages: Each page's changes, newest first.
        known: What earlier runs found; this run's verdicts are added to it.
        blobs: Gives contents in the order in which they are asked for.
        progress: Told how many pages are done.

    Returns:
        What was new, and the ids of the contents that the repository lacks.
    """
    plans = [_plan(touches, known) for touches in pages]
    # Asked for at once and read page by page: the answers wait in the pipe, not in memory.
    asked = [blob for plan in plans for blob in _in_order_of_use(plan)]
    reader = _Reader(known, blobs(asked) if asked else iter(()))
    for done, plan in enumerate(plans, start=1):
        reader.page(plan)
        if progress is not None and (done % _PROGRESS_EVERY == 0 or done == len(plans)):
            progress("pages", done, len(plans))
    reader.finish()
    return reader.new, frozenset(reader.missing)


def _plan(touches: Iterable[Touch], known: Known) -> list[tuple[str, str]]:
    every = [pair for touch in touches for pair in pairs(touch.change)]
    merged = [pair for touch in touches for pair in _merged(touch.change)]
    found = dict.fromkeys(
        (old, new) for old, new in (*every, *merged) if old != new and (old, new) not in known.same
    )
    # A content that no comparison needs any more is read alone, as if compared with nothing.
    read = set(_contents_of(found))
    alone = dict.fromkeys(blob for _, blob in every if blob and blob not in read)
    alone.update(dict.fromkeys(blob for blob, _ in every if blob and blob not in read))
    return [*found, *(("", blob) for blob in alone if blob not in known.stated)]


def _in_order_of_use(plan: Iterable[tuple[str, str]]) -> dict[str, None]:
    return dict.fromkeys(_contents_of(plan))


def _contents_of(plan: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The id of every content that comparisons need, as often as they need it."""
    for old, new in plan:
        yield from filter(None, (*old.split(_JOINT), new))


class _Reader:
    """Reads contents once, in the order agreed, and keeps each for its last use only."""

    def __init__(self, known: Known, contents: Iterator[tuple[str, bytes | None]]) -> None:
        self._known = known
        self._contents = contents
        self.new = Known()
        self.missing: set[str] = set()

    def page(self, plan: Sequence[tuple[str, str]]) -> None:
        """Judge one page's pairs."""
        left = Counter(_contents_of(plan))
        texts: dict[str, str | None] = {"": ""}
        for old, new in plan:
            needed = [*old.split(_JOINT), new]
            for blob in needed:
                if blob not in texts:
                    texts[blob] = self._next(blob)
            self._compare(old, new, [texts[blob] for blob in needed])
            for blob in filter(None, needed):
                left[blob] -= 1
                if not left[blob]:
                    del texts[blob]

    def finish(self) -> None:
        """Let git end, so that an error of its is heard."""
        if next(self._contents, None) is not None:
            raise failure("git answered what nobody asked")

    def _next(self, asked: str) -> str | None:
        blob, data = next(self._contents, ("", None))
        if blob != asked:
            raise failure("git did not answer for every content")
        if data is None:
            self.missing.add(blob)
            return None
        text = data.decode("utf-8", "replace")
        if blob not in self._known.stated:
            stated = _stated(text)
            self._known.stated[blob] = self.new.stated[blob] = stated
        return text

    def _compare(self, old: str, new: str, texts: Sequence[str | None]) -> None:
        present = [text for text in texts if text is not None]
        if len(present) < len(texts) or (old, new) in self._known.same:
            return
        *before, after = present
        same = same_prose(before[0], after) if len(before) == 1 else only_combines(before, after)
        self._known.same[old, new] = self.new.same[old, new] = same


def _stated(text: str) -> Stated | None:
    facts = review_facts(text)
    if facts is None:
        return None
    if facts.date is None and facts.by is None and facts.evidence is None:
        return _NOT_STATED
    return Stated(facts.date, _clean(facts.by), evidence_digest(facts.evidence))


def _clean(text: str | None) -> str | None:
    # YAML can spell half a character, which no file can hold.
    words = " ".join((text or "").encode("utf-8", "replace").decode().split())
    return words or None


def evidence_digest(evidence: str | None) -> str | None:
    """A digest by which two statements of evidence are compared; None without any words."""
    words = _clean(evidence)
    return hashlib.sha256(words.encode()).hexdigest() if words else None
