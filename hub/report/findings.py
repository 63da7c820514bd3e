"""``hub lint``: the findings, as data."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hub.config import Severity
from hub.content.lint.finding import Finding, LintRun, SetAside

SCHEMA = 1


def findings_report(run: LintRun) -> dict[str, Any]:
    """The findings of a lint run, ready for JSON.

    Args:
        run: The run.
    """
    reported = run.reported
    severities = Counter(finding.severity for finding in reported)
    return {
        "schema": SCHEMA,
        "summary": {
            "pages": run.pages,
            "findings": len(reported),
            "by_severity": {
                severity.value: severities[severity]
                for severity in Severity
                if severity is not Severity.OFF
            },
            "by_rule": dict(sorted(Counter(f.problem.rule for f in reported).items())),
            "ignored": run.count(SetAside.IGNORED),
            "known": run.count(SetAside.KNOWN),
            "gone_from_baseline": run.gone,
        },
        "findings": [_finding(finding) for finding in reported],
        "set_aside": [
            {**_finding(finding), "by": finding.set_aside.value, "reason": finding.reason or None}
            for finding in run.findings
            if finding.set_aside is not None
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    problem = finding.problem
    return {
        "path": problem.path,
        "line": problem.line,
        "rule": problem.rule,
        "severity": finding.severity.value,
        "refuses_build": finding.refuses_build,
        "found": problem.found,
        "expected": problem.expected or None,
        "remedy": problem.remedy or None,
        "fingerprint": finding.fingerprint,
    }
