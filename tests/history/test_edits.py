from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from hub.content.blob_id import blob_ids
from hub.history import Author
from tests.history.repo_builder import BEN, RepoBuilder, prose


def test_prose_makes_an_edit_substantive_and_form_does_not(repo: RepoBuilder) -> None:
    text = prose("refund")
    added = repo.commit({"a.md": text})
    front = repo.commit({"a.md": f"---\ntitle: Refund\n---\n{text}"})
    bold = repo.commit({"a.md": f"---\ntitle: Refund\n---\n{text.replace('rule', '**rule**')}"})
    words = repo.commit({"a.md": text.replace("rule 3", "exception 3")})
    history = repo.read()
    assert repo.edits(history, "a.md") == [
        (added, True),
        (front, False),
        (bold, False),
        (words, True),
    ]


def test_commit_tells_who_and_when_in_order(repo: RepoBuilder) -> None:
    repo.commit({"a.md": prose("a")}, on="2026-01-05")
    repo.commit({"b.md": prose("b")}, on="2026-01-06")
    repo.commit({"a.md": prose("a2")}, on="2026-01-07", by=BEN)
    page = repo.read().of("a.md")
    newest, oldest = page.edits
    assert newest.commit.author == Author("Ben Okoro", "ben@northwind.example")
    assert (newest.commit.date, newest.commit.position) == (dt.date(2026, 1, 7), 0)
    assert (oldest.commit.date, oldest.commit.position) == (dt.date(2026, 1, 5), 2)
    assert page.last_edit is newest
    assert page.last_substantive_edit is newest
    assert page.last_review is None


def test_mode_change_and_empty_page_are_mechanical(repo: RepoBuilder) -> None:
    repo.commit({"a.md": prose("a"), "empty.md": "---\ntitle: x\n---\n"})
    repo.commit({"a.md": prose("a")}, mode="100755")
    history = repo.read()
    assert repo.edits(history, "a.md") == [(1, True), (2, False)]
    assert repo.edits(history, "empty.md") == [(1, False)]


def test_link_that_becomes_a_page_is_a_substantive_edit(repo: RepoBuilder) -> None:
    repo.commit({"a.md": "b.md"}, mode="120000")
    repo.commit({"a.md": prose("a")})
    assert repo.edits(repo.read(), "a.md")[-1] == (2, True)


def test_clean_merge_is_no_edit(repo: RepoBuilder) -> None:
    base = repo.commit({"a.md": prose("a"), "b.md": prose("b")})
    ours = repo.commit({"a.md": prose("a", 13)})
    theirs = repo.commit({"b.md": prose("b", 13)}, parents=[base])
    repo.commit({"b.md": prose("b", 13)}, parents=[ours, theirs])
    history = repo.read()
    assert repo.edits(history, "a.md") == [(base, True), (ours, True)]
    assert repo.edits(history, "b.md") == [(base, True), (theirs, True)]


@pytest.mark.parametrize(
    ("merged", "substantive"),
    [(prose("a") + "Neither side wrote this.\n", True), (prose("a", 13) + "\n\n", False)],
)
def test_merge_counts_where_it_differs_from_every_parent(
    repo: RepoBuilder, merged: str, substantive: bool
) -> None:
    base = repo.commit({"a.md": prose("a")})
    ours = repo.commit({"a.md": prose("a", 13)})
    theirs = repo.commit({"a.md": prose("a", 14)}, parents=[base])
    merge = repo.commit({"a.md": merged}, parents=[ours, theirs])
    assert repo.edits(repo.read(), "a.md")[-1] == (merge, substantive)


def test_merge_of_both_sides_lines_is_mechanical(repo: RepoBuilder) -> None:
    base = repo.commit({"a.md": "One.\n\nTwo.\n\nThree.\n"})
    ours = repo.commit({"a.md": "One, ours.\n\nTwo.\n\nThree.\n"})
    theirs = repo.commit({"a.md": "One.\n\nTwo.\n\nThree, theirs.\n"}, parents=[base])
    merge = repo.commit({"a.md": "One, ours.\n\nTwo.\n\nThree, theirs.\n"}, parents=[ours, theirs])
    assert repo.edits(repo.read(), "a.md")[-1] == (merge, False)


def test_merge_that_loses_a_line_of_both_sides_is_substantive(repo: RepoBuilder) -> None:
    base = repo.commit({"a.md": "One.\n\nTwo.\n\nThree.\n"})
    ours = repo.commit({"a.md": "One, ours.\n\nTwo.\n\nThree.\n"})
    theirs = repo.commit({"a.md": "One.\n\nTwo.\n\nThree, theirs.\n"}, parents=[base])
    merge = repo.commit({"a.md": "One, ours.\n\nThree, theirs.\n"}, parents=[ours, theirs])
    assert repo.edits(repo.read(), "a.md")[-1] == (merge, True)


def test_page_without_commits_is_unknown(repo: RepoBuilder) -> None:
    repo.commit({"a.md": prose("a")})
    history = repo.read("a.md", "new.md")
    assert history.of("new.md").unknown == "not committed yet"
    assert history.of("new.md").edits == ()
    assert set(history.pages) == {"a.md"}


def test_pages_of_a_folder_inside_the_repository(repo: RepoBuilder) -> None:
    repo.commit({"docs/it's/a.md": prose("a"), "a.md": prose("other")})
    repo.git("checkout", "--quiet", "--force", "main", check=False)
    repo.flush()
    repo.git("reset", "--quiet", "--hard", "main")
    history = repo.read("a.md", below="docs/it's")
    assert repo.edits(history, "a.md") == [(1, True)]
    assert history.of("a.md").head_blob == repo.blob(prose("a"))


def test_odd_names_are_pages_like_others(repo: RepoBuilder) -> None:
    names = [
        "-rf.md",
        "--output=x.md",
        "a\nb.md",
        "quo\"te's.md",
        "tab\there.md",
        "\u202eevil.md",
        "caf\u00e9.md",
        "cafe\u0301.md",
        ":(top)x.md",
        "*.md",
        "\udcff\udcfe.md",
        "\n:100644.md",
        "x" * 252 + ".md",
    ]
    repo.commit({name: prose(f"first {n}") for n, name in enumerate(names)})
    for n, name in enumerate(names):
        repo.commit({name: prose(f"then {n}")})
    history = repo.read()
    for n, name in enumerate(names):
        assert repo.edits(history, name) == [(1, True), (n + 2, True)], name


def test_invalid_utf8_and_odd_authors_are_read(repo: RepoBuilder) -> None:
    repo.commit({"a.md": b"\xff\xfe broken \x80 words"}, by=" <>")
    page = repo.read().of("a.md")
    assert page.edits[0].commit.author == Author("", "")


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
def test_blob_ids_are_gits(tmp_path: Path, object_format: str) -> None:
    repo = RepoBuilder(tmp_path / "r", object_format=object_format)
    text = prose("a")
    repo.commit({"a.md": text})
    history = repo.read()
    assert history.unknown is None
    assert history.of("a.md").head_blob in blob_ids(text.replace("\n", "\r\n").encode())
