"""What two versions of a page say about each other."""

from __future__ import annotations

import pytest

from hub.content.versions import asks_again, is_raised, major_version


@pytest.mark.parametrize(
    ("version", "major"),
    [
        ("3.1", "3"),
        ("v3.1", "3"),
        ("V12", "12"),
        (" 3 ", "3"),
        ("3b", "3b"),
        ("2026-03", "2026-03"),
        ("draft.2", "draft"),
        ("", ""),
        (None, ""),
    ],
)
def test_the_major_version_is_the_first_number(version: str | None, major: str) -> None:
    assert major_version(version) == major


@pytest.mark.parametrize(
    ("before", "after", "again"),
    [
        ("3.1", "4.0", True),
        ("9.0", "10.0", True),
        ("v3", "4", True),
        ("2026-03", "2026-04", True),
        ("3", "3 rev B", False),
        ("3.1", "3.2", False),
        ("4.0", "3.0", False),
        (None, "1.0", False),
        ("1.0", None, False),
        ("draft", "1.0", False),
    ],
)
def test_a_higher_major_version_asks_again(
    before: str | None, after: str | None, again: bool
) -> None:
    assert asks_again(before, after) is again


@pytest.mark.parametrize(
    ("before", "after", "raised"),
    [
        ("3.1", "3.2", True),
        ("3.9", "3.10", True),
        ("3.1", "3.1.0", False),
        ("3.2", "3.1", False),
        ("first", "second", True),
        ("first", "first", False),
        ("first", "1.0", True),
    ],
)
def test_a_version_is_raised_when_its_numbers_are(before: str, after: str, raised: bool) -> None:
    assert is_raised(before, after) is raised
