"""Claim: any query is answered within 50 ms (p95) at 5,000 pages, an edited page found within 1 s.

Peers, in the same run: SQLite's FTS5 alone, Tantivy and bm25s (``pip install tantivy bm25s``; those
that are missing are left out). Ours is asked as a reader asks it, with corrections, feedback,
facets and passages; peers match any of the words and rank, ten results each. Every contender runs
in a process of its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import multiprocessing
import os
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from hub.app import open_hub
from hub.config.machine import CACHE_VARIABLE
from hub.search.opening import EngineName
from hub.search.query import parse_query

_SYLLABLES = tuple(first + second for first in "bklmrt" for second in "aeiou")
_VOCABULARY, _WORDS_A_PAGE = 20_000, 300
_QUERIES, _EDITS = 60, 5
_FOLDERS = ("sops", "faqs", "decisions", "lessons", "guides")
_LIMIT, _FOUND_IN = 50.0, 1_000.0
Text = tuple[str, str, str]
"""Name, title and body."""
Search = Callable[[str], Sequence[str]]


@dataclass
class Measured:
    """What one contender cost."""

    name: str
    pages: int
    build: float = 0.0
    """Seconds."""
    update: float = 0.0
    """Milliseconds from an edit of one page until it is found; the median of five edits."""
    index: float = 0.0
    """MiB on the disk; 0 where it has no files."""
    memory: float = 0.0
    """MiB of the process at most."""
    p50: dict[str, float] = field(default_factory=dict)
    p95: dict[str, float] = field(default_factory=dict)
    """Milliseconds by kind of query."""


def texts(pages: int, seed: int) -> list[Text]:
    """Pages of words whose frequencies follow Zipf's law."""
    chance = random.Random(seed)  # noqa: S311 (words are invented, and nothing guarded)
    words = [
        "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(_VOCABULARY)
    ]
    weights = [1 / rank for rank in range(1, _VOCABULARY + 1)]
    drawn = chance.choices(words, weights, k=pages * (_WORDS_A_PAGE + 5))
    found = []
    for number in range(pages):
        own = drawn[number * (_WORDS_A_PAGE + 5) :][: _WORDS_A_PAGE + 5]
        found.append((f"page-{number}", " ".join(own[:5]), " ".join(own[5:])))
    return found


def queries(of: Sequence[Text], seed: int) -> dict[str, list[str]]:
    """Queries of each kind, whose words are on some page."""
    chance = random.Random(seed + 1)  # noqa: S311 (as above)
    pages = [body.split() for _, _, body in chance.choices(of, k=_QUERIES)]
    places = [chance.randrange(len(page) - 3) for page in pages]
    rows = [page[at : at + 3] for page, at in zip(pages, places, strict=True)]
    return {
        "one word": [row[0] for row in rows],
        "two words": [" ".join(row[:2]) for row in rows],
        "three words": [" ".join(row) for row in rows],
        "phrase": [f'"{row[0]} {row[1]}"' for row in rows],
        "200 characters": [" ".join(page)[:200] for page in pages],
        "typo": [f"{row[0][:-2]}{row[0][-1]}x {row[1]}" for row in rows],
    }


class Peer:
    """What every contender does; ``prepare`` is not measured."""

    def prepare(self, of: Sequence[Text]) -> None:
        """Get pages to where the contender takes them from."""


class Ours(Peer):
    """Hub's search, whole: corrections, feedback, facets and passages, over one of its engines."""

    def __init__(self, engine: EngineName, folder: Path) -> None:
        self._folder = folder / "content"
        os.environ[CACHE_VARIABLE] = str(folder / "cache")
        self._folder.mkdir()
        (folder / "hub.yml").write_text(f"search: {{engine: {engine}}}\n", encoding="utf-8")

    def prepare(self, of: Sequence[Text]) -> None:
        """Write pages and read the hub; whoever edits a page waits for the site as well."""
        for name, title, body in of:
            number = int(name.rpartition("-")[2])
            path = self._folder / _FOLDERS[number % len(_FOLDERS)] / f"{name}.md"
            path.parent.mkdir(exist_ok=True)
            tags = f"tags: [area-{number % 12}, topic-{number % 40}]"
            text = f"---\ntitle: {title}\n{tags}\n---\n\n# {title}\n\n{_paragraphs(body)}\n"
            path.write_text(text, encoding="utf-8")
        today = dt.datetime.now(dt.UTC).date()
        self._hub = open_hub(content=self._folder, start=self._folder, today=today)
        self._hub.assess(None)

    def build(self, _: Sequence[Text]) -> None:
        """Bring the index up to date and open it."""
        self._searcher = self._hub.searcher(None)

    def search(self, text: str) -> list[str]:
        """Names of the best pages."""
        found = self._searcher.search(parse_query(text)).results
        return [Path(one.page.path).stem for one in found]


def _paragraphs(body: str) -> str:
    """A page's text in sentences and sections."""
    words = body.split()
    sentences = [" ".join(words[at : at + 15]).capitalize() for at in range(0, len(words), 15)]
    return "\n\n".join(
        f"## {sentences[at]}\n\n{'. '.join(sentences[at + 1 : at + 5])}."
        for at in range(0, len(sentences), 5)
    )


class Fts5(Peer):
    """SQLite's FTS5 with its own stemmer and score."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "fts.db")
        self._database.execute(
            "CREATE VIRTUAL TABLE pages USING fts5(name UNINDEXED, title, body, "
            "tokenize = 'porter unicode61')"
        )

    def build(self, of: Sequence[Text]) -> None:
        """Take in pages."""
        with self._database:
            self._database.executemany("DELETE FROM pages WHERE name = ?", [(of[0][0],)])
            self._database.executemany("INSERT INTO pages VALUES (?, ?, ?)", of)

    def search(self, text: str) -> list[str]:
        """Names of the best pages."""
        said = text if text.startswith('"') else " OR ".join(f'"{word}"' for word in text.split())
        sql = "SELECT name FROM pages WHERE pages MATCH ? ORDER BY bm25(pages, 0, 2.5, 1) LIMIT 10"
        return [name for (name,) in self._database.execute(sql, (said,))]


class Tantivy(Peer):
    """Tantivy, a library in Rust."""

    def __init__(self, folder: Path) -> None:
        import tantivy  # noqa: PLC0415 (a peer that may be missing)

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("name", stored=True, tokenizer_name="raw")
        builder.add_text_field("title", tokenizer_name="en_stem")
        builder.add_text_field("body", tokenizer_name="en_stem")
        self._document = tantivy.Document
        self._index = tantivy.Index(builder.build(), path=str(folder))

    def build(self, of: Sequence[Text]) -> None:
        """Take in pages."""
        writer = self._index.writer()
        if len(of) == 1:
            writer.delete_documents("name", of[0][0])
        for name, title, body in of:
            writer.add_document(self._document(name=[name], title=[title], body=[body]))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, text: str) -> list[str]:
        """Names of the best pages."""
        query = self._index.parse_query(text, ["title", "body"])
        hits = self._searcher.search(query, 10).hits
        return [self._searcher.doc(address)["name"][0] for _, address in hits]


class Bm25s(Peer):
    """bm25s, which keeps every score in memory and is built anew for each change."""

    def __init__(self, _: Path) -> None:
        import bm25s  # noqa: PLC0415 (a peer that may be missing)

        self._library = bm25s
        self._texts: dict[str, str] = {}

    def build(self, of: Sequence[Text]) -> None:
        """Take in pages."""
        self._texts |= {name: f"{title} {body}" for name, title, body in of}
        self._names = list(self._texts)
        tokens = self._library.tokenize(list(self._texts.values()), show_progress=False)
        self._index = self._library.BM25()
        self._index.index(tokens, show_progress=False)

    def search(self, text: str) -> list[str]:
        """Names of the best pages."""
        tokens = self._library.tokenize([text], show_progress=False)
        found, _ = self._index.retrieve(tokens, k=10, show_progress=False)
        return [self._names[number] for number in found[0]]


_CONTENDERS: dict[str, Callable[[Path], Any]] = {
    "hub, Whoosh": lambda folder: Ours("whoosh", folder),
    "hub, FTS5": lambda folder: Ours("fts5", folder),
    "SQLite FTS5": Fts5,
    "Tantivy": Tantivy,
    "bm25s": Bm25s,
}


def measured(name: str, pages: int, seed: int) -> Measured | None:
    """Measure a contender in this process; None where it is not installed."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            contender = _CONTENDERS[name](Path(folder))
        except ImportError:
            return None
        given, found = texts(pages, seed), Measured(name, pages)
        contender.prepare(given)
        start = time.perf_counter()
        contender.build(given)
        found.build = time.perf_counter() - start
        for kind, asked in queries(given, seed).items():
            took = [_timed(contender.search, text) for text in asked]
            took.sort()
            found.p50[kind] = took[len(took) // 2]
            found.p95[kind] = took[int(len(took) * 0.95)]
        found.update = statistics.median(_edited(contender, number) for number in range(_EDITS))
        files = [it for it in Path(folder).rglob("*") if it.is_file() and it.suffix != ".md"]
        found.index = sum(file.stat().st_size for file in files) / 2**20
        found.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return found


def _edited(contender: Any, number: int) -> float:
    """Milliseconds until an edit of one page is found."""
    edited = [(f"page-{number}", "Zyzzyva", f"xylophone{number}")]
    contender.prepare(edited)
    start = time.perf_counter()
    contender.build(edited)
    while f"page-{number}" not in contender.search(f"xylophone{number}"):
        time.sleep(0.001)
    return (time.perf_counter() - start) * 1000


def _timed(search: Search, text: str) -> float:
    start = time.perf_counter()
    with suppress(ValueError):  # a query that a peer's parser doesn't take
        search(text)
    return (time.perf_counter() - start) * 1000


def _child(name: str, pages: int, seed: int, into: Any) -> None:
    into.send(measured(name, pages, seed))


def _apart(name: str, pages: int, seed: int) -> Measured | None:
    ours, theirs = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_child, args=(name, pages, seed, theirs))
    process.start()
    found: Measured | None = ours.recv()
    process.join()
    return found


def main() -> None:
    """Measure every contender at every size, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[1_000, 5_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = [
        one
        for pages in options.pages
        for name in _CONTENDERS
        if (one := _apart(name, pages, options.seed)) is not None
    ]
    if options.json:
        print(json.dumps([asdict(one) for one in found], indent=2))
        return
    for one in found:
        print(
            f"{one.name:12} {one.pages:>6,} pages  build {one.build:6.1f} s  "
            f"update {one.update:7.0f} ms  index {one.index:6.1f} MiB  memory {one.memory:5.0f} MiB"
        )
        for kind in one.p50:
            print(f"    {kind:12} p50 {one.p50[kind]:7.1f} ms  p95 {one.p95[kind]:7.1f} ms")
    ours = [one for one in found if one.name == "hub, Whoosh"][-1]
    worst = max(ours.p95.values())
    for what, value, limit in (("p95", worst, _LIMIT), ("an edit found", ours.update, _FOUND_IN)):
        met = "met" if value <= limit else "missed"
        print(f"{what} at {ours.pages:,} pages: {value:.0f} ms, target {limit:.0f}: {met}")


if __name__ == "__main__":
    main()
