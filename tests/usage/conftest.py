"""A handbook that tickets cite."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import ANA, PRIYA, TWO_SIDES, Handbook, page


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    """One page was there in January, one came in June; one is for the vendor only."""
    book = Handbook(tmp_path / "handbook", TWO_SIDES)
    book.write("index.md", page("Home", "Hello.", id="start"))
    book.write("glossary.md", page("Glossary", "Words."))
    book.write("sops/issue-a-refund.md", page("Issue a refund", "Once.", id="SOP-001"))
    book.write("sops/bonus.md", page("Bonus", "Pay.", id="SOP-009", audience=["vendor"]))
    book.commit(ANA, "2026-01-05")
    book.write("faqs/refunds.md", page("Refunds", "Five days.", id="FAQ-001"))
    return book.commit(PRIYA, "2026-06-01")
