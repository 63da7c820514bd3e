"""Earlier versions of pages, with the hub.yml of their own commits."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.history import EarlierVersions, Edit
from tests.builders import ANA, PRIYA, TWO_SIDES, Handbook, page


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "hand book").write("a.md", page("A", "One two.")).commit()
    book.write_root("hub.yml", TWO_SIDES).commit(ANA, "2026-01-06")
    return book.write("a.md", page("A", "One two three.")).commit(PRIYA, "2026-02-01")


def edits_of(book: Handbook, path: str) -> tuple[Edit, ...]:
    return book.open().history.of(path).edits


def versions(book: Handbook) -> EarlierVersions:
    return EarlierVersions(book.content, book.root)


def test_an_edit_knows_the_page_before_and_after(book: Handbook) -> None:
    book.move("a.md", "inner/b.md").write("inner/b.md", page("A", "One two three four."))
    book.commit(ANA, "2026-03-01")
    latest, middle, first = edits_of(book, "inner/b.md")
    assert latest.before
    assert latest.after
    assert (latest.before.path, latest.after.path) == ("a.md", "inner/b.md")
    assert latest.before == middle.after
    assert first.before is None


def test_versions_are_read_with_the_settings_of_their_commits(book: Handbook) -> None:
    latest, first = edits_of(book, "a.md")
    [changed, added] = versions(book).read([latest, first])
    assert changed.before
    assert changed.after
    assert added.after
    assert changed.before.text == page("A", "One two.")
    assert changed.after.text == page("A", "One two three.")
    assert changed.after.config is not None
    assert changed.after.config.audiences == ("client", "vendor")
    assert added.before is None
    assert added.after.config is None


def test_page_that_stood_outside_of_the_content_folder_has_no_path(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "handbook").write_root("docs/a.md", page("A", "One two three."))
    book.write("stays.md", "# Stays\n").commit()
    (book.root / "docs" / "a.md").rename(book.content / "a.md")
    latest = edits_of(book.commit(ANA, "2026-02-01"), "a.md")[0]
    assert latest.before is not None
    assert latest.before.path is None


def test_merge_is_compared_with_the_line_that_it_was_merged_into(book: Handbook) -> None:
    book.git("checkout", "--quiet", "-b", "side", "HEAD~1")
    book.write("a.md", page("A", "One two four.")).commit(ANA, "2026-02-02")
    book.git("checkout", "--quiet", "main")
    known = ("-c", "user.name=x", "-c", "user.email=x@acme.example")
    book.git(*known, "merge", "--quiet", "--no-commit", "--strategy=ours", "side")
    book.write("a.md", page("A", "One two three and four.")).commit(PRIYA, "2026-02-03")
    [merge] = versions(book).read(edits_of(book, "a.md")[:1])
    assert merge.before
    assert merge.before.text == page("A", "One two three.")


def test_content_that_the_repository_lacks_is_not_there(book: Handbook) -> None:
    edits = edits_of(book, "a.md")
    blob = book.git("rev-parse", "HEAD:content/a.md")
    (book.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    found = versions(book).read(edits)
    assert found[0].after is None
    assert found[1].after is not None


def test_without_a_repository_nothing_is_known_of_any_version(book: Handbook) -> None:
    edits = edits_of(book, "a.md")
    (book.root / ".git").rename(book.root / "gone")
    assert [one.after for one in versions(book).read(edits)] == [None, None]
