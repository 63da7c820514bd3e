"""``hub lint --format sarif``: findings for code scanning (SARIF 2.1.0, OASIS 2020)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from hub.config import HubConfig, Severity
from hub.content.lint.finding import Finding, SetAside, fingerprinted
from hub.content.lint.rule import Rule
from hub.errors import printable

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.ADVICE: "note",
    Severity.OFF: "none",
}
_FINGERPRINT = "hubLint/v1"


def sarif_report(
    findings: Sequence[Finding],
    rules: Sequence[Rule],
    config: HubConfig,
    *,
    version: str,
    in_repository: Callable[[str], str],
    help_base: str = "",
) -> dict[str, Any]:
    """The findings of a lint run as a SARIF log.

    Findings that are set aside are in it with their suppression, so that a platform closes the
    alerts it had for them.

    Args:
        findings: The findings, those that are set aside among them.
        rules: All rules.
        config: The hub's configuration; it decides how grave a rule is.
        version: Version of Hub.
        in_repository: Gives a path as seen from the repository's root.
        help_base: Address below which each rule has a page of its own; without one, the rule's
            explanation is the help.
    """
    driver = {
        "name": "hub lint",
        "semanticVersion": version,
        "rules": [_rule(rule, config, help_base) for rule in rules],
    }
    index = {rule.id: number for number, rule in enumerate(rules)}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": list(_results(findings, index, in_repository)),
            }
        ],
    }


def _rule(rule: Rule, config: HubConfig, help_base: str) -> dict[str, Any]:
    described = {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.reason or rule.summary},
        "help": {"text": rule.explanation, "markdown": rule.explanation},
        "defaultConfiguration": {"level": _LEVELS[rule.severity_in(config)]},
    }
    return described | ({"helpUri": f"{help_base}{rule.id}/"} if help_base else {})


def _results(
    findings: Iterable[Finding], index: dict[str, int], in_repository: Callable[[str], str]
) -> Iterator[dict[str, Any]]:
    for fingerprint, finding in fingerprinted(findings):
        problem = finding.problem
        yield {
            "ruleId": problem.rule,
            "ruleIndex": index[problem.rule],
            "level": _LEVELS[finding.severity],
            "message": {"text": _message(finding)},
            "locations": [_location(in_repository(problem.path), problem.line)]
            if problem.path
            else [],
            "partialFingerprints": {_FINGERPRINT: fingerprint},
            "suppressions": list(_suppressions(finding)),
        }


def _location(path: str, line: int | None) -> dict[str, Any]:
    uri = quote(path, safe="/", errors="surrogatepass")
    place: dict[str, Any] = {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}}
    # Platforms show only what has a line; a finding about a whole file stands at its top.
    return {"physicalLocation": {**place, "region": {"startLine": line or 1}}}


def _message(finding: Finding) -> str:
    problem = finding.problem
    expected = f"Expected: {problem.expected}." if problem.expected else ""
    return printable(" ".join(filter(None, (f"{problem.found}.", expected, problem.remedy))))


def _suppressions(finding: Finding) -> Iterator[dict[str, str]]:
    if finding.set_aside is SetAside.IGNORED:
        yield {"kind": "inSource", "status": "accepted", "justification": finding.reason}
    elif finding.set_aside is SetAside.KNOWN:
        yield {"kind": "external", "status": "accepted", "justification": "in the lint baseline"}
