"""What stays of a page's HTML; ``tests/security`` tries the same in a browser."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hub.site.html.allowed_html import safe_id
from hub.site.html.sanitising import Sanitiser, inert_text

_CASES: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("sanitising.yml").read_text(encoding="utf-8")
)
_SIGNS = st.text(alphabet="<>/='\"& abcimgsonerropth!-#;&lt\t\n")


@pytest.mark.parametrize("name", _CASES)
def test_page_is_sanitised(name: str) -> None:
    case = _CASES[name]
    found = Sanitiser().sanitise(case["html"])
    assert found.html == (case["html"] if case.get("stays") else case["becomes"])
    assert list(found.removed) == case.get("removed", [])


def test_owner_allows_a_class_and_a_place() -> None:
    sanitiser = Sanitiser(["callout"], ["https://media.example"])
    html = '<p class="callout"><img src="https://media.example/x.png"></p>'
    assert sanitiser.sanitise(html).html == html
    near = '<img src="https://media.example.evil/x.png">'
    assert "src" not in sanitiser.sanitise(near).html


def test_counts_begin_anew_with_each_page() -> None:
    sanitiser = Sanitiser()
    sanitiser.sanitise('<p class="hub-x">x</p>')
    assert sanitiser.sanitise("<p>x</p>").removed == ()


@given(_SIGNS)
def test_sanitising_twice_changes_nothing(text: str) -> None:
    once = Sanitiser().sanitise(markdown.markdown(text)).html
    assert Sanitiser().sanitise(once).html == once


@given(_SIGNS)
def test_inert_text_has_no_tag_and_ends_no_attribute(text: str) -> None:
    inert = inert_text(text)
    assert not set(inert) & set("<>\"'")
    assert inert_text(inert) == inert


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Plain", "Plain"),
        ("A &amp; B", "A &amp; B"),
        ("A & B", "A &amp; B"),
        ("<code>x &lt; y</code>", "x &lt; y"),
        ("&lt;/title&gt;", "&lt;/title&gt;"),
        ("<script>x</script>Two", "Two"),
        ('Say "yes"', "Say &quot;yes&quot;"),
    ],
)
def test_text_is_shown_as_it_was_meant(written: str, shown: str) -> None:
    assert inert_text(written) == shown


@given(st.text())
def test_no_id_is_the_themes_or_needs_escaping(written: str) -> None:
    found = safe_id(written)
    assert html.escape(found) == found
    assert safe_id(found) == found
    assert not found.startswith("hub-")
