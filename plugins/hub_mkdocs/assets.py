"""The plugin's own style sheet and script, each put together from its parts."""

from __future__ import annotations

import json
from importlib.resources import files

from hub.site.wording import WORDING
from hub_mkdocs import nav_marks
from hub_mkdocs.answers import Answers

STYLE, SCRIPT = "assets/hub/hub.css", "assets/hub/hub.js"
"""Addresses of the plugin's own files in the site."""
USAGE = "assets/hub/usage.js"
"""Address of the script that tells the site's server how pages are used."""
FIND = "assets/hub/find.js"
"""Address of the script that searches the site, in a dialog and on a page of its own."""
FOUND = "assets/hub/found.json"
"""Address of what the script knows of pages beside an index."""
PAGEFIND = "assets/hub/pagefind"
"""Address of the folder with Pagefind's index and scripts."""
MERMAID = {
    "assets/hub/mermaid/mermaid.min.js": "mermaid.min.js",
    "assets/hub/mermaid/LICENSE.txt": "LICENSE",
}
"""Addresses in the site of what draws diagrams, and where it is in the package."""

_STYLES = (
    "theme",
    "states",
    "trust",
    "home",
    "figures",
    "tables",
    "records",
    "tags",
    "terms",
    "path",
    "feedback",
    "find",
    "print",
)
_AGED = "aged"
"""What both the pages and the search know of states that change by themselves."""
_SCRIPTS = (
    _AGED,
    "ageing",
    "search",
    "printing",
    "scrolling",
    "filter",
    "terms",
    "tooltips",
    "diagrams",
    "path",
    "searched",
    "feedback",
    "drawer",
    "arrival",
)
_FIND = ("told", "hits", "dialog", "page", "opening")
_IN_FILES = ("asked", "answered")
_FINDING = {
    Answers.SERVER: (),
    Answers.INDEX: (*_IN_FILES, "words", "index", "ranking", "passages", "nearest", "from_index"),
    Answers.PAGEFIND: (*_IN_FILES, "from_pagefind"),
}
"""The parts of the search's script that find the answers themselves."""


def assets(*, takes_events: bool, answers: Answers) -> dict[str, str]:
    """The text of each file that the plugin adds to a site, by its address.

    Args:
        takes_events: Whether there is a server that listens to how pages are used.
        answers: Where those come from to what readers look for in Hub's own dialog.
    """
    usage = {USAGE: _joined("js", ("usage",))} if takes_events else {}
    find = {FIND: _find(answers)} if answers else {}
    return {
        STYLE: f"{_joined('css', _STYLES)}\n{nav_marks.style()}",
        # In a block, since what its parts share is nobody else's.
        SCRIPT: f"{{\n{_joined('js', _SCRIPTS)}}}\n",
        **usage,
        **find,
    }


def _joined(kind: str, names: tuple[str, ...]) -> str:
    folder, ending = files("hub_mkdocs") / "assets" / kind, kind.partition("/")[0]
    return "\n".join((folder / f"{name}.{ending}").read_text(encoding="utf-8") for name in names)


def _find(answers: Answers) -> str:
    aged = _joined("js", (_AGED,)) if answers.is_in_files else ""
    parts = _joined("js/find", ("asking", *_FINDING[answers], *_FIND))
    return "\n".join((_states(), aged, parts))


def _states() -> str:
    """How each state is shown, for a script: the panel's tone, icon and word."""
    shown = {it.value: (how.tone, how.icon, how.label) for it, how in WORDING.items()}
    return f"const STATES = {json.dumps(shown, indent=1)};\n"
