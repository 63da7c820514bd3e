"""The Search page: a field, what narrows the results down, and all of them.

It is the same for every question: a script asks the site's server, or an index among its files.
"""

from __future__ import annotations

from hub.site.facts import Facts
from hub.site.pages.generated import GeneratedPage


def _nothing(_facts: Facts) -> None:
    """What is found is known only once somebody asks."""


PAGE = GeneratedPage("search", "Search", _nothing, folder="", in_navigation=False)
