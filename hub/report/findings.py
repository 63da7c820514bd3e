"""``hub lint``: the findings, as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from hub.errors import Problem

SCHEMA = 1


def findings_report(findings: Sequence[Problem], pages: int) -> dict[str, Any]:
    """The findings of a lint run, ready for JSON.

    Args:
        findings: What breaks a rule, sorted by place.
        pages: How many pages were looked at.
    """
    return {
        "schema": SCHEMA,
        "summary": {
            "pages": pages,
            "findings": len(findings),
            "by_rule": dict(sorted(Counter(finding.rule for finding in findings).items())),
        },
        "findings": [
            {
                "path": finding.path,
                "line": finding.line,
                "rule": finding.rule,
                "found": finding.found,
                "expected": finding.expected or None,
                "remedy": finding.remedy or None,
            }
            for finding in findings
        ],
    }
