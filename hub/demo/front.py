"""A page's front matter as text, entry by entry: what isn't changed stays as it was typed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from itertools import pairwise
from textwrap import wrap

_OPENS = re.compile(
    r"""^(?:\#.*\n|[ \t]*\n)*["']?(?P<key>[^\s\#\-\[\]{}"'][^:\n]*?)["']?[ \t]*:(?=\s)""", re.M
)
"""The beginning of an entry, with the comments above it; YAML lets a list stand at the margin."""
_WIDTH = 96


def with_entries(text: str, entries: Mapping[str, str | None]) -> str:
    """The text with other entries.

    Args:
        text: What stands between the two ``---`` lines.
        entries: The whole text of each entry that differs, by its key; None leaves it out. An
            entry that is not there yet is added at the end.
    """
    opened = [*_OPENS.finditer(text)]
    starts = [*(match.start() for match in opened), len(text)]
    found = {
        match["key"]: text[first:end]
        for match, (first, end) in zip(opened, pairwise(starts), strict=True)
    }
    merged = {**found, **entries}
    return text[: starts[0]] + "".join(entry for entry in merged.values() if entry is not None)


def review_entry(
    day: dt.date, by: str, *, evidence: str | None = None, every: object = None
) -> str:
    """The entry that states a review.

    Args:
        day: Day of the review.
        by: Handle of the reviewer.
        evidence: What was checked; None where nothing is said.
        every: How long a review holds; None where the page doesn't say.
    """
    lines = ["review:", *([f"  every: {every}"] if every else []), f"  last: {day}", f"  by: {by}"]
    if evidence:
        # Folding puts a blank between two lines, so that a word must stay on one.
        words = wrap(evidence, _WIDTH, break_long_words=False, break_on_hyphens=False)
        lines += ["  evidence: >-", *(f"    {line}" for line in words)]
    return "\n".join(lines) + "\n"
