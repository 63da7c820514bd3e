"""Small pieces of HTML that several templates show: states, days, people.

They are functions and not macros, because a panel with a dozen of them stands on every page.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from markupsafe import Markup, escape

from hub.content.difference import Mark, Piece
from hub.period import long_day
from hub.site.naming import Who
from hub.site.wording import StateWording


@lru_cache(maxsize=64)
def icon(wording: StateWording) -> Markup:
    """The icon of a state; it says nothing that the word beside it doesn't say."""
    path = Markup('<path d="{}"/>').format(wording.icon)
    return Markup('<svg class="hub-icon" viewBox="0 0 24 24" aria-hidden="true">') + path + _END


_END = Markup("</svg>")


@lru_cache(maxsize=64)
def state(wording: StateWording) -> Markup:
    """A state as a mark: colour, icon and word."""
    return Markup('<span class="hub-state hub-tone-{}">{}{}</span>').format(
        wording.tone, icon(wording), wording.label
    )


@lru_cache(maxsize=64)
def missing(word: str) -> Markup:
    """What stands where there is nothing to show."""
    return Markup('<span class="hub-none">{}</span>').format(word)


@lru_cache(maxsize=4096)
def day(when: dt.date) -> Markup:
    """A day, for people and for programs."""
    return Markup(f'<time datetime="{when.isoformat()}">{long_day(when)}</time>')  # noqa: S704 (of digits and month names)


@lru_cache(maxsize=4096)
def who(person: Who) -> Markup:
    """Somebody, with the side they are on."""
    side = Markup(" <small>{}</small>").format(person.side) if person.side else ""
    return escape(person.name) + side


@lru_cache(maxsize=4096)
def by(person: Who) -> Markup:
    """Somebody as the one who did something."""
    side = f", {person.side}" if person.side else ""
    return Markup("<small>by {}{}</small>").format(person.name, side)


def fate(piece: Piece) -> Markup:
    """Words that came, went or stayed; what is shown by lines and colours is said as well."""
    if piece.mark is Mark.SAME:
        return escape(piece.text)
    tag, word = _FATES[piece.mark]
    return Markup('<{0}><span class="hub-unseen">{1}: </span>{2}</{0}>').format(
        Markup(tag),  # noqa: S704 (one of two names of tags)
        word,
        piece.text,
    )


_FATES = {Mark.ADDED: ("ins", "added"), Mark.REMOVED: ("del", "removed")}
