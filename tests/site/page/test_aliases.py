"""The words that people really type: shown below the title, and found by the search."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import Handbook, page, run_hub

_WORDS = ["data leak", "<b>wrong</b> recipient"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = Handbook(tmp_path_factory.mktemp("aliases") / "handbook")
    book.write("index.md", "# Home")
    book.write("sops/breach.md", page("Report a data breach", "Tell somebody.", aliases=_WORDS))
    book.write("faqs/leak.md", page("It leaked. What now?", "Tell somebody.", aliases=["leak"]))
    book.write("plain.md", page("Plain", "Words."))
    book.commit()
    said = run_hub(book.root, "build")
    assert said.code == 0, said.said
    return book.root / "site" / "everyone"


def html(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def test_aliases_stand_below_the_trust_panel(site: Path) -> None:
    text = html(site, "sops/breach")
    assert "Also called</span> data leak · &lt;b&gt;wrong&lt;/b&gt; recipient</p>" in text
    assert text.index('class="hub-trust"') < text.index("hub-aliases") < text.index("Tell somebody")


def test_a_question_is_asked_in_other_words(site: Path) -> None:
    assert "Also asked as</span> leak</p>" in html(site, "faqs/leak")


def test_a_page_without_aliases_says_nothing_of_them(site: Path) -> None:
    assert "hub-aliases" not in html(site, "plain")


def test_the_search_finds_a_page_by_its_aliases(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"] for entry in index["docs"] if "data leak" in entry["text"]}
    assert found == {"sops/breach/"}
