from __future__ import annotations

from pathlib import Path

from hub.history import Author
from tests.history.repo_builder import RepoBuilder, prose

MAILMAP = "Ana Ruiz <ana@acme.example> <OLD@Acme.example>\n"


def test_mailmap_is_honoured_on_every_run(repo: RepoBuilder, tmp_path: Path) -> None:
    repo.commit({"a.md": prose("a")}, by="ana <OLD@acme.example>")
    first = repo.read(cache=tmp_path / "cache").of("a.md")
    assert first.edits[0].commit.author == Author("ana", "old@acme.example")
    (repo.folder / ".mailmap").write_text(MAILMAP)
    second = repo.read(cache=tmp_path / "cache").of("a.md")
    assert second.edits[0].commit.author == Author("Ana Ruiz", "ana@acme.example")


def test_mailmap_named_by_the_repositorys_settings_is_not_read(repo: RepoBuilder) -> None:
    repo.commit({"a.md": prose("a"), "map": MAILMAP}, by="ana <old@acme.example>")
    (repo.folder / "map").write_text(MAILMAP)
    repo.git("config", "mailmap.file", str(repo.folder / "map"))
    repo.git("config", "mailmap.blob", "HEAD:map")
    assert repo.read().of("a.md").edits[0].commit.author.email == "old@acme.example"


def test_one_persons_addresses_are_one_person(repo: RepoBuilder) -> None:
    dated = f"---\nreview:\n  last: 2026-01-01\n---\n{prose('a')}"
    repo.commit({"a.md": dated}, by="ana <old@acme.example>")
    bumped = dated.replace("2026-01-01", "2026-03-01\n  evidence: I looked")
    repo.commit({"a.md": bumped}, by="Ana Ruiz <ana@acme.example>")
    (repo.folder / ".mailmap").write_text(MAILMAP)
    last = repo.read().of("a.md").last_review
    assert last is not None
    assert not last.evidenced
