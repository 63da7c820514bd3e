"""Workflow commands: escaped so that no text becomes another command."""

from __future__ import annotations

import pytest

from hub.config import Severity
from hub.content.lint.finding import Finding, SetAside
from hub.errors import Problem
from hub.report.annotations import workflow_commands


def command(finding: Finding) -> str:
    (line,) = workflow_commands([finding], lambda path: f"docs/{path}")
    return line


def finding(severity: Severity = Severity.ERROR, **said: object) -> Finding:
    problem = {"path": "a.md", "line": 3, "rule": "some-rule", "found": "wrong", **said}
    return Finding(problem=Problem(**problem), severity=severity)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("severity", "name"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.ADVICE, "notice")],
)
def test_the_severity_chooses_the_command(severity: Severity, name: str) -> None:
    said = command(finding(severity))
    assert said == f"::{name} file=docs/a.md,line=3,title=some-rule::wrong"


def test_expected_and_remedy_are_lines_of_the_text() -> None:
    said = command(finding(expected="right", remedy="Mend it."))
    assert said.endswith("::wrong%0Aexpected: right%0AMend it.")


def test_a_finding_about_a_whole_file_stands_at_its_top() -> None:
    assert "file=docs/a.md,line=1," in command(finding(line=None))


def test_a_finding_without_a_file_names_none() -> None:
    assert command(finding(path="", line=None)) == "::error line=1,title=some-rule::wrong"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a,b.md", "docs/a%2Cb.md"),
        ("c:d.md", "docs/c%3Ad.md"),
        ("100%.md", "docs/100%25.md"),
        ("x\n::error::y.md", "docs/x\\n%3A%3Aerror%3A%3Ay.md"),
        ("x\r.md", "docs/x\\r.md"),
    ],
)
def test_a_files_name_is_escaped(path: str, expected: str) -> None:
    assert f"file={expected}," in command(finding(path=path))


def test_a_text_is_escaped() -> None:
    said = command(finding(found="50% \r\n::add-mask::x \u202e"))
    assert "\n" not in said
    assert "\r" not in said
    assert said.endswith("::50%25 \\r%0A::add-mask::x \\u202e")


def test_the_gravest_come_first_and_what_is_set_aside_not_at_all() -> None:
    aside = Finding(
        problem=Problem(path="a.md", rule="r", found="known"),
        severity=Severity.ERROR,
        set_aside=SetAside.KNOWN,
    )
    lines = list(
        workflow_commands(
            [finding(Severity.ADVICE), aside, finding(Severity.ERROR)], lambda path: path
        )
    )
    assert [line.split()[0] for line in lines] == ["::notice", "::error"][::-1]
