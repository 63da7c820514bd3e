"""What a change makes doubtful: pages that rest on what it changed.

The terms are those of ``hub.trust.freshness``; here they are applied to a change that is still
to be merged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.content.page import Page
from hub.trust.freshness import Evidence, Freshness, judge

if TYPE_CHECKING:
    from hub.content.change import Change

_TURNS_SUSPECT = (Freshness.FRESH, Freshness.DUE, Freshness.SUSPECT)
"""States of which the first that applies becomes *suspect* when a page below changes."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A page that is suspect once the change is merged."""

    page: Page
    because: tuple[str, ...]
    """Paths of the changed pages and texts that it depends on or includes."""


def suspects(change: Change, evidence: Evidence) -> tuple[Suspect, ...]:
    """Find the pages that a change makes suspect.

    A page that nobody has reviewed, or whose state comes before *suspect* for another reason,
    stays what it is. A review that is part of the change counts as made after the change, unless
    the history already shows that it was made before.

    Args:
        change: What differs from the earlier revision.
        evidence: What is known about all pages today.

    Returns:
        The pages, sorted by path.
    """
    changed = {c.after.path for c in change.pages if c.after is not None and c.substantive}
    changed.update(change.texts)
    return tuple(_suspects(change, changed, evidence)) if changed else ()


def _suspects(change: Change, changed: Collection[str], evidence: Evidence) -> Iterator[Suspect]:
    library = evidence.library
    for page in sorted(library.pages.values(), key=lambda page: page.path):
        below = dict.fromkeys((*library.depends_on(page), *library.included(page)))
        because = tuple(path for path in below if path in changed and path != page.path)
        if because and _turns_suspect(page, change, evidence):
            yield Suspect(page, because)


def _turns_suspect(page: Page, change: Change, evidence: Evidence) -> bool:
    state = judge(page, evidence).freshness
    if not _is_reviewed_in(change, page):
        return state in _TURNS_SUSPECT
    is_committed = evidence.history.of(page.path).head_blob in page.blobs
    return is_committed and state is Freshness.SUSPECT


def _is_reviewed_in(change: Change, page: Page) -> bool:
    own = change.of(page.path)
    if own is None or own.before is None:
        return own is not None
    last = page.meta.review.last
    return last is not None and last != own.before.meta.review.last
