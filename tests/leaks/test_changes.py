"""What changed is shown only to those who could read it before and after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import ANA, PRIYA, TWO_SIDES, Handbook, page, run_hub
from tests.leaks.marked import TITLE, traces

_MKDOCS_YML = """\
site_name: Hub
site_url: https://hub.example/handbook/
docs_dir: content
theme: {name: material, font: false}
plugins: [search, hub]
markdown_extensions: [pymdownx.snippets]
"""
_RESTRICTED = TWO_SIDES.replace("vendor]}", "vendor], folders: {inner: [vendor]}}")
_STAYS = "Ask first. One two three four five six seven eight nine ten.\n\n"
_SECRET = f"{_STAYS}Quokka words that nobody else may read."
_CLEAN = f"{_STAYS}Other words that everybody may read now."


def _hub(root: Path, rules: str = TWO_SIDES) -> Handbook:
    book = Handbook(root / "handbook", rules).write_root("mkdocs.yml", _MKDOCS_YML)
    return book.write("index.md", page("Home", "Hello."))


def _site(book: Handbook, audience: str = "client") -> Path:
    done = run_hub(book.root, "build", "--audience", audience)
    assert done.code == 0, done.said
    return book.root / "site" / audience


def _text(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def _entries(site: Path) -> dict[str, str]:
    feed = json.loads((site / "hub" / "feed.json").read_text(encoding="utf-8"))
    return {item["url"].rsplit("/", 2)[1]: item["content_text"] for item in reversed(feed["items"])}


def test_what_both_could_read_is_shown_so_the_search_means_something(tmp_path: Path) -> None:
    book = _hub(tmp_path).write("open.md", page("Open", _SECRET)).commit()
    site = _site(book.write("open.md", page("Open", _CLEAN)).commit(PRIYA, "2026-02-01"))
    text = _text(site, "open")
    assert '<del><span class="hub-unseen">removed: </span>Quokka</del>' in text
    assert '<ins><span class="hub-unseen">added: </span>Other</ins>' in text
    assert _entries(site)["open"] == "3 words added, 3 removed, by Priya Nair (Northwind Support)"


def _opened_and_cleaned_at_once(book: Handbook) -> None:
    book.write("open.md", page("Open", _SECRET, audience="vendor")).commit()
    book.write("open.md", page("Open", _CLEAN)).commit(PRIYA, "2026-02-01")


def _cleaned_and_then_opened(book: Handbook) -> None:
    book.write("open.md", page("Open", _SECRET, audience="vendor")).commit()
    book.write("open.md", page("Open", _CLEAN, audience="vendor")).commit(PRIYA, "2026-02-01")
    book.write("open.md", page("Open", _CLEAN)).commit(PRIYA, "2026-02-02")


def _moved_out_and_cleaned(book: Handbook) -> None:
    book.write("inner/stays.md", "# Stays\n").write("inner/open.md", page("Open", _SECRET)).commit()
    book.move("inner/open.md", "open.md").write("open.md", page("Open", _CLEAN))
    book.commit(PRIYA, "2026-02-01")


def _cleaned_in_a_folder_that_was_opened_later(book: Handbook) -> None:
    book.write("inner/open.md", page("Open", _SECRET)).commit()
    book.write("inner/open.md", page("Open", _CLEAN)).commit(PRIYA, "2026-02-01")
    book.write_root("hub.yml", TWO_SIDES).commit(PRIYA, "2026-02-02")


def _moved_out_of_a_folder_whose_rule_went_with_it(book: Handbook) -> None:
    book.write("inner/open.md", page("Open", _SECRET)).commit()
    book.write("inner/open.md", page("Open", _CLEAN)).commit(PRIYA, "2026-02-01")
    book.move("inner/open.md", "open.md").write_root("hub.yml", TWO_SIDES)
    book.commit(PRIYA, "2026-02-02")


def _cleaned_before_there_was_a_hub(book: Handbook) -> None:
    settings = (book.root / "hub.yml").read_text(encoding="utf-8")
    (book.root / "hub.yml").unlink()
    book.write("open.md", page("Open", _SECRET)).commit()
    book.write("open.md", page("Open", _CLEAN)).commit(PRIYA, "2026-02-01")
    book.write_root("hub.yml", settings).commit(PRIYA, "2026-02-02")


def _cleaned_under_settings_that_nobody_can_read(book: Handbook) -> None:
    settings = (book.root / "hub.yml").read_text(encoding="utf-8")
    book.write_root("hub.yml", "orgs: [\n").write("open.md", page("Open", _SECRET)).commit()
    book.write("open.md", page("Open", _CLEAN)).commit(PRIYA, "2026-02-01")
    book.write_root("hub.yml", settings).commit(PRIYA, "2026-02-02")


def _its_audience_was_misspelt(book: Handbook) -> None:
    book.write("open.md", f"---\naudiense: vendor\n---\n\n# Open\n\n{_SECRET}\n").commit()
    book.write("open.md", page("Open", _CLEAN)).commit(PRIYA, "2026-02-01")


def _its_front_matter_was_broken(book: Handbook) -> None:
    book.write("open.md", f"---\naudience: vendor\na: b: c\n---\n\n# Open\n\n{_SECRET}\n").commit()
    book.write("open.md", page("Open", _CLEAN)).commit(PRIYA, "2026-02-01")


def _its_audience_is_no_audience_any_more(book: Handbook) -> None:
    book.write("open.md", page("Open", _SECRET, audience=["client", "auditor"])).commit()
    book.write("open.md", page("Open", _CLEAN)).commit(PRIYA, "2026-02-01")


HISTORIES = {
    "opened and cleaned at once": _opened_and_cleaned_at_once,
    "cleaned, then opened": _cleaned_and_then_opened,
    "moved out and cleaned": _moved_out_and_cleaned,
    "cleaned, then its folder opened": _cleaned_in_a_folder_that_was_opened_later,
    "moved out, the rule with it": _moved_out_of_a_folder_whose_rule_went_with_it,
    "cleaned before there was a hub": _cleaned_before_there_was_a_hub,
    "cleaned under broken settings": _cleaned_under_settings_that_nobody_can_read,
    "its audience was misspelt": _its_audience_was_misspelt,
    "its front matter was broken": _its_front_matter_was_broken,
    "its audience is gone": _its_audience_is_no_audience_any_more,
}
"""How a page that was for others can become a page for everybody."""


@pytest.mark.parametrize("history", HISTORIES)
def test_what_was_for_others_is_not_shown_as_what_changed(tmp_path: Path, history: str) -> None:
    book = _hub(tmp_path, _RESTRICTED)
    HISTORIES[history](book)
    site = _site(book)
    found = sorted(site.rglob("open/index.html"))
    assert len(found) == 1
    assert "Other words that everybody may read now." in found[0].read_text(encoding="utf-8")
    assert not traces(site)


def test_page_that_was_opened_is_new_to_its_readers(tmp_path: Path) -> None:
    book = _hub(tmp_path)
    _opened_and_cleaned_at_once(book)
    assert _entries(_site(book))["open"].startswith("New page, ")
    assert _entries(_site(book, "vendor"))["open"].startswith("3 words added, 3 removed")


def test_edits_made_while_a_page_was_for_others_are_no_news(tmp_path: Path) -> None:
    book = _hub(tmp_path)
    _cleaned_and_then_opened(book)
    assert "open" not in _entries(_site(book))
    assert "open" in _entries(_site(book, "vendor"))


_GONE = {
    "link": f"See [{TITLE}](quokkafolder/quokkapath.md).",
    "reference": f"See [{TITLE}].\n\n[{TITLE}]: quokkafolder/quokkapath.md",
    "tag": f'See <a href="quokkafolder/quokkapath.md">{TITLE}</a>.',
    "wiki link": "See [[SOP-QUOKKA]].",
    "wiki link with a label": f"See [[SOP-QUOKKA|{TITLE}]].",
    "address": f"See [{TITLE}](https://hub.example/handbook/quokkafolder/quokkapath/).",
    "bare address": "See <https://hub.example/handbook/quokkafolder/quokkapath/>.",
    "link to what is gone": "See [Quokka](quokkagone.md).",
    "image": "See ![Quokka](quokkafolder/quokkaimage.png).",
    "table": f"| a | b |\n| - | - |\n| see | [{TITLE}](quokkafolder/quokkapath.md) |",
    "list": f"- one\n- see [{TITLE}](quokkafolder/quokkapath.md)\n",
    "comment": "See <!-- quokka --> this.",
    "title of a link": '[see](index.md "Quokka")',
}
"""Paragraphs that repeat what is said of a page for others."""


@pytest.mark.parametrize("form", _GONE)
def test_paragraph_that_led_to_a_page_for_others_is_left_out(tmp_path: Path, form: str) -> None:
    rules = _RESTRICTED.replace("inner", "quokkafolder") + "content: {wiki_links: true}\n"
    book = _hub(tmp_path, rules)
    book.write("quokkafolder/quokkapath.md", page(TITLE, "Words.", id="SOP-QUOKKA"))
    book.write("quokkafolder/quokkaimage.png", "x")
    book.write("open.md", page("Open", f"{_STAYS}{_GONE[form]}\n\nAlpha is here.")).commit(ANA)
    book.write("open.md", page("Open", f"{_STAYS}Beta is here.")).commit(PRIYA, "2026-02-01")
    site = _site(book)
    assert "Beta" in _text(site, "open").partition('class="hub-difference"')[2]
    assert not traces(site)


def test_include_that_is_gone_is_not_named(tmp_path: Path) -> None:
    book = _hub(tmp_path).write("quokkapart.txt", "Words.")
    book.write(
        "open.md", page("Open", f'{_STAYS}Alpha is here.\n\n--8<-- "quokkapart.txt"')
    ).commit()
    book.remove("quokkapart.txt").write("open.md", page("Open", f"{_STAYS}Beta is here."))
    site = _site(book.commit(PRIYA, "2026-02-01"))
    assert "Beta" in _text(site, "open").partition('class="hub-difference"')[2]
    assert not traces(site)


def test_feeds_name_no_mail_address_and_no_subject(tmp_path: Path) -> None:
    book = _hub(tmp_path).commit(ANA, "2026-01-05", subject="Quokkasubject")
    site = _site(book)
    feeds = [
        (site / "hub" / name).read_text(encoding="utf-8") for name in ("feed.xml", "feed.json")
    ]
    assert all("Ana Duarte" in feed for feed in feeds)
    assert not any("@" in feed or "quokka" in feed.lower() for feed in feeds)
