"""Handbooks that have never heard of Hub: read as they stand, and nothing in them is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import Handbook, page, run_hub
from tests.leaks.marked import files_of

_FOREIGN = """\
site_name: The foreign handbook
site_url: !ENV [SITE_URL, "https://handbook.example/"]
repo_url: https://git.example/handbook
docs_dir: docs
theme: {name: theme-that-is-not-installed, custom_dir: overrides}
plugins:
  - search
  - plugin-that-is-not-installed: {a: b}
hooks: [hooks.py]
markdown_extensions:
  - extension_that_is_not_installed
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
nav:
  - Welcome: index.md
  - Guides:
    - The first guide: guides/one.md
    - Gone: guides/gone.md
"""


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    book = Handbook(tmp_path_factory.mktemp("foreign")).write_root("mkdocs.yml", _FOREIGN)
    book.write_root("hooks.py", 'open("hook-ran", "w").close()\n')
    book.write_root("overrides/main.html", "{{ 7 * 7 }} overridden")
    text = "# Welcome\n\n[one](guides/one.md) [gone](nowhere.md) {{ 7 * 7 }} {% raw %}\n"
    book.write_root("docs/index.md", text)
    book.write_root("docs/guides/one.md", "# One\n\nWords.\n").write_root("docs/unused.txt", "x")
    done = run_hub(book.commit().root, "build")
    assert done.code == 0, done.said
    assert not list(book.root.rglob("hook-ran"))
    return files_of(book.root / "site" / "everyone")


def test_programs_that_it_names_are_not_run(foreign: dict[str, bytes]) -> None:
    assert not [name for name, data in foreign.items() if b"overridden" in data]


def test_its_name_and_its_navigation_are_taken(foreign: dict[str, bytes]) -> None:
    text = foreign["guides/one/index.html"].decode()
    assert "The foreign handbook" in text
    assert "The first guide" in text
    assert "Gone" not in text


def test_template_marks_are_literal(foreign: dict[str, bytes]) -> None:
    text = foreign["index.html"].decode()
    assert "{{ 7 * 7 }} {% raw %}" in text


def test_links_and_files_of_a_hub_without_secrets_stay_as_they_are(
    foreign: dict[str, bytes],
) -> None:
    assert 'href="nowhere.md"' in foreign["index.html"].decode()
    assert foreign["unused.txt"] == b"x"


def test_govuk_pages_have_addresses_titles_and_links(tmp_path: Path) -> None:
    settings = 'content: {dir: source, include: ["**/*.html.md.erb", "**/*.html.md"]}\n'
    book = Handbook(tmp_path / "govuk", settings)
    front = "---\ntitle: {}\nlast_reviewed_on: 2026-01-05\nreview_in: 3 months\n---\n\n"
    start = (
        "# <%= current_page.data.title %>\n\n[on call](/manual/on-call.html)\n<% partial 'x' %>\n"
    )
    book.write_root("source/index.html.md.erb", front.format("Start") + start)
    more = "# On call\n\n[start](../index.html) [alerts](alerts.html#two)\n"
    book.write_root("source/manual/on-call.html.md.erb", front.format("On call") + more)
    book.write_root("source/manual/alerts.html.md", front.format("Alerts") + "# Alerts\n\n## Two\n")
    done = run_hub(book.commit().root, "build", "--today", "2026-05-05")
    assert done.code == 0, done.said
    files = files_of(book.root / "site" / "everyone")
    index = files["index.html"].decode()
    assert "<h1" in index
    assert ">Start<" in index
    assert "<%" not in index
    assert "partial" not in index
    assert 'href="manual/on-call/"' in index
    on_call = files["manual/on-call/index.html"].decode()
    assert 'href="../.."' in on_call or 'href="../../"' in on_call
    assert 'href="../alerts/#two"' in on_call
    assert 'data-hub-state="overdue"' in on_call
    assert not [name for name in files if ".erb" in name]


ODD_NAMES = {
    "a leading hyphen": "-rf.md",
    "two leading hyphens": "--help.md",
    "a line break": "two\nlines.md",
    "quotes": 'it\'s "quoted".md',
    "brackets": "a [b] (c) <d>.md",
    "percent": "100%25.md",
    "a hash": "c#.md",
    "a question mark": "why?.md",
    "blanks": " two  words .md",
    "right to left": "abc\u202edm.md",
    "another alphabet": "返品の手順.md",
    "an emoji": "🦘.md",
    "dollar and backquotes": "$(touch ran)`touch ran`.md",
    "a backslash": "a\\b.md",
    "a semicolon": "a;b&c|d.md",
    "the longest name": "x" * 252 + ".md",
    "decomposed accents": "u\u0308ber.md",
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    """One page for each odd name, all of them linked from the front page."""
    book = Handbook(tmp_path_factory.mktemp("odd"))
    for name, path in ODD_NAMES.items():
        book.write(
            f"odd/{path}",
            page(f"Title of {name}", f"Words of {name}.", review={"last": "2026-01-05"}),
        )
    return book.write("index.md", "# Home\n").commit()


def test_odd_names_build_and_have_their_history(odd: Handbook) -> None:
    verdicts = odd.open().assess().verdicts
    lost = [
        n for n, path in ODD_NAMES.items() if verdicts[f"odd/{path}"].freshness.value != "fresh"
    ]
    assert not lost
    done = run_hub(odd.root, "build")
    assert done.code == 0, done.said
    files = files_of(odd.root / "site" / "everyone")
    text = "".join(data.decode() for name, data in files.items() if name.endswith("index.html"))
    assert not [name for name in ODD_NAMES if f"Words of {name}." not in text]
    assert not list(odd.root.rglob("ran"))


def test_names_that_other_systems_take_for_one_are_reported(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "same").write("\u00fcber.md", "# A").write("u\u0308ber.md", "# B")
    book.write("Refund.md", "# C").write("refund.md", "# D").commit()
    found = run_hub(book.root, "lint").out
    assert found.count("[confusable-name]") == 2


def test_two_files_for_one_address_are_refused(tmp_path: Path) -> None:
    settings = 'content: {include: ["**/*.md", "**/*.html.md.erb"]}\n'
    book = Handbook(tmp_path / "same", settings).write("a.md", "# A").write("a.html.md.erb", "# B")
    done = run_hub(book.commit().root, "build")
    assert done.code == 1
    assert "[same-address]" in done.err


@pytest.mark.parametrize(
    ("settings", "line"),
    [(b"nav:\n\t- x\n", 2), (b"nav: [a\n", 2), (b"site_name: \xfc\n", None)],
)
def test_settings_that_cannot_be_read_are_said_and_not_left_out(
    tmp_path: Path, settings: bytes, line: int | None
) -> None:
    book = Handbook(tmp_path / "book").write_root("mkdocs.yml", settings)
    book.write_root("docs/index.md", "# Home\n").commit()
    where = f"mkdocs.yml:{line}" if line else "mkdocs.yml"
    for command in (["build"], ["adopt", "--yes"]):
        said = run_hub(book.root, *command)
        assert said.code == 2
        assert said.err.startswith(f"{where}: can't be read: ")
        assert "Mend it" in said.err
    assert not (book.root / "hub.yml").exists()
    assert not (book.root / "site/everyone").exists()
    assert run_hub(book.root, "lint").code == 0, "what does not need them goes on"
    assert f"broken: {where} can't be read" in run_hub(book.root, "doctor").out
