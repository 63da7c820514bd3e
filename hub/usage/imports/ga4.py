"""Google Analytics 4: the pages report as CSV, in the languages in which people see it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hub.usage.imports.left_out import LeftOut
from hub.usage.imports.packed import Member
from hub.usage.imports.requests import Reject
from hub.usage.imports.rows import COLUMNS, NO_NUMBER, Period, Row, stated
from hub.usage.imports.tables import column, day, number, raw, table_rows, text_lines

PAGE = (
    *("page path and screen class", "page path", "page path + query string", "page location"),
    *("seitenpfad und bildschirmklasse", "seitenpfad"),
    *("chemin de la page et classe de l'écran", "chemin de la page et classe d'écran"),
    *("chemin de la page", "ruta de página y clase de pantalla", "ruta de la página"),
    *("ruta de acceso a la página y clase de pantalla", "caminho da página e classe de tela"),
    *("caminho da página e classe da tela", "caminho da página e classe do ecrã"),
    "caminho da página",
)
VIEWS = ("views", "screen page views", "aufrufe", "vues", "vistas", "visualizações")
_VISITORS = (
    *("active users", "total users", "users", "aktive nutzer", "nutzer insgesamt", "nutzer"),
    *("utilisateurs actifs", "nombre total d'utilisateurs", "utilisateurs", "usuarios activos"),
    *("total de usuarios", "usuarios", "usuários ativos", "utilizadores ativos"),
    *("total de usuários", "usuários"),
)
_DAYS = ("date", "datum", "fecha", "data", "jour")
_TOTALS = frozenset(
    {
        *("", "total", "totals", "grand total", "gesamt", "summe", "gesamtsumme", "total général"),
        *("totaux", "total general", "totales", "total geral", "totais"),
    }
)
_COMMENT_DAY = re.compile(r"(?<!\d)(20\d{2}-?[01]\d-?[0-3]\d)(?!\d)")


@dataclass(slots=True)
class _Comments:
    """The days that the comments above the table name."""

    days: list[dt.date]

    def without(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines that are no comments."""
        for line in lines:
            if line.lstrip('\ufeff "').startswith("#"):
                self.days += [day(written) for written in _COMMENT_DAY.findall(line)]
            else:
                yield line

    def period(self, named: Period | None, file: str) -> Period:
        if len(self.days) >= 2:  # noqa: PLR2004 (a first and a last day)
            return Period(min(self.days), max(self.days))
        return stated(named, file)


def read_ga4(members: Iterable[Member], period: Period | None, reject: Reject) -> Iterator[Row]:
    """Read the report, and pass over its comments, totals and further tables.

    Args:
        members: The CSV file.
        period: The days it covers, where its comments don't say them.
        reject: Told rows that can't be read.

    Raises:
        ConfigError: When nobody says the period.
    """
    for member in members:
        comments = _Comments([])
        rows = table_rows(comments.without(text_lines(member.chunks)), reject)
        yield from _read(rows, comments, period, member.name, reject)


def _read(
    rows: Iterable[list[str]], comments: _Comments, named: Period | None, file: str, reject: Reject
) -> Iterator[Row]:
    head: Sequence[str] = ()
    page = views = visitors = on = None
    for row in rows:
        found = column(row, PAGE), column(row, VIEWS)
        if None not in found:
            head, (page, views) = row, found
            visitors, on = column(row, _VISITORS), column(row, _DAYS)
        elif page is None or views is None:
            continue  # a table of something else stands above the pages
        elif len(row) != len(head):
            reject(raw(row), COLUMNS)
        elif row[page].strip().casefold() in _TOTALS:
            whole = Period(dt.date.min, dt.date.min)
            yield Row(period=whole, page="", views=0, left_out=LeftOut.TOTAL)
        else:
            try:
                seen = number(row[views])
                people = number(row[visitors]) if visitors is not None else None
                when = Period(day(row[on]), day(row[on])) if on is not None else None
            except ValueError:
                reject(raw(row), NO_NUMBER)
                continue
            when = when or comments.period(named, file)
            yield Row(period=when, page=row[page], views=seen, visitors=people)
