"""What crosses the boundary between organisations: pages of one side, used on the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from hub.usage.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Use and edits of the pages of one organisation by the people of one."""

    owner: str
    """The organisation of the pages' owners; empty where it is not known."""
    reader: str
    """The organisation of those who read, cite and edit; it may be the same."""
    reads: int | None
    citations: int | None
    edits: int | None
    """Substantive edits in the window; None where the history is unknown."""
    suppressed: bool = False

    @property
    def crosses(self) -> bool:
        """Whether it leads from one organisation to another."""
        return self.owner != self.reader


def edits_across(scope: Scope) -> Counter[tuple[str, str]] | None:
    """Count substantive edits by organisation of the page's owner and of the author.

    Returns:
        None where the history is unknown.
    """
    if scope.history.unknown is not None:
        return None
    window = scope.window
    found: Counter[tuple[str, str]] = Counter()
    for page in scope.library.pages.values():
        for edit in scope.history.of(page.path).edits:
            if edit.substantive and window.first <= edit.commit.date <= window.last:
                org = scope.people.org_of_address(edit.commit.author.email) or ""
                found[scope.org_of(page), org] += 1
    return found
