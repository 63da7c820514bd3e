from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from hub.errors import HistoryError
from hub.history import (
    Author,
    branch,
    committer,
    contributors,
    first_commit,
    refuse_repository,
    setting,
)
from tests.builders import ANA, PRIYA, Handbook


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "handbook")
    book.write("a.md", "1").commit(ANA, "2026-01-05")
    book.write("a.md", "2").commit(PRIYA, "2026-02-05").write("b.md", "1").commit(
        PRIYA, "2026-03-05"
    )
    return book.write_root("code.py", "1").commit("Eve <eve@acme.example>", "2026-04-05")


def test_contributors_are_those_who_changed_the_folder(book: Handbook) -> None:
    priya, ana = contributors(book.content)
    assert priya.author == Author("Priya Nair", "priya@northwind.example")
    assert (priya.commits, priya.first, priya.last) == (
        2,
        dt.date(2026, 2, 5),
        dt.date(2026, 3, 5),
    )
    assert (ana.author.name, ana.commits) == ("Ana Duarte", 1)
    assert [one.author.name for one in contributors(book.root)][2:] == ["Eve"]


def test_mailmap_makes_two_authors_one(book: Handbook) -> None:
    book.write_root(".mailmap", "Priya Nair <priya@northwind.example> <ana@acme.example>\n")
    (priya,) = contributors(book.content)
    assert (priya.commits, priya.first) == (3, dt.date(2026, 1, 5))


def test_merges_are_nobodys_contribution(book: Handbook) -> None:
    book.git("checkout", "--quiet", "-b", "side", "HEAD~3")
    book.write("c.md", "1").commit(ANA)
    book.git("checkout", "--quiet", "main")
    who = {"GIT_AUTHOR_NAME": "M", "GIT_AUTHOR_EMAIL": "m@x", "GIT_COMMITTER_NAME": "M"}
    book.git(
        "merge", "--quiet", "--no-edit", "side", environment=who | {"GIT_COMMITTER_EMAIL": "m@x"}
    )
    assert sorted(one.commits for one in contributors(book.content)) == [2, 2]


def test_repository_without_commits_has_no_contributors(tmp_path: Path) -> None:
    assert contributors(Handbook(tmp_path / "new").root) == []


def test_folder_outside_git_can_not_be_asked(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="not in a git repository"):
        contributors(tmp_path)


def test_settings_are_read_with_and_without_a_repository(book: Handbook, tmp_path: Path) -> None:
    assert committer(tmp_path) == Author("", "")
    book.git("config", "user.name", "Ana Ü")
    book.git("config", "user.email", "ANA@acme.example")
    assert committer(book.content) == Author("Ana Ü", "ana@acme.example")
    assert setting(book.root, "remote.origin.url") == ""
    assert setting(tmp_path / "nowhere", "user.name") == ""


def test_branch_is_the_one_that_is_checked_out(book: Handbook, tmp_path: Path) -> None:
    assert branch(book.content) == "main"
    book.git("checkout", "--quiet", "--detach")
    assert branch(book.content) == ""
    assert branch(tmp_path) == ""


def test_first_commit_takes_the_named_files_and_runs_no_hook(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "new", git=False).write_root("-a.md", "x").write_root("b.md", "x")
    template = tmp_path / "template" / "hooks"
    template.mkdir(parents=True)
    (template / "pre-commit").write_text("#!/bin/sh\nexit 1\n")
    (template / "pre-commit").chmod(0o755)
    (tmp_path / "gitconfig").write_text(f"[init]\n\ttemplateDir = {template.parent}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
        author = Author("Ana Duarte", "ana@acme.example")
        first_commit(book.root, ["-a.md"], author=author, branch="trunk", subject="Begin")
    assert book.git("log", "--format=%an <%ae> %s") == "Ana Duarte <ana@acme.example> Begin"
    assert book.git("ls-tree", "--name-only", "trunk") == "-a.md"
    with pytest.raises(HistoryError, match="in a git repository already"):
        refuse_repository(book.root / "below" / "it")
    refuse_repository(tmp_path / "beside")
