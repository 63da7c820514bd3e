"""The search engine over Whoosh, which keeps postings on disk and swaps a new index in whole.

Whoosh is asked for postings alone; scores are added up here. Its own matchers score each document
with calls of several functions, which takes ten times as long.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from whoosh import columns, fields, formats, index
from whoosh.analysis.analyzers import Analyzer, IDAnalyzer
from whoosh.filedb.filestore import FileStorage
from whoosh.index import LockError
from whoosh.lang.stopwords import stoplists
from whoosh.reading import TermNotFound

from hub.errors import Problem, SearchError
from hub.search.document import Occurrences, SearchDocument
from hub.search.engine import K1, B

_TERMS, _WORDS, _PATH = "terms", "words", "path"
_MEMORY = 128
"""Mebibytes of postings that are collected before they are written."""
_REMEMBERED = 2_000
"""Terms whose documents are remembered."""


class _Terms(fields.FieldType):
    """A field whose terms are made elsewhere, each with positions and a weight."""

    def __init__(self) -> None:
        self._positions = formats.Positions()
        super().__init__(self._positions, _no_analyzer(), scorable=False)

    def index(
        self, value: Mapping[str, Occurrences], **_: Any
    ) -> Generator[tuple[bytes, int, float | int, bytes], Any, None]:
        for term, one in value.items():
            positions = self._positions.encode(one.positions)
            yield term.encode(), len(one.positions), one.weight, positions


class _Words(fields.FieldType):
    """A field that only says which words there are."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), _no_analyzer(), scorable=False)

    def index(
        self, value: Iterable[str], **_: Any
    ) -> Generator[tuple[bytes, int, float | int, bytes], Any, None]:
        for word in value:
            yield word.encode(), 1, 1.0, b""


def _no_analyzer() -> Analyzer:
    """A field needs one, and these are never asked for it."""
    return cast("Analyzer", IDAnalyzer())


def _schema() -> fields.Schema:
    return fields.Schema(
        path=fields.ID(unique=True, sortable=True),
        digest=fields.COLUMN(columns.VarBytesColumn()),
        length=fields.COLUMN(columns.NumericColumn("I")),
        profile=fields.STORED(),
        terms=_Terms(),
        words=_Words(),
    )


class WhooshEngine:
    """An index in a folder.

    Args:
        folder: Made if it is not there. What is damaged in it is made anew.

    Raises:
        SearchError: When it can't be used.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._index = _opened(folder)
        except OSError as error:
            raise _refusal(folder, f"can't be used: {error.strerror or error}") from error
        self._read()

    def digests(self) -> Mapping[str, str]:
        """By path, the digest of each document that is kept."""
        if not self._paths:
            return {}
        column = self._reader.column_reader("digest")
        return {path: bytes(column[doc]).decode() for doc, path in self._paths.items()}

    def update(self, documents: Iterable[SearchDocument], gone: Collection[str]) -> None:
        """Take in documents and forget others, all of it or nothing."""
        try:
            writer = self._index.writer(limitmb=_MEMORY)
        except LockError as error:
            raise _refusal(self._folder, "is being written by another process") from error
        try:
            for path in gone:
                writer.delete_by_term(_PATH, path)
            for one in documents:
                writer.delete_by_term(_PATH, one.path)
                writer.add_document(
                    path=one.path,
                    digest=one.digest.encode(),
                    length=one.length,
                    profile=one.profile(),
                    terms=one.terms,
                    words=one.words,
                )
        except BaseException:
            writer.cancel()
            raise
        writer.commit()
        self._reader.close()
        self._read()

    def contributions(self, phrase: tuple[str, ...]) -> Mapping[str, float]:
        """What a term, or terms in this order, add to the score of each document: BM25."""
        return self._contributions(phrase)

    def frequency(self, term: str) -> int:
        """In how many documents a term is."""
        if not self._reader.has_deletions():
            return int(self._reader.doc_frequency(_TERMS, term))
        return len(self._weights((term,)))

    def count(self) -> int:
        """How many documents there are."""
        return len(self._paths)

    def profile(self, path: str) -> Mapping[str, float]:
        """The terms that take most of a document, with their share of it."""
        doc = self._docs.get(path)
        return {} if doc is None else dict(self._reader.stored_fields(doc)["profile"])

    def vocabulary(self) -> Mapping[str, int]:
        """Every word as it is written, folded, with the number of documents that have it."""
        found = self._reader.iter_field(_WORDS)
        return {term.decode(): int(info.doc_frequency()) for term, info in found}

    def close(self) -> None:
        """Give files back."""
        self._reader.close()
        self._index.close()

    def _read(self) -> None:
        """Open the index as it is now."""
        self._reader = self._index.reader()
        docs = list(self._reader.all_doc_ids())
        paths = self._reader.column_reader(_PATH) if docs else {}
        lengths = self._reader.column_reader("length") if docs else {}
        self._paths: dict[int, str] = {doc: str(paths[doc]) for doc in docs}
        self._docs = {path: doc for doc, path in self._paths.items()}
        known = {doc: int(lengths[doc]) for doc in docs}
        average = sum(known.values()) / max(len(known), 1) or 1.0
        self._norms = {doc: K1 * (1 - B + B * it / average) for doc, it in known.items()}
        self._contributions = lru_cache(maxsize=_REMEMBERED)(self._scored)
        self._weights = lru_cache(maxsize=_REMEMBERED)(self._weighed)

    def _scored(self, phrase: tuple[str, ...]) -> Mapping[str, float]:
        weights = self._weights(phrase)
        rarity = idf(len(weights), self.count())
        paths, norms = self._paths, self._norms
        return {
            paths[doc]: rarity * weight * (K1 + 1) / (weight + norms[doc])
            for doc, weight in weights.items()
        }

    def _weighed(self, phrase: tuple[str, ...]) -> Mapping[int, float]:
        """By document, how often a phrase stands in it; of a term with the weight of the places."""
        first, *others = [(offset, term) for offset, term in enumerate(phrase) if term]
        if not others:
            return dict(self._postings(first[1]))
        docs = [self._weights((term,)) for _, term in (first, *others)]
        shared = set(docs[0]).intersection(*docs[1:])
        if not shared:
            return {}
        starts = self._positions(first[1], shared)
        for offset, term in others:
            places = self._positions(term, shared)
            starts = {
                doc: found
                for doc, at in starts.items()
                if (found := {start for start in at if start + offset in places[doc]})
            }
        return {doc: float(len(at)) for doc, at in sorted(starts.items())}

    def _postings(self, term: str) -> Iterator[tuple[int, float]]:
        try:
            matcher = self._reader.postings(_TERMS, term)
        except TermNotFound:
            return
        while matcher.is_active():
            yield matcher.id(), matcher.weight()
            matcher.next()

    def _positions(self, term: str, docs: Collection[int]) -> dict[int, set[int]]:
        matcher = self._reader.postings(_TERMS, term)
        found = {}
        for doc in sorted(docs):
            matcher.skip_to(doc)
            found[doc] = set(matcher.value_as("positions"))
        return found


def stop_words(language: str) -> frozenset[str]:
    """Words that say nothing in a language, from the Snowball project; none of an unknown one."""
    return frozenset(stoplists.get(language, ()))


def idf(having: int, documents: int) -> float:
    """How rare something is: the inverse document frequency of BM25, above 0.

    Args:
        having: Documents that have it.
        documents: All of them.
    """
    return math.log(1 + (documents - having + 0.5) / (having + 0.5))


def _opened(folder: Path) -> index.FileIndex:
    storage = FileStorage(str(folder))
    try:
        found: index.FileIndex = storage.open_index(schema=_schema())
    except (index.EmptyIndexError, index.IndexVersionError):
        found = storage.create_index(_schema())
    return found


def _refusal(folder: Path, found: str) -> SearchError:
    return SearchError(
        Problem(path=folder.name, rule="search-index", found=f"the search index {found}")
    )
