"""What people look for, in which words, and whether they find it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from hub.content.page import Page
from hub.demo.kit import Kit
from hub.demo.story import Story
from hub.demo.usage.choice import Choice
from hub.demo.usage.notes import Notes
from hub.demo.usage.rates import Rates
from hub.demo.usage.readers import Reader
from hub.demo.usage.reading import Reading, Visit
from hub.demo.usage.shelf import Shelf
from hub.usage.events import without_identities

_LONGEST = 5
"""Words of a title that people type."""
_MOST_RESULTS = 14
_LOWEST_RANK = 9


@dataclass(frozen=True, slots=True)
class _Wish:
    """What somebody has in mind."""

    path: str
    query: str
    is_alias: bool


class Searching:
    """Writes searches down, and the visits that they lead to.

    Args:
        kit: The pages.
        story: Knows when search words were added to the pages.
        rates: How often what happens.
        shelf: Knows which pages are there.
        choice: Knows what people want.
        reading: Writes down what they do on the page that they find.
    """

    def __init__(
        self,
        *,
        kit: Kit,
        story: Story,
        rates: Rates,
        shelf: Shelf,
        choice: Choice,
        reading: Reading,
    ) -> None:
        self._pages = kit.pages
        self._shelf, self._reading = shelf, reading
        self._rates, self._search = rates, rates.search
        self._swept = story.sweep.day
        self._wanted = choice.weights

    def searches(self, count: int, readers: list[Reader], notes: Notes) -> None:
        """So many searches of some people."""
        random, missing = notes.random, self._search.not_there
        weights = [
            weight if self._shelf.on(notes.day, path) else weight * missing
            for path, weight in self._wanted.items()
        ]
        for path in random.choices(list(self._wanted), weights, k=count):
            reader = random.choice(readers)
            if random.random() < self._search.stray:
                self._in_vain(self._gap(notes.day, random), reader, notes)
            else:
                self._look_for(self._wish(self._pages[path], random), reader, notes)

    def wave(self, readers: list[Reader], notes: Notes) -> None:
        """On some days many look for the same thing, for which there is no page."""
        random = notes.random
        if random.random() < self._search.waves:
            query = self._gap(notes.day, random)
            many = min(random.randint(*self._search.wave), len(readers))
            for reader in random.sample(readers, many):
                self._in_vain(query, reader, notes)

    def _gap(self, day: dt.date, random: Random) -> str:
        open_ = [
            gap.query
            for gap in self._rates.gaps
            if not (gap.until and self._shelf.on(day, gap.until))
        ]
        return random.choice(open_)

    def _in_vain(self, query: str, reader: Reader, notes: Notes) -> None:
        notes.write("search", reader, notes.second(reader), amount=0, words=query)

    def _wish(self, page: Page, random: Random) -> _Wish:
        words = [*page.meta.aliases, page.title]
        others = words[1:]
        is_first = not others or random.random() < self._search.first_words
        chosen = words[0] if is_first else random.choice(others)
        return _Wish(page.path, _typed(chosen), chosen != page.title)

    def _look_for(self, wish: _Wish, reader: Reader, notes: Notes) -> None:
        random, search, second = notes.random, self._search, notes.second(reader)
        page, query, chance = self._shelf.on(notes.day, wish.path), wish.query, 1.0
        if random.random() < search.misspelt:
            query, chance = _misspelt(query, random), search.misspelt_found
        if page is None:
            chance *= search.not_there_found
        elif wish.is_alias and notes.day < self._swept:
            chance *= search.unswept_found
        if random.random() >= chance:
            notes.write("search", reader, second, amount=0, words=query)
            return
        results = random.randint(1, _MOST_RESULTS)
        if page is None or random.random() >= search.clicked:
            notes.write("search", reader, second, amount=results, words=query)
            return
        rank = _rank(min(results, _LOWEST_RANK), search.first_rank, random)
        notes.write(
            "search",
            reader,
            second,
            page.path,
            page.version,
            amount=results,
            rank=rank,
            words=query,
        )
        self._reading.visit(Visit(reader, page, second + random.randrange(2, 9)), notes)


def _typed(words: str) -> str:
    """Words as a search box gets them, and as the store keeps them."""
    short = [word.strip("?!.,:;\"'") for word in words.casefold().split()[:_LONGEST]]
    return without_identities(" ".join(short))


def _misspelt(query: str, random: Random) -> str:
    """A query with two of its letters in the wrong order."""
    if len(query) < 4:  # noqa: PLR2004 (short words are typed rightly)
        return query
    place = random.randrange(1, len(query) - 2)
    swapped = query[:place] + query[place + 1] + query[place] + query[place + 2 :]
    return " ".join(swapped.split())


def _rank(lowest: int, first: float, random: Random) -> int:
    rank = 1
    while rank < lowest and random.random() > first:
        rank += 1
    return rank
