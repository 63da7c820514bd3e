"""What a hub remembers about its readers, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from hub.config import HubConfig
from hub.usage.events import (
    Acknowledgement,
    Citation,
    Event,
    Feedback,
    Flag,
    Read,
    Search,
    Step,
    View,
)

SCHEMA = 1
ADDRESS = "hub/privacy/"
"""Where the site says the same."""
_SQLITE = "sqlite:"
_WHERE = "Where it is"
_MOMENTS: Mapping[type[Event], str] = MappingProxyType(
    {
        View: "a page is shown; once per page and browser session",
        Read: "after a view, ten seconds of reading and a scroll, or a page that fits the screen; "
        "once per page, person and day",
        Search: "somebody searches",
        Feedback: "somebody says whether a page helped",
        Flag: "somebody reports what is wrong with a page",
        Citation: "somebody says that a page solved a piece of work",
        Acknowledgement: "a named person confirms having read a version; in the mode named alone",
        Step: "somebody marks a step of a path as done",
    }
)
_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "page": "the page",
        "version": "its version",
        "query": "the words",
        "results": "the number of results",
        "rank": "the place of the result that was opened",
        "helpful": "yes or no",
        "reason": "the reason that was chosen",
        "comment": "what was written",
        "ticket": "the reference of the piece of work",
        "path": "the path",
    }
)
_MODES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "aggregate": (
            """By a mark that is different every day. The network address and the browser's name are
            mixed with a random number that the server forgets at the end of the day (UTC), so that
            nobody, the operator neither, can join the marks of two days.""",
            "views, reads, readers per day, searches, feedback, flags, citations, steps",
            "how many people a page reaches in weeks, how many came back, how a version spreads",
        ),
        "pseudonymous": (
            """By a pseudonym. The browser keeps a random number, and the server keeps a hash of it
            that is made with a secret key. The key is replaced after {kept}, and nobody can be
            followed beyond that. No name is kept.""",
            """all of aggregate; how many people a page reaches, how many came back, how a version
            spreads""",
            "who somebody is, who has acknowledged a page",
        ),
        "named": (
            """By a pseudonym, as in the mode pseudonymous; and for acknowledgements alone by the
            name with which they signed in. The key is replaced after {kept}.""",
            "all of pseudonymous; who has acknowledged which version",
            "who has read, looked for or flagged what",
        ),
    }
)
"""Of each mode how readers are told apart, what it shows and what it can't show."""
_RECORDED = (
    "Only what the hub's server is told: a site that is served as files alone records nothing.",
    "Of every event the time, whose site was read, and the mark of its reader.",
)
_NOT_RECORDED = (
    "No network address, no browser's name (user agent), no screen size, no place.",
    "No cookies are set.",
    "Whoever sends Do Not Track or Global Privacy Control is not recorded at all.",
    "Mail addresses and long numbers are taken out of what people type before it is kept.",
)
_KEPT = (
    "Single events and the marks of readers are deleted after {kept}.",
    "Totals by page and day stay, and so do words that were searched for, as totals.",
    "Of tickets that are searched for citations, counts by day stay, and no ticket.",
    "What somebody flagged stays with its answer, without the mark of the reader.",
)
_CHANGE = (
    """privacy: in hub.yml says the mode (mode), the period (keep_raw) and the smallest group
    (suppress_below). Those who share the hub agree on a change in a pull request.""",
    """Another mode holds from the next start of the server; marks that were kept before are gone
    after {kept}.""",
)
_IN_EVERY_EVENT = frozenset(Event.model_fields) | {"type"}


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """A kind of event."""

    kind: str
    when: str
    """When it is recorded."""
    fields: tuple[str, ...]
    """What is kept of it, beside what is kept of all."""


@dataclass(frozen=True, slots=True)
class Mode:
    """What a privacy mode can show, and what it can't."""

    name: str
    readers: str
    """How readers are told apart."""
    shows: str
    cannot_show: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading and what stands below it."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """Everything that readers are told."""

    mode: Mode
    events: tuple[RecordedEvent, ...]
    modes: tuple[Mode, ...]
    passages: tuple[Passage, ...]


def privacy_notice(config: HubConfig) -> PrivacyNotice:
    """What holds in a hub.

    Args:
        config: Chooses the mode, the period and the smallest group.
    """
    modes = tuple(_modes(config))
    chosen = next(mode for mode in modes if mode.is_chosen)
    return PrivacyNotice(chosen, tuple(_events()), modes, tuple(_passages(config, chosen)))


def privacy_report(config: HubConfig) -> dict[str, Any]:
    """The notice, and the address of the events, as data."""
    notice = privacy_notice(config)
    place = store_place(config.storage.events)
    passages = [
        Passage(one.heading, (*one.sentences, f"Its address: {place}"))
        if one.heading == _WHERE
        else one
        for one in notice.passages
    ]
    return {
        "schema": SCHEMA,
        "mode": notice.mode.name,
        "keep_raw": str(config.privacy.keep_raw),
        "suppress_below": config.privacy.suppress_below,
        "store": place,
        "events": [asdict(event) | {"fields": list(event.fields)} for event in notice.events],
        "modes": [asdict(mode) for mode in notice.modes],
        "passages": [{"heading": it.heading, "sentences": list(it.sentences)} for it in passages],
    }


def store_place(url: str) -> str:
    """The address of an event store without the name and the password to get in."""
    if url.startswith(_SQLITE):
        return url
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}"


def _events() -> Iterator[RecordedEvent]:
    for model, when in _MOMENTS.items():
        kind = model.__name__.lower()
        fields = [_FIELDS[name] for name in model.model_fields if name not in _IN_EVERY_EVENT]
        if model is Acknowledgement:
            fields.append("the person's name")  # it is not the browser that says it
        yield RecordedEvent(kind, when, tuple(fields))


def _modes(config: HubConfig) -> Iterator[Mode]:
    for name, (readers, shows, cannot_show) in _MODES.items():
        told = _sentence(readers, kept=config.privacy.keep_raw)
        is_chosen = name == config.privacy.mode
        yield Mode(name, told, _sentence(shows), _sentence(cannot_show), is_chosen)


def _passages(config: HubConfig, mode: Mode) -> Iterator[Passage]:
    kept = config.privacy.keep_raw
    yield Passage("What is recorded", tuple(map(_sentence, _RECORDED)))
    yield Passage("What is not recorded", tuple(map(_sentence, _NOT_RECORDED)))
    yield Passage("How readers are told apart", (f"The mode is {mode.name}.", mode.readers))
    yield Passage("For how long", tuple(_sentence(text, kept=kept) for text in _KEPT))
    yield Passage("Who sees it", tuple(_seen_by(config)))
    yield Passage(_WHERE, (_where(config.storage.events),))
    yield Passage("How to change it", tuple(_sentence(text, kept=kept) for text in _CHANGE))


def _seen_by(config: HubConfig) -> Iterator[str]:
    least = config.privacy.suppress_below
    if len(config.audiences) > 1:
        yield "Each side sees figures of the pages that it may read, and no page of the other's."
    else:
        yield "Everybody who may read a page sees its figures."
    if least > 1:
        yield f"A figure about fewer than {least} people is withheld."
        yield "Where a total would give it away, the next smallest is withheld, too."
    else:
        yield "No figure is withheld because it is about few people (suppress_below)."
    names = " but those of acknowledgements" if config.privacy.mode == "named" else ""
    yield f"Whoever runs the server can open the store, with the marks and no names{names}."


def _where(url: str) -> str:
    if url.startswith(_SQLITE):
        return "In one SQLite file on the hub's server, readable for the server's account alone."
    return "In a PostgreSQL database that the hub's operator has named."


def _sentence(text: str, **values: object) -> str:
    """A text as one line, with what is filled in."""
    return " ".join(text.format(**values).split())
