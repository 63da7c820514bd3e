"""Totals of other systems in a store: beside the events, and never among them."""

from __future__ import annotations

import json
from collections import defaultdict

from hub.usage.imported import Count, Covered, ImportedUsage, Place
from hub.usage.store.database import Row, Session
from hub.usage.store.names import Names
from hub.usage.store.records import day_of, number_of

_IMPORT = """INSERT INTO imports (source, format, digest, audience, first_day, last_day, read_rows,
    rejected, left_out, covered) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_REPLACED = """DELETE FROM imported WHERE first_day >= ? AND last_day <= ? AND import IN (
    SELECT number FROM imports WHERE source = ? AND audience = ? AND covered IS NULL)"""
_NUMBER = "SELECT number FROM imports WHERE source = ? AND audience = ? AND digest = ?"


def add_import(imported: ImportedUsage, names: Names, session: Session) -> None:
    """Keep the totals of a file.

    Args:
        imported: What was counted; a file that was kept already is kept no second time.
        names: Gives pages their numbers.
        session: A transaction that may write.
    """
    key = (imported.source, imported.audience, imported.digest)
    if session.rows(_NUMBER, key):
        return
    first, last = number_of(imported.first), number_of(imported.last)
    if imported.covered is None:
        session.run(_REPLACED, (first, last, imported.source, imported.audience))
    session.run(_IMPORT, _import_row(imported, first, last))
    ((number,),) = session.rows(_NUMBER, key)
    pages = {place.page for place in imported.counts} | set(imported.people or ())
    known = names.numbers(pages, session)
    session.run_many(
        "INSERT INTO imported VALUES (?, ?, ?, ?, ?, ?)",
        [
            (number, number_of(at.first), number_of(at.last), known[at.page], it.views, it.visitors)
            for at, it in imported.counts.items()
        ],
    )
    session.run_many(
        "INSERT INTO imported_people VALUES (?, ?, ?)",
        [(number, known[page], people) for page, people in (imported.people or {}).items()],
    )


def _import_row(imported: ImportedUsage, first: int, last: int) -> tuple[object, ...]:
    covered = imported.covered
    stretch = covered and json.dumps([covered.first, covered.last, sorted(covered.edges)])
    left_out = json.dumps(dict(imported.left_out), sort_keys=True)
    return (
        imported.source,
        imported.format,
        imported.digest,
        imported.audience,
        first,
        last,
        imported.read,
        imported.rejected,
        left_out,
        stretch,
    )


def imports(session: Session) -> list[ImportedUsage]:
    """All files that were imported, with what they counted, in the order of their import."""
    names = Names.known(session)
    counts: dict[int, dict[Place, Count]] = defaultdict(dict)
    for number, first, last, page, views, visitors in session.rows("SELECT * FROM imported"):
        counts[number][Place(day_of(first), day_of(last), names[page])] = Count(views, visitors)
    people: dict[int, dict[str, int]] = defaultdict(dict)
    for number, page, count in session.rows("SELECT * FROM imported_people"):
        people[number][names[page]] = count
    found = session.rows("SELECT * FROM imports ORDER BY number")
    return [_imported(row, counts[row[0]], people[row[0]]) for row in found]


def _imported(row: Row, counts: dict[Place, Count], people: dict[str, int]) -> ImportedUsage:
    _, source, format_, digest, audience, first, last, read, rejected, left_out, covered = row
    return ImportedUsage(
        source=source,
        format=format_,
        digest=digest,
        audience=audience,
        first=day_of(first),
        last=day_of(last),
        counts=counts,
        people=people or None,
        covered=_covered(covered),
        read=read,
        rejected=rejected,
        left_out=json.loads(left_out),
    )


def _covered(written: str | None) -> Covered | None:
    if written is None:
        return None
    first, last, edges = json.loads(written)
    return Covered(first, last, frozenset(edges))
