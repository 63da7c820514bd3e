"""The files of a build: exactly those of the edition, those of Hub, and what others add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs.structure.files import File, Files, InclusionLevel

from hub.content.page import Page
from hub.site.edition import Edition
from hub.site.front_page import FRONT_PATH
from hub.site.layout import Layout
from hub.site.news.feeds import FEEDS
from hub.site.pages.generated import GeneratedPage
from hub.site.pages.search import PAGE as SEARCH
from hub_mkdocs.addresses_taken import OWN, clashing, files_of_theme, refuse_clashes
from hub_mkdocs.answers import Answers
from hub_mkdocs.assets import assets
from hub_mkdocs.guard import Guard

_SOURCE = "---\ntitle: {0}\nhide: [toc]\nsearch: {{exclude: true}}\n---\n\n# {0}\n"
"""What MkDocs reads of a page that Hub adds; its figures come after the search index."""


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """What is published, and where."""

    edition: Edition
    """The edition, without the pages that ``mkdocs.yml`` leaves out."""
    pages: Mapping[str, Page]
    """The edition's pages by the names of their files."""
    places: Mapping[str, File]
    """The files of pages, attachments and what Hub adds, by path."""
    feeds: tuple[str, ...]
    """Addresses that are free for feeds; none without the site's own address."""
    files: Files

    def layout(self, published: Iterable[File], site_url: str) -> Layout:
        """Where everything is, once all plugins have had their say: some move pages.

        Args:
            published: All files of the site.
            site_url: The site's own address on the web, if known.
        """
        places = {path: file.url for path, file in self.places.items()}
        places.update((address, address) for address in self.feeds)
        return Layout(places, [file.url for file in published], site_url)


def site_files(
    edition: Edition,
    found: Iterable[File],
    config: Any,
    guard: Guard,
    *,
    has_generated: bool,
    takes_events: bool,
    answers: Answers,
) -> SiteFiles:
    """Choose what is published.

    Args:
        edition: The audience's edition.
        found: All files that MkDocs and other plugins know.
        config: MkDocs' configuration.
        guard: Leaves out attachments that could run.
        has_generated: Whether the pages and feeds that Hub makes are wanted.
        takes_events: Whether there is a server that listens to how pages are used.
        answers: Where those come from to what readers look for in Hub's own dialog and page.
    """
    everything = list(found)
    own = {file.src_uri: file for file in everything if file.src_dir == config.docs_dir}
    others = [file for file in everything if file.src_dir != config.docs_dir]
    pages = dict(_pages(edition, own, config))
    edition = edition.without(edition.library.pages.keys() - pages.keys())
    named = frozenset(_named_in(config)) - OWN
    wanted = {path: own[path] for path in (*edition.library.attachments, *named) if path in own}
    of_theme = files_of_theme(wanted.keys() - named, config)
    others += of_theme.values()
    clashes = clashing(wanted.values(), pages.values(), others, config)
    attachments = guard.attachments(wanted, named, {*OWN, *of_theme, *clashes} - named)
    taken = attachments.keys() | {file.src_uri for file in others}
    added = assets(takes_events=takes_events, answers=answers)
    made = [made_file(config, *asset) for asset in added.items()]
    if has_generated:
        made += _generated(edition.generated, config, searches=bool(answers))
    front = edition.front_page(config.site_name)
    if front is not None:
        made.append(made_file(config, FRONT_PATH, front))
    made = [file for file in made if file.src_uri not in taken]
    has_feeds = has_generated and config.site_url
    feeds = tuple(it for it in FEEDS.values() if has_feeds and it not in taken)
    files = Files([*pages.values(), *attachments.values(), *others, *made])
    refuse_clashes(files, pages, config)
    return SiteFiles(
        edition=edition,
        pages={file.src_uri: edition.library.pages[path] for path, file in pages.items()},
        places={**attachments, **{file.src_uri: file for file in made}, **pages},
        feeds=feeds,
        files=files,
    )


def _pages(edition: Edition, own: Mapping[str, Any], config: Any) -> Iterator[tuple[str, File]]:
    """Each page's path with its file; what ``exclude_docs`` names stays out."""
    for page in edition.library.pages.values():
        original = own.get(page.path)
        if original is None or original.inclusion.is_excluded():
            continue
        if page.path == page.site_path:
            yield page.path, original
        else:
            file = File.generated(
                config, page.site_path, content=page.body, inclusion=original.inclusion
            )
            file.edit_uri = page.path
            yield page.path, file


def _generated(
    pages: Mapping[str, GeneratedPage], config: Any, *, searches: bool
) -> Iterator[File]:
    for path, page in pages.items():
        if page is not SEARCH or searches:
            text = _SOURCE.format(page.title)
            yield made_file(config, path, text, in_navigation=page.in_navigation)


def made_file(config: Any, address: str, text: str, *, in_navigation: bool = True) -> File:
    """A file of Hub's own; what ``exclude_docs`` says does not concern it.

    Args:
        config: MkDocs' configuration.
        address: Where it is put.
        text: What it holds.
        in_navigation: Whether the navigation may lead to it.
    """
    inclusion = InclusionLevel.INCLUDED if in_navigation else InclusionLevel.NOT_IN_NAV
    return File.generated(config, address, content=text, inclusion=inclusion)


def _named_in(config: Any) -> Iterator[str]:
    """Files that the site's own configuration names, such as its logo and style sheets."""
    yield from config.extra_css
    yield from map(str, config.extra_javascript)
    for key in ("logo", "favicon"):
        value = config.theme.get(key)
        if isinstance(value, str):
            yield value
