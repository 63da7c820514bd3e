"""Marks of kinds and of doubtful states in Material's navigation.

Material shows ``icon`` and ``status`` of a page's metadata beside its title; other themes pass
over both. What a page's author has set there stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from hub.config import Kind
from hub.content.page import Page
from hub.site.wording import WORDING
from hub.trust.freshness import Freshness

_ICONS = {
    Kind.SOP: "material/clipboard-list-outline",
    Kind.FAQ: "material/comment-question-outline",
    Kind.DECISION: "material/gavel",
    Kind.LESSON: "material/lightbulb-on-outline",
    Kind.PATH: "material/map-marker-path",
}
_OF_MATERIAL = frozenset(("new", "deprecated"))
"""Values of ``status`` for which Material has marks of its own."""
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="{}"/></svg>'
_COLOURS = {"bad": "--hub-bad", "out": "--hub-out", "soon": "--hub-soon"}


def marked(meta: dict[str, Any], page: Page, freshness: Freshness, config: Any) -> dict[str, Any]:
    """A page's metadata with the marks of its kind and its state.

    Args:
        meta: The metadata that the theme would get.
        page: The page.
        freshness: Its state.
        config: MkDocs' configuration.
    """
    if config.theme.name != "material":
        return meta
    marks = {}
    if page.kind in _ICONS:
        marks["icon"] = _ICONS[page.kind]
    if (status := _status(page, freshness, config)) is not None:
        marks["status"] = status
    return marks | meta


def _status(page: Page, freshness: Freshness, config: Any) -> str | None:
    written = page.front_matter.get("status")
    if isinstance(written, str) and written in _OF_MATERIAL | _described(config).keys():
        return written
    return _name(freshness) if freshness.should_be_doubted else None


def describe_states(config: Any) -> None:
    """Tell the theme what the marks mean; Material shows it when the pointer rests on one."""
    known = _described(config)
    words = {_name(state): WORDING[state].label for state in _doubtful()}
    config.extra["status"] = words | known


def _described(config: Any) -> dict[str, Any]:
    """The marks that the site's own configuration describes, and ours once they are there."""
    known = config.extra.get("status")
    return known if isinstance(known, dict) else {}


def style() -> str:
    """The style sheet of the marks, with the icons and colours that the panel has."""
    rules = (_rule(state) for state in _doubtful())
    return "/* Marks of doubtful states in the navigation */\n\n" + "\n".join(rules) + "\n"


def _rule(state: Freshness) -> str:
    wording = WORDING[state]
    image = quote(_SVG.format(wording.icon), safe=" =:/'")
    return (
        f".md-status--{_name(state)}::after {{\n"
        f"  background-color: var({_COLOURS[wording.tone]});\n"
        f'  content: "";\n'
        f'  content: "" / ", {wording.label.lower()}";\n'
        f'  mask-image: url("data:image/svg+xml,{image}");\n'
        "}\n"
    )


def _doubtful() -> Iterator[Freshness]:
    return (state for state in Freshness if state.should_be_doubted)


def _name(state: Freshness) -> str:
    return f"hub-{state.value}"
