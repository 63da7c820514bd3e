"""The front door: different for each audience, on whatever page is the front page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hub.site.pages.home import HomeView, home_view
from tests.builders import ANA, PRIYA, TWO_SIDES, Handbook, page, run_hub

_MKDOCS_YML = "site_name: Hub\ndocs_dir: content\ntheme: {{name: {}}}\nplugins: [search, hub]\n"


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "handbook", TWO_SIDES)
    book.write_root("mkdocs.yml", _MKDOCS_YML.format("material"))
    book.write("index.md", "# Welcome\n\nFirst words.\n\n## Later\n\nLater words.\n")
    old = {"last": "2025-01-05", "by": "ana", "every": "6 months"}
    book.write("sops/used.md", page("Used", "x", review=old))
    book.write("sops/lonely.md", page("Lonely", "x"))
    book.write("sops/inner.md", page("Inner", "[u](used.md)", audience="vendor"))
    book.write("faqs/a.md", page("A", "[u](../sops/used.md)"))
    book.write("paths/start.md", page("Start", "x", steps=["sops/used.md", "sops/inner.md"]))
    book.write("decisions/one.md", page("One", "x", status="accepted", date="2026-01-02"))
    book.write("decisions/old.md", page("Old", "x", superseded_by="decisions/one.md"))
    return book.commit(ANA, "2026-01-05")


def view(book: Handbook, audience: str = "client") -> HomeView:
    return home_view(book.open().edition(audience).facts)


def front_page(book: Handbook, audience: str = "client") -> str:
    done = run_hub(book.root, "build", "--audience", audience)
    assert done.code == 0, done.said
    return (book.root / "site" / audience / "index.html").read_text(encoding="utf-8")


def test_the_most_used_procedures_come_first(book: Handbook) -> None:
    found = [(one.page.title, one.uses) for one in view(book).important]
    assert found == [("Used", 2), ("Lonely", 0)]
    assert [(one.page.title, one.uses) for one in view(book, "vendor").important] == [
        ("Used", 3),
        ("Inner", 1),
        ("Lonely", 0),
    ]


def test_another_measure_of_importance_may_take_its_place(book: Handbook) -> None:
    facts = book.open().edition("client").facts
    found = home_view(facts, weight=lambda one: len(one.title)).important
    assert [one.page.title for one in found] == ["Lonely", "Used"]


def test_handbook_without_procedures_shows_its_most_used_pages(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "handbook").write("index.md", "# Home\n\n[b](b/b.md)")
    book.write("b/b.md", "# B").write("b/c.md", "# C\n\n[b](b.md)").commit()
    home = view(book, "everyone")
    assert home.important_title == "Most used pages"
    assert [one.page.title for one in home.important] == ["B", "C"]
    assert home.audience is None


def test_news_queue_paths_and_decisions_are_there(book: Handbook) -> None:
    book.write("faqs/a.md", page("A", "[u](../sops/used.md) and more")).commit(PRIYA, "2026-02-01")
    home = view(book)
    assert (home.news[0].page.title, home.news[0].amount) == ("A", "2 words added")
    assert home.reviews[0].entry.page.title == "Used"
    assert [one.title for one in home.paths] == ["Start"]
    assert [one.page.title for one in home.decisions] == ["One"]
    assert home.audience == "Acme Outfitters"


def test_only_pages_that_somebody_has_reviewed_are_said_to_be_reliable(book: Handbook) -> None:
    now = {"last": "2026-01-05", "by": "ana", "every": "12 months"}
    book.write("faqs/b.md", page("B", "x", review=now)).commit(ANA, "2026-01-06")
    html = front_page(book)
    assert (view(book).pages, view(book).reliable) == (8, 1)
    assert "1 of 8 pages is reviewed, and nothing speaks against it, as of" in html


def test_of_an_unknown_history_no_page_is_said_to_be_reliable(book: Handbook) -> None:
    copy = book.root.with_name("shallow")
    book.commit(ANA, "2026-01-07")
    book.git("clone", "--quiet", "--depth=1", book.root.as_uri(), str(copy))
    html = front_page(Handbook(copy, git=False))
    assert "is reviewed" not in html
    assert "are reviewed" not in html
    assert "can't be said which pages can be relied on: " in html


def test_front_door_stands_between_introduction_and_sections(book: Handbook) -> None:
    html = front_page(book)
    order = [
        html.index(part)
        for part in ("<h1", 'class="hub-search"', "First words.", "hub-home", "Later words.")
    ]
    assert order == sorted(order)


def test_generated_front_page_has_the_front_door_before_its_list(book: Handbook) -> None:
    book.remove("index.md").commit()
    html = front_page(book)
    assert html.index('class="hub-search"') < html.index("hub-home") < html.index('id="faqs"')


def test_front_door_is_kept_off_where_the_page_says_so(book: Handbook) -> None:
    book.write("index.md", page("Welcome", "x", hub={"home": False})).commit()
    html = front_page(book)
    assert "hub-home" not in html
    assert 'class="hub-search"' not in html


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_other_themes_have_the_door_without_the_search_field(book: Handbook, theme: str) -> None:
    book.write_root("mkdocs.yml", _MKDOCS_YML.format(theme))
    html = front_page(book)
    assert "hub-home" in html
    assert 'class="hub-search"' not in html


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_unknown_addresses_lead_on(book: Handbook, theme: str) -> None:
    text = f"site_url: https://hub.example/handbook/\n{_MKDOCS_YML.format(theme)}"
    book.write_root("mkdocs.yml", text)
    front_page(book)
    html = (book.root / "site" / "client" / "404.html").read_text(encoding="utf-8")
    assert "There is no page at this address" in html
    missing = html[html.index("hub-missing") :]
    hrefs = re.findall(r'<li><a href="([^"]*)" dir="auto">', missing)
    assert hrefs[:2] == ["/handbook/paths/start/", "/handbook/sops/used/"]
    assert '<a href="/handbook/">Home</a>' in missing


def test_sites_own_404_counts_more(book: Handbook) -> None:
    theme = "{name: material, custom_dir: over}"
    book.write_root("mkdocs.yml", _MKDOCS_YML.replace("{{name: {}}}", theme))
    book.write_root("over/404.html", "Lost?").commit()
    front_page(book)
    html = (book.root / "site" / "client" / "404.html").read_text(encoding="utf-8")
    assert html.endswith("Lost?")
    assert "hub-missing" not in html
