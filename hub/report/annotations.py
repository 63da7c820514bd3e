"""``hub lint --format github``: findings as workflow commands, shown beside the changed lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from hub.config import Severity
from hub.content.lint.finding import Finding
from hub.errors import printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
_IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_VALUE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def workflow_commands(
    findings: Iterable[Finding], in_repository: Callable[[str], str]
) -> Iterator[str]:
    """One workflow command for each reported finding, the gravest first.

    GitHub shows ten errors, ten warnings and ten notices of a step and drops the others.
    The form, and what is escaped how, is that of the Actions toolkit's ``command.ts``.

    Args:
        findings: The findings.
        in_repository: Gives a path as seen from the repository's root.
    """
    reported = (finding for finding in findings if finding.is_reported)
    for finding in sorted(reported, key=lambda finding: finding.severity.rank):
        problem = finding.problem
        values = {
            "file": in_repository(problem.path) if problem.path else "",
            "line": str(problem.line or 1),
            "title": problem.rule,
        }
        said = ",".join(f"{key}={_value(value)}" for key, value in values.items() if value)
        text = "\n".join(filter(None, (problem.found, _expected(finding), problem.remedy)))
        yield f"::{_COMMANDS[finding.severity]} {said}::{_text(text)}"


def _expected(finding: Finding) -> str:
    expected = finding.problem.expected
    return f"expected: {expected}" if expected else ""


def _text(text: str) -> str:
    return "\n".join(map(printable, text.split("\n"))).translate(_IN_TEXT)


def _value(text: str) -> str:
    return printable(text).translate(_IN_VALUE)
