"""What a printed page says on every sheet: which version of what it is, and that it may be old."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hub.content.page import Page
from hub.site.facts import Facts
from hub.site.layout import Layout
from hub.site.naming import Naming, Who
from hub.site.rendering import render
from hub.site.wording import WORDING


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintView:
    """What stands at the head of a sheet, ready for a template."""

    id: str | None
    title: str
    version: str | None
    effective: dt.date | None
    owner: Who | None
    state: str
    as_of: dt.date
    address: str | None
    """The page's address on the web; None where only the browser knows it."""


def print_head(page: Page, facts: Facts, layout: Layout) -> str:
    """The head of a page's printed sheets, as HTML; on a screen nothing is seen of it.

    Args:
        page: A page of the edition.
        facts: What its readers may be told.
        layout: Where everything is in the site.
    """
    naming = Naming(facts.people, facts.config)
    view = PrintView(
        id=page.meta.id,
        title=page.title,
        version=page.meta.version,
        effective=page.meta.effective,
        owner=naming.of_handle(page.owner) if page.owner else None,
        state=WORDING[facts.assessment.freshness(page)].label,
        as_of=facts.assessment.evidence.today,
        address=layout.absolute(page.path),
    )
    return render("print.html", layout=layout, seen_from=page.path, sheet=view)
