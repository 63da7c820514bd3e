"""The page of each rule says what the rule itself says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hub.content.front_matter import read_front_matter
from hub.content.lint.rule import Rule
from hub.content.lint.rules import RULES

PROJECT = Path(__file__).parents[3]
FOLDER = PROJECT / "content" / "reference" / "lint"
EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def words(text: str) -> str:
    """The text with single spaces, and with the includes in it as they are shown."""
    return " ".join(text.replace(";--8<--", "--8<--").split())


def page_of(rule: Rule) -> str:
    return (FOLDER / f"{rule.id}.md").read_text(encoding="utf-8")


def code_blocks(text: str) -> list[str]:
    return [words(block) for block in re.findall(r"^```\w+\n(.*?)^```", text, re.M | re.S)]


@EACH_RULE
def test_page_has_the_rules_name_and_begins_with_its_summary(rule: Rule) -> None:
    front = read_front_matter(page_of(rule))
    assert front.values["title"] == rule.id
    heading, first = front.body.strip().split("\n\n")[:2]
    assert heading == f"# {rule.id}"
    assert words(first) == words(rule.summary)


@EACH_RULE
def test_page_says_why_and_shows_both_examples(rule: Rule) -> None:
    text = page_of(rule)
    assert words(rule.reason) in words(text)
    assert words(rule.bad) in code_blocks(text)
    assert words(rule.good) in code_blocks(text)


@EACH_RULE
def test_page_says_how_grave_a_finding_is_and_when_the_rule_is_asked(rule: Rule) -> None:
    (row,) = re.findall(r"^\| (error|warning|advice) \| (.*) \|$", page_of(rule), re.M)
    assert row[0] == rule.severity.value
    assert ("no site is built" in row[1]) == (not rule.is_adjustable)
    assert ("Where there is a `hub.yml`" in row[1]) == rule.needs_hub_yml
    assert ("`--base`" in row[1]) == rule.needs_base


@EACH_RULE
def test_page_says_how_to_ignore_the_rule_where_that_is_possible(rule: Rule) -> None:
    shown = f"<!-- hub-lint ignore {rule.id}: the reason -->"
    can_be_ignored = rule.is_adjustable and rule.id != "lint-ignore"
    assert (shown in page_of(rule)) == can_be_ignored
    assert ("This rule can't be ignored" in page_of(rule)) == (not can_be_ignored)


def test_there_is_no_page_of_a_rule_that_is_gone() -> None:
    pages = {file.stem for file in FOLDER.glob("*.md")} - {"index"}
    assert pages == {rule.id for rule in RULES}


def test_the_overview_lists_every_rule_under_its_severity() -> None:
    overview = (FOLDER / "index.md").read_text(encoding="utf-8")
    listed = {}
    for title, severity in (("Errors", "error"), ("Warnings", "warning"), ("Advice", "advice")):
        section = overview.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]
        for name, mark, summary in re.findall(
            r"^\| \[.*\]\((.*)\.md\)(.*?) \| (.*) \|$", section, re.M
        ):
            listed[name] = (severity, mark.strip(), summary)
    assert listed == {rule.id: (rule.severity.value, _mark(rule), rule.summary) for rule in RULES}


def _mark(rule: Rule) -> str:
    if rule.refuses_build:
        return "(stops a build)"
    return "(with `--base`)" if rule.needs_base else ""
