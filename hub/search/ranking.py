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

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hub.search.engine import SearchEngine
from hub.search.whoosh_engine import idf

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


@dataclass(slots=True)
class Fit:
    """How well a page fits, and why."""

    path: str
    score: float = 0.0
    parts: dict[str, float] = field(default_factory=dict)
    """By term of the query, what it adds."""
    learnt: float = 0.0
    """What the words of the best pages add; below 0 where they have moved it down."""


def ranked(wanted: Wanted, engine: SearchEngine, feedback: Feedback) -> list[Fit]:
    """All pages that fit, the best first; of equals the one whose path comes first.

    Args:
        wanted: What is looked for.
        engine: Says what each term contributes.
        feedback: How much is learnt from the best.
    """
    found = _fits(wanted, engine)
    if found and feedback.share:
        _learn(found, wanted, engine, feedback)
    return _in_order(found.values())


def _fits(wanted: Wanted, engine: SearchEngine) -> dict[str, Fit]:
    found: dict[str, Fit] = {}
    for phrase, weight in wanted.terms.items():
        name = " ".join(phrase)
        for path, added in engine.contributions(phrase).items():
            fit = found.get(path)
            if fit is None:
                fit = found[path] = Fit(path)
            fit.score += weight * added
            fit.parts[name] = weight * added
    for phrase in wanted.required:
        there = engine.contributions(phrase)
        found = {path: fit for path, fit in found.items() if path in there}
    for phrase in wanted.excluded:
        for path in engine.contributions(phrase):
            found.pop(path, None)
    return found


def _learn(
    found: Mapping[str, Fit], wanted: Wanted, engine: SearchEngine, feedback: Feedback
) -> None:
    in_order = _in_order(found.values())
    best, others = in_order[: feedback.pages], in_order[feedback.pages :]
    moved = {fit.path: fit for fit in others}
    whole = sum(wanted.terms.values()) * feedback.share / (1 - feedback.share)
    for term, share in _learnt(best, engine, feedback.terms).items():
        for path, added in engine.contributions((term,)).items():
            fit = moved.get(path)
            if fit is not None:
                fit.learnt += whole * share * added
    highest = max((fit.score + fit.learnt for fit in others), default=0.0)
    scale = min(1.0, best[-1].score / highest) if highest else 1.0
    for fit in others:
        fit.learnt = scale * (fit.score + fit.learnt) - fit.score
        fit.score += fit.learnt


def _learnt(best: Sequence[Fit], engine: SearchEngine, most: int) -> dict[str, float]:
    """Terms of the best pages with their shares, which add up to 1."""
    whole = sum(fit.score for fit in best)
    shares: dict[str, float] = defaultdict(float)
    for fit in best:
        for term, share in engine.profile(fit.path).items():
            shares[term] += fit.score / whole * share
    documents = engine.count()
    weighed = {term: it * idf(engine.frequency(term), documents) for term, it in shares.items()}
    chosen = sorted(weighed, key=lambda term: (-weighed[term], term))[:most]
    total = sum(weighed[term] for term in chosen)
    return {term: weighed[term] / total for term in chosen} if total else {}


def _in_order(fits: Iterable[Fit]) -> list[Fit]:
    return sorted(fits, key=lambda fit: (-fit.score, fit.path))


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
