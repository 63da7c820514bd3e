"""Each rule's cases: ``hub.yml`` and files in, findings out.

A case may hold ``before``, the files at an earlier revision, of which ``files`` is the change; a
file that is null in ``files`` is removed. ``navigation`` is what the site's navigation names.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hub.content.lint.rule import Subject
from hub.content.lint.rules import RULES, refusals
from hub.content.reading import read_library
from hub.history import changes_since
from hub.people import People
from tests.builders import Handbook
from tests.content.trees import cases, configured, reported, write_tree

TODAY = dt.date(2026, 6, 15)
FOLDER = Path(__file__).parent / "cases"
CASES = [
    pytest.param(file.stem, case, id=f"{file.stem}: {name}")
    for file in sorted(FOLDER.glob("*.yaml"))
    for name, case in cases(file).items()
]


def read(folder: Path, case: dict[str, Any]) -> Subject:
    config = configured(case.get("hub.yml"))
    book = _committed(folder, case) if "before" in case else None
    content = book.content if book else folder
    write_tree(content, {path: text for path, text in case["files"].items() if text is not None})
    for name in case.get("pipes", ()):
        os.mkfifo(content / name)
    for name in case.get("names in Latin-1", ()):
        with open(os.fsencode(content) + b"/" + name.encode("latin-1"), "wb") as file:  # noqa: PTH123 (a name of bytes)
            file.write(b"# A page\n")
    library = read_library(content, config)
    named = frozenset(case["navigation"]) if "navigation" in case else None
    subject = Subject(library, config, People(config), TODAY, navigation=lambda: named)
    if book is None:
        return subject
    change = changes_since("HEAD", library, folder=content, root=folder, config=config)
    return replace(subject, change=change)


def _committed(folder: Path, case: dict[str, Any]) -> Handbook:
    """A handbook with the earlier files committed, and those removed that the change removes."""
    book = Handbook(folder, case.get("hub.yml", ""))
    write_tree(book.content, case["before"])
    book.commit()
    for path, text in case["files"].items():
        if text is None:
            book.remove(path)
    return book


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_findings_are_as_written_down(rule: str, case: dict[str, Any], tmp_path: Path) -> None:
    found = [str(problem) for problem in reported(read(tmp_path, case)) if problem.rule == rule]
    assert "\n".join(found) == case.get("findings", "").rstrip("\n")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_case_that_passes_and_one_that_fails(rule: Any) -> None:
    findings = [case.get("findings", "") for case in cases(FOLDER / f"{rule.id}.yaml").values()]
    assert any(findings)
    assert not all(findings)


def test_every_file_of_cases_belongs_to_a_rule() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} == {rule.id for rule in RULES}


def test_every_rule_is_called_like_its_function() -> None:
    assert [rule.check.__name__.replace("_", "-") for rule in RULES] == [rule.id for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_says_why_it_is_there_with_examples(rule: Any) -> None:
    assert rule.summary.endswith((".", "?"))
    assert "\n" not in rule.summary
    assert rule.bad
    assert rule.good
    assert rule.bad != rule.good


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_a_build_is_refused_for_some_rules_only(
    rule: str, case: dict[str, Any], tmp_path: Path
) -> None:
    subject = read(tmp_path, case)
    refusing = {r.id for r in RULES if r.refuses_build}
    refusing |= {"unknown-value"} if "hub.yml" in case else set()
    expected = bool(case.get("findings")) and rule in refusing
    assert any(problem.rule == rule for problem in refusals(subject)) == expected
