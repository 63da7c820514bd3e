"""The MkDocs plugin ``hub``: every hook gets what MkDocs has, asks the edition, returns text."""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections.abc import Container, Iterable, Mapping
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files

from hub.app import Hub, open_hub
from hub.config import FILE_NAME
from hub.content.page import Page
from hub.errors import HubError
from hub.site.edition import Edition
from hub.site.feeds import FEEDS
from hub.site.front_page import FRONT_PATH
from hub.site.generated import GeneratedPage
from hub.site.layout import Layout
from hub.site.source import OWN_FIELDS
from hub_mkdocs.accessible_names import with_named_dialog, with_named_tasks
from hub_mkdocs.assets import SCRIPT, STYLE, assets
from hub_mkdocs.feed_links import with_feed_links
from hub_mkdocs.guard import Guard, GuardConfig
from hub_mkdocs.nav import without_withheld
from hub_mkdocs.nav_marks import describe_states, marked
from hub_mkdocs.panel_place import insert_after_title
from hub_mkdocs.snippets import confine_snippets

log = logging.getLogger("mkdocs.plugins.hub")

AUDIENCE_VARIABLE = "HUB_AUDIENCE"


class HubPluginConfig(GuardConfig):
    """Options of the plugin in ``mkdocs.yml``."""

    audience = config_options.Type(str, default="")
    """Audience to build for; left out, ``$HUB_AUDIENCE`` or the hub's only audience."""
    prune = config_options.Type(bool, default=True)
    """Switch Material's ``navigation.prune`` on, without which its work is quadratic."""
    pages = config_options.Type(bool, default=True)
    """Add the pages that Hub generates, such as Hub health."""


class HubPlugin(BasePlugin[HubPluginConfig]):
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
            self._progress = hub.progress
            self._root = hub.root
            several = len(hub.config.audiences) > 1
            if several:
                confine_snippets(config, Path(config.docs_dir), self._edition.library)
        except HubError as error:
            raise PluginError(f"hub: nothing was published.\n\n{error}") from error
        self._guard = Guard(self.config)
        if config.nav is not None:
            config.nav = without_withheld(
                config.nav, self._edition, site_url=config.site_url or "", hide=several
            )
            config.nav = [*config.nav, *self._generated_nav()]
        self._prune_navigation(config)
        describe_states(config)
        self._searchable = config.theme.name == "material" and bool(_SEARCHES & {*config.plugins})
        # Behind a custom_dir, whose own 404.html counts more.
        config.theme.dirs.insert(
            bool(config.theme.custom_dir), str(package_files("hub_mkdocs") / "theme")
        )
        config.extra_css.insert(0, STYLE)
        config.extra_javascript.append(SCRIPT)
        return config

    def on_files(self, files: Files, *, config: Any) -> Files:
        """Let exactly the edition's pages and attachments exist."""
        found = {file.src_uri: file for file in files if file.src_dir == config.docs_dir}
        others = [file for file in files if file.src_dir != config.docs_dir]
        pages = list(self._page_files(found, config))
        left_out = self._edition.library.pages.keys() - {page.path for page, _ in pages}
        if left_out:
            self._edition = self._edition.without(left_out)
        named = tuple(_named_in(config))
        attachments = self._guard.attachments(
            {p: found[p] for p in (*self._edition.library.attachments, *named) if p in found}, named
        )
        own = {file.src_uri: file for file in self._own_files(config)}
        published = [*(file for _, file in pages), *attachments.values(), *others, *own.values()]
        self._layout = Layout(
            {
                **{path: file.url for path, file in (attachments | own).items()},
                **{page.path: file.url for page, file in pages},
                **{address: address for address in self._feed_addresses(config, attachments)},
            },
            [file.url for file in others],
            config.site_url or "",
        )
        self._pages = {file.src_uri: page for page, file in pages}
        self._front_pages = {path for path, file in own.items() if path == FRONT_PATH} | {
            file.src_uri for _, file in pages if file.url in _ROOTS
        }
        self._feeds = {
            address: text
            for address, text in self._edition.feeds(config.site_name, self._layout).items()
            if address in self._feed_addresses(config, attachments)
        }
        published += [File.generated(config, path, content=t) for path, t in self._feeds.items()]
        self._rendered = 0
        return Files(published)

    def on_nav(self, nav: Any, *, config: Any, **_: Any) -> Any:
        """Call the folders of the kinds by their proper names, where no navigation is written."""
        self._guard.navigation(nav.items)
        if config.nav is not None:
            return nav
        for item in nav.items:
            # A page has no title yet; one that is set here would be kept.
            if item.is_section:
                item.title = FOLDER_TITLES.get(item.title, item.title)
        nav.items.sort(key=self._is_generated)  # what Hub adds comes last
        if nav.items and nav.items[-1].is_section and self._is_generated(nav.items[-1]):
            order = list(self._generated)
            nav.items[-1].children.sort(key=lambda item: order.index(item.file.src_uri))
        return nav

    def _is_generated(self, item: Any) -> bool:
        """Whether an entry of the navigation holds only pages that Hub adds."""
        if not item.is_section:
            return item.is_page and item.file.src_uri in self._generated
        return all(map(self._is_generated, item.children))

    def on_page_read_source(self, *, page: Any, config: Any) -> str | None:  # noqa: ARG002 (MkDocs' signature)
        """Hand MkDocs the text that was read and checked, not what it would find itself."""
        own = self._pages.get(page.file.src_uri)
        if own is None:
            return None
        source = self._edition.source(own)
        # MkDocs takes "Word: text" lines at a page's top for metadata, but not after a blank line.
        return "\n" + source if own.front_matter else source

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Any, config: Any, **_: Any) -> str:
        """Give themes and other plugins the page's metadata without Hub's own fields."""
        own = self._pages.get(page.file.src_uri)
        if own is not None and own.front_matter:
            shown = {k: v for k, v in own.front_matter.items() if k not in OWN_FIELDS}
            if own.meta.title:
                shown["title"] = own.meta.title
            page.meta = self._guard.metadata(shown, own.path)
        if own is not None:
            freshness = self._edition.assessment.freshness(own)
            page.meta = marked(page.meta, own, freshness, config)
            edit = self._edition.assessment.history.of(own.path).last_substantive_edit
            if edit is not None:
                page.update_date = edit.commit.date.isoformat()
        return markdown

    @event_priority(100)
    def _sanitised(self, html: str, *, page: Any, **_: Any) -> str:
        """Sanitise what was made of Markdown, before another plugin adds to it."""
        return self._guard.content(html, page) if page.file.src_uri in self._pages else html

    @event_priority(0)
    def _linked(self, html: str, *, page: Any, **_: Any) -> str:
        """Let links lead where their readers may go."""
        own = self._pages.get(page.file.src_uri)
        if own is None:
            return html
        self._rendered += 1
        self._progress("render", self._rendered, len(self._pages))
        html = self._edition.with_links(own, with_named_tasks(html), self._layout)
        return self._edition.with_terms(own, html, self._layout)

    on_page_content = CombinedEvent(_sanitised, _linked)  # type: ignore[arg-type]  # MkDocs types them without self

    @event_priority(100)
    def on_env(self, env: Any, *, config: Any, files: Files, **_: Any) -> Any:
        """Make what templates print inert, when all pages are rendered and none is written."""
        self._guard.rendered(files, env, config)
        return env

    @event_priority(-100)
    def on_page_context(self, context: Any, *, page: Any, config: Any, **_: Any) -> Any:
        """Add the trust panel or the figures, after the search index has taken the page's text."""
        own = self._pages.get(page.file.src_uri)
        generated = self._generated.get(page.file.src_uri)
        if own is None and generated is not None:
            page.content += self._edition.generated_content(generated, self._layout)
        if own is not None:
            content = self._edition.with_steps(own, page.content, self._layout)
            page.content = insert_after_title(content, self._edition.panel(own, self._layout))
            if "material/tags" not in config.plugins:  # which shows them itself
                page.content += self._edition.tags(own, self._layout)
            if page.file.src_uri not in self._front_pages:
                page.content += self._edition.related(own, self._layout)
            page.content = self._edition.print_head(own, self._layout) + page.content
        if self.config.pages and page.file.src_uri in self._front_pages:
            page.content = self._edition.with_front_door(
                page.content, own, self._layout, searchable=self._searchable
            )
        return context

    def on_template_context(self, context: Any, *, template_name: str, **_: Any) -> Any:
        """Fill the page for addresses at which there is nothing."""
        if template_name == "404.html":
            context["hub_not_found"] = Markup(  # noqa: S704 (made by our own template)
                self._edition.not_found(
                    self._layout, root=context["base_url"], searchable=self._searchable
                )
            )
        return context

    @event_priority(-100)
    def on_post_template(self, output: str, *, template_name: str, **_: Any) -> str:
        """Give pages without Markdown, such as the 404, their Content-Security-Policy."""
        if not template_name.endswith(".html"):
            return output
        return self._guard.page(with_named_dialog(output, "Search"))

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Any, config: Any, **_: Any) -> str:
        """Give every page its Content-Security-Policy, which comes before any script."""
        output = with_named_dialog(output, "Search")
        return self._guard.page(with_feed_links(output, self._feeds, page.url, config.site_name))

    @event_priority(-100)
    def on_post_build(self, *, config: Any, **_: Any) -> None:
        """Look after the pages that other plugins wrote themselves."""
        self._guard.rest(Path(config.site_dir))

    def on_serve(self, server: Any, *, config: Any, **_: Any) -> Any:  # noqa: ARG002 (MkDocs' signature)
        """Rebuild when the hub's configuration changes."""
        path = self._root / FILE_NAME
        if path.is_file():
            server.watch(str(path))
        return server

    @property
    def _generated(self) -> Mapping[str, GeneratedPage]:
        """The pages that Hub adds, as far as they are wanted."""
        return self._edition.generated if self.config.pages else {}

    def _generated_nav(self) -> list[dict[str, Any]]:
        """An entry for the pages that Hub adds, for a navigation that somebody has written."""
        entries = [{page.title: path} for path, page in self._generated.items()]
        return [{GENERATED_TITLE: entries}] if entries else []

    def _audience(self, hub: Hub) -> str:
        chosen = self.config.audience or os.environ.get(AUDIENCE_VARIABLE, "")
        return chosen or hub.only_audience()

    def _prune_navigation(self, config: Any) -> None:
        features = config.theme.get("features") if config.theme.name == "material" else None
        if not self.config.prune or features is None or "navigation.prune" in features:
            return
        if "navigation.expand" in features:
            log.warning("hub: navigation.expand keeps Material from pruning the navigation")
            return
        features.append("navigation.prune")

    def _page_files(self, found: dict[str, File], config: Any) -> Iterable[tuple[Page, File]]:
        """Each page of the edition with its file; what ``exclude_docs`` names stays out."""
        for page in self._edition.library.pages.values():
            original = found.get(page.path)
            if original is None or original.inclusion.is_excluded():
                continue
            if page.path == page.site_path:
                yield page, original
            else:
                file = File.generated(config, page.site_path, content=page.body)
                file.edit_uri = page.path
                yield page, file

    def _feed_addresses(self, config: Any, attachments: Container[str]) -> list[str]:
        """Where the feeds are put: nowhere without the site's address, or where a file stands."""
        if not config.site_url or not self.config.pages:
            return []
        return [address for address in FEEDS.values() if address not in attachments]

    def _own_files(self, config: Any) -> Iterable[File]:
        for address, text in assets().items():
            yield File.generated(config, address, content=text)
        for path, page in self._generated.items():
            yield File.generated(config, path, content=_GENERATED_SOURCE.format(page.title))
        front = self._edition.front_page(config.site_name)
        if front is not None:
            yield File.generated(config, FRONT_PATH, content=front)


_ROOTS = ("", "./", "index.html")
"""What MkDocs may call the address of the front page."""
_SEARCHES = frozenset(("search", "material/search"))

GENERATED_TITLE = "Hub"
FOLDER_TITLES = {"Sops": "SOPs", "Faqs": "FAQs"}
"""What MkDocs makes of the names of folders, and what readers call them."""

_GENERATED_SOURCE = "---\ntitle: {0}\nhide: [toc]\nsearch: {{exclude: true}}\n---\n\n# {0}\n"


def _open(config: Any) -> Hub:
    return open_hub(
        content=Path(config.docs_dir),
        start=Path(config.docs_dir),
        today=dt.datetime.now().astimezone().date(),
    )


def _named_in(config: Any) -> Iterable[str]:
    """Files that the site's own configuration names, such as its logo and style sheets."""
    yield from config.extra_css
    yield from map(str, config.extra_javascript)
    for key in ("logo", "favicon"):
        value = config.theme.get(key)
        if isinstance(value, str):
            yield value
