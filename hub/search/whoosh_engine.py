"""The search engine over Whoosh, which keeps postings on disk and swaps a new index in whole.

Whoosh is asked for postings alone; scores are added up here. Its own matchers score each document
with calls of several functions, which takes ten times as long.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, cast

from whoosh import columns, fields, formats, index
from whoosh.analysis.analyzers import Analyzer, IDAnalyzer
from whoosh.filedb.filestore import FileStorage
from whoosh.index import LockError
from whoosh.lang.stopwords import stoplists
from whoosh.reading import CorruptIndexError, TermNotFound
from whoosh.writing import CLEAR

from hub.errors import Problem, SearchError
from hub.search.document import Occurrences, SearchDocument
from hub.search.engine import K1, B, idf

_TERMS, _WORDS, _TEXTS, _PATH = "terms", "words", "texts", "path"
_MEMORY = 512
"""Mebibytes, by Whoosh's estimate, of postings that are sorted in memory: those of about 15,000
pages. More are written in parts that have to be merged, which takes twice as long."""
_PATIENCE = 5.0
"""Seconds for which a writer waits for another."""
_REMEMBERED = 2_000
"""Terms whose documents are remembered."""
_MOST_DELETED = 0.1
"""Share of deleted documents from which on the whole index is written again."""
_FREQUENCIES = 50_000
"""Terms of which it is remembered how frequent they are."""


class _Terms(fields.FieldType):
    """A field whose terms are made elsewhere, each with a weight."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), _no_analyzer(), scorable=False)

    def index(
        self, value: Mapping[str, Occurrences], **_: Any
    ) -> Generator[tuple[bytes, int, float | int, bytes], Any, None]:
        for term, one in value.items():
            yield term.encode(), one.times, one.weight, b""


def _no_analyzer() -> Analyzer:
    """A field needs one, and these are never asked for it."""
    return cast("Analyzer", IDAnalyzer())


def _schema() -> fields.Schema:
    return fields.Schema(
        path=fields.ID(unique=True, sortable=True),
        digest=fields.COLUMN(columns.VarBytesColumn()),
        length=fields.COLUMN(columns.NumericColumn("I")),
        words=fields.COLUMN(columns.VarBytesColumn()),
        texts=fields.COLUMN(columns.VarBytesColumn()),
        profile=fields.STORED(),
        terms=_Terms(),
    )


class WhooshEngine:
    """An index in a folder.

    Args:
        folder: Made if it is not there.

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
            writer = self._index.writer(timeout=_PATIENCE, limitmb=_MEMORY)
        except LockError as error:
            raise _refusal(self._folder, "is being written by another process") from error
        replaced = set(gone)
        try:
            for path in gone:
                writer.delete_by_term(_PATH, path)
            for one in documents:
                replaced.add(one.path)
                writer.delete_by_term(_PATH, one.path)
                writer.add_document(
                    path=one.path,
                    digest=one.digest.encode(),
                    length=one.length,
                    profile=one.profile(),
                    terms=one.terms,
                    words=" ".join(sorted(one.words)).encode(),
                    texts=_in_order(one),
                )
        except BaseException:
            writer.cancel()
            raise
        self._commit(writer, self._docs.keys() & replaced)
        self._reader.close()
        self._read()

    def _commit(self, writer: Any, replaced: Collection[str]) -> None:
        """Make a new index of what was written, without dead weight of the old one.

        Deleted documents stay in Whoosh's files and are read with the others, which many of them
        make slow.
        """
        if len(replaced) == len(self._docs):
            writer.commit(mergetype=CLEAR)
            return
        deleted = self._reader.doc_count_all() - len(self._docs) + len(replaced)
        writer.commit(optimize=deleted > _MOST_DELETED * len(self._docs))

    def contributions(self, phrase: tuple[str, ...]) -> Mapping[str, float]:
        """What a term, or terms in this order, add to the score of each document: BM25.

        Raises:
            SearchError: When a file of the index is damaged.
        """
        try:
            return self._contributions(phrase)
        except CorruptIndexError as error:
            raise _refusal(self._folder, "is damaged; delete its folder in the cache") from error

    def frequency(self, term: str) -> int:
        """In how many documents a term is."""
        return self._frequency(term)

    def count(self) -> int:
        """How many documents there are."""
        return len(self._paths)

    def profile(self, path: str) -> Mapping[str, float]:
        """The terms that take most of a document, with their share of it."""
        doc = self._docs.get(path)
        return {} if doc is None else dict(self._reader.stored_fields(doc)["profile"])

    def vocabulary(self) -> Mapping[str, int]:
        """Every word as it is written, folded, with the number of documents that have it."""
        if not self._paths:
            return {}
        column = self._reader.column_reader(_WORDS)
        words = (bytes(column[doc]).decode().split() for doc in self._paths)
        return Counter(chain.from_iterable(words))

    def close(self) -> None:
        """Give files back."""
        self._reader.close()
        self._index.close()

    def _read(self) -> None:
        """Open the index as it is now."""
        self._reader = self._index.reader()
        self._in_order: Mapping[int, bytes] | None = None
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
        self._frequency = lru_cache(maxsize=_FREQUENCIES)(self._counted)
        self._deleted = self._terms_of_deleted() if self._reader.has_deletions() else Counter()

    def _counted(self, term: str) -> int:
        return int(self._reader.doc_frequency(_TERMS, term)) - self._deleted[term]

    def _terms_of_deleted(self) -> Counter[str]:
        """By term, the deleted documents that have it: Whoosh counts them, too."""
        deleted = [
            base + doc
            for reader, base in self._reader.leaf_readers()
            for doc in range(reader.doc_count_all())
            if reader.is_deleted(doc)
        ]
        texts = self._reader.column_reader(_TEXTS) if deleted else {}
        return Counter(
            chain.from_iterable(set(bytes(texts[doc]).decode().split()) for doc in deleted)
        )

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
        terms = {term for term in phrase if term}
        if len(phrase) == 1:
            return self._postings(phrase[0])
        shared = set(self._paths).intersection(*(self._weights((term,)) for term in terms))
        times = _counter(phrase)
        texts = self._texts
        counts = {doc: times(texts[doc]) for doc in sorted(shared)}
        return {doc: float(count) for doc, count in counts.items() if count}

    @property
    def _texts(self) -> Mapping[int, bytes]:
        """By document, its terms in order; read when the first phrase is looked for."""
        if self._in_order is None:
            column = self._reader.column_reader(_TEXTS) if self._paths else {}
            self._in_order = {doc: bytes(column[doc]) for doc in self._paths}
        return self._in_order

    def _postings(self, term: str) -> Mapping[int, float]:
        return {
            base + doc: weight
            for reader, base in self._reader.leaf_readers()
            for doc, weight in _postings(reader, term)
            if base + doc in self._paths
        }


def _postings(reader: Any, term: str) -> Iterator[tuple[int, float]]:
    """Documents of one segment that have a term, with weights; deleted ones among them.

    Whoosh hands them out one by one, which takes ten times as long as reading a block of them does.
    """
    try:
        matcher = reader.postings(_TERMS, term)
    except TermNotFound:
        return
    leaf = getattr(matcher, "child", matcher)  # what filters deleted documents stands around it
    leaf.reset()
    while leaf.is_active():
        leaf.id(), leaf.weight()  # each reads its part of the block
        yield from zip(leaf._ids, leaf._weights, strict=True)  # noqa: SLF001 (see above)
        leaf._next_block()  # noqa: SLF001


def _in_order(document: SearchDocument) -> bytes:
    """The terms of a document as they follow each other, to find phrases in."""
    lines = ("".join(f" {term} " for term in terms) for _, terms in document.texts)
    return "\n".join(lines).encode()


def _counter(phrase: tuple[str, ...]) -> Callable[[bytes], int]:
    """Counts a phrase in what ``_in_order`` made."""
    if all(phrase):
        wanted = "".join(f" {term} " for term in phrase).encode()
        return lambda text: text.count(wanted)
    parts = (re.escape(term) if term else r"\S*" for term in phrase)
    pattern = re.compile("".join(f" {part} " for part in parts).encode())
    return lambda text: len(pattern.findall(text))


def stop_words(language: str) -> frozenset[str]:
    """Words that say nothing in a language, from the Snowball project; none of an unknown one."""
    return frozenset(stoplists.get(language, ()))


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
