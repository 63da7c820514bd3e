"""Small handbooks with a path, judged for one audience."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import TOM, TWO_SIDES, Handbook, page

REVIEWED = {"last": "2026-01-05", "by": "tom"}
STEPS = [
    {"page": "SOP-001", "due_day": 2, "minutes": 30},
    {"page": "sops/inner.md", "due_day": 9, "minutes": 1000},
    {"page": "faqs/ask.md", "required": False, "due_day": 4, "minutes": 15},
    "SOP-404",
    {"page": "sops/late.md", "minutes": 5},
]


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    """A path of four pages, of which the client may see three."""
    book = Handbook(tmp_path / "handbook", TWO_SIDES)
    book.write("index.md", page("Home", "[path](paths/start.md)"))
    book.write("sops/refund.md", page("Refund", "Pay.", id="SOP-001", version="3.1"))
    book.write("sops/inner.md", page("Inner", "Quokka.", audience="vendor"))
    book.write("faqs/ask.md", page("Ask", "Ask.", review=REVIEWED))
    book.write("sops/late.md", page("Late", "Late.", review={**REVIEWED, "every": "1 month"}))
    book.write("paths/start.md", page("Start", "Begin.", id="PATH-001", steps=STEPS))
    return book.commit(TOM)
