"""All lint rules, in the order in which they are documented."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hub.content.lint import includes, linking, ownership, publishing, readability
from hub.content.lint.rule import Check, Rule, Subject
from hub.content.metadata import VALUE_RULE

if TYPE_CHECKING:
    from hub.errors import Problem


def _rule(check: Check, *, refuses_build: bool = False) -> Rule:
    return Rule(check.__name__.replace("_", "-"), check, refuses_build)


RULES = (
    _rule(readability.unreadable_front_matter, refuses_build=True),
    _rule(readability.audience, refuses_build=True),
    _rule(readability.unused_folder),
    _rule(readability.invalid_field, refuses_build=True),
    _rule(readability.unknown_value),
    _rule(readability.symlink, refuses_build=True),
    _rule(readability.file_name, refuses_build=True),
    _rule(readability.file_kind, refuses_build=True),
    _rule(publishing.no_audience),
    _rule(publishing.same_address, refuses_build=True),
    _rule(publishing.confusable_name),
    _rule(ownership.known_owner),
    _rule(ownership.duplicate_id),
    _rule(linking.dangling_link),
    _rule(linking.dangling_anchor),
    _rule(linking.link_across_audiences),
    _rule(linking.embed_across_audiences, refuses_build=True),
    _rule(includes.include_outside, refuses_build=True),
    _rule(includes.dangling_include),
    _rule(includes.include_across_audiences, refuses_build=True),
)


def lint(subject: Subject) -> list[Problem]:
    """Find everything that breaks a rule, sorted by place."""
    return _sorted(problem for rule in RULES for problem in rule.check(subject))


def refusals(subject: Subject) -> list[Problem]:
    """Find what forbids to build a site, sorted by place.

    A value that is unknown to Hub forbids it only where a ``hub.yml`` shows that the pages are
    written for Hub; a foreign handbook may use the same key in a sense of its own.
    """
    strict = {VALUE_RULE} if subject.config.written else set()
    rules = (rule for rule in RULES if rule.refuses_build or rule.id in strict)
    return _sorted(problem for rule in rules for problem in rule.check(subject))


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda p: (p.path, p.line or 0, p.rule, p.found))
