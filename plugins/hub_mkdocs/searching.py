"""Hub's own search in a site: where its answers come from, and the button that opens it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from mkdocs.config.config_options import ExtraScriptValue

from hub_mkdocs.assets import FIND

_FIELD = re.compile(
    r'<label class="md-header__button md-icon" for="__search">.{0,4000}?</label>\s*'
    r'<div class="md-search" data-md-component="search"(?P<search>.{0,20000}?)</div>\s*'
    r'(?=</nav>|<div class="md-header__source")',
    re.DOTALL,
)
_NAME = re.compile(r'class="md-search__input"[^<>]*\baria-label="([^"]*)"')
_BUTTON = (
    '<button type="button" class="hub-find-open" aria-haspopup="dialog"'
    ' aria-keyshortcuts="/ Control+K Meta+K">'
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M9.5 3A6.5 6.5 0 0 1 16 9.5c0 1.61-.59'
    " 3.09-1.56 4.23l.27.27h.79l5 5-1.5 1.5-5-5v-.79l-.27-.27A6.52 6.52 0 0 1 9.5 16a6.5 6.5 0 0"
    ' 1 0-13m0 2a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9"/></svg>'
    '<span>{}</span><kbd aria-hidden="true">/</kbd></button>'
)


class Answers(StrEnum):
    """Where answers to readers' searches come from."""

    NOWHERE = ""
    """Hub's own search is not in the site."""
    SERVER = "server"


def answers(*, has_generated: bool, takes_events: bool) -> Answers:
    """Choose where the answers to searches come from.

    Args:
        has_generated: Whether the pages that Hub makes are wanted.
        takes_events: Whether there is a server that listens, and answers.
    """
    return Answers.SERVER if takes_events and has_generated else Answers.NOWHERE


def offer_search(config: Any, source: Answers, page: str | None) -> None:
    """Have every page bring the script that searches.

    Args:
        config: MkDocs' configuration; it is changed.
        source: Where the answers come from.
        page: Address of the page with all results, from the site's root; None where there is none.
    """
    options = {"from": source.value} | ({"page": page} if page is not None else {})
    script = ExtraScriptValue(f"{FIND}?{urlencode(options)}")
    script.type = "module"
    config.extra_javascript.append(script)


def with_search_button(output: str) -> str:
    """A finished page of Material's in whose header a button opens Hub's search.

    Without Material's own field in the page, its script neither loads its index nor minds the
    address' ``?q=``.

    Args:
        output: The page's HTML.
    """
    found = _FIELD.search(output)
    if found is None:
        return output
    name = _NAME.search(found["search"])
    button = _BUTTON.format(name[1] if name else "Search")
    return output[: found.start()] + button + output[found.end() :]
