"""How a page of the sample hub grew."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from hub.content.prose import same_prose
from hub.demo.growth import Growth
from hub.demo.kit import read_kit

_PAGE = """\
# Issue a refund

## Steps

1. **Verify the customer** within 10 minutes.
   *Check:* the case shows it.
2. **Find the reason.**

!!! danger "Press once"

    Wait ten minutes.

## Measures

| Measure | Target |
| --- | --- |
| Refunds in time | 95 % |
| Refunds paid twice | 0 |

```text
- not an item, 5 days
```
"""
_PAGES = read_kit().pages


def grown(body: str, most: int = 20) -> Growth:
    return Growth(body, most, Random(1))


def test_the_last_text_is_the_page() -> None:
    growth = grown(_PAGE)
    assert growth.text(len(growth.steps)) == _PAGE


def test_every_step_changes_words() -> None:
    growth = grown(_PAGE)
    texts = [growth.text(taken) for taken in range(len(growth.steps) + 1)]
    assert len(texts) == 5
    assert not any(same_prose(*pair) for pair in pairwise(texts))


def test_what_a_reader_needs_to_follow_the_rest_was_always_there() -> None:
    first = grown(_PAGE).text(0)
    for kept in ("# Issue a refund", "## Steps", "## Measures", "| --- | --- |", "- not an item"):
        assert kept in first
    for left_out in ("Find the reason", "Wait ten minutes", "paid twice"):
        assert left_out not in first
    assert "within 20 minutes" in first


def test_a_page_grows_in_no_more_steps_than_asked_for() -> None:
    growth = grown(_PAGE, most=2)
    assert len(growth.steps) == 2
    assert growth.text(2) == _PAGE


def test_a_commit_says_what_a_step_does() -> None:
    subjects = {step.subject for step in grown(_PAGE).steps}
    assert "Steps, find the reason" in subjects
    assert "correct a figure in Steps" in subjects


def first_text(body: str) -> str:
    """The text before every part was added."""
    return grown(f"# Page\n\n## Steps\n\n{body}", most=99).text(0).split("## Steps\n\n")[1]


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ("- a\n- b\n\nThen:\n\n- c\n- d\n", "- a\n\nThen:\n\n- c\n"),
        ("- a\n- b\n\n1. c\n2. d\n", "- a\n\n1. c\n"),
        ("- a\n- b goes\non\n- c\n", "- a\n"),
        ("- a\n- b\n\n\tmore\n\nEnd\n", "- a\n\nEnd\n"),
        (
            "| a |\n| - |\n| b |\n| c |\n\n| d |\n| - |\n| e |\n",
            "| a |\n| - |\n| b |\n\n| d |\n| - |\n| e |\n",
        ),
        ("!!! note\n\n    a\n\n\n    b\n\nEnd\n", "End\n"),
        ("````\n```\n- a\n- b\n```\n````\n",) * 2,
        ("```\na\n\n\nb\n```\n",) * 2,
    ],
    ids=["two lists", "two kinds", "wrapped", "tab", "two tables", "note", "fences", "blanks"],
)
def test_what_is_left_of_a_page_is_whole(body: str, first: str) -> None:
    assert first_text(body) == first


@pytest.mark.parametrize(
    ("line", "before"),
    [
        ("Within 5 working days.", "Within 10 working days."),
        ("At least 95 % of all.", "At least 90 % of all."),
        ("At most 0 % of all.", "At most 1 % of all."),
        ("At least 99.5 % of all.", "At least 99.5 % of all."),
        ("Within 1 working day.", "Within 1 working day."),
    ],
)
def test_a_figure_was_another_that_could_be_meant(line: str, before: str) -> None:
    assert first_text(line) == before


@pytest.mark.parametrize(
    ("lead", "said"),
    [("Find it out", "find it out"), ("SLA missed", "SLA missed"), ("I am late", "I am late")],
)
def test_a_commit_keeps_the_capitals_of_abbreviations(lead: str, said: str) -> None:
    steps = grown(f"# Page\n\n## Steps {{#steps}}\n\n- a\n- **{lead}.** Now.\n").steps
    assert [step.subject for step in steps] == [f"Steps, {said}"]


def test_a_commit_does_not_say_the_title_twice() -> None:
    assert [step.subject for step in grown("# Page\n\n- a\n- b\n").steps] == ["say more"]


@pytest.mark.parametrize("path", _PAGES)
def test_every_page_of_the_kit_ends_as_it_is(path: str) -> None:
    growth = Growth(_PAGES[path].body, 9, Random(path))
    assert growth.text(len(growth.steps)) == _PAGES[path].body
