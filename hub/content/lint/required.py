"""Rules about what a page of a kind must have: fields, sections, an outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from hub.config import Kind
from hub.content.lint.standing import is_draft, is_in_force, section_fronts
from hub.content.slugs import alike
from hub.errors import Problem

if TYPE_CHECKING:
    from hub.config import HubConfig
    from hub.content.lint.rule import Subject
    from hub.content.page import Page

FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.SOP: ("id", "owner", "version", "effective", "approvers", "review.every"),
    Kind.FAQ: ("id", "owner"),
    Kind.DECISION: ("id", "status", "date", "decision-makers"),
    Kind.LESSON: ("id", "owner", "date"),
    Kind.PATH: ("id", "owner", "steps"),
}
"""What ``missing-field`` asks of each kind where ``hub.yml`` says nothing else."""

SECTIONS: dict[Kind, tuple[str, ...]] = {
    Kind.SOP: (
        "Purpose",
        "Scope",
        "Roles",
        "Steps",
        "Exceptions and escalation",
        "Records",
        "Measures",
    ),
}
"""What ``missing-section`` asks of each kind where ``hub.yml`` says nothing else."""

_NOT_FOR_DRAFTS = frozenset({"effective", "approvers", "decision-makers", "date"})


def missing_field(subject: Subject) -> Iterable[Problem]:
    """A page has the front matter that its kind needs.

    An SOP has `id`, `owner`, `version`, `effective`, `approvers` and a review period, its own or
    the one that `review: every:` in hub.yml gives to SOPs. An FAQ has `id` and `owner`; a
    decision `id`, `status`, `date` and `decision-makers`; a lesson `id`, `owner` and `date`; a
    path `id`, `owner` and `steps`. An owner named in CODEOWNERS counts. A draft may do without
    `effective`, `approvers`, `decision-makers` and `date`. Pages that open a folder are no pages
    of its kind. `lint: fields:` in hub.yml asks for other fields of a kind.

    Bad:
        ---
        id: SOP-012
        owner: priya
        ---

    Good:
        ---
        id: SOP-012
        owner: priya
        version: "1.0"
        effective: 2026-09-01
        approvers: [ana]
        review: {every: 6 months}
        ---
    """
    for page in _of_kinds(subject):
        wanted = subject.config.lint.fields.get(page.kind, FIELDS.get(page.kind, ()))
        missing = [name for name in wanted if not _has(page, name, subject.config)]
        if missing:
            yield Problem(
                path=page.path,
                line=1,
                rule="missing-field",
                found=f"{_called(page.kind)} without {', '.join(missing)}",
                expected=f"front matter with {', '.join(wanted)}",
            )


def missing_section(subject: Subject) -> Iterable[Problem]:
    """An SOP has the sections in which its readers look for things, in the usual order.

    They are Purpose, Scope, Roles, Steps, Exceptions and escalation, Records, Measures. Other
    sections may stand between them. Whoever follows a procedure under pressure knows where to
    look. Drafts and pages that are no longer in force are left alone. `lint: sections:` in
    hub.yml asks for other headings, in any language, and of other kinds too.

    Bad:
        ## Steps

        1. Verify the customer.

    Good:
        ## Purpose
        ## Scope
        ## Roles
        ## Steps
        ## Exceptions and escalation
        ## Records
        ## Measures
    """
    for page in _of_kinds(subject):
        wanted = subject.config.lint.sections.get(page.kind, SECTIONS.get(page.kind, ()))
        if wanted and is_in_force(page):
            yield from _section_problems(page, wanted)


def lesson_without_outcome(subject: Subject) -> Iterable[Problem]:
    """A lesson names the pages that it changed, or says why it changed none.

    Pages stand under `applied_to`, the reason under `no_change`. A lesson with neither was
    written down and not learned. Drafts are left alone.

    Bad:
        title: Refunds paid twice

    Good:
        title: Refunds paid twice
        applied_to: [SOP-001]
    """
    for page in _of_kinds(subject):
        said = page.meta.applied_to or page.meta.no_change
        if page.kind is Kind.LESSON and not said and not is_draft(page):
            yield Problem(
                path=page.path,
                line=page.line_of("applied_to"),
                rule="lesson-without-outcome",
                found="a lesson that changed no page and does not say why",
                expected="applied_to: with the pages that changed, or no_change: with a reason",
            )


def _of_kinds(subject: Subject) -> Iterator[Page]:
    """The judged pages that are pages of a kind, not the front page of its folder."""
    fronts = section_fronts(subject.library)
    return (page for page in subject.judged if page.path not in fronts)


def _called(kind: Kind) -> str:
    """A kind with its article, inside a sentence."""
    label = kind.label if kind.label.isupper() else kind.label.lower()
    return f"{'an' if label[0] in 'FS' else 'a'} {label}"


def _has(page: Page, name: str, config: HubConfig) -> bool:
    """Whether a field is there; whether it holds what it should is for other rules."""
    meta = page.meta
    if name in _NOT_FOR_DRAFTS and is_draft(page):
        return True
    match name:
        case "owner":
            return page.owner is not None
        case "review.every":
            return meta.review.every is not None or page.kind in config.review.every
        case "decision-makers" | "approvers":
            return bool(meta.approvers) or _written(page, name)
    return _written(page, name)


def _written(page: Page, name: str) -> bool:
    value: object = page.front_matter
    for key in name.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value not in (None, "", [], {})


def _section_problems(page: Page, wanted: tuple[str, ...]) -> Iterator[Problem]:
    headings = [(alike(heading.text), heading.line) for heading in page.outline.headings]
    lines = dict(reversed(headings))  # of two headings alike the first counts
    missing = [section for section in wanted if alike(section) not in lines]
    if missing:
        yield Problem(
            path=page.path,
            line=1,
            rule="missing-section",
            found=f"{_called(page.kind)} without the sections {', '.join(missing)}"
            if len(missing) > 1
            else f"{_called(page.kind)} without the section {missing[0]}",
            expected=f"the headings {', '.join(wanted)}",
        )
    present = [section for section in wanted if section not in missing]
    for before, after in pairwise(present):
        if lines[alike(after)] < lines[alike(before)]:
            yield Problem(
                path=page.path,
                line=lines[alike(after)],
                rule="missing-section",
                found=f'"{after}" stands before "{before}"',
                expected=f"the headings {', '.join(wanted)} in this order",
            )
