"""Tables for spreadsheets, as CSV and XLSX, in which no cell is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter  # type: ignore[import-untyped]  # it has none

Cell = str | int | float | bool | None
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The last four are full-width signs, which some programs read as the usual ones."""


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as CSV; a text that a spreadsheet would take for a formula gets an apostrophe.

    Args:
        headings: The first row.
        rows: The others; None is an empty cell.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in (headings, *rows):
        writer.writerow([_neutral(cell) for cell in row])
    return out.getvalue()


def as_xlsx(headings: Sequence[str], rows: Iterable[Sequence[Cell]], title: str) -> bytes:
    """A table as an Excel workbook; texts are texts whatever they begin with.

    Args:
        headings: The first row.
        rows: The others; None is an empty cell.
        title: The sheet's name, at most 31 characters.
    """
    out = io.BytesIO()

    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(title)
        bold = book.add_format({"bold": True})
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, bool):
                    sheet.write_boolean(number, column, cell)
                elif isinstance(cell, int | float):
                    sheet.write_number(number, column, cell)
                elif cell is not None:
                    sheet.write_string(number, column, cell)
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def _neutral(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_BEGINS_A_FORMULA):
        return "'" + cell
    return cell
