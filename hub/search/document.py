"""A page as an index keeps it: its terms, weighted by where they stand."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath
from typing import NamedTuple

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
_SAYS_NOTHING = ("",)
_PROFILE = 60
"""Terms of a page that may be learnt from when it is among the best results."""


class Occurrences(NamedTuple):
    """How often a term stands in a document."""

    times: int
    weight: float
    """The same, each time with the weight of the place."""


_NONE = Occurrences(0, 0.0)


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A page, ready for an index."""

    path: str
    digest: str
    """Changes with anything that the index keeps."""
    terms: Mapping[str, Occurrences]
    texts: tuple[tuple[str, tuple[str, ...]], ...]
    """The same by place of ``WEIGHTS``: terms in order, empty ones for words that say nothing; then
    what else the words are found by."""
    length: int
    """Words that have terms."""
    words: frozenset[str]
    """The words as they are written, folded, for completions and corrections."""

    def profile(self) -> dict[str, float]:
        """The most frequent terms, with how many of the document's words they are."""
        ranked = sorted(self.terms.items(), key=lambda item: (-item[1].times, item[0]))
        return {term: one.times / max(self.length, 1) for term, one in ranked[:_PROFILE]}


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
    lists = (*meta.aliases, "", *meta.tags, "")
    said = "\0".join((analyzer.version, page.title, meta.id or "", *lists, page.body))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


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
    terms: dict[str, Occurrences] = {}
    words: set[str] = set()
    length = 0
    read = []
    for where, text in texts:
        in_order: list[str] = []
        more: list[str] = []
        for word in analyzer.words(text):
            words.add(word.surface)
            in_order += word.parts or _SAYS_NOTHING
            more += word.more
            length += bool(word.parts)
        for term, count in Counter(filter(None, chain(in_order, more))).items():
            before = terms.get(term, _NONE)
            weight = before.weight + count * WEIGHTS[where]
            terms[term] = Occurrences(before.times + count, weight)
        read.append((where, (*in_order, "", *more)))
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
