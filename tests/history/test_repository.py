from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from hub.history import History, read_history
from tests.history.repo_builder import RepoBuilder, prose


def read(folder: Path, *paths: str) -> History:
    return read_history(folder, paths, identity=lambda author: author.email, cache_dir=None)


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a git before the real one that does as the script says."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "git"
    program.write_text(f"#!/bin/sh\nreal={shutil.which('git')}\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def assert_unknown(history: History, *words: str) -> None:
    assert history.pages == {}
    assert history.unknown is not None
    assert history.of("a.md").unknown == history.unknown
    for word in words:
        assert word in history.unknown


def test_folder_outside_git_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    assert_unknown(read(tmp_path / "plain", "a.md"), "not in a git repository")


def test_folder_that_is_not_there_is_unknown(tmp_path: Path) -> None:
    assert_unknown(read(tmp_path / "none", "a.md"), "does not exist")


def test_repository_without_commits_is_unknown(repo: RepoBuilder) -> None:
    assert_unknown(read(repo.folder, "a.md"), "no commits yet")


def test_folder_inside_the_git_folder_is_unknown(repo: RepoBuilder) -> None:
    repo.commit({"a.md": prose("a")})
    repo.flush()
    assert_unknown(read(repo.folder / ".git" / "objects", "a.md"), "bare repository")


def test_git_that_is_not_installed_is_unknown(
    repo: RepoBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit({"a.md": prose("a")})
    repo.flush()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert_unknown(read(repo.folder, "a.md"), "git is not installed")


def test_shallow_clone_is_unknown_and_says_what_to_do(repo: RepoBuilder, tmp_path: Path) -> None:
    repo.commit({"a.md": prose("a")})
    repo.commit({"a.md": prose("b")})
    repo.flush()
    repo.git("clone", "--quiet", "--depth=1", f"file://{repo.folder}", str(tmp_path / "clone"))
    assert_unknown(read(tmp_path / "clone", "a.md"), "shallow", "fetch with full depth")


def test_linked_work_tree_is_read(repo: RepoBuilder, tmp_path: Path) -> None:
    repo.commit({"a.md": prose("a")})
    repo.flush()
    repo.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"), "main")
    assert len(read(tmp_path / "linked", "a.md").of("a.md").edits) == 1


def test_work_tree_of_a_bare_repository_is_read(repo: RepoBuilder, tmp_path: Path) -> None:
    repo.commit({"a.md": prose("a")})
    repo.flush()
    repo.git("clone", "--quiet", "--bare", str(repo.folder), str(tmp_path / "bare"))
    added = ("worktree", "add", "--quiet", str(tmp_path / "tree"), "main")
    repo.git("-C", str(tmp_path / "bare"), *added)
    assert len(read(tmp_path / "tree", "a.md").of("a.md").edits) == 1


def test_variables_of_an_outer_hook_are_not_followed(
    repo: RepoBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = RepoBuilder(tmp_path / "other")
    other.commit({"a.md": prose("other")})
    other.flush()
    repo.commit({"a.md": prose("a")})
    repo.flush()
    head = repo.sha(1)
    git_dir = str(other.folder / ".git")
    monkeypatch.setenv("GIT_DIR", git_dir)
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    monkeypatch.setenv("GIT_INDEX_FILE", f"{git_dir}/index")
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", f"{git_dir}/objects")
    monkeypatch.setenv("GIT_PREFIX", "x/")
    history = read(repo.folder, "a.md")
    assert history.head == head
    assert len(history.of("a.md").edits) == 1


def test_owner_that_git_distrusts_is_unknown(
    repo: RepoBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit({"a.md": prose("a")})
    repo.flush()
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    history = read(repo.folder, "a.md")
    assert_unknown(history, "dubious ownership")
    assert str(repo.folder.parent) not in str(history.unknown)


def test_owner_that_the_user_trusts_is_read(
    repo: RepoBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit({"a.md": prose("a")})
    repo.flush()
    repo.git("config", "--global", "safe.directory", str(repo.folder))
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert read(repo.folder, "a.md").unknown is None


def test_replaced_commits_and_grafts_are_not_believed(repo: RepoBuilder) -> None:
    repo.commit({"a.md": prose("a")})
    repo.commit({"a.md": prose("b")})
    repo.flush()
    repo.git("config", "user.name", "x")
    repo.git("config", "user.email", "x@example.org")
    lonely = repo.git("commit-tree", "HEAD^{tree}", "-m", "x")
    repo.git("replace", repo.sha(2), lonely)
    (repo.folder / ".git" / "info").mkdir(exist_ok=True)
    (repo.folder / ".git" / "info" / "grafts").write_text(f"{repo.sha(2)}\n")
    assert len(read(repo.folder, "a.md").of("a.md").edits) == 2


def test_settings_that_change_gits_answers_change_nothing(repo: RepoBuilder) -> None:
    repo.commit({"a.md": prose("a")})
    repo.commit({"a.md": None, "b.md": prose("a", 13)})
    repo.flush()
    for name, value in {
        "diff.renames": "false",
        "diff.renameLimit": "1",
        "diff.orderFile": "/nowhere/order",
        "diff.relative": "true",
        "diff.noprefix": "true",
        "log.date": "relative",
        "log.follow": "true",
        "log.showSignature": "true",
        "log.showRoot": "false",
        "format.pretty": "oneline",
        "i18n.logOutputEncoding": "UTF-16",
        "core.quotePath": "true",
        "color.ui": "always",
        "core.abbrev": "7",
        "alias.rev-list": "version",
    }.items():
        repo.git("config", name, value)
    assert repo.edits(repo.read(), "b.md") == [(1, True), (2, True)]


def test_missing_blob_makes_its_pages_unknown_and_no_others(repo: RepoBuilder) -> None:
    repo.commit({"a.md": prose("a"), "b.md": prose("b")})
    repo.commit({"a.md": prose("gone")})
    repo.commit({"a.md": prose("c"), "b.md": prose("b", 13)})
    repo.forget(repo.blob(prose("gone")))
    history = repo.read()
    page = history.of("a.md")
    assert page.unknown is not None
    assert "missing" in page.unknown
    assert (page.edits, page.reviews) == ((), ())
    assert repo.edits(history, "b.md") == [(1, True), (3, True)]


@pytest.mark.parametrize("spec", ["HEAD~1", "HEAD~1^{tree}"])
def test_missing_commit_or_tree_makes_everything_unknown(repo: RepoBuilder, spec: str) -> None:
    for text in "abc":
        repo.commit({"a.md": prose(text)})
    repo.flush()
    repo.forget(repo.git("rev-parse", spec))
    assert read(repo.folder, "a.md").unknown is not None
    assert read(repo.folder, "a.md").pages == {}


@pytest.mark.parametrize("command", ["rev-list", "diff-tree", "cat-file", "ls-tree", "rev-parse"])
@pytest.mark.parametrize(
    ("ending", "reason"),
    [
        ("kill -9 $$", "signal 9"),
        ("echo 'fatal: out of cheese' >&2; exit 128", "out of cheese"),
        ("exit 3", "status 3"),
    ],
)
def test_git_that_fails_part_way_gives_no_figures(
    repo: RepoBuilder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    command: str,
    ending: str,
    reason: str,
) -> None:
    for n in range(20):
        repo.commit({"a.md": prose(f"t{n}")})
    repo.flush()
    cut = f'case " $* " in *" {command} "*) "$real" "$@" | head -c 900; {ending};; esac'
    stand_in(tmp_path, monkeypatch, f'{cut}\nexec "$real" "$@"')
    assert_unknown(read(repo.folder, "a.md"), reason)


@pytest.mark.parametrize("command", ["diff-tree", "cat-file", "ls-tree"])
def test_answer_cut_short_without_an_error_gives_no_figures(
    repo: RepoBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    for n in range(20):
        repo.commit({"a.md": prose(f"t{n}"), f"{n}.md": prose("x")})
    repo.flush()
    cut = f'case " $* " in *" {command} "*) "$real" "$@" | head -c 777; exit 0;; esac'
    stand_in(tmp_path, monkeypatch, f'{cut}\nexec "$real" "$@"')
    assert_unknown(read(repo.folder, "a.md"))


def test_long_complaints_do_not_block(
    repo: RepoBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit({"a.md": prose("a")})
    repo.flush()
    noise = "head -c 300000 /dev/zero | tr '\\0' 'x' >&2"
    stand_in(tmp_path, monkeypatch, f'{noise}\nexec "$real" "$@"')
    assert read(repo.folder, "a.md").unknown is None


def test_partial_clone_fetches_nothing(repo: RepoBuilder, tmp_path: Path) -> None:
    repo.commit({"a.md": prose("a")})
    repo.commit({"a.md": prose("b")})
    repo.flush()
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--filter=blob:none", f"file://{repo.folder}", str(clone))
    packs = clone / ".git" / "objects" / "pack"
    before = sorted(packs.iterdir())
    history = read(clone, "a.md")
    assert history.of("a.md").unknown is not None
    assert sorted(packs.iterdir()) == before


def test_progress_reaches_its_end(repo: RepoBuilder) -> None:
    for n in range(3):
        repo.commit({"a.md": prose(f"t{n}")})
    repo.flush()
    told: list[tuple[str, int, int]] = []
    read_history(
        repo.folder,
        ["a.md"],
        identity=lambda author: author.email,
        cache_dir=None,
        progress=lambda *step: told.append(step),
    )
    assert told == [("commits", 3, 3), ("pages", 1, 1)]


def test_bare_repository_hidden_among_the_pages_is_not_opened(repo: RepoBuilder) -> None:
    repo.commit({"a.md": prose("a")})
    repo.flush()
    subprocess.run(["git", "init", "-q", "--bare", str(repo.folder / "docs")], check=True)
    assert read(repo.folder / "docs", "a.md").unknown is not None
