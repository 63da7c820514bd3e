"""How the site says things: one word, one icon and one tone for each state."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hub.trust.freshness import Freshness


@dataclass(frozen=True, slots=True)
class StateWording:
    """How a state is shown; never by colour alone."""

    label: str
    """The word on the page."""
    tone: str
    """``good``, ``soon``, ``bad`` or ``quiet``; decides the colour."""
    icon: str
    """Path of a 24 × 24 icon, from Material Design Icons (Apache 2.0)."""
    warning: str = ""
    """What a reader is told before reading, where the page should be doubted."""


_CHECK = "M9 20.4 2.6 14l1.9-1.9L9 16.6 19.5 6.1 21.4 8z"
_CLOCK = "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20m0 18a8 8 0 1 1 0-16 8 8 0 0 1 0 16m.5-13H11v6l5.2 3.1.8-1.2-4.5-2.7z"
_ALERT = "M13 14h-2V9h2m0 9h-2v-2h2M1 21h22L12 2z"
_PENCIL = "M20.7 7a1 1 0 0 0 0-1.4l-2.3-2.3a1 1 0 0 0-1.4 0L15.1 5.1l3.8 3.8M3 17.2V21h3.8L17.8 9.9l-3.7-3.7z"
_HELP = "M11 18h2v-2h-2zm1-16a10 10 0 1 0 0 20 10 10 0 0 0 0-20m0 18a8 8 0 1 1 0-16 8 8 0 0 1 0 16m0-14a4 4 0 0 0-4 4h2a2 2 0 1 1 4 0c0 2-3 1.8-3 5h2c0-2.3 3-2.5 3-5a4 4 0 0 0-4-4"
_BOX = "M3 3h18v4H3zm1 5h16v13H4zm5.5 3a.5.5 0 0 0-.5.5V13h6v-1.5a.5.5 0 0 0-.5-.5z"
_ARROW = "M4 11v2h12l-5.5 5.5 1.4 1.4L19.8 12l-7.9-7.9-1.4 1.4L16 11z"
_LINK = "M10.6 13.4a1 1 0 0 1-1.4 1.4 5 5 0 0 1 0-7.1l3.5-3.5a5 5 0 1 1 7.1 7.1l-1.5 1.4c0-.8-.1-1.6-.4-2.4l.5-.5a3 3 0 0 0-4.3-4.2l-3.5 3.5a3 3 0 0 0 0 4.3m2.8-4.2a1 1 0 0 1 1.4 0 5 5 0 0 1 0 7.1l-3.5 3.5a5 5 0 1 1-7.1-7.1l1.5-1.4c0 .8.1 1.6.4 2.4l-.5.5a3 3 0 0 0 4.3 4.2l3.5-3.5a3 3 0 0 0 0-4.2 1 1 0 0 1 0-1.5"
_EYE_OFF = "M2 5.3 3.3 4 20 20.7 18.7 22l-3.1-3.1A11 11 0 0 1 1 12c.7-1.8 1.9-3.4 3.4-4.6zM12 4.500a11 11 0 0 1 11 7.500 12 12 0 0 1-4 5l-1.400-1.400A9 9 0 0 0 20.800 12 9.800 9.800 0 0 0 8.900 6.900L7.300 5.400A11 11 0 0 1 12 4.500"

WORDING = {
    Freshness.FRESH: StateWording("Fresh", "good", _CHECK),
    Freshness.DUE: StateWording("Review due soon", "soon", _CLOCK),
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
        "Review overdue", "bad", _ALERT, "Don't rely on this page: its review is overdue."
    ),
    Freshness.UNREVIEWED: StateWording("Never reviewed", "quiet", _EYE_OFF),
    Freshness.UNKNOWN: StateWording("Unknown", "quiet", _HELP),
    Freshness.SUPERSEDED: StateWording(
        "Superseded", "bad", _ARROW, "Don't follow this page: another has taken its place."
    ),
    Freshness.ARCHIVED: StateWording(
        "Archived", "bad", _BOX, "Don't follow this page: it was put away and is kept for the record."
    ),
    Freshness.DRAFT: StateWording(
        "Draft", "soon", _PENCIL, "Don't follow this page yet: it is a draft and not in force."
    ),
}
"""How each state is shown."""


def long_day(day: dt.date) -> str:
    """A day as readers of any country understand it: ``2 October 2026``."""
    return f"{day.day} {day:%B %Y}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: ``1 page``, ``2 pages``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def percent(share: float | None) -> str:
    """A share as whole per cent, or ``no data``."""
    return "no data" if share is None else f"{share:.0%}"
