"""The MkDocs plugin ``hub``: every hook gets what MkDocs has, asks the site, returns text."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files

from hub.app import Hub, open_hub
from hub.config import FILE_NAME
from hub.errors import ContentError, HubError
from hub.site.edition import Edition
from hub.site.front_page import FRONT_PATH
from hub.site.pages.generated import GeneratedPage
from hub.site.pages.search import PAGE as SEARCH
from hub.site.published_site import PublishedSite
from hub.site.search_facts import search_facts
from hub_mkdocs.accessible_names import with_named_dialog, with_named_tasks
from hub_mkdocs.answers import Answers
from hub_mkdocs.assets import FOUND
from hub_mkdocs.direction import with_direction
from hub_mkdocs.excerpts import guard_excerpts
from hub_mkdocs.feed_links import with_feed_links
from hub_mkdocs.guard import Guard
from hub_mkdocs.nav import arrange, with_generated, without_withheld
from hub_mkdocs.options import HubOptions
from hub_mkdocs.page_metadata import set_metadata
from hub_mkdocs.pagefind import PagefindIndex
from hub_mkdocs.searching import (
    answers,
    facts_file,
    leave_out_index,
    offer_search,
    with_search_button,
)
from hub_mkdocs.site_files import made_file, site_files
from hub_mkdocs.snippets import confine_snippets, keep_snippets_inside
from hub_mkdocs.theme import abilities, prepare_theme, tell_usage
from hub_mkdocs.time_limit import TimeLimit

AUDIENCE_VARIABLE = "HUB_AUDIENCE"


class HubPlugin(BasePlugin[HubOptions]):
    """Publishes one audience's edition of a hub."""

    hub: Hub | None = None
    """The hub, where the caller has opened it already (``hub build``)."""

    def on_startup(self, *, command: Any, dirty: bool) -> None:
        """Refuse to leave anything of the last build in place."""
        if dirty and command == "build":
            raise PluginError(
                "hub: --dirty keeps pages that may be withheld by now; build without it."
            )

    @event_priority(100)
    def on_config(self, config: Any) -> Any:
        """Read and judge the hub; refuse before the old site is touched."""
        try:
            hub = self.hub or _open(config)
            self._edition: Edition = hub.edition(self._audience(hub))
            several = len(hub.config.audiences) > 1
            if several:
                confine_snippets(config, Path(config.docs_dir), self._edition.library)
            keep_snippets_inside(config, Path(config.docs_dir))
        except HubError as error:
            raise PluginError(f"hub: nothing was published.\n\n{error}") from error
        self._progress, self._root = hub.progress, hub.root
        self._guard, self._time = Guard(self.config), TimeLimit()
        if config.nav is not None:
            config.nav = without_withheld(
                config.nav, self._edition, site_url=config.site_url or "", hide=several
            )
        prepare_theme(config, prune=self.config.prune, sources=self.config.csp)
        if self.config.events:
            tell_usage(config, hub.config.privacy)
        self._answers = answers(
            config,
            pages=len(self._edition.library.pages),
            has_generated=self.config.pages,
            takes_events=self.config.events,
        )
        if not self._answers.needs_index_of_theme:
            leave_out_index(config)
        self._index = _index(config) if self._answers is Answers.PAGEFIND else None
        return config

    def on_files(self, files: Files, *, config: Any) -> Files:
        """Let exactly the edition's pages and attachments exist."""
        try:
            chosen = site_files(
                self._edition,
                files,
                config,
                self._guard,
                has_generated=self.config.pages,
                takes_events=self.config.events,
                answers=self._answers,
            )
        except ContentError as error:
            raise PluginError(f"hub: nothing was published.\n\n{error}") from error
        self._chosen, self._rendered, self._handed = chosen, 0, set[str]()
        self._edition, self._pages = chosen.edition, chosen.pages
        if config.nav is not None:
            config.nav = with_generated(config.nav, self._generated)
        return chosen.files

    def _arranged(self, nav: Any, *, config: Any, **_: Any) -> Any:
        """Order the navigation, where nobody has written one."""
        self._guard.navigation(nav.items)
        if config.nav is None:
            arrange(nav, self._generated)
        return nav

    @event_priority(-100)
    def _placed(self, nav: Any, *, config: Any, files: Files) -> Any:
        """Learn where everything is, when no plugin moves it any more."""
        self._site = PublishedSite(
            self._edition,
            self._chosen.layout(files, config.site_url or ""),
            abilities(config, has_generated=self.config.pages, takes_events=self.config.events),
        )
        if self._answers is not Answers.NOWHERE:
            offer_search(config, self._answers, self._search_address)
        if self._answers.is_in_files:
            # Where Material's search plugin says that pages are: the front page has no name there.
            urls = {
                own.path: self._chosen.places[own.path].url.removeprefix("./")
                for own in self._pages.values()
            }
            text = facts_file(self._answers, urls, self._edition.facts)
            files.append(made_file(config, FOUND, text))
        feeds = self._site.feeds(config.site_name) if self._chosen.feeds else {}
        self._feeds = {path: text for path, text in feeds.items() if path in self._chosen.feeds}
        for path, text in self._feeds.items():
            files.append(made_file(config, path, text))
        return nav

    on_nav = CombinedEvent(_arranged, _placed)  # type: ignore[arg-type]  # as below

    def on_page_read_source(self, *, page: Any, config: Any) -> str | None:  # noqa: ARG002 (MkDocs' signature)
        """Hand MkDocs the text that was read and checked, not what it would find itself."""
        own = self._pages.get(page.file.src_uri)
        self._handed.add(page.file.src_uri)
        if own is not None:
            self._time.start(own.path)
        # MkDocs takes "Word: text" lines at a page's top for metadata, which nobody has checked,
        # but not after a blank line.
        return None if own is None else "\n" + self._edition.source(own)

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Any, config: Any, **_: Any) -> str:
        """Give themes and other plugins the page's metadata without Hub's own fields."""
        path = page.file.src_uri
        own = self._pages.get(path)
        if own is None:
            return markdown
        set_metadata(page, own, self._edition.assessment, self._guard, config)
        # A post of Material's blog has read its file itself.
        return markdown if path in self._handed else self._edition.source(own)

    @event_priority(100)
    def _sanitised(self, html: str, *, page: Any, **_: Any) -> str:
        """Sanitise what was made of Markdown, before another plugin adds to it."""
        path = page.file.src_uri
        return (
            self._guard.content(html, page) if path in self._pages or path == FRONT_PATH else html
        )

    @event_priority(0)
    def _linked(self, html: str, *, page: Any, **_: Any) -> str:
        """Let links lead where their readers may go."""
        own = self._pages.get(page.file.src_uri)
        if own is None:
            return html
        self._rendered += 1
        self._progress("render", self._rendered, len(self._pages))
        text = self._site.text(own, with_named_tasks(html))
        self._time.end()
        return text

    on_page_content = CombinedEvent(_sanitised, _linked)  # type: ignore[arg-type]  # MkDocs types them without self

    def on_build_error(self, *, error: Exception, **_: Any) -> None:  # noqa: ARG002 (MkDocs' signature)
        """Let nothing be stopped that comes after."""
        if hasattr(self, "_time"):
            self._time.end()

    @event_priority(100)
    def on_env(self, env: Any, *, config: Any, files: Files, **_: Any) -> Any:
        """Make what templates print inert, when all pages are rendered and none is written."""
        self._guard.rendered(files, env, config)
        return env

    @event_priority(-200)
    def on_page_context(self, context: Any, *, page: Any, **_: Any) -> Any:
        """Add the trust panel or the figures, after the search index has taken the page's text."""
        guard_excerpts(context.get("posts") or (), page.url, self._pages, self._site, self._guard)
        own = self._pages.get(page.file.src_uri)
        if own is not None and self._index is not None and not _is_excluded(page):
            known = search_facts(own, self._edition.facts)
            self._index.add(page.file.dest_uri, page.content, known)
        path = own.path if own else page.file.src_uri
        page.content = self._site.shown(path, page.content)
        return context

    def on_template_context(self, context: Any, *, template_name: str, **_: Any) -> Any:
        """Fill the page for addresses at which there is nothing."""
        if template_name == "404.html":
            context["hub_not_found"] = Markup(self._site.not_found(context["base_url"]))  # noqa: S704 (made by our own template)
        return context

    @event_priority(-100)
    def on_post_template(self, output: str, *, template_name: str, **_: Any) -> str:
        """Give pages without Markdown, such as the 404, their Content-Security-Policy."""
        if not template_name.endswith(".html"):
            return output
        return self._guard.page(self._with_search(with_named_dialog(output)))

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Any, config: Any, **_: Any) -> str:
        """Give every page its Content-Security-Policy, which comes before any script."""
        output = self._with_search(with_named_dialog(output))
        if (own := self._pages.get(page.file.src_uri)) is not None:
            output = with_direction(output, own.title)
        return self._guard.page(with_feed_links(output, self._feeds, page.url, config.site_name))

    @event_priority(-100)
    def on_post_build(self, *, config: Any, **_: Any) -> None:
        """Look after the pages that other plugins wrote themselves; write the index."""
        if self._index is not None:
            self._index.write(Path(config.site_dir))
        self._guard.rest(Path(config.site_dir))

    def on_serve(self, server: Any, *, config: Any, **_: Any) -> Any:  # noqa: ARG002 (MkDocs' signature)
        """Rebuild when the hub's configuration changes."""
        path = self._root / FILE_NAME
        if path.is_file():
            server.watch(str(path))
        return server

    def _with_search(self, output: str) -> str:
        return with_search_button(output) if self._answers else output

    @property
    def _search_address(self) -> str | None:
        """Address of the page with all results; None where a page of the hub's own is there."""
        file = self._chosen.places.get(SEARCH.path)
        return file.url if file is not None and SEARCH.path in self._generated else None

    @property
    def _generated(self) -> Mapping[str, GeneratedPage]:
        """The pages that Hub adds, as far as they are wanted."""
        return self._edition.generated if self.config.pages else {}

    def _audience(self, hub: Hub) -> str:
        chosen = self.config.audience or os.environ.get(AUDIENCE_VARIABLE, "")
        return chosen or hub.only_audience()


def _index(config: Any) -> PagefindIndex:
    return PagefindIndex(str(config.theme.get("language") or "en"))


def _is_excluded(page: Any) -> bool:
    """Whether a page's author keeps it out of searches, in Material's words."""
    return bool((page.meta.get("search") or {}).get("exclude"))


def _open(config: Any) -> Hub:
    return open_hub(
        content=Path(config.docs_dir),
        start=Path(config.docs_dir),
        today=dt.datetime.now().astimezone().date(),
    )
