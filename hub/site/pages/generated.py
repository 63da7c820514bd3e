"""A page that Hub adds to a site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hub.site.facts import Facts

FOLDER = "hub/"
"""Folder of the generated pages in the site."""


def _always(_facts: Facts) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """One page that Hub makes from facts."""

    name: str
    """Its file's name, without an ending: ``health`` is published as ``hub/health/``."""
    title: str
    view: Callable[[Facts], object]
    """Gathers what the template ``pages/NAME.html`` shows, as ``view``."""
    applies: Callable[[Facts], bool] = _always
    """Whether the hub has anything that the page is about."""
    folder: str = FOLDER
    """Folder in the site, with ``/`` at its end; empty for the root."""
    in_navigation: bool = True
    """Whether the navigation leads to it."""

    @property
    def path(self) -> str:
        """Where the site builder is asked to put it."""
        return f"{self.folder}{self.name}.md"
