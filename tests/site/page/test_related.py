"""Which pages are shown as related, and that it takes no time to find them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from hub.site.page.related import MOST_SHOWN, Related
from tests.builders import TWO_SIDES, Handbook, page


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    return Handbook(tmp_path / "handbook", TWO_SIDES)


def related(book: Handbook, path: str, audience: str = "client") -> list[str]:
    library = book.commit().open().edition(audience).library
    return [one.path for one in Related(library).of(library.pages[path])]


def test_pages_with_the_same_tags_are_related_the_closest_first(book: Handbook) -> None:
    book.write("a.md", page("A", "x", tags=["refunds", "Money"]))
    book.write("b.md", page("B", "x", tags=["money"]))
    book.write("c.md", page("C", "x", tags=["money", "refunds"]))
    book.write("d.md", page("D", "x", tags=["travel"]))
    assert related(book, "a.md") == ["c.md", "b.md"]


def test_pages_that_are_cited_together_are_related(book: Handbook) -> None:
    book.write("a.md", "# A").write("b.md", "# B").write("c.md", "# C")
    book.write("list.md", "[a](a.md) [b](b.md)").write("other.md", "[c](c.md)")
    assert related(book, "a.md") == ["b.md"]


def test_pages_that_link_to_the_same_page_are_related(book: Handbook) -> None:
    book.write("a.md", "[to](to.md)").write("b.md", "[to](to.md)").write("to.md", "# To")
    assert related(book, "a.md") == ["b.md"]


def test_page_that_is_linked_already_is_left_out(book: Handbook) -> None:
    book.write("a.md", page("A", "[b](b.md)", tags=["x"])).write("b.md", page("B", "y", tags=["x"]))
    book.write("c.md", page("C", "[a](a.md)", tags=["x"])).write("d.md", page("D", "y", tags=["x"]))
    assert related(book, "a.md") == ["d.md"]


@pytest.mark.parametrize(
    "front", [{"status": "draft"}, {"status": "archived"}, {"superseded_by": "a.md"}]
)
def test_page_that_is_not_in_force_is_left_out(book: Handbook, front: dict[str, str]) -> None:
    book.write("a.md", page("A", "x", tags=["x"])).write(
        "b.md", page("B", "y", tags=["x"], **front)
    )
    assert related(book, "a.md") == []


def test_page_for_others_is_neither_shown_nor_a_reason(book: Handbook) -> None:
    book.write("a.md", page("A", "x", tags=["x"]))
    book.write("b.md", page("B", "y"))
    book.write("inner.md", page("Inner", "[a](a.md) [b](b.md)", audience="vendor", tags=["x"]))
    assert related(book, "a.md") == []
    assert related(book, "a.md", "vendor") == ["b.md"]


def test_owner_and_kind_decide_between_pages_that_are_equal_otherwise(book: Handbook) -> None:
    book.write("sops/a.md", page("A", "x", tags=["x"], owner="ana"))
    book.write("faqs/b.md", page("B", "x", tags=["x"], owner="priya"))
    book.write("faqs/c.md", page("C", "x", tags=["x"], owner="ana"))
    book.write("sops/d.md", page("D", "x", tags=["x"], owner="ana"))
    assert related(book, "sops/a.md") == ["sops/d.md", "faqs/c.md", "faqs/b.md"]


def test_only_a_few_are_shown_and_a_tag_of_everything_tells_nothing(book: Handbook) -> None:
    for number in range(60):
        tags = ["all", f"group-{number % 6}"]
        book.write(f"p{number:02}.md", page(f"P{number}", "x", tags=tags))
    found = related(book, "p00.md")
    assert len(found) == MOST_SHOWN
    assert {int(path[1:3]) % 6 for path in found} == {0}


def test_the_cost_grows_with_the_number_of_pages_and_not_with_its_square(book: Handbook) -> None:
    for number in range(1200):
        links = " ".join(f"[x](p{(number * k) % 1200}.md)" for k in (7, 11, 13))
        book.write(f"p{number}.md", page(f"P{number}", links, tags=["all", f"g{number // 20}"]))
    library = book.commit().open().edition("client").library
    library.used_by(library.pages["p0.md"])
    began = time.process_time()
    found = Related(library)
    assert sum(len(found.of(one)) for one in library.pages.values()) > 1200
    assert time.process_time() - began < 3
