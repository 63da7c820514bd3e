"""The Privacy page: what the hub remembers about those who read it."""

from __future__ import annotations

from hub.report.privacy import PrivacyNotice, privacy_notice
from hub.site.facts import Facts
from hub.site.pages.generated import GeneratedPage


def privacy_view(facts: Facts) -> PrivacyNotice:
    """Gather what the Privacy page shows."""
    return privacy_notice(facts.config)


def _applies(facts: Facts) -> bool:
    """Without a ``hub.yml`` nobody has agreed to anything, and nothing is recorded."""
    return facts.config.written


PAGE = GeneratedPage("privacy", "Privacy", privacy_view, _applies)
