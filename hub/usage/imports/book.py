"""Where imported totals are kept: what an import asks of whoever keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from hub.usage.imported import Covered, ImportedUsage
from hub.usage.store.store import UsageStore


class ImportBook(Protocol):
    """Keeps what was imported."""

    def covered(self, source: str, audience: str) -> Sequence[Covered]:
        """The stretches of time for which logs of a source have been counted."""

    def is_known(self, digest: str, source: str, audience: str) -> bool:
        """Whether this very file has been imported from this source."""

    def add(self, imported: ImportedUsage) -> None:
        """Keep a file's totals, all or nothing.

        Those without a covered stretch replace what was there for the same days of the same
        source and audience.
        """


class StoredBook:
    """The book of an event store.

    Args:
        store: Where imported totals are kept.
    """

    def __init__(self, store: UsageStore) -> None:
        self._store = store

    def covered(self, source: str, audience: str) -> Sequence[Covered]:
        """The stretches that are counted."""
        return [one.covered for one in self._of(source, audience) if one.covered]

    def is_known(self, digest: str, source: str, audience: str) -> bool:
        """Whether this very file has been imported."""
        return any(one.digest == digest for one in self._of(source, audience))

    def add(self, imported: ImportedUsage) -> None:
        """Keep a file's totals, all or nothing."""
        self._store.add_import(imported)

    def _of(self, source: str, audience: str) -> list[ImportedUsage]:
        same = (source, audience)
        return [one for one in self._store.imports() if (one.source, one.audience) == same]


class Rehearsal:
    """A book in which nothing stays, so that a dry run of several files sees what it would do.

    Args:
        book: What has been imported; None where there is nothing yet.
    """

    def __init__(self, book: ImportBook | None = None) -> None:
        self._book = book
        self.added: list[ImportedUsage] = []
        """What would have been kept."""

    def covered(self, source: str, audience: str) -> Sequence[Covered]:
        """The stretches that are counted, those of this rehearsal included."""
        before = self._book.covered(source, audience) if self._book is not None else ()
        return [*before, *(one.covered for one in self._of(source, audience) if one.covered)]

    def is_known(self, digest: str, source: str, audience: str) -> bool:
        """Whether this very file has been imported, or was in this rehearsal."""
        if any(one.digest == digest for one in self._of(source, audience)):
            return True
        return self._book is not None and self._book.is_known(digest, source, audience)

    def add(self, imported: ImportedUsage) -> None:
        """Remember a file's totals until the end of this run."""
        self.added.append(imported)

    def _of(self, source: str, audience: str) -> list[ImportedUsage]:
        return [one for one in self.added if (one.source, one.audience) == (source, audience)]
