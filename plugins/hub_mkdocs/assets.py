"""The plugin's own style sheet and script, each put together from its parts."""

from __future__ import annotations

from importlib.resources import files

from hub_mkdocs import nav_marks

STYLE, SCRIPT = "assets/hub/hub.css", "assets/hub/hub.js"
"""Addresses of the plugin's own files in the site."""
USAGE = "assets/hub/usage.js"
"""Address of the script that tells the site's server how pages are used."""
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


def assets(*, takes_events: bool) -> dict[str, str]:
    """The text of each file that the plugin adds to a site, by its address.

    Args:
        takes_events: Whether there is a server that listens to how pages are used.
    """
    usage = {USAGE: _joined("js", ("usage",))} if takes_events else {}
    return {
        STYLE: f"{_joined('css', _STYLES)}\n{nav_marks.style()}",
        SCRIPT: _joined("js", _SCRIPTS),
        **usage,
    }


def _joined(kind: str, names: tuple[str, ...]) -> str:
    folder = files("hub_mkdocs") / "assets" / kind
    return "\n".join((folder / f"{name}.{kind}").read_text(encoding="utf-8") for name in names)
