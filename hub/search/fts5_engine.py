"""The search engine over SQLite's FTS5, which comes with Python.

FTS5 scores with BM25 as well, with its own saturation (k1 = 1.2, b = 0.75), and each place where a
word can stand is a column with the weight of that place.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from hub.errors import Problem, SearchError
from hub.search.document import WEIGHTS, SearchDocument

_REMEMBERED, _FREQUENCIES = 2_000, 50_000
_PATIENCE = 5.0
"""Seconds for which a writer waits for another."""
_ANY = "_"
"""Stands for a word that says nothing, so that phrases keep their distance."""
_COLUMNS = ", ".join(WEIGHTS)
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS documents (
    number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, digest TEXT NOT NULL,
    profile TEXT NOT NULL, words TEXT NOT NULL
);
CREATE VIRTUAL TABLE IF NOT EXISTS terms USING fts5(
    {_COLUMNS}, tokenize = "unicode61 tokenchars '{_ANY}'"
);
CREATE VIRTUAL TABLE IF NOT EXISTS frequencies USING fts5vocab(terms, row);
"""
_MATCHING = f"""SELECT documents.path, -bm25(terms, {", ".join(map(str, WEIGHTS.values()))})
    FROM terms JOIN documents ON documents.number = terms.rowid WHERE terms MATCH ?"""  # noqa: S608 (our own names)
_INSERT = f"INSERT INTO terms (rowid, {_COLUMNS}) VALUES (?{', ?' * len(WEIGHTS)})"  # noqa: S608 (our own names)


class Fts5Engine:
    """An index in a SQLite file.

    Args:
        folder: Where the file is; made if it is not there.

    Raises:
        SearchError: When it can't be used.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(
                folder / "search.db",
                timeout=_PATIENCE,
                isolation_level=None,
                check_same_thread=False,
            )
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.executescript(_SCHEMA)
        except (OSError, sqlite3.OperationalError) as error:
            raise self._refusal(error) from error
        self._forget()

    def digests(self) -> Mapping[str, str]:
        """By path, the digest of each document that is kept."""
        return dict(self._connection.execute("SELECT path, digest FROM documents"))

    def update(self, documents: Iterable[SearchDocument], gone: Collection[str]) -> None:
        """Take in documents and forget others, all of it or nothing."""
        with self._writing():
            for path in gone:
                self._delete(path)
            for one in documents:
                self._delete(one.path)
                self._insert(one)
        self._forget()

    def contributions(self, phrase: tuple[str, ...]) -> Mapping[str, float]:
        """What a term, or terms in this order, add to the score of each document: BM25."""
        return self._contributions(phrase)

    def frequency(self, term: str) -> int:
        """In how many documents a term is."""
        return self._frequency(term)

    def count(self) -> int:
        """How many documents there are."""
        ((count,),) = self._connection.execute("SELECT COUNT(*) FROM documents")
        return int(count)

    def profile(self, path: str) -> Mapping[str, float]:
        """The terms that take most of a document, with their share of it."""
        row = self._connection.execute("SELECT profile FROM documents WHERE path = ?", (path,))
        found: dict[str, float] = json.loads(next(row, ("{}",))[0])
        return found

    def vocabulary(self) -> Mapping[str, int]:
        """Every word as it is written, folded, with the number of documents that have it."""
        found: dict[str, int] = defaultdict(int)
        for (words,) in self._connection.execute("SELECT words FROM documents"):
            for word in words.split():
                found[word] += 1
        return dict(found)

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def _forget(self) -> None:
        """Ask the database again."""
        self._contributions = lru_cache(maxsize=_REMEMBERED)(self._scored)
        self._frequency = lru_cache(maxsize=_FREQUENCIES)(self._counted)

    def _counted(self, term: str) -> int:
        row = self._connection.execute("SELECT doc FROM frequencies WHERE term = ?", (term,))
        return int(next(row, (0,))[0])

    def _scored(self, phrase: tuple[str, ...]) -> Mapping[str, float]:
        said = " ".join(term or _ANY for term in phrase).replace('"', '""')
        return dict(self._connection.execute(_MATCHING, (f'"{said}"',)))

    def _insert(self, one: SearchDocument) -> None:
        values = (one.path, one.digest, json.dumps(one.profile()), " ".join(sorted(one.words)))
        insert = "INSERT INTO documents (path, digest, profile, words) VALUES (?, ?, ?, ?)"
        number = self._connection.execute(insert, values).lastrowid
        columns: dict[str, list[str]] = {name: [] for name in WEIGHTS}
        for where, terms in one.texts:
            columns[where] += [*(term or _ANY for term in terms), _ANY, _ANY]
        self._connection.execute(_INSERT, (number, *map(" ".join, columns.values())))

    def _delete(self, path: str) -> None:
        row = self._connection.execute("SELECT number FROM documents WHERE path = ?", (path,))
        for (number,) in row.fetchall():
            self._connection.execute("DELETE FROM terms WHERE rowid = ?", (number,))
            self._connection.execute("DELETE FROM documents WHERE number = ?", (number,))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise self._refusal(error) from error

    def _refusal(self, error: Exception) -> SearchError:
        found = f"the search index can't be used: {error}"
        return SearchError(Problem(path=self._folder.name, rule="search-index", found=found))
