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


@pytest.mark.parametrize("path", _PAGES)
def test_every_page_of_the_kit_ends_as_it_is(path: str) -> None:
    growth = Growth(_PAGES[path].body, 9, Random(path))
    assert growth.text(len(growth.steps)) == _PAGES[path].body
