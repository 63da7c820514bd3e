"""``hub usage import``: what files count, as data.

The schema is documented in ``content/reference/commands/usage-import.md`` and kept by a test.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from hub.content.library import Library
from hub.usage.imports.importing import Outcome

SCHEMA = 1


def import_report(
    outcomes: Sequence[tuple[str, Outcome]], library: Library, *, is_dry_run: bool
) -> dict[str, Any]:
    """The whole report, ready for JSON.

    Args:
        outcomes: Each file's name with what came of it.
        library: The pages.
        is_dry_run: Whether nothing was kept.
    """
    views: Counter[str] = Counter()
    for _, outcome in outcomes:
        for place, count in outcome.imported.counts.items():
            views[place.page] += count.views
    ordered = sorted(views.items(), key=lambda item: (-item[1], item[0]))
    return {
        "schema": SCHEMA,
        "dry_run": is_dry_run,
        "views": views.total(),
        "files": [_file(name, outcome) for name, outcome in outcomes],
        "pages": [
            {"path": path, "title": library.pages[path].title, "views": count}
            for path, count in ordered
        ],
    }


def _file(name: str, outcome: Outcome) -> dict[str, Any]:
    imported = outcome.imported
    return {
        "file": name,
        "state": _state(outcome),
        "format": imported.format,
        "is_format_found": outcome.is_format_found,
        "source": imported.source,
        "audience": imported.audience or None,
        "digest": imported.digest,
        "from": imported.first.isoformat() if imported.counts else None,
        "to": imported.last.isoformat() if imported.counts else None,
        "read": imported.read,
        "views": sum(count.views for count in imported.counts.values()),
        "left_out": dict(imported.left_out),
        "rejected": dict(outcome.reasons),
    }


def _state(outcome: Outcome) -> str:
    if outcome.is_known:
        return "known"
    return "empty" if outcome.is_empty else "counted"
