"""Verdicts as data: the commits that went before, the day, and what is to be thought then."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from hub.trust.freshness import Freshness, Verdict
from tests.builders import ANA, PRIYA, TODAY, TOM, TWO_SIDES, Handbook, page

_PEOPLE = {
    "ana": ANA,
    "priya": PRIYA,
    "tom": TOM,
    "tom-at-home": "Tom at home <tom@home.example>",
    "p-nair": "pnair <priya@northwind.example>",
    "nameless": "sam@home.example <sam@home.example>",
}


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{file.stem}: {case['name']}")
        for file in sorted((Path(__file__).parent / "cases").glob("*.yml"))
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def _write(handbook: Handbook, files: dict[str, Any]) -> None:
    for path, content in files.items():
        if content is None:
            handbook.remove(path)
        elif isinstance(content, str):
            handbook.write(path, content)
        else:
            handbook.write(path, page(**content))


def _history_of(case: dict[str, Any], root: Path) -> Handbook:
    handbook = Handbook(root, TWO_SIDES + case.get("hub_yml", ""))
    for commit in case["commits"]:
        for old, new in commit.get("move", {}).items():
            handbook.move(old, new)
        _write(handbook, commit.get("files", {}))
        handbook.commit(_PEOPLE[commit.get("by", "ana")], str(commit["day"]))
    _write(handbook, case.get("uncommitted", {}))
    return handbook


@pytest.mark.parametrize("case", _cases())
def test_page_is_judged_by_what_happened_to_it(case: dict[str, Any], tmp_path: Path) -> None:
    handbook = _history_of(case, tmp_path / "handbook")
    for day, pages in case["expect"].items():
        verdicts = handbook.open(day).assess().verdicts
        for path, (freshness, reason, *more) in pages.items():
            verdict = verdicts[path]
            said = (str(day), path, verdict.freshness.value, verdict.reasons[0])
            assert said == (str(day), path, freshness, reason)
            for note in more:
                assert note in verdict.reasons[1:], (day, path)


def _only_verdict(handbook: Handbook, root: Path | None = None) -> Verdict:
    hub = Handbook(root, git=False).open() if root else handbook.open()
    (verdict,) = hub.assess().verdicts.values()
    return verdict


@pytest.fixture
def reviewed(handbook: Handbook) -> Handbook:
    text = page("", "one", review={"last": dt.date(2026, 1, 5), "every": "6 months"})
    return handbook.write("a.md", text).commit()


def test_page_of_a_shallow_clone_is_unknown(reviewed: Handbook, tmp_path: Path) -> None:
    reviewed.write("b.txt", "later").commit(date="2026-02-01")
    clone = tmp_path / "clone"
    reviewed.git("clone", "--quiet", "--depth=1", f"file://{reviewed.root}", str(clone))
    verdict = _only_verdict(reviewed, clone)
    assert verdict.freshness is Freshness.UNKNOWN
    assert "the clone is shallow" in verdict.reasons[0]
    assert "git fetch --unshallow" in verdict.reasons[0]
    assert verdict.due is None


def test_page_outside_of_any_repository_is_unknown(tmp_path: Path) -> None:
    handbook = Handbook(tmp_path / "plain", git=False).write("a.md", "# A")
    verdict = _only_verdict(handbook)
    assert verdict.freshness is Freshness.UNKNOWN
    assert "git" in verdict.reasons[0]


def test_page_of_a_repository_without_commits_is_unknown(handbook: Handbook) -> None:
    verdict = _only_verdict(handbook.write("a.md", "# A"))
    assert verdict.freshness is Freshness.UNKNOWN
    assert "there are no commits yet" in verdict.reasons[0]


def test_page_of_a_damaged_repository_is_unknown(reviewed: Handbook) -> None:
    reviewed.write("a.md", page("", "two")).commit(date="2026-02-01")
    old = reviewed.git("rev-parse", "HEAD~1:content/a.md")
    (reviewed.root / ".git" / "objects" / old[:2] / old[2:]).unlink()
    verdict = _only_verdict(reviewed)
    assert verdict.freshness is Freshness.UNKNOWN
    assert old[:12] in verdict.reasons[0]


def test_every_state_has_a_case() -> None:
    named = {
        expected[0]
        for case in _cases()
        for pages in case.values[0]["expect"].values()
        for expected in pages.values()
    }
    assert named == {state.value for state in Freshness}


def test_verdict_of_one_audience_rests_on_its_own_pages_only(tmp_path: Path) -> None:
    handbook = Handbook(tmp_path / "handbook", TWO_SIDES)
    review = {"last": dt.date(2026, 1, 5)}
    handbook.write("open.md", page("", "one", depends_on=["inner.md"], review=review))
    handbook.write("inner.md", page("Inner", "rules", audience=["vendor"])).commit()
    handbook.write("inner.md", page("Inner", "other rules", audience=["vendor"]))
    hub = handbook.commit(date="2026-03-01").open(TODAY)
    assert hub.assess("vendor").verdicts["open.md"].freshness is Freshness.SUSPECT
    assert hub.assess("client").verdicts["open.md"].freshness is Freshness.FRESH
