"""The published site: what each page of an edition shows, once everything has an address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from hub.content.page import Page
from hub.site.edition import Edition
from hub.site.html.placing import end_of_title, put
from hub.site.layout import Layout
from hub.site.news.feeds import feeds
from hub.site.page.aliases import with_aliases
from hub.site.page.front_door import wants_front_door, with_home, with_search
from hub.site.page.glossary import glossary_page, terms_of
from hub.site.page.not_found import not_found
from hub.site.page.panel import panel_view
from hub.site.page.paths import PathMarks
from hub.site.page.printing import print_head
from hub.site.page.term_links import TermLinks
from hub.site.pages.generated import GeneratedPage
from hub.site.pages.tags import PAGE as TAGS
from hub.site.pages.tags import TagLinks
from hub.site.rendering import render


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """What the theme and the site's owner make possible."""

    searches: bool = True
    """Whether the theme can search."""
    shows_tags: bool = False
    """Whether the theme shows a page's tags by itself."""
    has_generated: bool = True
    """Whether the site has the pages and the front door that Hub makes."""
    takes_events: bool = False
    """Whether there is a server that listens to how pages are used."""


class PublishedSite:
    """One audience's site, with a place for everything.

    Args:
        edition: What the site is made of.
        layout: Where everything is; all pages of the edition have a place.
        abilities: What else there is besides Hub.
    """

    def __init__(
        self, edition: Edition, layout: Layout, abilities: Abilities | None = None
    ) -> None:
        self._edition = edition
        self._layout = layout
        self._abilities = abilities or Abilities()
        self._facts = edition.facts

    def text(self, page: Page, content: str) -> str:
        """The text of a page, with its aliases: what readers see of it, and what a search finds.

        Its links lead where readers may go, and its terms are explained.

        Args:
            page: A page of the edition.
            content: What was made of its Markdown, sanitised.
        """
        linked = self._edition.links.rewrite(page, content, self._layout)
        return with_aliases(self._with_terms(page, linked), page, self._layout)

    def excerpt(self, page: Page, content: str, url: str) -> str:
        """A part of a page's text that another page shows; its links lead where readers may go.

        Args:
            page: The page that it is a part of.
            content: What was made of its Markdown, sanitised.
            url: Address of the page that shows it.
        """
        layout = self._layout.with_place(page.path, url)
        return self._edition.links.rewrite(page, content, layout)

    def shown(self, path: str, content: str) -> str:
        """All that a page shows.

        Args:
            path: The page's path in the content folder, or that of a page that Hub adds.
            content: Its text.
        """
        page = self._edition.library.pages.get(path)
        is_front = self._layout.is_front(path)
        if page is not None:
            content = self._around(page, content, is_front=is_front)
        elif path in self._edition.generated and self._layout.has(path):
            content += self.generated(self._edition.generated[path])
        return self._with_front_door(path, content) if is_front else content

    def _around(self, page: Page, content: str, *, is_front: bool) -> str:
        """A page's text with what Hub says of the page, from the top down."""
        content = self._paths.with_steps(page, content, self._layout)
        top = self.panel(page) + ("" if is_front else self._paths.top(page, self._layout))
        content = put(top, content, end_of_title(content))
        return "".join(
            (
                print_head(page, self._facts, self._layout),
                content,
                self._paths.end(page, self._layout),
                "" if self._abilities.shows_tags else self.tags(page),
                self.feedback(page) if self._abilities.takes_events and not is_front else "",
                "" if is_front else self.related(page),
            )
        )

    def panel(self, page: Page) -> str:
        """The trust panel of a page with the warning above it, as HTML."""
        view = panel_view(page, self._facts, self._layout)
        return render("panel.html", layout=self._layout, seen_from=page.path, panel=view)

    def tags(self, page: Page) -> str:
        """The tags of a page, with links to the Tags page where the site has one, as HTML."""
        found = self._tag_links.of(page)
        if not found:
            return ""
        has_page = self._layout.has(TAGS.path)
        address = self._layout.url(TAGS.path, seen_from=page.path) if has_page else None
        return render(
            "tags.html", layout=self._layout, seen_from=page.path, tags=found, address=address
        )

    def feedback(self, page: Page) -> str:
        """Where readers say whether a page helped, as HTML."""
        version = f" v{page.meta.version}" if page.meta.version else ""
        citation = f"{page.meta.id or page.title}{version}"
        return render("feedback.html", layout=self._layout, seen_from=page.path, citation=citation)

    def related(self, page: Page) -> str:
        """Links to the pages that a reader of a page may want next, as HTML."""
        found = self._facts.related.of(page)
        if not found:
            return ""
        verdicts = self._facts.assessment.verdicts
        return render(
            "related.html",
            layout=self._layout,
            seen_from=page.path,
            related=found,
            verdicts=verdicts,
        )

    def generated(self, page: GeneratedPage) -> str:
        """What a generated page shows below its title, as HTML."""
        return render(
            f"pages/{page.name}.html",
            layout=self._layout,
            seen_from=page.path,
            view=page.view(self._facts),
        )

    def _with_front_door(self, path: str, content: str) -> str:
        """A front page with the search, and with what most readers come for."""
        pages = self._edition.library.pages
        if not self._abilities.has_generated or not pages:
            return content
        if path in pages and not wants_front_door(pages[path]):
            return content
        content = with_home(content, self._facts, self._layout, seen_from=path)
        searches = self._abilities.searches
        return with_search(content, self._layout, seen_from=path) if searches else content

    def _with_terms(self, page: Page, content: str) -> str:
        """The first occurrence of each term in a page's text is a link to the glossary."""
        glossary = self._glossary
        if glossary is None or glossary.path == page.path:
            return content
        return self._terms.link(content, self._layout.url(glossary.path, seen_from=page.path))

    def not_found(self, root: str) -> str:
        """What the site says where there is no page, as HTML.

        Args:
            root: Address of the site's root, as a server or a browser finds it from anywhere.
        """
        return not_found(self._facts, self._layout, root=root, searchable=self._abilities.searches)

    def feeds(self, site_name: str) -> dict[str, str]:
        """The text of each feed by its address; none where the site's own address is unknown."""
        news, today = self._facts.news, self._facts.assessment.evidence.today
        return feeds(site_name, news, today, self._layout)

    @cached_property
    def _paths(self) -> PathMarks:
        return PathMarks(self._facts)

    @cached_property
    def _tag_links(self) -> TagLinks:
        return TagLinks(self._edition.library.pages.values())

    @cached_property
    def _glossary(self) -> Page | None:
        return glossary_page(self._edition.library)

    @cached_property
    def _terms(self) -> TermLinks:
        glossary = self._glossary
        return TermLinks(terms_of(self._edition.source(glossary)) if glossary else ())
