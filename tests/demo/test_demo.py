"""The sample hub: the same everywhere, and alive - every state and every chart can be seen."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from hub.app import Hub
from hub.demo import plan_demo, write_demo
from hub.demo.kit import read_kit
from hub.demo.story import read_story
from hub.errors import ConfigError
from hub.period import long_day
from hub.site.pages.activity import edits_by_month, reviews_by_month
from hub.trust.assessment import Assessment
from hub.trust.freshness import Freshness
from tests.builders import Handbook, run_hub

STORY = read_story()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    folder = tmp_path_factory.mktemp("demo") / "sample"
    write_demo(folder, plan_demo())
    return Handbook(folder, git=False)


@pytest.fixture(scope="session")
def hub(sample: Handbook) -> Hub:
    return sample.open(STORY.ends)


@pytest.fixture(scope="session")
def verdicts(hub: Hub) -> Assessment:
    return hub.assess()


def test_the_story_names_pages_of_the_kit() -> None:
    assert read_kit().pages.keys() >= STORY.pages


def test_a_kit_that_became_a_hub_of_its_own_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    kit = read_kit()
    people = {handle: one for handle, one in kit.config.people.items() if handle != STORY.audit.by}
    other = replace(kit, config=kit.config.model_copy(update={"people": people}))
    monkeypatch.setattr("hub.demo.demo.read_kit", lambda: other)
    with pytest.raises(ConfigError, match=f"there is no person {STORY.audit.by}"):
        plan_demo()


def test_its_readme_names_the_days_of_the_story(sample: Handbook) -> None:
    readme = (sample.root / "README.md").read_text(encoding="utf-8")
    for day in (STORY.ends, *STORY.formatted, STORY.move.day):
        assert long_day(day) in readme
    for month in (STORY.audit.day, STORY.evidence_asked):
        assert f"{month:%B}" in readme
    assert f"HUB_TODAY={STORY.ends}" in readme
    assert f"from `{STORY.move.before}` to `{STORY.move.after}`" in readme


def test_it_is_the_same_to_the_byte_wherever_it_is_made(
    sample: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = "[core]\n\tautocrlf = true\n[user]\n\tname = X\n[init]\n\tdefaultBranch = other\n"
    (tmp_path / ".gitconfig").write_text(settings)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / ".gitconfig"))
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2001-01-01T00:00:00Z")
    write_demo(tmp_path / "again", plan_demo())
    again = Handbook(tmp_path / "again", git=False)
    assert again.git("rev-parse", "main") == sample.git("rev-parse", "main")
    for file in sample.root.rglob("*.*"):
        if ".git" not in file.relative_to(sample.root).parts and file.is_file():
            assert (again.root / file.relative_to(sample.root)).read_bytes() == file.read_bytes()


_DIGEST = """
import hashlib
from hub.demo import plan_demo
print(hashlib.sha256(repr([*plan_demo().commits]).encode()).hexdigest())
"""


def test_no_hash_seed_locale_or_clock_decides_what_is_told() -> None:
    def told(**environment: str) -> str:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment}
        return subprocess.run(
            [sys.executable, "-c", _DIGEST], env=environment, check=True, capture_output=True
        ).stdout.decode()

    assert told(PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC") == told(
        PYTHONHASHSEED="2", LC_ALL="tr_TR.UTF-8", TZ="Pacific/Auckland"
    )


def test_nothing_in_it_waits_to_be_committed(sample: Handbook) -> None:
    assert sample.git("status", "--porcelain") == ""


def test_it_ends_with_what_the_kit_says(hub: Hub) -> None:
    pages = read_kit().pages
    assert set(hub.library.pages) == set(pages)
    for path, page in pages.items():
        assert hub.library.pages[path].body == page.body, path
        said = {key: value for key, value in page.front_matter.items() if key != "review"}
        assert {**hub.library.pages[path].front_matter, "review": None} == said | {"review": None}


def test_it_lints_clean(sample: Handbook) -> None:
    said = run_hub(sample.root, "lint", "--today", str(STORY.ends))
    assert said.code == 0, said.said


def test_every_state_can_be_seen(sample: Handbook, verdicts: Assessment, tmp_path: Path) -> None:
    found = {state for state, pages in verdicts.count().items() if pages}
    assert found == set(Freshness) - {Freshness.UNKNOWN}
    shallow = tmp_path / "shallow"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth", "1", sample.root.as_uri(), shallow], check=True
    )
    assert Handbook(shallow, git=False).open(STORY.ends).assess().count()[Freshness.UNKNOWN]


@pytest.mark.parametrize("state", ["overdue", "due", "changed", "suspect"])
def test_pages_end_as_the_story_says(verdicts: Assessment, state: str) -> None:
    wanted = set(getattr(STORY.ends_as, state))
    assert wanted
    assert wanted == {
        path for path, verdict in verdicts.verdicts.items() if verdict.freshness.value == state
    }


def test_more_than_half_of_the_pages_can_be_relied_on(verdicts: Assessment) -> None:
    states = verdicts.count()
    assert 2 * (states[Freshness.FRESH] + states[Freshness.DUE]) > sum(states.values())


def test_the_story_ends_on_its_last_day(sample: Handbook) -> None:
    days = sample.git("log", "--format=%ad", "--date=format:%Y-%m-%d").splitlines()
    assert min(days) == str(STORY.begins)
    assert max(days) <= str(STORY.ends)
    assert days == sorted(days, reverse=True)


def test_two_dozen_people_of_both_sides_wrote_it(hub: Hub) -> None:
    authors = Counter(
        edit.commit.author for path in hub.library.pages for edit in hub.history.of(path).edits
    )
    del authors[STORY.formatter]
    sides = Counter(hub.people.org_of_address(author.email) for author in authors)
    assert len(authors) == 24
    assert min(sides["client"], sides["vendor"]) > 8
    assert sides[None] == 0


def test_nobody_edits_what_the_other_side_keeps_for_itself(hub: Hub) -> None:
    swept = {STORY.sweep.day, STORY.move.day, *STORY.formatted}
    for path, page in hub.library.pages.items():
        commits = [edit.commit for edit in hub.history.of(path).edits]
        writers = {commit.author for commit in commits if commit.date not in swept}
        assert writers, path
        assert {hub.people.org_of_address(who.email) for who in writers} <= {*page.audience}, path


def test_nobody_edits_a_page_before_it_is_begun(hub: Hub, sample: Handbook) -> None:
    log = sample.git("log", "--format=%H %s").splitlines()
    subjects = dict(line.split(" ", 1) for line in log)
    for path in hub.library.pages:
        assert subjects[hub.history.of(path).edits[-1].commit.sha].startswith("Begin "), path


def test_everybody_commits_by_the_clock_of_their_side(sample: Handbook) -> None:
    log = sample.git("log", "--format=%ae %ad", "--date=format:%z").splitlines()
    found = {tuple(line.rpartition("@")[2].split()) for line in log}
    assert found == {("acme.example", "+0100"), ("northwind.example", "+0200")}


def test_changes_of_form_change_no_word(sample: Handbook, hub: Hub) -> None:
    subjects = ("Run the formatter over every page", STORY.sweep.subject, STORY.move.subject)
    log = sample.git("log", "--format=%H %s").splitlines()
    of_form = {line.partition(" ")[0] for line in log if line.partition(" ")[2] in subjects}
    assert len(of_form) == 4
    found = [
        (edit.commit.sha, edit.substantive)
        for path in hub.library.pages
        for edit in hub.history.of(path).edits
        if edit.commit.sha in of_form
    ]
    assert {commit for commit, _ in found} == of_form
    assert not any(substantive for _, substantive in found)


def test_a_page_kept_its_history_when_its_folder_was_renamed(hub: Hub) -> None:
    edits = hub.history.of("sops/issue-a-refund.md").edits
    assert edits[-1].commit.date < STORY.move.day < edits[0].commit.date


def test_reviews_leave_evidence_once_it_was_asked_for(hub: Hub) -> None:
    reviews = [review for path in hub.library.pages for review in hub.history.of(path).reviews]
    before, after = (
        [one.evidenced for one in reviews if (one.commit.date >= STORY.evidence_asked) is later]
        for later in (False, True)
    )
    assert sum(before) / len(before) < 0.4
    assert sum(after) / len(after) > 0.6


def test_every_chart_has_something_to_show(verdicts: Assessment) -> None:
    for columns in (reviews_by_month(verdicts), edits_by_month(verdicts)):
        assert columns is not None
        assert all(part.value for part in columns.legend)
        assert sum(bool(stack[0].value) for stack in columns.stacks) == 12


def test_a_lesson_was_applied_late_and_one_not_at_all(hub: Hub) -> None:
    for path, day in STORY.applied_late.items():
        written = hub.history.of(path).edits[-1].commit.date
        assert day - written > dt.timedelta(90), path
    lessons = [page for path, page in hub.library.pages.items() if path.startswith("lessons/")]
    assert any(lesson.meta.no_change for lesson in lessons)


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine")
    said = run_hub(tmp_path, "demo", "full", *options)
    assert said.code == 2
    assert "full is not empty, and nothing is written over" in said.err
    assert [file.name for file in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_a_file_in_the_way_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for place in ("file", "file/below"):
        said = run_hub(tmp_path, "demo", place)
        assert said.code == 2
        assert "expected: an empty folder" in said.err


def test_a_dry_run_writes_nothing_and_tells_what_it_would(tmp_path: Path) -> None:
    said = run_hub(tmp_path, "demo", "sample", "--dry-run", "--format", "json")
    told = json.loads(said.out)
    assert told["people"] == 24
    assert told["use"]["readers"] > 400
    assert list(tmp_path.iterdir()) == []


def test_what_it_says_to_do_next_works(tmp_path: Path) -> None:
    said = run_hub(tmp_path, "demo", "sample").out
    assert "hub serve --today 2026-11-27" in said
    assert "events by 420 readers" in said
    root = tmp_path / "sample"
    assert "2026-11-27" in (root / "README.md").read_text(encoding="utf-8")
    assert run_hub(root, "status", "--today", "2026-11-27").code == 0
    assert "5 flags open" in run_hub(root, "usage", "flags").out
