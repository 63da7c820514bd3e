"""The little that a store needs of a database, so that one text of SQL serves several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

Row = tuple[Any, ...]


class Session(Protocol):
    """A transaction."""

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run a statement with ``?`` for values, and say how many rows it touched."""
        ...

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> int:
        """Run a statement for each of the rows, and say how many rows all touched."""
        ...

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """The rows that a query finds."""
        ...


class Database(Protocol):
    """An open database."""

    types: dict[str, str]
    """What this database calls ``{blob}``, ``{key}``, ``{text}`` … in a definition of a table."""

    def reading(self) -> AbstractContextManager[Session]:
        """A transaction that sees one state of the data."""
        ...

    def writing(self) -> AbstractContextManager[Session]:
        """A transaction that writes all or nothing.

        Raises:
            StoreBusyError: When the database can't be written now, and could be later.
        """
        ...

    def close(self) -> None:
        """Give the database back."""
        ...
