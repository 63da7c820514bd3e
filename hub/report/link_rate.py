"""``hub usage link``: link rate and reuse, as data.

The schema is documented in ``content/reference/commands/usage-link.md`` and kept by a test.
"""

from __future__ import annotations

from typing import Any

from hub.content.library import Library
from hub.usage.imports.tickets import TicketFile
from hub.usage.link_rate import LinkRate

SCHEMA = 1


def link_rate_report(found: LinkRate, file: TicketFile, library: Library) -> dict[str, Any]:
    """The whole report, ready for JSON; what nobody can know is null.

    Args:
        found: What the tickets say.
        file: The tickets as they were read.
        library: The pages.
    """
    closures = found.closures
    return {
        "schema": SCHEMA,
        "period": {
            "from": found.first.isoformat() if found.first else None,
            "to": found.last.isoformat() if found.last else None,
        },
        "tickets": {
            "closed": found.closed,
            "open": found.open if file.says_when_closed else None,
            "cited": found.cited,
            "set_aside": sum(map(len, file.set_aside.values())),
        },
        "link_rate": None if found.rate is None else round(found.rate, 4),
        "at_closure": {one.value: count for one, count in closures.items()} if closures else None,
        "pages": [_page(path, count, library) for path, count in found.pages.items()],
        "set_aside": [
            {"reason": reason, "lines": lines} for reason, lines in file.set_aside.items()
        ],
    }


def _page(path: str, count: int, library: Library) -> dict[str, Any]:
    page = library.pages[path]
    return {"path": path, "id": page.meta.id, "title": page.title, "closed_tickets": count}
