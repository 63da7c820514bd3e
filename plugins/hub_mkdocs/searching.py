"""Hub's own search in a site: where its answers come from, and the button that opens it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from mkdocs.config.config_options import ExtraScriptValue

from hub.content.page import Page
from hub.site.facts import Facts
from hub.site.search_facts import names, search_facts
from hub_mkdocs import pagefind
from hub_mkdocs.answers import Answers
from hub_mkdocs.assets import FIND
from hub_mkdocs.theme import theme_searches

log = logging.getLogger("mkdocs.plugins.hub")

MANY = 500
"""Pages from which on Material's index is too much for a browser: it is loaded as a whole."""
_OFFLINE = frozenset(("offline", "material/offline"))
_FIELD = re.compile(
    r'<label class="md-header__button md-icon" for="__search">.{0,4000}?</label>\s*'
    r'<div class="md-search" data-md-component="search"(?P<search>.{0,20000}?)</div>\s*'
    r'(?=</nav>|<div class="md-header__source")',
    re.DOTALL,
)
_NAME = re.compile(r'class="md-search__input"[^<>]*\baria-label="([^"]*)"')
_BUTTON = (
    '<button type="button" class="hub-find-open" aria-haspopup="dialog" aria-label="{0}"'
    ' aria-keyshortcuts="/ Control+K Meta+K">'
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M9.5 3A6.5 6.5 0 0 1 16 9.5c0 1.61-.59'
    " 3.09-1.56 4.23l.27.27h.79l5 5-1.5 1.5-5-5v-.79l-.27-.27A6.52 6.52 0 0 1 9.5 16a6.5 6.5 0 0"
    ' 1 0-13m0 2a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9"/></svg>'
    '<span>{0}</span><kbd aria-hidden="true">/</kbd></button>'
)


def answers(config: Any, *, pages: int, has_generated: bool, takes_events: bool) -> Answers:
    """Choose where the answers to searches come from.

    Args:
        config: MkDocs' configuration.
        pages: How many there are.
        has_generated: Whether the pages that Hub makes are wanted.
        takes_events: Whether there is a server that listens, and answers.
    """
    if not has_generated:
        return Answers.NOWHERE
    if takes_events:
        return Answers.SERVER
    # A site that is read from a disk can load neither modules nor indexes, only Material's shim.
    if not theme_searches(config) or not _OFFLINE.isdisjoint(config.plugins):
        return Answers.NOWHERE
    if pages < MANY:
        return Answers.INDEX
    if pagefind.is_installed():
        return Answers.PAGEFIND
    log.warning(
        "hub: with %s pages, a reader's browser loads a large index before it finds anything; "
        'install Pagefind, which it asks for parts only: pip install "handbook-hub[pagefind]"',
        pages,
    )
    return Answers.INDEX


def leave_out_index(config: Any) -> None:
    """Keep the theme's search plugin from making an index that nothing would load.

    It stays switched on, because the header's search, whose place Hub's button takes, is there
    only then.

    Args:
        config: MkDocs' configuration; its plugins' hooks are changed.
    """
    if not theme_searches(config):
        return
    searching = [config.plugins.get(name) for name in ("search", "material/search")]
    for event in ("page_context", "post_build"):
        hooks = config.plugins.events[event]
        hooks[:] = [hook for hook in hooks if getattr(hook, "__self__", hook) not in searching]


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


def facts_file(source: Answers, addresses: Mapping[str, str], facts: Facts) -> str:
    """What the script knows beside an index, as JSON.

    Args:
        source: Which index it is; Pagefind's has what is known of pages in itself.
        addresses: Of the edition's pages, from the site's root, by path.
        facts: What its readers may be told.
    """
    pages: Iterable[Page] = facts.library.pages.values() if source is Answers.INDEX else ()
    known = {addresses[page.path]: search_facts(page, facts) for page in pages}
    return json.dumps({"names": names(facts), "pages": known}, ensure_ascii=False)


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
