"""Each rule's cases: ``hub.yml`` and files in, findings out."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest

from hub.content.lint.rule import Subject
from hub.content.lint.rules import RULES, lint, refusals
from hub.content.reading import read_library
from hub.people import People
from tests.content.trees import cases, configured, write_tree

TODAY = dt.date(2026, 6, 15)
FOLDER = Path(__file__).parent / "cases"
CASES = [
    pytest.param(file.stem, case, id=f"{file.stem}: {name}")
    for file in sorted(FOLDER.glob("*.yaml"))
    for name, case in cases(file).items()
]


def read(folder: Path, case: dict[str, Any]) -> Subject:
    config = configured(case.get("hub.yml"))
    write_tree(folder, case["files"])
    for name in case.get("pipes", ()):
        os.mkfifo(folder / name)
    for name in case.get("names in Latin-1", ()):
        with open(os.fsencode(folder) + b"/" + name.encode("latin-1"), "wb") as file:  # noqa: PTH123 (a name of bytes)
            file.write(b"# A page\n")
    return Subject(read_library(folder, config), config, People(config), TODAY)


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_findings_are_as_written_down(rule: str, case: dict[str, Any], tmp_path: Path) -> None:
    found = [str(problem) for problem in lint(read(tmp_path, case)) if problem.rule == rule]
    assert "\n".join(found) == case.get("findings", "").rstrip("\n")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_case_that_passes_and_one_that_fails(rule: Any) -> None:
    findings = [case.get("findings", "") for case in cases(FOLDER / f"{rule.id}.yaml").values()]
    assert any(findings)
    assert not all(findings)


def test_every_file_of_cases_belongs_to_a_rule() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} == {rule.id for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_says_why_it_is_there(rule: Any) -> None:
    assert rule.explanation.splitlines()[0].endswith((".", "?"))


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_a_build_is_refused_for_some_rules_only(
    rule: str, case: dict[str, Any], tmp_path: Path
) -> None:
    subject = read(tmp_path, case)
    refusing = {r.id for r in RULES if r.refuses_build}
    refusing |= {"unknown-value"} if "hub.yml" in case else set()
    expected = bool(case.get("findings")) and rule in refusing
    assert any(problem.rule == rule for problem in refusals(subject)) == expected
