"""SARIF: the shape that code scanning wants, with what was set aside as suppressed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hub.config import HubConfig, Severity
from hub.content.lint.finding import Finding, SetAside
from hub.content.lint.rules import RULE_OF, RULES
from hub.errors import Problem
from hub.report.sarif import sarif_report


def finding(**changes: Any) -> Finding:
    said: dict[str, Any] = {"path": "a.md", "line": 3, "rule": "dangling-link", "found": "wrong"}
    said |= changes
    aside: dict[str, Any] = {key: said.pop(key) for key in ("set_aside", "reason") if key in said}
    return Finding(problem=Problem(**said), severity=Severity.ERROR, **aside)


def run(findings: Sequence[Finding], **settings: Any) -> dict[str, Any]:
    log = sarif_report(
        findings,
        RULES,
        settings.pop("config", HubConfig(written=True)),
        version="1.2.3",
        in_repository=lambda path: f"docs/{path}",
        **settings,
    )
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_every_rule_is_described() -> None:
    rules = {rule["id"]: rule for rule in run([])["tool"]["driver"]["rules"]}
    assert rules.keys() == RULE_OF.keys()
    described = rules["dangling-link"]
    assert described["shortDescription"]["text"] == RULE_OF["dangling-link"].summary
    assert described["defaultConfiguration"] == {"level": "error"}
    assert "Bad:" in described["help"]["text"]
    assert rules["long-sentence"]["defaultConfiguration"] == {"level": "note"}


def test_a_rule_that_is_off_is_off() -> None:
    rules = run([], config=HubConfig())["tool"]["driver"]["rules"]
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules}
    assert levels["unowned-page"] == "none"


def test_a_rule_links_to_its_page_where_that_has_an_address() -> None:
    rules = run([], help_base="https://hub.example/lint/")["tool"]["driver"]["rules"]
    assert rules[0]["helpUri"] == f"https://hub.example/lint/{RULES[0].id}/"
    assert "helpUri" not in run([])["tool"]["driver"]["rules"][0]


def test_a_finding_is_a_result_at_its_line() -> None:
    (result,) = run([finding(expected="right", remedy="Mend it.")])["results"]
    assert RULES[result["ruleIndex"]].id == result["ruleId"] == "dangling-link"
    assert result["level"] == "error"
    assert result["message"] == {"text": "wrong. Expected: right. Mend it."}
    assert result["suppressions"] == []
    (place,) = result["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "docs/a.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3},
    }


def test_a_path_is_an_address() -> None:
    (result,) = run([finding(path="ü b#c%.md", line=None)])["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "docs/%C3%BC%20b%23c%25.md"
    assert place["region"]["startLine"] == 1


def test_findings_alike_have_fingerprints_of_their_own() -> None:
    results = run([finding(line=3), finding(line=9), finding(found="else")])["results"]
    prints = [result["partialFingerprints"]["hubLint/v1"] for result in results]
    assert [text.partition(":")[2] for text in prints] == ["1", "2", "1"]
    assert prints[0].partition(":")[0] == prints[1].partition(":")[0]
    assert len(set(prints)) == 3


def test_what_is_set_aside_is_suppressed() -> None:
    ignored = finding(set_aside=SetAside.IGNORED, reason="planned")
    known = finding(set_aside=SetAside.KNOWN)
    first, second = run([ignored, known])["results"]
    assert first["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "planned"}
    ]
    assert [s["kind"] for s in second["suppressions"]] == ["external"]


def test_a_finding_without_a_file_has_no_place() -> None:
    (result,) = run([finding(path="", line=None)])["results"]
    assert result["locations"] == []
