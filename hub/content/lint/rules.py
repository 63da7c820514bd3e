"""All lint rules, in the order in which they are documented."""

from __future__ import annotations

from collections.abc import Iterable

from hub.config import Severity
from hub.content.lint import (
    accessible,
    changing,
    dates,
    includes,
    linking,
    ownership,
    publishing,
    reach,
    readability,
    references,
    required,
    superseding,
    wording,
)
from hub.content.lint.finding import place_of
from hub.content.lint.ignoring import ignore_mistakes
from hub.content.lint.rule import Check, Rule, Subject
from hub.errors import ConfigError, Problem, did_you_mean

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE


def lint_ignore(subject: Subject) -> Iterable[Problem]:
    """What a page ignores, it ignores for a reason, and only as long as there is something.

    An ignore is a decision that the next writer has to understand. One without a reason, one of
    a rule that does not exist or that refuses a build, and one that hides nothing any more is
    reported itself.

    Bad:
        <!-- hub-lint ignore missing-alt -->

    Good:
        <!-- hub-lint ignore missing-alt: the picture is described in the paragraph above -->
    """
    for page in subject.judged:
        yield from ignore_mistakes(page, RULE_OF)


def _refusing(check: Check) -> Rule:
    return Rule(id=_id(check), check=check, severity=ERROR, refuses_build=True)


def _rule(
    check: Check,
    severity: Severity,
    *,
    needs_hub_yml: bool = False,
    needs_base: bool = False,
) -> Rule:
    return Rule(
        id=_id(check),
        check=check,
        severity=severity,
        needs_hub_yml=needs_hub_yml,
        needs_base=needs_base,
    )


def _id(check: Check) -> str:
    return check.__name__.replace("_", "-")


RULES = (
    _refusing(readability.unreadable_front_matter),
    _refusing(readability.audience),
    _rule(readability.unused_folder, WARNING),
    _refusing(readability.invalid_field),
    _rule(readability.unknown_value, WARNING),
    _refusing(readability.symlink),
    _refusing(readability.file_name),
    _refusing(readability.file_kind),
    _rule(publishing.no_audience, WARNING),
    _refusing(publishing.same_address),
    _rule(publishing.confusable_name, WARNING),
    _rule(ownership.known_owner, ERROR),
    _rule(ownership.unowned_page, WARNING, needs_hub_yml=True),
    _rule(ownership.duplicate_id, ERROR),
    _rule(required.missing_field, WARNING, needs_hub_yml=True),
    _rule(required.missing_section, WARNING, needs_hub_yml=True),
    _rule(required.lesson_without_outcome, WARNING, needs_hub_yml=True),
    _rule(dates.future_date, ERROR),
    _rule(dates.date_order, WARNING),
    _rule(references.dangling_reference, ERROR),
    _rule(references.reference_across_audiences, WARNING),
    _rule(superseding.broken_supersede_chain, ERROR),
    _rule(reach.orphan_page, ADVICE),
    _rule(linking.dangling_link, ERROR),
    _rule(linking.dangling_anchor, ERROR),
    _rule(linking.link_across_audiences, WARNING),
    _refusing(linking.embed_across_audiences),
    _refusing(includes.include_outside),
    _rule(includes.dangling_include, ERROR),
    _refusing(includes.include_across_audiences),
    _rule(accessible.heading_order, WARNING),
    _rule(accessible.missing_alt, WARNING),
    _rule(wording.long_sentence, ADVICE, needs_hub_yml=True),
    _rule(wording.undefined_abbreviation, ADVICE, needs_hub_yml=True),
    _rule(changing.changed_decision, ERROR, needs_base=True),
    _rule(changing.review_without_evidence, WARNING, needs_base=True),
    _rule(changing.version_not_raised, WARNING, needs_base=True),
    _rule(lint_ignore, WARNING),
)


RULE_OF = {rule.id: rule for rule in RULES}
"""The rules by their ids."""

ADJUSTABLE = {rule.id: rule.is_adjustable for rule in RULES}
"""Whether ``hub.yml`` may say how grave a rule's findings are, by the rule's id."""


def rules_named(names: Iterable[str], *, with_base: bool) -> tuple[Rule, ...]:
    """The rules of some ids; all of them where there are no ids.

    Args:
        names: Ids of rules.
        with_base: Whether there is a change to judge.

    Raises:
        ConfigError: With every id that is none, and every rule that would find nothing.
    """
    names = tuple(dict.fromkeys(names))
    problems = [problem for name in names if (problem := _unusable(name, with_base=with_base))]
    if problems:
        raise ConfigError.of(problems)
    return tuple(rule for rule in RULES if not names or rule.id in names)


def _unusable(name: str, *, with_base: bool) -> Problem | None:
    rule = RULE_OF.get(name)
    if rule is None:
        return Problem(
            path="",
            rule="lint-rule",
            found=f'there is no lint rule "{name}"',
            expected="the id of a rule, as hub lint prints it in brackets",
            remedy=did_you_mean(name, RULE_OF) or "hub lint --explain all lists them.",
        )
    if rule.needs_base and not with_base:
        return Problem(
            path="",
            rule="lint-rule",
            found=f"the rule {name} judges a change, and there is none",
            expected="--base with the revision to compare with",
        )
    return None


def refusals(subject: Subject) -> list[Problem]:
    """Find what forbids to build a site, sorted by place; see ``Rule.refuses``."""
    rules = (rule for rule in RULES if rule.refuses(subject.config))
    return sorted((p for rule in rules for p in rule.check(subject)), key=place_of)
