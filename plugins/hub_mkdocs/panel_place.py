"""Where in a rendered page the trust panel stands."""

from __future__ import annotations


def insert_after_title(content: str, panel: str) -> str:
    """Put the panel below the page's title, or first where the theme adds the title itself.

    Args:
        content: The page's rendered HTML.
        panel: The panel's HTML.
    """
    end = content.find("</h1>")
    if end < 0 or "<h2" in content[:end]:
        return panel + content
    at = end + len("</h1>")
    return content[:at] + "\n" + panel + content[at:]
