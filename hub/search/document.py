"""A page as an index keeps it: its terms, weighted by where they stand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from hub.content.page import Page
from hub.search.analysis import Analyzer
from hub.search.sections import sections_of

WEIGHTS: Mapping[str, float] = {
    "title": 2.5,
    "aliases": 3.0,
    "headings": 1.5,
    "tags": 1.5,
    "name": 1.0,
    "body": 1.0,
}
"""How much a word counts by where it stands. Frequencies are added up with these weights before
they are saturated, as BM25F does (Robertson, Zaragoza and Taylor, 2004)."""
_GAP = 100
"""Positions between two texts, so that no phrase reaches from one into the other."""
_PROFILE = 60
"""Terms of a page that may be learnt from when it is among the best results."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where a term stands in a document."""

    positions: tuple[int, ...]
    """Counted in parts of words, ascending."""
    weight: float
    """How often, each time with the weight of the place."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A page, ready for an index."""

    path: str
    digest: str
    """Changes with anything that the index keeps."""
    terms: Mapping[str, Occurrences]
    texts: tuple[tuple[str, tuple[str, ...]], ...]
    """The same by place of ``WEIGHTS``: terms in order, empty ones for words that say nothing."""
    length: int
    """Words that have terms."""
    words: frozenset[str]
    """The words as they are written, folded, for completions and corrections."""

    def profile(self) -> dict[str, float]:
        """The most frequent terms, with how many of the document's words they are."""
        counts = {term: len(one.positions) for term, one in self.terms.items()}
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return {term: count / max(self.length, 1) for term, count in ranked[:_PROFILE]}


def document_of(page: Page, analyzer: Analyzer) -> SearchDocument:
    """Read a page for an index.

    Args:
        page: The page.
        analyzer: Reads its words.
    """
    return make_document(page.path, list(_texts(page)), analyzer, digest_of(page, analyzer))


def digest_of(page: Page, analyzer: Analyzer) -> str:
    """What changes when a page has to be read anew; much cheaper than reading it."""
    meta = page.meta
    said = (analyzer.version, page.title, meta.id, meta.aliases, meta.tags, page.body)
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def make_document(
    path: str, texts: list[tuple[str, str]], analyzer: Analyzer, digest: str = ""
) -> SearchDocument:
    """Make a document of texts.

    Args:
        path: Its name.
        texts: Places of ``WEIGHTS`` with what stands there.
        analyzer: Reads the words.
        digest: Of what it is made of; empty makes one of the texts.
    """
    positions: dict[str, list[int]] = {}
    weights: dict[str, float] = {}
    words: set[str] = set()
    place = length = 0
    read = []
    for where, text in texts:
        weight = WEIGHTS[where]
        in_order: list[str] = []
        more: list[str] = []
        for word in analyzer.words(text):
            words.add(word.surface)
            in_order += word.parts or ("",)
            places = [*enumerate(word.parts, place), *((place, term) for term in word.more)]
            for at, term in places:
                positions.setdefault(term, []).append(at)
                weights[term] = weights.get(term, 0.0) + weight
            length += bool(word.parts)
            place += max(len(word.parts), 1)
            more += word.more
        read.append((where, (*in_order, "", *more)))
        place += _GAP
    terms = {term: Occurrences(tuple(at), weights[term]) for term, at in positions.items()}
    found = digest or hashlib.sha256(repr((analyzer.version, texts)).encode()).hexdigest()[:32]
    return SearchDocument(path, found, terms, tuple(read), length, frozenset(words))


def _texts(page: Page) -> Iterator[tuple[str, str]]:
    yield "title", page.title
    if page.meta.id:
        yield "aliases", page.meta.id
    for alias in page.meta.aliases:
        yield "aliases", alias
    for tag in page.meta.tags:
        yield "tags", tag
    yield "name", PurePosixPath(page.path).name.split(".")[0]
    for section in sections_of(page):
        if section.heading:
            yield "headings", section.heading
        yield "body", section.text
