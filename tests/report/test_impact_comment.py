"""The comment on a pull request: what comes first, what is escaped, what is cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from hub.app import Hub
from hub.paths.reading_time import reading_minutes
from hub.report.impact import Impact, impact_of
from hub.report.impact_comment import MARKER, impact_comment
from hub.report.impact_report import impact_report
from tests.builders import TWO_SIDES, Handbook, page

HUB_YML = TWO_SIDES.replace("domains: [acme.example]", "domains: [acme.example], headcount: 1200")
SECRET = page("Salaries", "Figures.", owner="priya", audience=["vendor"], version="1.0")


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "book", HUB_YML)
    book.write("index.md", page("Home", "[s](salaries.md)", owner="ana"))
    return book.write("salaries.md", SECRET).commit()


def opened(book: Handbook) -> tuple[Hub, Impact]:
    hub = book.open()
    evidence = hub.assess().evidence
    change = hub.changes_since("HEAD")
    return hub, impact_of(change, evidence, hub.people, minutes_of=reading_minutes)


def comment(book: Handbook) -> str:
    hub, impact = opened(book)
    return impact_comment(impact, hub.people, hub.config)


def test_no_change_says_so(book: Handbook) -> None:
    base = book.git("rev-parse", "HEAD")[:12]
    assert comment(book) == (
        f"{MARKER}\n\n## What this change does to readers\n\n"
        f"Nothing changes for readers.\n\nCompared with `{base}`.\n"
    )


def test_what_more_people_can_read_comes_first(book: Handbook) -> None:
    book.write(
        "salaries.md", SECRET.replace("- vendor", "- vendor\n- client").replace("1.0", "2.0")
    )
    blocks = comment(book).split("\n\n")
    assert blocks[2] == (
        "> [!CAUTION]\n> **More people can read 1 page after this change.**\n>\n"
        "> - `salaries.md` (Salaries): now also **Acme Outfitters**; before, Northwind Support"
    )
    assert blocks[3] == "1 page changed, but not in words."
    assert blocks[-2] == (
        "- **Salaries** `salaries.md`, 1.0 → 2.0: Acme Outfitters (1,200 people), "
        "Northwind Support; 1 minute of reading each"
    )


def test_reviewers_are_named_by_side(book: Handbook) -> None:
    book.write("index.md", page("Home", "[s](salaries.md) New words.", owner="ana"))
    said = comment(book)
    assert (
        "### Who has to review\n\n**Acme Outfitters**\n\n- **Ana Duarte** owns `index.md`" in said
    )


def test_references_that_break_name_place_and_target(book: Handbook) -> None:
    book.move("salaries.md", "pay/salaries.md")
    said = comment(book)
    assert "- `index.md:8`: link to `salaries.md`; it led to `salaries.md`, now `pay/sal" in said
    assert "<details><summary>1 page changed in form or place only</summary>" in said


def test_a_hostile_title_stays_a_title(book: Handbook) -> None:
    title = "](http://evil.example) <img src=x onerror=alert(1)> @acme/all | #1\n\n# Approved"
    book.write("a`b|c\n<b>.md", page(title, "x", owner="@eve](x) <b>"))
    html = MarkdownIt("gfm-like", {"linkify": False}).render(comment(book))
    assert "<img" not in html
    assert "<a " not in html
    assert "<b>" not in html
    assert "@acme" not in html
    assert "<h1>" not in html


def test_long_lists_are_cut_so_that_the_forge_takes_the_comment(book: Handbook) -> None:
    for number in range(600):
        book.write(f"{'long-name-' * 12}/{number:04}.md", page(f"Page {number} " * 9, "x"))
    said = comment(book)
    assert len(said) < 65_536
    assert "- … and 560 more (`hub impact --format json`)" in said


def test_the_report_holds_what_the_comment_says(book: Handbook) -> None:
    book.write("salaries.md", SECRET.replace("- vendor", "- client").replace("1.0", "2.0"))
    hub, impact = opened(book)
    report = impact_report(impact, hub.people, hub.config)
    assert report["schema"] == 1
    assert report["audience"]["widened"][0]["gained"] == ["client"]
    assert report["audience"]["narrowed"][0]["lost"] == ["vendor"]
    assert report["acknowledgements"][0]["audience"] == [{"org": "client", "headcount": 1200}]
    (side,) = report["reviewers"]
    assert (side["org"], side["people"][0]["name"]) == ("vendor", "Priya Nair")
    assert report["pages"][0]["fields"] == ["audience", "version"]
    assert report["summary"]["readers_widened"] == 1


def test_a_comment_fits_into_a_forge(book: Handbook) -> None:
    for number in range(120):
        front = {"owner": "priya", "audience": ["vendor"], "version": "1.0", "approvers": ["ana"]}
        path = f"{'long-' * 40}{number}.md"
        book.write(path, page("@" * 160, f"Word [x](gone{number}.md)", **front))
    book.commit()
    for file in book.content.glob("long-*"):
        text = file.read_text(encoding="utf-8")
        text = text.replace("- vendor", "- client").replace("1.0", "2.0").replace("[x]", "New [y]")
        file.write_text(text, encoding="utf-8")
    said = comment(book)
    assert len(said) <= 65_536
    assert "**More people can read 120 pages after this change.**" in said
    assert "**Fewer people can read 120 pages after this change.**" in said
    assert "more (`hub impact --format json`)" in said
    assert "The rest is too long for a comment" in said
    assert said.splitlines()[-1].startswith("Compared with")


def test_it_says_for_whom_a_new_page_is(book: Handbook) -> None:
    book.write("new.md", page("New", "Words.", audience="client"))
    assert "- **New** `new.md`: added; for Acme Outfitters\n" in comment(book)


def test_it_says_to_whom_codeowners_gives_a_page(book: Handbook) -> None:
    book.write("index.md", page("Home", "x")).write_root("CODEOWNERS", "* @ana\n").commit()
    book.write_root("CODEOWNERS", "* @tom\n")
    assert "not in its words; owner Ana Duarte → Tom Okafor" in comment(book)
