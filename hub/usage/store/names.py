"""Names as numbers: a page's path takes many bytes, and a million events have few of them."""

from __future__ import annotations

from collections.abc import Collection

from hub.usage.store.database import Session


class Names:
    """The numbers of names, as far as they were asked for."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def forget(self) -> None:
        """Ask the database again; what was learnt in a transaction that failed may not be there."""
        self._known.clear()

    def numbers(self, names: Collection[str], session: Session) -> dict[str, int]:
        """The number of each name; new ones get one.

        Args:
            names: Paths, organisations and versions.
            session: A transaction that may write.
        """
        missing = sorted({name for name in names if name not in self._known})
        if missing:
            session.run_many(
                "INSERT INTO names (name) VALUES (?) ON CONFLICT DO NOTHING",
                [(name,) for name in missing],
            )
            for name in missing:
                ((number,),) = session.rows("SELECT number FROM names WHERE name = ?", (name,))
                self._known[name] = number
        return self._known

    @staticmethod
    def known(session: Session) -> dict[int, str]:
        """All names by number."""
        return {int(row[0]): row[1] for row in session.rows("SELECT number, name FROM names")}
