"""Marks of kinds and of doubtful states in the navigation."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from hub_mkdocs.nav_marks import style
from tests.builders import ANA, TWO_SIDES, Handbook, page, run_hub

_MKDOCS_YML = """\
site_name: Hub
docs_dir: content
theme: {name: material, font: false, features: [navigation.sections]}
plugins: [search, hub]
extra: {status: {hub-draft: Not yet, own: Our own}}
"""


@pytest.fixture(scope="module")
def nav(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The entry of each page in the navigation, by its title."""
    book = Handbook(tmp_path_factory.mktemp("marks"), TWO_SIDES)
    book.write_root("mkdocs.yml", _MKDOCS_YML).write("index.md", "# Home\n")
    fresh = {"last": "2026-06-01", "by": "priya", "evidence": "Walked.", "every": "99 years"}
    book.write("sops/fresh.md", page("Fresh", "x", review=fresh))
    book.write(
        "sops/late.md", page("Late", "x", review={**fresh, "last": "2000-01-01", "every": "1 year"})
    )
    book.write("sops/draft.md", page("Draft one", "x", status="draft"))
    book.write("sops/new.md", page("New one", "x", status="new"))
    book.write("sops/own.md", page("Own one", "x", icon="material/car"))
    book.write("sops/done.md", page("Done one", "x", superseded_by="sops/fresh.md"))
    book.write("plain.md", page("Plain one", "x")).commit(ANA, "2026-06-01")
    assert run_hub(book.root, "build", "--audience", "client").code == 0
    html = (book.root / "site" / "client" / "sops" / "fresh" / "index.html").read_text()
    side = html[html.index("md-nav--primary") :]
    links = re.findall(r'<a href="[^"]*" class="md-nav__link[^"]*">.*?</a>', side, re.S)
    return {re.sub(r"<[^>]*>|\s+", " ", link).strip(): link for link in links}


def _entry(nav: dict[str, str], title: str) -> str:
    return next(link for words, link in nav.items() if words.startswith(title))


def test_kinds_have_an_icon_and_plain_pages_have_none(nav: dict[str, str]) -> None:
    assert "<svg" in _entry(nav, "Late")
    assert "<svg" not in _entry(nav, "Plain one")


@pytest.mark.parametrize(
    ("title", "state", "words"),
    [
        ("Late", "hub-overdue", "Review overdue"),
        ("Done one", "hub-superseded", "Superseded"),
        ("Draft one", "hub-draft", "Not yet"),
        ("New one", "new", ""),
    ],
)
def test_doubtful_states_have_a_mark(
    nav: dict[str, str], title: str, state: str, words: str
) -> None:
    entry = _entry(nav, title)
    assert f"md-status--{state}" in entry
    assert f'title="{words}"' in entry or not words


def test_page_to_be_relied_on_has_no_mark(nav: dict[str, str]) -> None:
    assert "md-status" not in _entry(nav, "Fresh")
    assert "md-status" not in _entry(nav, "Own one")


def test_authors_own_icon_stays(nav: dict[str, str]) -> None:
    icons = files("material") / "templates" / ".icons" / "material"
    car = re.search(r' d="([^"]+)"', (icons / "car.svg").read_text(encoding="utf-8"))
    assert car
    assert car[1] in _entry(nav, "Own one")
    assert car[1] not in _entry(nav, "Late")


def test_marks_need_no_file_and_are_said_in_words() -> None:
    for state in ("draft", "archived", "superseded", "overdue", "changed", "suspect"):
        assert f".md-status--hub-{state}::after" in style()
    assert set(re.findall(r'url\("(.{4})', style())) == {"data"}
    assert ', review overdue"' in style()
    assert "fresh" not in style()
