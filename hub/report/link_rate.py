"""``hub usage link``: link rate and reuse, as data.

The schema is documented in ``content/reference/commands/usage-link.md`` and kept by a test.
"""

from __future__ import annotations

from typing import Any

from hub.content.library import Library
from hub.usage.imports.tickets import TicketFile
from hub.usage.link_rate import Closures, LinkRate

SCHEMA = 1


def link_rate_report(found: LinkRate, file: TicketFile, library: Library) -> dict[str, Any]:
    """The whole report, ready for JSON; what nobody can know is null.

    Args:
        found: What the tickets say.
        file: The tickets as they were read.
        library: The pages.
    """
    closures, covered = found.closures, found.covered
    return {
        "schema": SCHEMA,
        "period": {
            "from": covered.first.isoformat() if covered else None,
            "to": covered.last.isoformat() if covered else None,
        },
        "tickets": {
            "closed": closures.closed,
            "open": found.open if file.says_when_closed else None,
            "cited": closures.cited,
            "set_aside": sum(map(len, file.set_aside.values())),
        },
        "link_rate": None if closures.rate is None else round(closures.rate, 4),
        "at_closure": at_closure(closures),
        "pages": [_page(path, count, library) for path, count in found.pages.items()],
        "set_aside": [
            {"reason": reason, "lines": lines} for reason, lines in file.set_aside.items()
        ],
    }


def at_closure(closures: Closures) -> dict[str, int] | None:
    """Tickets by what was known when they were closed; None where nobody can say."""
    if not closures.closed or closures.known is None or closures.new is None:
        return None
    return {"known": closures.known, "new": closures.new, "unknown": closures.unknown}


def _page(path: str, count: int, library: Library) -> dict[str, Any]:
    page = library.pages[path]
    return {"path": path, "id": page.meta.id, "title": page.title, "closed_tickets": count}
