"""What a lint rule is, and what it looks at."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.config import Severity
from hub.content.metadata import VALUE_RULE
from hub.errors import Problem

if TYPE_CHECKING:
    import datetime as dt

    from hub.config import HubConfig
    from hub.content.change import Change
    from hub.content.library import Library
    from hub.content.page import Page
    from hub.people import People


def _no_navigation() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Subject:
    """What the rules look at."""

    library: Library
    config: HubConfig
    people: People
    today: dt.date
    change: Change | None = None
    """What differs from an earlier revision, where one was named (``--base``)."""
    navigation: Callable[[], Collection[str] | None] = _no_navigation
    """Gives the paths that the site's navigation names; None where the builder lists all pages."""

    @property
    def judged(self) -> list[Page]:
        """The pages whose own text is judged: all of them, or those that the change touches."""
        if self.change is None:
            return list(self.library.pages.values())
        return [change.after for change in self.change.pages if change.after is not None]


Check = Callable[[Subject], Iterable[Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: a name for ever, and the function that finds what breaks it."""

    id: str
    """Stable identifier, shown in brackets behind each finding."""
    check: Check
    severity: Severity = Severity.WARNING
    """How grave its findings are where ``hub.yml`` says nothing else."""
    refuses_build: bool = False
    """Whether a site must not be built while the rule is broken."""
    needs_hub_yml: bool = False
    """Whether it is asked only where a ``hub.yml`` shows that the pages are written for Hub."""
    needs_base: bool = False
    """Whether it judges a change, so that it is asked only with ``--base``."""

    @property
    def summary(self) -> str:
        """The rule in one sentence."""
        return self._parts[0]

    @property
    def explanation(self) -> str:
        """Why the rule is there and how to keep it."""
        return inspect.getdoc(self.check) or ""

    @property
    def reason(self) -> str:
        """Why the rule is there and what keeps it: the explanation without summary and examples."""
        return self._parts[1]

    @property
    def bad(self) -> str:
        """An example that breaks the rule."""
        return self._parts[2]

    @property
    def good(self) -> str:
        """An example that keeps it."""
        return self._parts[3]

    @property
    def _parts(self) -> tuple[str, str, str, str]:
        """Summary, reason, bad and good example: the parts of the check's docstring."""
        said, _, examples = self.explanation.partition("\n\nBad:\n")
        bad, _, good = examples.partition("\n\nGood:\n")
        summary, _, reason = said.partition("\n\n")
        return summary, reason, textwrap.dedent(bad), textwrap.dedent(good)

    @property
    def is_adjustable(self) -> bool:
        """Whether ``hub.yml`` may change its severity and a page may ignore it."""
        return not self.refuses_build and self.id != VALUE_RULE

    def refuses(self, config: HubConfig) -> bool:
        """Whether a hub with this configuration can't be built while the rule is broken.

        A value that is unknown to Hub forbids it only where a ``hub.yml`` shows that the pages
        are written for Hub; a foreign handbook may use the same key in a sense of its own.
        """
        return self.refuses_build or (self.id == VALUE_RULE and config.written)

    def severity_in(self, config: HubConfig) -> Severity:
        """How grave its findings are in a hub with this configuration."""
        if self.refuses(config):
            return Severity.ERROR
        if self.needs_hub_yml and not config.written:
            return Severity.OFF
        return config.lint.severity.get(self.id, self.severity)
