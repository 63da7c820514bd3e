from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hub.content.front_matter import FrontMatterError, as_date, read_front_matter
from hub.content.metadata import AUDIENCE_RULE, read_metadata
from tests.content.trees import cases

FOLDER = Path(__file__).parent / "cases"
READ = cases(FOLDER / "front_matter_read.yaml")
REFUSED = cases(FOLDER / "front_matter_refused.yaml")
MEANT = cases(FOLDER / "audience_meant.yaml")
PROSE = cases(FOLDER / "audience_in_prose.yaml")

PIECES = st.sampled_from(
    [
        *(
            "---",
            "----",
            "--",
            "...",
            "+++",
            " ---",
            "\ufeff",
            "# T",
            "text",
            "a: b",
            "audience: [x]",
        ),
        *("title: |", "  audience: x", "- a", "{", "}", "<!--", "-->", "```", "\u2028", "\f", "\t"),
    ]
)
PAGES = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=12).map("\n".join)


@pytest.mark.parametrize("case", READ.values(), ids=READ)
def test_front_matter_is_read(case: dict[str, Any]) -> None:
    front = read_front_matter(case["page"])
    assert front.values == case["values"]
    assert front.body == case["body"]
    if front.body:
        assert front.body_line == case["page"].count("\n") - case["body"].count("\n") + 1


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_front_matter_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(FrontMatterError) as caught:
        read_front_matter(case["page"])
    assert caught.value.line == case["line"]
    assert case["found"] in caught.value.found
    assert caught.value.remedy


@pytest.mark.parametrize("page", MEANT.values(), ids=MEANT)
def test_a_page_whose_audience_was_meant_is_restricted_or_refused(page: str) -> None:
    """The page is read as its author meant it, or not at all; never published to others."""
    try:
        meta, problems = read_metadata("a.md", read_front_matter(page))
    except FrontMatterError:
        return
    assert meta.audience == ("vendor",) or any(p.rule == AUDIENCE_RULE for p in problems)


@pytest.mark.parametrize("page", PROSE.values(), ids=PROSE)
def test_prose_about_an_audience_is_let_through(page: str) -> None:
    meta, problems = read_metadata("a.md", read_front_matter(page))
    assert meta.audience is None
    assert not problems


@pytest.mark.parametrize("length", [10, 1_000])
def test_an_audience_at_the_end_of_long_front_matter_is_not_overlooked(length: int) -> None:
    page = "---\n" + "".join(f"k{i}: v\n" for i in range(length)) + "audience: [vendor]\n---\n"
    assert read_front_matter(page).values["audience"] == ["vendor"]


def test_front_matter_without_end_is_refused() -> None:
    page = "---\n" + "".join(f"k{i}: v\n" for i in range(20_000)) + "audience: [vendor]\n---\n"
    with pytest.raises(FrontMatterError, match="64 kB"):
        read_front_matter(page)


@pytest.mark.parametrize("length", [10, 10_000])
@pytest.mark.parametrize("filler", ["\n", "<!-- c -->\n", "# comment\n"])
def test_an_audience_far_from_the_top_is_not_overlooked(length: int, filler: str) -> None:
    with pytest.raises(FrontMatterError):
        read_front_matter(filler * length + "---\naudience: [vendor]\n---\n")


@given(PAGES)
@example("---\ntitle: A\n...\nText\n")
@example("---\n---\n")
def test_no_character_is_lost(page: str) -> None:
    try:
        front = read_front_matter(page)
    except FrontMatterError:
        return
    head = page[: len(page) - len(front.body)]
    assert page.endswith(front.body)
    assert head.count("\n") + 1 == front.body_line or not front.body
    if front.text:
        opening, _, rest = head.partition("\n")
        assert opening.rstrip(" \t") == "---"
        assert rest.startswith(front.text.removeprefix("\n") or "")
        closing = rest[len(front.text) :] if front.text != "\n" else rest
        assert closing.strip() in ("---", "...")
    else:
        assert head == ""


@given(st.text())
def test_any_text_is_read_or_refused(page: str) -> None:
    for text in (page, f"---\n{page}", f"---\n{page}\n---\n"):
        with contextlib.suppress(FrontMatterError):
            read_front_matter(text)


@given(st.text(alphabet=st.characters(exclude_characters="\r\n"), max_size=6))
def test_whatever_stands_before_the_first_line_the_audience_is_not_overlooked(junk: str) -> None:
    try:
        front = read_front_matter(f"{junk}---\naudience: [vendor]\n---\nText\n")
    except FrontMatterError:
        return
    assert front.values == {"audience": ["vendor"]}


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (dt.date(2026, 1, 2), dt.date(2026, 1, 2)),
        (dt.datetime(2026, 1, 2, 3, 4, tzinfo=dt.UTC), dt.date(2026, 1, 2)),
        (" 2026-01-02 ", dt.date(2026, 1, 2)),
        ("soon", None),
        (20260102, None),
        (None, None),
    ],
)
def test_a_day_is_read_however_yaml_read_it(value: object, day: dt.date | None) -> None:
    assert as_date(value) == day
