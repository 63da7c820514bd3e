from __future__ import annotations

import logging
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import hub.history.history as module
from hub.history.repository import Repository
from tests.history.repo_builder import BEN, RepoBuilder, prose

EVIDENCE = "Walked the steps with two agents"


class Counting(Repository):
    """Remembers what was asked of git."""

    commits: list[str] = []  # noqa: RUF012 - emptied by the fixture
    contents: list[str] = []  # noqa: RUF012

    def changes(self, commits: Iterable[str]) -> Iterator[bytes]:
        asked = list(commits)
        self.commits.extend(asked)
        return super().changes(asked)

    def blobs(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        asked = list(ids)
        self.contents.extend(asked)
        return super().blobs(asked)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> type[Counting]:
    monkeypatch.setattr(module, "Repository", Counting)
    Counting.commits.clear()
    Counting.contents.clear()
    return Counting


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "state" / "cache"


def test_second_run_asks_only_for_new_commits(
    repo: RepoBuilder, cache: Path, asked: type[Counting]
) -> None:
    dated = f"---\nreview:\n  last: 2026-01-01\n  evidence: {EVIDENCE}\n---\n"
    repo.commit({"a.md": dated + prose("a"), "b.md": prose("b")})
    repo.commit({"a.md": None, "c.md": dated + prose("a", 13)})
    first = repo.read(cache=cache)
    assert len(asked.commits) == 2
    asked.commits.clear()
    asked.contents.clear()
    assert repo.read(cache=cache) == first
    assert (asked.commits, asked.contents) == ([], [])
    repo.commit({"b.md": prose("b", 13)}, by=BEN)
    third = repo.read(cache=cache)
    assert asked.commits == [repo.sha(3)]
    assert sorted(asked.contents) == sorted([repo.blob(prose("b")), repo.blob(prose("b", 13))])
    assert third == repo.read()


def test_force_pushed_history_is_read_afresh(
    repo: RepoBuilder, cache: Path, asked: type[Counting]
) -> None:
    base = repo.commit({"a.md": prose("a")})
    repo.commit({"a.md": prose("b")})
    repo.read(cache=cache)
    asked.commits.clear()
    other = repo.commit({"a.md": prose("c")}, parents=[base], by=BEN)
    history = repo.read(cache=cache)
    assert asked.commits == [repo.sha(other)]
    assert repo.edits(history, "a.md") == [(base, True), (other, True)]
    assert history == repo.read()


def test_cache_is_private_and_holds_no_evidence(repo: RepoBuilder, cache: Path) -> None:
    repo.commit(
        {"a.md": f"---\nreview:\n  last: 2026-01-01\n  evidence: {EVIDENCE}\n---\nA page.\n"}
    )
    repo.read(cache=cache)
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    data = b"".join(path.read_bytes() for path in cache.iterdir())
    assert b"Walked" not in data
    assert b"A page" not in data


@pytest.mark.parametrize("damage", ["noise", "half", "empty", "older", "rows", "types"])
def test_damaged_cache_is_rebuilt(
    repo: RepoBuilder, cache: Path, asked: type[Counting], damage: str
) -> None:
    for n in range(30):
        repo.commit({f"{n}.md": prose(f"t{n}")})
    good = repo.read(cache=cache)
    asked.commits.clear()
    _damage(cache / "history.db", damage)
    assert repo.read(cache=cache) == good
    assert len(asked.commits) == 30
    asked.commits.clear()
    assert repo.read(cache=cache) == good
    assert asked.commits == []


def _damage(path: Path, kind: str) -> None:
    data = path.read_bytes()
    if kind == "noise":
        path.write_bytes(b"not a database at all" * 500)
    elif kind == "half":
        path.write_bytes(data[: len(data) // 2])
    elif kind == "empty":
        path.write_bytes(b"")
    else:
        statement = {
            "older": "PRAGMA user_version = 1",
            "rows": "UPDATE commits SET fields = x'00'",
            "types": "UPDATE commits SET fields = 'text'",
        }[kind]
        connection = sqlite3.connect(path)
        connection.execute(statement)
        connection.commit()
        connection.close()


def test_locked_cache_is_done_without(
    repo: RepoBuilder,
    cache: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hub.history.cache._PATIENCE", 0.05)
    repo.commit({"a.md": prose("a")})
    good = repo.read(cache=cache)
    holder = sqlite3.connect(cache / "history.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with caplog.at_level(logging.WARNING):
        assert repo.read(cache=cache) == good
    holder.execute("ROLLBACK")
    holder.close()
    assert "history cache" in caplog.text
    assert (cache / "history.db").stat().st_size > 0


def test_unwritable_folder_is_done_without(
    repo: RepoBuilder, caplog: pytest.LogCaptureFixture
) -> None:
    nobody_may_write_here = Path("/proc/self/hub-cache")  # not even root
    repo.commit({"a.md": prose("a")})
    assert repo.read(cache=nobody_may_write_here).unknown is None
    assert "history cache" in caplog.text


def test_file_in_place_of_the_folder_is_done_without(
    repo: RepoBuilder, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    repo.commit({"a.md": prose("a")})
    assert repo.read(cache=tmp_path / "file").unknown is None
    assert "history cache" in caplog.text


def test_missing_content_is_not_remembered(repo: RepoBuilder, cache: Path) -> None:
    repo.commit({"a.md": prose("a")})
    repo.commit({"a.md": prose("b")})
    blob = repo.blob(prose("a"))
    repo.forget(blob)
    assert repo.read(cache=cache).of("a.md").unknown is not None
    written = repo.folder / "again"
    written.write_text(prose("a"))
    assert repo.git("hash-object", "-w", str(written)) == blob
    assert repo.edits(repo.read(cache=cache), "a.md") == [(1, True), (2, True)]
