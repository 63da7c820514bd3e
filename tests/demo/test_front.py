"""Front matter, changed entry by entry."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml

from hub.demo.front import review_entry, with_entries

_TYPED = """\
# Who
owner: jana
tags:
- refunds
- "money: back"
# How long
"status" : draft
aliases: [
  a,
]
review:
  every: 6 months

  last: 2026-01-01
"""


def test_what_is_not_changed_stays_as_it_was_typed() -> None:
    assert with_entries(_TYPED, {}) == _TYPED
    assert with_entries("", {}) == ""


@pytest.mark.parametrize("key", yaml.safe_load(_TYPED))
def test_an_entry_is_left_out_as_a_whole_and_alone(key: str) -> None:
    left = yaml.safe_load(_TYPED)
    del left[key]
    assert yaml.safe_load(with_entries(_TYPED, {key: None})) == left


def test_a_new_entry_stands_at_the_end() -> None:
    assert with_entries(_TYPED, {"id": "id: SOP-1\n"}) == f"{_TYPED}id: SOP-1\n"


def test_evidence_is_read_back_as_it_was_written() -> None:
    said = " ".join(f"well-known-{number} e-mail" for number in range(40))
    entry = review_entry(dt.date(2026, 1, 1), "jana", evidence=said)
    assert yaml.safe_load(entry)["review"]["evidence"] == said
