"""Names for what themes leave nameless, so that a screen reader can say what it is (WCAG 4.1.2)."""

from __future__ import annotations

import re

_DIALOG = re.compile(r'(<div class="md-search"[^<>]*\brole="dialog")(?![^<>]*aria-label)')
_TASK = re.compile(r'<input\b(?=[^<>]*\btype="checkbox")(?=[^<>]*\bdisabled)(?![^<>]*aria-label)')


def with_named_dialog(output: str, name: str) -> str:
    """A finished page whose search dialog has a name.

    Args:
        output: The page's HTML.
        name: The word for search in the site's language.
    """
    return _DIALOG.sub(rf'\1 aria-label="{name}"', output, count=1)


def with_named_tasks(html: str) -> str:
    """A page's content whose boxes in task lists have a name; the task is the text beside them."""
    return _TASK.sub('<input aria-label="Task"', html)
