"""No cell of a spreadsheet is a formula."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest

from hub.report.spreadsheet import as_csv, as_xlsx

_ATTACKS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "  =1",
    '=HYPERLINK("http://x")',
    "\uff1d1",
]


@pytest.mark.parametrize("attack", _ATTACKS)
def test_a_formula_becomes_a_text_in_csv(attack: str) -> None:
    text = as_csv(["name", "reads"], [[attack, -5]])
    _, row = list(csv.reader(io.StringIO(text, newline="")))
    assert row == ["'" + attack, "-5"]


@pytest.mark.parametrize("attack", _ATTACKS)
def test_a_formula_becomes_a_text_in_a_workbook(attack: str) -> None:
    data = as_xlsx(["name", "reads"], [[attack, -5]], "Uptake")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
        assert "xl/worksheets/_rels/sheet1.xml.rels" not in book.namelist()
    assert "<f>" not in sheet
    assert re.search(r'<c r="A2"[^>]* t="s">', sheet)
    assert re.search(r'<c r="B2"[^>]*><v>-5</v>', sheet)
    assert "1" in texts or "x" in texts


def test_nothing_known_is_an_empty_cell() -> None:
    assert as_csv(["a", "b"], [[None, 0]]) == "a,b\r\n,0\r\n"
