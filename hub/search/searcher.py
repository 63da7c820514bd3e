"""Answering a query: pages in order, the passage that answers, and the facets of all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from hub.content.page import Page
from hub.search.analysis import Analyzer
from hub.search.catalogue import Catalogue
from hub.search.engine import SearchEngine, idf
from hub.search.facets import Facet, Facets
from hub.search.passages import Passage, best_passage
from hub.search.query import Query, parse_query
from hub.search.ranking import ARCHIVED, Feedback, Fit, Ranking, best, prior, ranked
from hub.search.reading import QueryReader, Reading
from hub.search.sections import Section, sections_of
from hub.search.synonyms import synonyms_of

_SUGGESTIONS = 8
_LONGEST_TITLE = 10
"""Words up to which titles are suggested."""
_SECTIONS_REMEMBERED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A page that was found."""

    rank: int
    """Its place, from 1."""
    page: Page
    address: str
    """From the site's root."""
    state: str
    """How far it can be relied on."""
    last_edit: dt.date | None
    """Day of its last substantive edit, where git knows it."""
    passage: Passage | None
    score: float
    """Fit times prior."""
    fit: Fit
    prior: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """An answer."""

    query: Query
    total: int
    """Pages that were found, this part of them and all others."""
    results: tuple[Result, ...]
    facets: tuple[Facet, ...]
    did_you_mean: str | None = None
    """The query with words that are there in place of some that aren't."""
    is_corrected: bool = False
    """Whether nothing that was typed is there, so that only what was meant was looked for."""


class Searcher:
    """Searches the pages of one audience.

    Args:
        engine: Holds these pages and no other.
        catalogue: The same pages, with what is known of them.
        analyzer: Reads words as the index did.
    """

    def __init__(self, engine: SearchEngine, catalogue: Catalogue, analyzer: Analyzer) -> None:
        self._engine = engine
        self._catalogue = catalogue
        self._pages = catalogue.library.pages
        self._analyzer = analyzer
        self._facets = Facets(catalogue)
        self._sections = lru_cache(maxsize=_SECTIONS_REMEMBERED)(self._sections_at)
        self._reader = QueryReader(engine, analyzer, synonyms_of(self._pages.values(), analyzer))
        solved, states = catalogue.solved, catalogue.states
        self._priors = {path: prior(states[path], solved.get(path, 0)) for path in self._pages}

    def warm(self) -> None:
        """Do now what the first of many queries would have to wait for."""
        self.search(parse_query(f'"{" ".join(self._reader.vocabulary.most_frequent(2))}"'))
        self.suggest("a")

    def search(
        self,
        query: Query,
        *,
        limit: int = 10,
        page: int = 1,
        with_archived: bool = False,
        feedback: Feedback | None = None,
    ) -> Results:
        """Find pages.

        Args:
            query: What is looked for; filters among it.
            limit: How many results to give.
            page: Which part of them, from 1.
            with_archived: Whether pages count that were put away.
            feedback: How much is learnt from the best pages; None takes what is usual.
        """
        reading = self._reader.read(query)
        ranking = self._ranking(query, reading, feedback or Feedback())
        with_archived = with_archived or ARCHIVED in query.filters.get("state", ())
        known = self._weighed(ranking, with_archived=with_archived)
        chosen = self._facets.narrowed(known, query.filters)
        start = (max(page, 1) - 1) * limit
        shown = best({path: known[path] for path in chosen}, start + limit)[start:]
        rarities = self._rarities(reading)
        return Results(
            query=query,
            total=len(chosen),
            results=tuple(
                self._result(rank, path, ranking, rarities)
                for rank, path in enumerate(shown, start + 1)
            ),
            facets=self._facets.counted(known, query.filters),
            did_you_mean=_replaced(query.text, reading.corrections),
            is_corrected=bool(reading.corrections) and not reading.is_anything_there,
        )

    def paths(self, query: Query, most: int) -> list[str]:
        """Paths of the pages that fit, the best first, without passages.

        Args:
            query: What is looked for.
            most: How many at most.
        """
        ranking = self._ranking(query, self._reader.read(query), Feedback())
        known = self._weighed(ranking, with_archived=False)
        return best(known, most)

    def suggest(self, typed: str) -> tuple[str, ...]:
        """Titles and words that go on as somebody began to type.

        Args:
            typed: The beginning.
        """
        words = [word.surface for word in self._analyzer.words(typed)]
        if not words:
            return ()
        is_short = len(words) <= _LONGEST_TITLE
        titles = [title for title in self._titles if is_short and _begins(words, title[1])]
        before = typed.rstrip()[: len(typed.rstrip()) - len(words[-1])]
        longer = [f"{before}{word}" for word in self._reader.vocabulary.beginning_with(words[-1])]
        found = dict.fromkeys([title for title, _ in titles[:_SUGGESTIONS]] + longer)
        return tuple(one for one in found if one.strip() != typed.strip())[:_SUGGESTIONS]

    @cached_property
    def _titles(self) -> list[tuple[str, list[str]]]:
        """Titles with their words, those of the most used pages first."""
        library = self._catalogue.library
        pages = sorted(self._pages.values(), key=lambda it: (-len(library.used_by(it)), it.title))
        return [(it.title, [w.surface for w in self._analyzer.words(it.title)]) for it in pages]

    def _sections_at(self, path: str) -> tuple[Section, ...]:
        return sections_of(self._pages[path])

    def _ranking(self, query: Query, reading: Reading, feedback: Feedback) -> Ranking:
        if query.words or query.phrases:
            return ranked(reading.wanted, self._engine, feedback)
        return Ranking(dict.fromkeys(self._pages, 0.0) if query.filters else {}, {})

    def _weighed(self, ranking: Ranking, *, with_archived: bool) -> dict[str, float]:
        """By path, fit times prior; without what was put away unless it is asked for."""
        priors, states = self._priors, self._catalogue.states
        return {
            path: score * priors[path]
            for path, score in ranking.scores.items()
            if path in priors and (with_archived or states[path] != ARCHIVED)
        }

    def _rarities(self, reading: Reading) -> dict[str, float]:
        """What a passage is chosen by: each term with how rare it is."""
        terms = sorted({term for phrase in reading.terms for term in phrase if term})
        count = self._engine.count()
        return {term: idf(self._engine.frequency(term), count) for term in terms}

    def _result(
        self, rank: int, path: str, ranking: Ranking, rarities: Mapping[str, float]
    ) -> Result:
        page = self._pages[path]
        return Result(
            rank=rank,
            page=page,
            address=self._catalogue.address(page),
            state=self._catalogue.states[path],
            last_edit=self._catalogue.last_edit(path),
            passage=best_passage(page.title, self._sections(path), rarities, self._analyzer),
            score=ranking.scores[path] * self._priors[path],
            fit=ranking.fit(path),
            prior=self._priors[path],
        )


def _begins(typed: Sequence[str], title: Sequence[str]) -> bool:
    """Whether every word that was typed begins a word of a title."""
    return all(any(word.startswith(start) for word in title) for start in typed)


def _replaced(text: str, corrections: Mapping[str, str]) -> str | None:
    """The query with other words; None where none is to be replaced."""
    if not corrections:
        return None
    said = text
    for wrong, right in corrections.items():
        at = said.casefold().find(wrong)
        if at >= 0:
            said = said[:at] + right + said[at + len(wrong) :]
    return said if said != text else " ".join(corrections.values())
