"""What the theme's search gets to know of a page."""

from __future__ import annotations

import json

import pytest

from tests.builders import ANA, TWO_SIDES, Handbook, page, run_hub


@pytest.fixture(scope="module")
def boosts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """How much each page counts in the search, by its address; None where nothing is said."""
    book = Handbook(tmp_path_factory.mktemp("found"), TWO_SIDES)
    book.write("index.md", page("Home", "x"))
    book.write("new.md", page("Limits", "x", search=5))
    book.write("old.md", page("Old limits", "x", superseded_by="new.md"))
    book.write("draft.md", page("Draft", "x", status="draft"))
    book.write("kept.md", page("Kept", "x", status="archived", search={"boost": 3}))
    book.commit(ANA)
    done = run_hub(book.root, "build", "--audience", "client")
    assert done.code == 0, done.said
    index = book.root / "site" / "client" / "search" / "search_index.json"
    entries = json.loads(index.read_text(encoding="utf-8"))["docs"]
    return {entry["location"]: entry.get("boost") for entry in entries}


def test_a_page_that_is_not_in_force_is_found_behind_the_others(boosts: dict[str, object]) -> None:
    assert (boosts["old/"], boosts["draft/"]) == (0.1, 0.1)
    assert boosts["new/"] is None


def test_what_an_author_says_of_the_search_stays(boosts: dict[str, object]) -> None:
    assert boosts["kept/"] == 3
