"""Which way a page is read."""

from __future__ import annotations

import pytest

from hub_mkdocs.direction import direction_of, with_direction

MATERIAL = (
    '<body dir="ltr"><div class="md-content" data-md-component="content"><p>x</p></div></body>'
)


@pytest.mark.parametrize(
    ("title", "direction"),
    [
        ("Refunds", "ltr"),
        ("سياسة استرداد الأموال", "rtl"),
        ("החזרים", "rtl"),
        ("12. החזרים and more", "rtl"),
        ("SOP החזרים", "ltr"),
        ("返金", "ltr"),
        ("2026-03", ""),
        ("", ""),
    ],
)
def test_the_first_letter_with_a_direction_decides(title: str, direction: str) -> None:
    assert direction_of(title) == direction


def test_only_the_content_is_turned() -> None:
    turned = with_direction(MATERIAL, "החזרים")
    assert '<body dir="ltr"><div dir="rtl" class="md-content" data-md' in turned
    assert with_direction(turned, "החזרים") == turned


@pytest.mark.parametrize("title", ["Refunds", "2026-03"])
def test_other_pages_stay_as_they_are(title: str) -> None:
    assert with_direction(MATERIAL, title) == MATERIAL
