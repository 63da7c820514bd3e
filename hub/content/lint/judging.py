"""Asking the rules: which findings there are, how grave they are, and which are set aside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from hub.config import Severity
from hub.content.lint.finding import Finding, SetAside, by_place
from hub.content.lint.ignoring import IGNORE_RULE, Ignore, ignores_of, needless
from hub.people import People

if TYPE_CHECKING:
    from hub.content.lint.rule import Rule, Subject
    from hub.content.page import Page
    from hub.errors import Problem


def judge(subject: Subject, rules: Iterable[Rule], *, even_off: bool = False) -> list[Finding]:
    """Ask rules about the pages.

    Where the subject is a change, only what the change answers for is found: what is wrong in
    the pages that it touches, and what was in order elsewhere before it. A finding that refuses
    a build is always there.

    Args:
        subject: The pages.
        rules: The rules to ask; those that are off in this hub are passed over.
        even_off: Ask those that are off, too, because somebody has named them.

    Returns:
        All findings sorted by place, those that a page ignores among them.
    """
    severities = dict(_asked(subject, rules, even_off=even_off))
    elsewhere = _Elsewhere(subject)
    findings = [
        Finding(problem=problem, severity=severity, refuses_build=rule.refuses(subject.config))
        for rule, severity in severities.items()
        for problem in elsewhere.caused(rule)
    ]
    by_id = {rule.id: severity for rule, severity in severities.items()}
    return by_place(_without_ignored(subject, findings, by_id))


def _asked(
    subject: Subject, rules: Iterable[Rule], *, even_off: bool
) -> Iterator[tuple[Rule, Severity]]:
    """The rules that are asked, each with the severity of its findings."""
    for rule in rules:
        severity = rule.severity_in(subject.config)
        if even_off and severity is Severity.OFF:
            severity = rule.severity
        if severity is not Severity.OFF and (subject.change is not None or not rule.needs_base):
            yield rule, severity


class _Elsewhere:
    """Tells what a change has caused outside of the pages that it touches.

    Args:
        subject: The pages; without a change, everything counts.
    """

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._touched = {
            page.path
            for change in (subject.change.pages if subject.change else ())
            for page in (change.before, change.after)
            if page is not None and change.is_edited
        }

    def caused(self, rule: Rule) -> list[Problem]:
        """A rule's findings in what the change touches, and those elsewhere that are new."""
        problems = list(rule.check(self._subject))
        if self._subject.change is None or rule.refuses(self._subject.config):
            return problems
        if not any(map(self._is_elsewhere, problems)):
            return problems
        left = Counter((p.path, p.found) for p in rule.check(self._earlier))
        return [p for p in problems if not (self._is_elsewhere(p) and _take(p, left))]

    def _is_elsewhere(self, problem: Problem) -> bool:
        return problem.path not in self._touched

    @cached_property
    def _earlier(self) -> Subject:
        """The pages as they stood before, all of them, under the ``hub.yml`` of then."""
        change = self._subject.change
        if change is None:
            return self._subject
        return replace(
            self._subject,
            library=change.read_before(),
            config=change.config_before,
            people=People(change.config_before),
            change=None,
        )


def _take(problem: Problem, left: Counter[tuple[str, str]]) -> bool:
    """Whether there was such a finding before; each counts for one of today's."""
    key = (problem.path, problem.found)
    left[key] -= 1
    return left[key] >= 0


def _without_ignored(
    subject: Subject, findings: Iterable[Finding], severities: Mapping[str, Severity]
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
