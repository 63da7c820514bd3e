from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hub.config import Kind
from hub.starting.names import MOST_BYTES, file_name, handle_for, next_id

_CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[object]:
    found: list[object] = yaml.safe_load((_CASES / name).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("case", cases("file_names.yaml"), ids=str)
def test_file_is_named_after_the_title(case: list[str]) -> None:
    title, expected = case
    assert file_name(title) == expected


@given(st.text())
def test_any_title_gives_a_name_that_any_system_can_hold(title: str) -> None:
    name = file_name(title)
    assert file_name(name) == name
    assert all(part.isalnum() for part in name.split("-") if name)
    assert len(name.encode()) <= MOST_BYTES
    assert name == name.lower()


@pytest.mark.parametrize("case", cases("next_ids.yaml"), ids=str)
def test_next_id_goes_on_where_the_hubs_ids_end(case: dict[str, object]) -> None:
    own, others = case["own"], case["others"]
    assert isinstance(own, list)
    assert isinstance(others, list)
    found = next_id(Kind(case["kind"]), own, [*own, *others], str(case["prefix"]))
    assert found == case["next"]


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("Ana Duarte", [], "ana"),
        ("Ana Duarte", ["ana"], "ana-duarte"),
        ("Ana Duarte", ["ana", "ana-duarte"], "ana-duarte-2"),
        ("p-berkeley", [], "p-berkeley"),
        ("Łukasz Żak", [], "lukasz"),
        ("???", [], "someone"),
        ("李 明", [], "李"),
    ],
)
def test_handle_is_a_word_that_nobody_else_has(name: str, taken: list[str], expected: str) -> None:
    assert handle_for(name, "someone@acme.example", taken) == expected
