"""The MkDocs plugin ``hub``: every hook gets what MkDocs has, asks the edition, returns text."""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files

from hub.app import Hub, open_hub
from hub.config import FILE_NAME
from hub.content.page import Page
from hub.errors import HubError
from hub.site import Edition
from hub.site.front_page import FRONT_PATH
from hub.site.generated import GeneratedPage
from hub.site.layout import Layout
from hub.site.source import OWN_FIELDS
from hub_mkdocs.assets import SCRIPT, STYLE, assets
from hub_mkdocs.nav import without_withheld
from hub_mkdocs.panel_place import insert_after_title
from hub_mkdocs.snippets import confine_snippets

log = logging.getLogger("mkdocs.plugins.hub")

AUDIENCE_VARIABLE = "HUB_AUDIENCE"


class HubPluginConfig(Config):
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
        if config.nav is not None:
            config.nav = without_withheld(
                config.nav, self._edition, site_url=config.site_url or "", hide=several
            )
            config.nav = [*config.nav, *self._generated_nav()]
        self._prune_navigation(config)
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
        named = (*self._edition.library.attachments, *_named_in(config))
        attachments = {path: found[path] for path in named if path in found}
        own = {file.src_uri: file for file in self._own_files(config)}
        published = [*(file for _, file in pages), *attachments.values(), *others, *own.values()]
        self._layout = Layout(
            {
                **{path: file.url for path, file in (attachments | own).items()},
                **{page.path: file.url for page, file in pages},
            },
            [file.url for file in others],
            config.site_url or "",
        )
        self._pages = {file.src_uri: page for page, file in pages}
        self._rendered = 0
        return Files(published)

    def on_nav(self, nav: Any, *, config: Any, **_: Any) -> Any:
        """Call the folders of the kinds by their proper names, where no navigation is written."""
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
    def on_page_markdown(self, markdown: str, *, page: Any, **_: Any) -> str:
        """Give themes and other plugins the page's metadata without Hub's own fields."""
        own = self._pages.get(page.file.src_uri)
        if own is not None and own.front_matter:
            page.meta = {k: v for k, v in own.front_matter.items() if k not in OWN_FIELDS}
            if own.meta.title:
                page.meta["title"] = own.meta.title
        if own is not None:
            edit = self._edition.assessment.history.of(own.path).last_substantive_edit
            if edit is not None:
                page.update_date = edit.commit.date.isoformat()
        return markdown

    def on_page_content(self, html: str, *, page: Any, **_: Any) -> str:
        """Let links lead where their readers may go."""
        own = self._pages.get(page.file.src_uri)
        if own is None:
            return html
        self._rendered += 1
        self._progress("render", self._rendered, len(self._pages))
        return self._edition.with_links(own, html, self._layout)

    @event_priority(-100)
    def on_page_context(self, context: Any, *, page: Any, **_: Any) -> Any:
        """Add the trust panel or the figures, after the search index has taken the page's text."""
        own = self._pages.get(page.file.src_uri)
        generated = self._generated.get(page.file.src_uri)
        if own is None and generated is not None:
            page.content += self._edition.generated_content(generated, self._layout)
        if own is not None:
            content = self._edition.with_steps(own, page.content, self._layout)
            page.content = insert_after_title(content, self._edition.panel(own, self._layout))
        return context

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

    def _own_files(self, config: Any) -> Iterable[File]:
        for address, text in assets().items():
            yield File.generated(config, address, content=text)
        for path, page in self._generated.items():
            yield File.generated(config, path, content=_GENERATED_SOURCE.format(page.title))
        front = self._edition.front_page(config.site_name)
        if front is not None:
            yield File.generated(config, FRONT_PATH, content=front)


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
