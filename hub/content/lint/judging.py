"""Asking the rules: which findings there are, how grave they are, and which are set aside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hub.config import Severity
from hub.content.lint.finding import Finding, SetAside, by_place
from hub.content.lint.ignoring import IGNORE_RULE, Ignore, ignores_of, needless

if TYPE_CHECKING:
    from hub.content.change import Change
    from hub.content.lint.rule import Rule, Subject
    from hub.content.page import Page
    from hub.errors import Problem


def judge(subject: Subject, rules: Iterable[Rule]) -> list[Finding]:
    """Ask rules about the pages.

    Where the subject is a change, only what the change answers for is found: what is wrong in
    the pages that it touches, and what was in order elsewhere before it. A finding that refuses
    a build is always there.

    Args:
        subject: The pages.
        rules: The rules to ask; those that are off in this hub are passed over.

    Returns:
        All findings sorted by place, those that a page ignores among them.
    """
    asked = [rule for rule in rules if _is_asked(rule, subject)]
    found = {rule.id: list(rule.check(subject)) for rule in asked}
    if subject.change is not None:
        found = {rule.id: _caused(subject, subject.change, rule, found[rule.id]) for rule in asked}
    severities = {rule.id: rule.severity_in(subject.config) for rule in asked}
    refusing = {rule.id for rule in asked if rule.refuses(subject.config)}
    findings = [
        Finding(problem=problem, severity=severities[rule], refuses_build=rule in refusing)
        for rule, problems in found.items()
        for problem in problems
    ]
    return by_place(_without_ignored(subject, findings, severities))


def _is_asked(rule: Rule, subject: Subject) -> bool:
    if rule.needs_base and subject.change is None:
        return False
    return rule.severity_in(subject.config) is not Severity.OFF


def _caused(
    subject: Subject, change: Change, rule: Rule, problems: Sequence[Problem]
) -> list[Problem]:
    """The findings in what the change touches, and those elsewhere that were not there before."""
    if rule.refuses(subject.config) or not problems:
        return list(problems)
    pages = subject.library.pages
    touched = {page.path for c in change.pages for page in (c.before, c.after) if page}
    elsewhere = [p for p in problems if p.path in pages and p.path not in touched]
    if not elsewhere:
        return list(problems)
    earlier = replace(subject, library=change.read_before(), change=None)
    before = Counter((p.path, p.found) for p in rule.check(earlier))
    return [p for p in problems if p not in elsewhere or not _take((p.path, p.found), before)]


def _take(key: tuple[str, str], left: Counter[tuple[str, str]]) -> bool:
    """Whether there was such a finding before; each counts for one of today's."""
    left[key] -= 1
    return left[key] >= 0


def _without_ignored(
    subject: Subject, findings: Iterable[Finding], severities: dict[str, Severity]
) -> Iterator[Finding]:
    """The findings, those marked that their pages ignore, and the ignores that hide nothing."""
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_path[finding.problem.path].append(finding)
    judged = {page.path for page in subject.judged}
    for path, page in subject.library.pages.items():
        ignores = ignores_of(page)
        if not ignores:
            continue
        own = by_path.pop(path, [])
        yield from (_unless_ignored(finding, ignores) for finding in own)
        if IGNORE_RULE in severities and path in judged:
            for problem in _needless(page, ignores, own, severities):
                yield Finding(problem=problem, severity=severities[IGNORE_RULE])
    for left in by_path.values():
        yield from left


def _unless_ignored(finding: Finding, ignores: Sequence[Ignore]) -> Finding:
    if finding.refuses_build or finding.problem.rule == IGNORE_RULE:
        return finding
    for ignore in ignores:
        if ignore.covers(finding.problem):
            return replace(finding, set_aside=SetAside.IGNORED, reason=ignore.reason)
    return finding


def _needless(
    page: Page,
    ignores: Iterable[Ignore],
    findings: Sequence[Finding],
    asked: Iterable[str],
) -> Iterator[Problem]:
    rules = set(asked) - {IGNORE_RULE} - {f.problem.rule for f in findings if f.refuses_build}
    for ignore in ignores:
        hides = any(ignore.covers(finding.problem) for finding in findings)
        if ignore.rule in rules and ignore.reason and not hides:
            yield needless(page, ignore)
