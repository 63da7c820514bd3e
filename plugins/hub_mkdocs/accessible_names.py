"""Names for what themes leave nameless, so that a screen reader can say what it is (WCAG 4.1.2)."""

from __future__ import annotations

import re

_DIALOG = re.compile(r'(<div class="md-search"[^<>]*\brole="dialog")(?![^<>]*aria-label)')
_FIELD = re.compile(r'<input\b[^<>]*\bclass="md-search__input"[^<>]*\b(aria-label="[^"]*")')
_TASK = re.compile(r'<input\b(?=[^<>]*\btype="checkbox")(?=[^<>]*\bdisabled)(?![^<>]*aria-label)')


def with_named_dialog(output: str) -> str:
    """A finished page whose search dialog has the name of the field in it, in the site's language.

    Args:
        output: The page's HTML.
    """
    dialog = _DIALOG.search(output)
    field = _FIELD.search(output, dialog.end()) if dialog else None
    if dialog is None or field is None:
        return output
    return f"{output[: dialog.end()]} {field[1]}{output[dialog.end() :]}"


def with_named_tasks(html: str) -> str:
    """A page's content whose boxes in task lists have a name; the task is the text beside them."""
    return _TASK.sub('<input aria-label="Task"', html)
