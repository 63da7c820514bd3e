"""A kit to which somebody added pages that are not like the others."""

from __future__ import annotations

import shutil

import pytest

from hub.content.front_matter import read_front_matter
from hub.content.line_ends import with_line_feeds
from hub.demo.kit import CONTENT, SETTINGS, Kit, read_kit
from hub.demo.story import read_story
from hub.demo.telling import Telling
from hub.history import NewCommit

_STORY = read_story()
_STEPS = "1. **Do** it within 5 days.\n2. Look at it.\n3. Write it down.\n"


def page(title: str, *front: str) -> str:
    """A page with three steps, and front matter if any is given."""
    head = "\n".join(("---", *front, "---", "")) if front else ""
    return f"{head}# {title}\n\n## Steps\n\n{_STEPS}"


_ADDED = {
    "nobodys.md": page("Nobody owns this", "audience: [client]"),
    "plain.md": page("No front matter"),
    "sops/crlf.md": page("A team's", "owner: agents", "version: 1.0.1").replace("\n", "\r\n"),
    "sops/put-away.md": page("Put away", "owner: tom", "status: archived"),
    "sops/at-the-margin.md": page("Zwölf — €", "depends_on:", "- sops/issue-a-refund.md"),
    'sops/"quoted" ü.md': page("Quoted", "owner: tom"),
    "sops/later.md": page("Later", "owner: tom", "review: {last: 2031-01-01, by: agents}"),
    "faqs/early.md": page("Early", "owner: tom", "review: {last: 2019-01-01, by: jana}"),
    "decisions/undated.md": page("Undated", "status: rejected"),
    "decisions/team.md": page("Team's", "date: '2026-03-02'", "decision-makers: care"),
    "decisions/old.md": page("Old", "date: 2019-03-02", "decision-makers: [x]"),
    "lessons/just-now.md": page("Just now", "date: 2026-11-26", "no_change: None needed."),
    "lessons/undated.md": page("Undated"),
    "sops/screen.png": "\x89PNG",
}


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    folder, came = tmp_path_factory.mktemp("kit"), read_kit().folder
    shutil.copytree(came / CONTENT, folder / CONTENT)
    for name in SETTINGS:
        shutil.copy(came / name, folder / name)
    for path, text in _ADDED.items():
        (folder / CONTENT / path).write_bytes(text.encode())
    return read_kit(folder)


@pytest.fixture(scope="module")
def commits(kit: Kit) -> list[NewCommit]:
    return [*Telling(kit, _STORY).commits()]


def test_all_of_them_are_read(kit: Kit) -> None:
    assert not kit.library.problems
    assert _ADDED.keys() <= {*kit.pages, *kit.attachments()}


@pytest.mark.parametrize("path", _ADDED)
def test_each_ends_as_it_is(path: str, commits: list[NewCommit]) -> None:
    files: dict[str, bytes | None] = {}
    for commit in commits:
        files |= commit.files
    found = (files[f"{CONTENT}/{path}"] or b"").decode()
    if not path.endswith(".md"):
        assert found == _ADDED[path]
        return
    told, came = read_front_matter(found), read_front_matter(with_line_feeds(_ADDED[path]))
    assert told.body == came.body
    assert {**told.values, "review": None} == {**came.values, "review": None}


@pytest.mark.parametrize("path", [path for path in _ADDED if path.endswith(".md")])
def test_each_has_a_life_from_beginning_to_end(path: str, commits: list[NewCommit]) -> None:
    names = {f"{CONTENT}/{path}", f"{CONTENT}/{path}".replace("sops/", "procedures/")}
    life = [commit for commit in commits if any(commit.files.get(name) for name in names)]
    assert life[0].subject.startswith("Begin ")
    assert _STORY.begins <= life[0].time.date()
    assert life[-1].time.date() <= _STORY.ends
    assert len(life) > 1


def test_commits_follow_one_another(commits: list[NewCommit]) -> None:
    times = [commit.time for commit in commits]
    assert times == sorted(times)
    assert times[0].date() == _STORY.begins


def test_an_image_moved_with_its_folder(commits: list[NewCommit]) -> None:
    before, after = f"{CONTENT}/procedures/screen.png", f"{CONTENT}/sops/screen.png"
    assert commits[0].files[before]
    [move] = [commit for commit in commits if commit.subject == _STORY.move.subject]
    assert move.files[before] is None
    assert move.files[after]


def test_a_rejected_decision_was_never_accepted(commits: list[NewCommit]) -> None:
    said = {commit.subject for commit in commits}
    assert "Reject: Undated" in said
    assert "Accept: Undated" not in said
