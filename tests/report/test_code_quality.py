"""Code Quality: what GitLab reads, each finding once."""

from __future__ import annotations

from typing import Any

import pytest

from hub.config import Severity
from hub.content.lint.finding import Finding, SetAside
from hub.errors import Problem
from hub.report.code_quality import code_quality_report


def finding(severity: Severity = Severity.ERROR, **said: Any) -> Finding:
    aside = said.pop("set_aside", None)
    problem = {"path": "a.md", "line": 3, "rule": "some-rule", "found": "wrong", **said}
    return Finding(problem=Problem(**problem), severity=severity, set_aside=aside)


def report(*findings: Finding) -> list[dict[str, Any]]:
    return code_quality_report(findings, lambda path: f"docs/{path}")


def test_a_finding_is_an_entry_at_its_line() -> None:
    one = finding(expected="right", remedy="Mend it.")
    assert report(one) == [
        {
            "check_name": "some-rule",
            "description": "wrong. Mend it.",
            "severity": "major",
            "fingerprint": f"{one.fingerprint}:1",
            "location": {"path": "docs/a.md", "lines": {"begin": 3}},
        }
    ]


@pytest.mark.parametrize(
    ("severity", "name"),
    [(Severity.ERROR, "major"), (Severity.WARNING, "minor"), (Severity.ADVICE, "info")],
)
def test_gitlab_has_words_of_its_own_for_severities(severity: Severity, name: str) -> None:
    assert report(finding(severity))[0]["severity"] == name


def test_findings_alike_have_fingerprints_of_their_own() -> None:
    entries = report(finding(line=3), finding(line=9), finding(found="else"))
    assert len({entry["fingerprint"] for entry in entries}) == 3


def test_a_finding_about_a_whole_file_stands_at_its_top() -> None:
    assert report(finding(line=None))[0]["location"]["lines"] == {"begin": 1}


def test_what_is_set_aside_is_left_out() -> None:
    assert report(finding(set_aside=SetAside.KNOWN)) == []


def test_signs_that_command_a_terminal_are_shown() -> None:
    assert report(finding(found="a\x1b[31mb"))[0]["description"] == "a\\x1b[31mb."
