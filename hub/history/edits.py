"""Which changes changed the words, judged from as few contents as possible."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from hub.content.prose import same_prose
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


def pairs(change: Change) -> Iterator[tuple[str, str]]:
    """The old and the new content of a change, for each parent; empty where there was none."""
    for side in change.before:
        yield side.blob, change.blob


def is_substantive(change: Change, same: Mapping[tuple[str, str], bool]) -> bool:
    """Whether the prose differs from each parent's."""
    return not any(old == new or same[old, new] for old, new in pairs(change))


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
    found = dict.fromkeys(
        (old, new) for old, new in every if old != new and (old, new) not in known.same
    )
    # A content that no comparison needs any more is read alone, as if compared with nothing.
    read = {blob for pair in found for blob in pair}
    alone = dict.fromkeys(blob for _, blob in every if blob and blob not in read)
    alone.update(dict.fromkeys(blob for blob, _ in every if blob and blob not in read))
    return [*found, *(("", blob) for blob in alone if blob not in known.stated)]


def _in_order_of_use(plan: Iterable[tuple[str, str]]) -> dict[str, None]:
    return dict.fromkeys(blob for pair in plan for blob in pair if blob)


class _Reader:
    """Reads contents once, in the order agreed, and keeps each for its last use only."""

    def __init__(self, known: Known, contents: Iterator[tuple[str, bytes | None]]) -> None:
        self._known = known
        self._contents = contents
        self.new = Known()
        self.missing: set[str] = set()

    def page(self, plan: Sequence[tuple[str, str]]) -> None:
        """Judge one page's pairs."""
        left = Counter(blob for pair in plan for blob in pair if blob)
        texts: dict[str, str | None] = {"": ""}
        for old, new in plan:
            for blob in (old, new):
                if blob not in texts:
                    texts[blob] = self._next(blob)
            self._compare(old, new, texts[old], texts[new])
            for blob in filter(None, (old, new)):
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

    def _compare(self, old: str, new: str, before: str | None, after: str | None) -> None:
        if before is None or after is None or (old, new) in self._known.same:
            return
        same = same_prose(before, after)
        self._known.same[old, new] = self.new.same[old, new] = same


def _stated(text: str) -> Stated | None:
    facts = review_facts(text)
    if facts is None:
        return None
    if facts.date is None and facts.by is None and facts.evidence is None:
        return _NOT_STATED
    return Stated(facts.date, _clean(facts.by), _digest(facts.evidence))


def _clean(text: str | None) -> str | None:
    # YAML can spell half a character, which no file can hold.
    words = " ".join((text or "").encode("utf-8", "replace").decode().split())
    return words or None


def _digest(evidence: str | None) -> str | None:
    words = _clean(evidence)
    return hashlib.sha256(words.encode()).hexdigest() if words else None
