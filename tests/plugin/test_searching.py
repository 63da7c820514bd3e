"""Where a site's answers come from, and what lies among its files for them."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from hub_mkdocs import pagefind, searching
from tests.builders import TWO_SIDES, Handbook, page, run_hub
from tests.leaks.marked import files_of

_MATERIAL = """\
site_name: Hub
docs_dir: content
theme: {name: material, font: false}
plugins: [search, hub]
"""
_INDEX, _FOUND = "search/search_index.json", "assets/hub/found.json"
_PAGEFIND = "assets/hub/pagefind/"


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "book", TWO_SIDES).write_root("mkdocs.yml", _MATERIAL)
    review = {"last": "2026-01-05", "every": "90 years"}
    book.write("index.md", page("Home", "Hello."))
    book.write("refund.md", page("Refund", "Pay.", id="SOP-1", owner="tom", review=review))
    book.write("hidden.md", page("Hidden", "Quokka.", search={"exclude": True}))
    book.write("inner.md", page("Quokka", "Quokka.", id="QUOKKA", tags=["quokka"], owner="priya",
                                audience=["vendor"]))  # fmt: skip
    return book.commit()


def _site(book: Handbook, *more: str, settings: str = _MATERIAL) -> dict[str, bytes]:
    book.write_root("mkdocs.yml", settings)
    done = run_hub(book.root, "build", "--audience", "client", *more)
    assert done.code == 0, done.said
    return files_of(book.root / "site" / "client")


def _policy(site: dict[str, bytes]) -> str:
    text = site["refund/index.html"].decode()
    return text[text.index('content="default-src') :].partition(">")[0]


def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MANY", 3)


def test_a_small_site_has_materials_index_and_facts_of_its_own_pages(book: Handbook) -> None:
    site = _site(book)
    assert _INDEX in site
    found = json.loads(site[_FOUND])
    assert found["pages"].keys() == {"", "refund/", "hidden/"}
    assert found["names"]["owner"] == {"tom": "Tom Okafor"}
    refund = found["pages"]["refund/"]
    assert (refund["path"], refund["id"], refund["state"]) == ("refund.md", "SOP-1", "fresh")
    assert refund["due"] > refund["warn_from"] > "2100"
    assert not [name for name in site if name.startswith(_PAGEFIND)]
    assert b"uokka" not in b"".join(site[name] for name in (_FOUND, "assets/hub/find.js"))


def test_a_chosen_day_stays(book: Handbook) -> None:
    found = json.loads(_site(book, "--today", "2026-02-01")[_FOUND])
    assert "due" not in found["pages"]["refund/"]


def test_a_large_site_has_pagefinds_index_of_the_same_pages(
    book: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = _site(book)
    _small(monkeypatch)
    site = _site(book)
    assert _INDEX not in site
    assert json.loads(site[_FOUND])["pages"] == {}
    parts = {name: data for name, data in site.items() if name.startswith(_PAGEFIND)}
    assert len([name for name in parts if "/fragment/" in name]) == 2
    assert not [name for name in parts if "ui" in name]
    assert b"Hub health" not in b"".join(parts.values())
    assert b"quokka" not in b"".join([*parts.values(), site[_FOUND]]).lower()
    assert _policy(site) == _policy(small)
    assert b"data-pagefind" not in site["refund/index.html"]


def test_without_pagefind_a_large_site_says_what_to_do(
    book: Handbook, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _small(monkeypatch)
    monkeypatch.setattr(pagefind, "is_installed", lambda: False)
    with caplog.at_level(logging.WARNING, "mkdocs.plugins.hub"):
        site = _site(book)
    assert 'pip install "handbook-hub[pagefind]"' in caplog.text
    assert _INDEX in site


def test_a_pagefind_that_fails_leaves_the_old_site(
    book: Handbook, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _small(monkeypatch)
    monkeypatch.setattr(pagefind, "PAGEFIND", "index.html")
    done = run_hub(book.root, "build", "--audience", "client")
    assert done.code != 0
    assert "hub: Pagefind could not index the site" in caplog.text
    assert not (book.root / "site" / "client").exists()


def test_a_site_for_a_server_has_no_index(book: Handbook) -> None:
    quiet = _site(book)
    site = _site(book, "--events")
    assert quiet.keys() - site.keys() == {_INDEX, _FOUND}
    for files in (site, quiet):
        assert b'class="hub-find-open"' in files["refund/index.html"]
        assert b'data-md-component="search"' not in files["refund/index.html"]
    assert _policy(site) == _policy(quiet)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hub]", "{hub: {pages: false}}]"),
        ("[search, hub]", "[search, offline, hub]"),
        ("[search, hub]", "[hub]"),
        ("material, font: false", "mkdocs"),
        ("material, font: false", "readthedocs"),
    ],
)
def test_other_sites_keep_what_they_have(book: Handbook, old: str, new: str) -> None:
    site = _site(book, settings=_MATERIAL.replace(old, new))
    assert {"assets/hub/find.js", _FOUND}.isdisjoint(site)
    assert (_INDEX in site) is ("search" in _MATERIAL.replace(old, new))
    assert not [name for name, text in site.items() if b'"hub-find-open"' in text]
