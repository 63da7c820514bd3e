"""What the pages of a site say of paths, for each audience."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hub.site.layout import Layout
from hub.site.page.paths import PathMarks, duration, path_summaries
from hub.site.published_site import PublishedSite
from tests.builders import TWO_SIDES, Handbook, page

STEPS = [
    "a.md",
    {"page": "quokka.md", "minutes": 500, "check": [{"question": "Quokka?", "answer": "Quokka"}]},
    {"page": "b.md", "required": False, "due_day": 3, "minutes": 70},
]
LAYOUT = Layout({"a.md": "a/", "b.md": "b/", "quokka.md": "quokka/", "start.md": "start/"})
FOUR = {f"{name}.md": f"{name}/" for name in ("one", "start", *"abcd")}


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "handbook", TWO_SIDES)
    book.write("a.md", page("A", "x")).write("b.md", page("B", "x"))
    book.write("quokka.md", page("Quokka", "x", audience="vendor"))
    return book.write("start.md", page("Start", "x", id="PATH-1", steps=STEPS)).commit()


def marks(book: Handbook, audience: str = "client") -> PathMarks:
    return PathMarks(book.open().edition(audience).facts)


def path_page(book: Handbook, content: str = "<p>Begin.</p>") -> str:
    own = book.open().library.pages["start.md"]
    return marks(book).with_steps(own, content, LAYOUT)


def end_of(book: Handbook, path: str, audience: str = "client", layout: Layout = LAYOUT) -> str:
    return marks(book, audience).end(book.open().library.pages[path], layout)


def text_of(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def test_the_list_says_kind_time_duty_day_and_state(book: Handbook) -> None:
    text = text_of(path_page(book))
    assert "1 . A Page 1 min read required Never reviewed" in text
    assert "2 . B Page 1 h 10 min optional by day 3 Never reviewed" in text


def test_a_withheld_step_is_in_no_byte_and_in_no_figure(book: Handbook) -> None:
    shown = path_page(book) + end_of(book, "a.md") + end_of(book, "b.md")
    assert "quokka" not in shown.lower()
    assert "2 steps, 1 required: 1 h 11 min, 1 min for the required ones" in shown
    assert "Step 2 of 2" in text_of(shown)
    book.remove("quokka.md").commit()
    assert shown == path_page(book) + end_of(book, "a.md") + end_of(book, "b.md")


def test_the_steps_end_the_section_with_their_name(book: Handbook) -> None:
    content = (
        '<h2 id="before">Before</h2><p>x</p><h2 id="steps">Steps<a href="#steps">¶</a></h2>'
        '<p>In order.</p><h2 id="after">After</h2>'
    )
    shown = path_page(book, content)
    assert shown.index("In order.") < shown.index("hub-steps") < shown.index('id="after"')
    assert shown.count('id="steps"') == 1


@pytest.mark.parametrize("content", ["", '<h2 id="next-steps">N</h2>', '<h1 id="steps">S</h1>'])
def test_steps_without_a_section_stand_at_the_end_under_a_heading(
    book: Handbook, content: str
) -> None:
    shown = path_page(book, content)
    assert shown.startswith(content)
    assert '<h2 id="steps" lang="en" dir="ltr">Steps</h2>' in shown


def test_a_page_that_is_no_path_stays_as_it_is(book: Handbook) -> None:
    own = book.open().library.pages["a.md"]
    assert marks(book).with_steps(own, '<h2 id="steps">Steps</h2>', LAYOUT).count("<") == 2


def test_a_step_leads_to_the_next_and_the_last_says_so(book: Handbook) -> None:
    assert "Next: B 1 h 10 min" in text_of(end_of(book, "a.md"))
    assert 'rel="next" href="../quokka/"' in end_of(book, "a.md", "vendor")
    assert "This is the last step." in end_of(book, "b.md")


def test_a_page_on_no_path_says_nothing_of_paths(book: Handbook) -> None:
    own = book.open().library.pages["start.md"]
    assert (marks(book).top(own, LAYOUT), marks(book).end(own, LAYOUT)) == ("", "")


def test_a_path_that_is_not_in_force_sends_nobody_anywhere(book: Handbook) -> None:
    book.write("start.md", page("Start", "x", steps=STEPS, status="draft")).commit()
    assert end_of(book, "a.md") == ""
    facts = book.open().edition("client").facts
    assert path_summaries(facts) == ()
    assert [one.title for one in path_summaries(facts, in_force=False)] == ["Start"]


def test_a_page_on_many_paths_shows_three_required_ones_first(handbook: Handbook) -> None:
    handbook.write("one.md", page("One", "x"))
    for name in "abcd":
        steps = [{"page": "one.md", "required": name != "a"}]
        handbook.write(f"{name}.md", page(f"Path {name}", "x", steps=steps))
    shown = end_of(handbook.commit(), "one.md", "everyone", Layout(FOUR))
    bars, _, more = shown.partition("Also a step of")
    assert re.findall(r'aria-label="Path: Path (.)"', bars) == ["b", "c", "d"]
    assert "Path a" in more


def test_what_contributors_write_is_escaped(handbook: Handbook) -> None:
    title = 'A"><script>alert(1)</script>'
    check = [{"question": "<img src=x onerror=alert(1)>", "answer": "</details><script>"}]
    handbook.write("one.md", page(title, "x", id='"><script>'))
    steps = [{"page": "one.md", "check": check}]
    handbook.write("start.md", page(title, "x", steps=steps)).commit()
    own = handbook.open().library.pages
    marked, layout = marks(handbook, "everyone"), Layout(FOUR)
    shown = marked.with_steps(own["start.md"], "", layout)
    shown += marked.top(own["one.md"], layout) + marked.end(own["one.md"], layout)
    assert "<script" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_summaries_say_what_a_list_of_paths_needs(book: Handbook) -> None:
    (summary,) = path_summaries(book.open().edition("client").facts)
    assert (summary.title, summary.steps, summary.time, summary.required_time) == (
        "Start",
        "2 steps, 1 required",
        "1 h 11 min",
        "1 min",
    )
    assert summary.health.share == 0


def test_the_paths_page_is_there_only_where_there_are_paths(book: Handbook) -> None:
    edition = book.open().edition("client")
    paths = edition.generated["hub/paths.md"]
    places = {"a.md": "a/", "b.md": "b/", "start.md": "start/", paths.path: "hub/paths/"}
    text = text_of(PublishedSite(edition, Layout(places)).generated(paths))
    assert "Start Never reviewed not named 2 1 1 h 11 min 1 min 3 0%" in text
    assert "2 B Never reviewed" in text
    book.write("start.md", "# Start").commit()
    assert "hub/paths.md" not in book.open().edition("client").generated


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (1, "1 min"), (60, "1 h"), (125, "2 h 5 min")]
)
def test_a_time_is_said_in_hours_and_minutes(minutes: int, words: str) -> None:
    assert duration(minutes) == words
