"""A page's front matter as text, entry by entry: what isn't changed stays as it was typed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from textwrap import wrap

_ENTRY = re.compile(r"^(?P<key>[\w-]+):.*\n(?:[ \t]+.*\n|\n)*", re.M)
_WIDTH = 96


def with_entries(text: str, entries: Mapping[str, str | None]) -> str:
    """The text with other entries.

    Args:
        text: What stands between the two ``---`` lines.
        entries: The whole text of each entry that differs, by its key; None leaves it out. An
            entry that is not there yet is added at the end.
    """
    found = {match["key"]: match[0] for match in _ENTRY.finditer(text)}
    merged = {**found, **entries}
    return "".join(entry for entry in merged.values() if entry is not None)


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
        lines += ["  evidence: >-", *(f"    {line}" for line in wrap(evidence, _WIDTH))]
    return "\n".join(lines) + "\n"
