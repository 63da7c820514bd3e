"""The plugin's own style sheet and script, each put together from its parts."""

from __future__ import annotations

import json
from importlib.resources import files

from hub.site.wording import WORDING
from hub_mkdocs import nav_marks

STYLE, SCRIPT = "assets/hub/hub.css", "assets/hub/hub.js"
"""Addresses of the plugin's own files in the site."""
USAGE = "assets/hub/usage.js"
"""Address of the script that tells the site's server how pages are used."""
FIND = "assets/hub/find.js"
"""Address of the script that searches the site, in a dialog and on a page of its own."""
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
_SCRIPTS = (
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
_FIND = ("asking", "told", "hits", "dialog", "page", "opening")


def assets(*, takes_events: bool, searches: bool) -> dict[str, str]:
    """The text of each file that the plugin adds to a site, by its address.

    Args:
        takes_events: Whether there is a server that listens to how pages are used.
        searches: Whether readers can search the site in Hub's own dialog.
    """
    usage = {USAGE: _joined("js", ("usage",))} if takes_events else {}
    find = {FIND: f"{_states()}\n{_joined('js/find', _FIND)}"} if searches else {}
    return {
        STYLE: f"{_joined('css', _STYLES)}\n{nav_marks.style()}",
        SCRIPT: _joined("js", _SCRIPTS),
        **usage,
        **find,
    }


def _joined(kind: str, names: tuple[str, ...]) -> str:
    folder, ending = files("hub_mkdocs") / "assets" / kind, kind.partition("/")[0]
    return "\n".join((folder / f"{name}.{ending}").read_text(encoding="utf-8") for name in names)


def _states() -> str:
    """How each state is shown, for a script: the panel's tone, icon and word."""
    shown = {it.value: (how.tone, how.icon, how.label) for it, how in WORDING.items()}
    return f"const STATES = {json.dumps(shown, indent=1)};\n"
