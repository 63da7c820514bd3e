"""A small library and files to import, without a disk where that will do."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hub.content.library import Library
from hub.usage.imported import Covered, ImportedUsage
from hub.usage.imports.addresses import PageAddresses
from hub.usage.imports.importing import Outcome, Wanted, import_file
from hub.usage.imports.packed import GivenFile
from hub.usage.imports.rejects import Rejects
from tests.builders import TWO_SIDES, Handbook, page

TODAY = dt.date(2026, 6, 15)
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0"


class Shelf:
    """Keeps imports in memory, as the store keeps them on disk."""

    def __init__(self) -> None:
        self.kept: list[ImportedUsage] = []

    def covered(self, source: str, audience: str) -> Sequence[Covered]:
        return [one.covered for one in self._of(source, audience) if one.covered]

    def is_known(self, digest: str, source: str, audience: str) -> bool:
        return any(one.digest == digest for one in self._of(source, audience))

    def add(self, imported: ImportedUsage) -> None:
        self.kept.append(imported)

    def _of(self, source: str, audience: str) -> list[ImportedUsage]:
        return [one for one in self.kept if (one.source, one.audience) == (source, audience)]

    def views(self) -> dict[str, int]:
        """Views by day and page, over all that is kept."""
        found: dict[str, int] = {}
        for one in self.kept:
            for place, count in one.counts.items():
                key = f"{place.first} {place.page}"
                found[key] = found.get(key, 0) + count.views
        return found


@cache
def library() -> Library:
    """A front page, a procedure, a page with an umlaut, and one for the vendor only."""
    with TemporaryDirectory() as folder:
        book = Handbook(Path(folder), TWO_SIDES, git=False)
        book.write("index.md", page("Home", "Hello."))
        book.write("sops/refund.md", page("Refund", "Once.", id="SOP-001"))
        book.write("faqs/index.md", page("Answers", "Some."))
        book.write("faqs/größen.md", page("Sizes", "Many."))
        book.write("sops/bonus.md", page("Bonus", "Pay.", audience=["vendor"]))
        return book.open().library


def imported(
    content: bytes | Path, book: Shelf | None = None, *, site: str = "", **wanted: Any
) -> tuple[Outcome, Rejects]:
    """Import what comes through a pipe, or a file."""
    book = Shelf() if book is None else book
    rejects = Rejects(io.BytesIO())
    name = "-" if isinstance(content, bytes) else str(content)
    given = GivenFile(name, io.BytesIO(content if isinstance(content, bytes) else b""))
    side = wanted.get("audience", "")
    pages = library().for_audience(side) if side else library()
    addresses = PageAddresses(pages, site, side)
    outcome = import_file(given, Wanted(today=TODAY, **wanted), addresses, book, rejects)
    return outcome, rejects


def line(
    target: str = "/sops/refund/",
    *,
    at: str = "10/Jun/2026:13:55:36 +0000",
    client: str = "203.0.113.9",
    agent: str = BROWSER,
    method: str = "GET",
    status: int = 200,
) -> str:
    """A line of a combined log."""
    return f'{client} - - [{at}] "{method} {target} HTTP/1.1" {status} 2326 "-" "{agent}"'
