"""From what engines say of terms to an order of pages: BM25, feedback, and a bounded prior.

A page's score is its fit times its prior. The fit adds up what each term contributes (BM25 over
weighted frequencies). The three best pages then say which words go with those of the query: twenty
of their terms are added with 40 % of the weight (pseudo-relevance feedback, RM3; Lavrenko and Croft
2001, Abdul-Jaleel et al. 2004). These three stay where they are, since what learns from the first
page must not push it down; and only pages that fit the query itself are ranked: feedback moves
them, and brings none in. The prior is between ``LEAST`` and ``MOST`` and depends on trust and use,
never on the query.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from hub.search.engine import SearchEngine, idf

ARCHIVED = "archived"
"""The state of pages that are found only where they are asked for."""
LEAST, MOST = 0.5, 1.2
"""Between these a prior lies."""
_STATES = {
    ARCHIVED: 0.5,
    "superseded": 0.5,
    "draft": 0.7,
    "overdue": 0.85,
    "changed": 0.9,
    "suspect": 0.9,
    "unknown": 0.95,
}
_MOST_POSTINGS = 20_000
"""Documents of all terms of a query together that are looked at. It bounds the time of any query;
none of the collections that the ranking was measured on comes near it."""
_HALF_WAY = 10
"""Citations and helpful votes after which half of what they can add is added."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """How much is learnt from the best pages."""

    pages: int = 3
    """The best ones, which keep their places."""
    terms: int = 20
    share: float = 0.4
    """Of the weight of the query that goes to what was learnt; 0 learns nothing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, in terms."""

    terms: Mapping[tuple[str, ...], float]
    """Terms, or several in this order, with how much each counts."""
    required: Collection[tuple[str, ...]] = ()
    """What must be there."""
    excluded: Collection[tuple[str, ...]] = ()
    """What must not be there."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Why a page fits as well as it does."""

    score: float
    parts: Mapping[str, float]
    """By term of the query, what it adds."""
    learnt: float
    """What the words of the best pages add; below 0 where they have moved it down."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The pages that fit a query."""

    scores: Mapping[str, float]
    """By path, how well each fits."""
    terms: Mapping[str, tuple[float, Mapping[str, float]]]
    """By name of what was looked for, how much it counts and what it adds to each page."""

    def fit(self, path: str) -> Fit:
        """Why a page fits as well as it does.

        Args:
            path: One of those that fit.
        """
        parts = {
            name: weight * added[path]
            for name, (weight, added) in self.terms.items()
            if path in added
        }
        score = self.scores[path]
        return Fit(score, parts, score - sum(parts.values()))


def ranked(wanted: Wanted, engine: SearchEngine, feedback: Feedback) -> Ranking:
    """All pages that fit.

    Args:
        wanted: What is looked for.
        engine: Says what each term contributes.
        feedback: How much is learnt from the best.
    """
    required = _having_all(wanted.required, engine)
    if required is not None and not required:
        return Ranking({}, {})
    budget = _Budget(_MOST_POSTINGS)
    terms = {
        " ".join(phrase): (wanted.terms[phrase], engine.contributions(phrase))
        for phrase in budget.affordable(wanted.terms, engine)
    }
    scores = _added_up(terms.values())
    if required is not None:
        scores = {path: score for path, score in scores.items() if path in required}
    for phrase in wanted.excluded:
        for path in engine.contributions(phrase):
            scores.pop(path, None)
    if scores and feedback.share:
        _learn(scores, wanted, engine, feedback, budget)
    return Ranking(scores, terms)


class _Budget:
    """How many postings are still read for a query.

    Rare terms come first, and common ones are left out when there are many of them: these take
    most of the time, and their inverse document frequency is next to nothing.

    Args:
        postings: Documents of all terms together.
    """

    def __init__(self, postings: int) -> None:
        self._left = postings

    def affordable(
        self, phrases: Iterable[tuple[str, ...]], engine: SearchEngine
    ) -> Iterator[tuple[str, ...]]:
        """Terms and phrases that can be afforded, the rarest first; one in any case.

        Args:
            phrases: All that are wanted.
            engine: Says how frequent each is.
        """
        found = [
            (min(engine.frequency(term) for term in phrase if term), phrase) for phrase in phrases
        ]
        for place, (frequency, phrase) in enumerate(sorted(found)):
            self._left -= frequency
            if place and self._left < 0:
                return
            yield phrase


def _having_all(
    required: Iterable[tuple[str, ...]], engine: SearchEngine
) -> Collection[str] | None:
    """Pages that have everything that must be there; None where nothing must."""
    found: Collection[str] | None = None
    for phrase in required:
        there = engine.contributions(phrase)
        found = there.keys() if found is None else there.keys() & found
        if not found:
            return ()
    return found


def best(scores: Mapping[str, float], most: int) -> list[str]:
    """Names of the highest scores, the best first; of equals the one whose name comes first.

    Args:
        scores: By name, of a page or a term.
        most: How many at most.
    """
    if 0 < most < len(scores):
        least = heapq.nlargest(most, scores.values())[-1]
        scores = {path: score for path, score in scores.items() if score >= least}
    return sorted(scores, key=lambda path: (-scores[path], path))[:most]


def _added_up(terms: Iterable[tuple[float, Mapping[str, float]]]) -> dict[str, float]:
    scores: dict[str, float] = {}
    for weight, added in terms:
        known = scores.get
        for path, one in added.items():
            scores[path] = known(path, 0.0) + weight * one
    return scores


def _learn(
    scores: dict[str, float],
    wanted: Wanted,
    engine: SearchEngine,
    feedback: Feedback,
    budget: _Budget,
) -> None:
    first = best(scores, feedback.pages)
    whole = sum(wanted.terms.values()) * feedback.share / (1 - feedback.share)
    shares = _learnt({path: scores[path] for path in first}, engine, feedback.terms)
    moved = {path: score for path, score in scores.items() if path not in first}
    for phrase in budget.affordable([(term,) for term in shares], engine):
        weight = whole * shares[phrase[0]]
        for path, added in engine.contributions(phrase).items():
            if path in moved:
                moved[path] += weight * added
    highest = max(moved.values(), default=0.0)
    scale = min(1.0, scores[first[-1]] / highest) if highest else 1.0
    scores |= {path: scale * score for path, score in moved.items()}


def _learnt(first: Mapping[str, float], engine: SearchEngine, most: int) -> dict[str, float]:
    """Terms of the best pages with their shares, which add up to 1."""
    whole = sum(first.values())
    shares: dict[str, float] = defaultdict(float)
    for path, score in first.items():
        for term, share in engine.profile(path).items():
            shares[term] += score / whole * share
    documents = engine.count()
    weighed = {term: it * idf(engine.frequency(term), documents) for term, it in shares.items()}
    chosen = best(weighed, most)
    total = sum(weighed[term] for term in chosen)
    return {term: weighed[term] / total for term in chosen} if total else {}


def prior(state: str, solved: int) -> float:
    """How much a page's fit counts.

    Args:
        state: How far it can be relied on.
        solved: Citations and helpful votes of late; 0 where nobody knows.

    Returns:
        ``state × (1 + 0.2 × solved / (solved + 10))``, from ``LEAST`` to ``MOST``.
    """
    raised = 1 + (MOST - 1) * solved / (solved + _HALF_WAY)
    return max(LEAST, min(MOST, _STATES.get(state, 1.0) * raised))
