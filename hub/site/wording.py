"""How the site says things: one word, one icon and one tone for each state."""

from __future__ import annotations

from dataclasses import dataclass

from hub.trust.freshness import Freshness


@dataclass(frozen=True, slots=True)
class StateWording:
    """How a state is shown; never by colour alone."""

    label: str
    """The word on the page."""
    tone: str
    """Decides the colour: ``good``, ``soon``, ``bad``, ``out`` of force, or ``quiet``."""
    icon: str
    """Path of a 24 × 24 icon of Material Design Icons (Apache 2.0), named as there."""
    warning: str = ""
    """What a reader is told before reading, where the page should be doubted."""


_CHECK_CIRCLE = (
    "M12 2C6.5 2 2 6.5 2 12s4.5 10 10 10 10-4.5 10-10S17.5 2 12 2m-2 15-5-5 1.41-1.41L10 "
    "14.17l7.59-7.59L19 8z"
)
_CLOCK_OUTLINE = (
    "M12 20a8 8 0 0 0 8-8 8 8 0 0 0-8-8 8 8 0 0 0-8 8 8 8 0 0 0 8 8m0-18a10 10 0 0 1 10 10 "
    "10 10 0 0 1-10 10C6.47 22 2 17.5 2 12A10 10 0 0 1 12 2m.5 5v5.25l4.5 2.67-.75 1.23L11 "
    "13V7z"
)
_LINK = (
    "M3.9 12c0-1.71 1.39-3.1 3.1-3.1h4V7H7a5 5 0 0 0-5 5 5 5 0 0 0 5 5h4v-1.9H7c-1.71 0-3.1"
    "-1.39-3.1-3.1M8 13h8v-2H8zm9-6h-4v1.9h4c1.71 0 3.1 1.39 3.1 3.1s-1.39 3.1-3.1 3.1h"
    "-4V17h4a5 5 0 0 0 5-5 5 5 0 0 0-5-5"
)
_PENCIL = (
    "M20.71 7.04c.39-.39.39-1.04 0-1.41l-2.34-2.34c-.37-.39-1.02-.39-1.41 0l-1.84 1.83 3.75 "
    "3.75M3 17.25V21h3.75L17.81 9.93l-3.75-3.75z"
)
_ALERT = "M13 14h-2V9h2m0 9h-2v-2h2M1 21h22L12 2z"
_CIRCLE_OUTLINE = (
    "M12 20a8 8 0 0 1-8-8 8 8 0 0 1 8-8 8 8 0 0 1 8 8 8 8 0 0 1-8 8m0-18A10 10 0 0 0 2 12a10 "
    "10 0 0 0 10 10 10 10 0 0 0 10-10A10 10 0 0 0 12 2"
)
_HELP_CIRCLE_OUTLINE = (
    "M11 18h2v-2h-2zm1-16A10 10 0 0 0 2 12a10 10 0 0 0 10 10 10 10 0 0 0 10-10A10 10 0 0 0 "
    "12 2m0 18c-4.41 0-8-3.59-8-8s3.59-8 8-8 8 3.59 8 8-3.59 8-8 8m0-14a4 4 0 0 0-4 4h2a2 2 "
    "0 0 1 2-2 2 2 0 0 1 2 2c0 2-3 1.75-3 5h2c0-2.25 3-2.5 3-5a4 4 0 0 0-4-4"
)
_ARROW_RIGHT_CIRCLE = (
    "M22 12a10 10 0 0 1-10 10A10 10 0 0 1 2 12 10 10 0 0 1 12 2a10 10 0 0 1 10 10M6 13h8l"
    "-3.5 3.5 1.42 1.42L17.84 12l-5.92-5.92L10.5 7.5 14 11H6z"
)
_ARCHIVE = "M3 3h18v4H3zm1 5h16v13H4zm5.5 3a.5.5 0 0 0-.5.5V13h6v-1.5a.5.5 0 0 0-.5-.5z"
_FILE_EDIT_OUTLINE = (
    "M10 20H6V4h7v5h5v3.1l2-2V8l-6-6H6c-1.1 0-2 .9-2 2v16c0 1.1.9 2 2 2h4zm10.2-7c.1 0 "
    ".3.1.4.2l1.3 1.3c.2.2.2.6 0 .8l-1 1-2.1-2.1 1-1c.1-.1.2-.2.4-.2m0 3.9L14.1 23H12v"
    "-2.1l6.1-6.1z"
)

WORDING = {
    Freshness.FRESH: StateWording("Fresh", "good", _CHECK_CIRCLE),
    Freshness.DUE: StateWording("Review due soon", "soon", _CLOCK_OUTLINE),
    Freshness.SUSPECT: StateWording(
        "Suspect", "bad", _LINK, "Check before you rely on this page: what it rests on has changed."
    ),
    Freshness.CHANGED: StateWording(
        "Changed since review",
        "bad",
        _PENCIL,
        "Check before you rely on this page: it changed after its last review.",
    ),
    Freshness.OVERDUE: StateWording(
        "Review overdue",
        "bad",
        _ALERT,
        "Check before you rely on this page: its review is overdue.",
    ),
    Freshness.UNREVIEWED: StateWording("Never reviewed", "quiet", _CIRCLE_OUTLINE),
    Freshness.UNKNOWN: StateWording("Unknown", "quiet", _HELP_CIRCLE_OUTLINE),
    Freshness.SUPERSEDED: StateWording(
        "Superseded",
        "out",
        _ARROW_RIGHT_CIRCLE,
        "Don't follow this page: another has taken its place.",
    ),
    Freshness.ARCHIVED: StateWording(
        "Archived",
        "out",
        _ARCHIVE,
        "Don't follow this page: it was put away and is kept for the record.",
    ),
    Freshness.DRAFT: StateWording(
        "Draft",
        "out",
        _FILE_EDIT_OUTLINE,
        "Don't follow this page yet: it is a draft and not in force.",
    ),
}
"""How each state is shown."""


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: ``1 page``, ``2 pages``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def percent(share: float | None) -> str:
    """A share as whole per cent, or ``no data``."""
    return "no data" if share is None else f"{share:.0%}"
