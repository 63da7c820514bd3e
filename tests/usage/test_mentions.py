"""Which pages a text mentions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from hub.usage.mentions import Mentions
from tests.builders import Handbook

CASES: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "mentions.yaml").read_text(encoding="utf-8")
)
SITES = {"anywhere": "", "on the site": "https://hub.acme.example/client/"}


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, cases in CASES.items() for name in cases]
)
def test_pages_are_found(book: Handbook, kind: str, name: str) -> None:
    case = CASES[kind][name]
    found = Mentions(book.open().library, SITES[kind]).of(case["text"])
    assert sorted(found) == case["found"]


def test_a_text_of_a_megabyte_takes_no_time(book: Handbook) -> None:
    mentions = Mentions(book.open().library)
    text = "https://" * 60_000 + "a" * 200_000 + " SOP-001"
    assert mentions.of(text) == {"sops/issue-a-refund.md"}
