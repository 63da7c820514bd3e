"""The Content-Security-Policy of a site's pages: what a browser may load and run."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

POLICY: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    # Material sets styles by attribute, and Mermaid draws with a style sheet in each diagram.
    "style-src": ("'self'", "'unsafe-inline'"),
    "img-src": ("'self'", "data:"),
    "font-src": ("'self'",),
    "media-src": ("'self'",),
    "connect-src": ("'self'",),
    "worker-src": ("'self'",),
    "manifest-src": ("'self'",),
    "frame-src": ("'none'",),
    "object-src": ("'none'",),
    "base-uri": ("'self'",),
    "form-action": ("'self'",),
}
"""What every page may do: use its own site, and nothing besides.

``frame-ancestors`` is not here because browsers heed it only in a server's header.
"""

_HEAD = re.compile(r"<head\b[^<>]*>(?:\s*<meta\s+charset=[^<>]*>)?", re.IGNORECASE)
_BEFORE_HEAD = re.compile(r"\s*(?:<!doctype[^<>]*>)?\s*(?:<html\b[^<>]*>)?", re.IGNORECASE)
_SOURCE = re.compile(r"'[\w+/=-]+'|[^\s;,'\"<>]+")


def wrong_sources(additions: Mapping[str, Iterable[str]]) -> list[str]:
    """What is wrong with sources that an owner adds to the policy, as sentences.

    Args:
        additions: Sources by directive, as in ``{"img-src": ["https://media.example"]}``.
    """
    found = [
        f'"{directive}" is none of {", ".join(POLICY)}'
        for directive in additions
        if directive not in POLICY
    ]
    return found + [
        f'{directive} can\'t hold "{source}"'
        for directive, sources in additions.items()
        for source in sources
        if not _SOURCE.fullmatch(source)
    ]


def policy(additions: Mapping[str, Iterable[str]], hashes: Iterable[str]) -> str:
    """The policy of a page.

    Args:
        additions: Sources that the site's owner adds, by directive.
        hashes: Hashes of the scripts that stand in the page itself; see :func:`script_hash`.
    """
    more = {**additions, "script-src": [*additions.get("script-src", ()), *hashes]}
    return "; ".join(
        f"{directive} {' '.join(_sources(sources, more.get(directive, ())))}"
        for directive, sources in POLICY.items()
    )


def _sources(ours: tuple[str, ...], added: Iterable[str]) -> list[str]:
    kept = [*ours, *added]
    return kept if kept == ["'none'"] else [source for source in kept if source != "'none'"]


@lru_cache(maxsize=1024)
def script_hash(script: str) -> str:
    """The source that lets this very script run where it stands in a page (CSP level 3, 8.3).

    Args:
        script: What is between the tags.
    """
    digest = hashlib.sha256(script.replace("\r\n", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def with_policy(page: str, content: str) -> str:
    """A page with its policy, ahead of everything that could run.

    Args:
        page: The page's HTML.
        content: The policy.
    """
    meta = (
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(content, quote=False)}">'
    )
    head = _HEAD.search(page) or _BEFORE_HEAD.match(page)
    at = head.end() if head else 0
    return f"{page[:at]}\n{meta}{page[at:]}"
