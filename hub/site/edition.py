"""The edition: everything that one audience's site is made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cached_property

from hub.content.addresses import Place
from hub.content.library import Library
from hub.content.outline import outline
from hub.content.page import Page
from hub.history import EarlierVersions
from hub.people import People
from hub.site.facts import Facts
from hub.site.feeds import feeds
from hub.site.front_door import with_home, with_search
from hub.site.front_page import FRONT_PATH, front_page, has_front_page
from hub.site.generated import GeneratedPage
from hub.site.generated_pages import generated_pages
from hub.site.glossary import glossary_page, terms_of
from hub.site.layout import Layout
from hub.site.links import LinkRewriter
from hub.site.not_found import not_found
from hub.site.pages.home import wants_home
from hub.site.pages.tags import PAGE as TAGS
from hub.site.pages.tags import TagLinks
from hub.site.panel import panel_view
from hub.site.paths import PathMarks
from hub.site.printing import print_head
from hub.site.rendering import render
from hub.site.source import source_for_builder
from hub.site.term_links import TermLinks
from hub.trust.assessment import Assessment


class Edition:
    """One audience's site, before a site builder lays it out.

    Args:
        audience: The audience for which the site is made.
        assessment: The verdicts on the pages that exist for it.
        whole: The library with all pages.
        people: Who is who.
        versions: Reads earlier versions of pages; None where nothing is to be said of any.
    """

    def __init__(
        self,
        *,
        audience: str,
        assessment: Assessment,
        whole: Library,
        people: People,
        versions: EarlierVersions | None = None,
    ) -> None:
        self.audience = audience
        self.assessment = assessment
        self._config = assessment.evidence.config
        self._whole = whole
        self._people = people
        self._versions = versions
        several = len(self._config.audiences) > 1
        self._links = LinkRewriter(whole, self.library, hide=several)
        if several:
            self.assessment = _with_pages(
                assessment, map(self._titled, self.library.pages.values())
            )

    def without(self, paths: Collection[str]) -> Edition:
        """The edition as if some of its pages did not exist.

        Args:
            paths: The pages that the site builder was told to leave out.
        """
        kept = (page for path, page in self.library.pages.items() if path not in paths)
        return Edition(
            audience=self.audience,
            assessment=_with_pages(self.assessment, kept),
            whole=self._whole,
            people=self._people,
            versions=self._versions,
        )

    def _titled(self, page: Page) -> Page:
        """The page under a title that doesn't repeat that of a page which is withheld.

        Only a first heading with a link in it can do so.
        """
        heading = next((heading for heading in page.outline.headings if heading.level == 1), None)
        if page.meta.title or heading is None:
            return page
        if not any(link.line == heading.line for link in page.outline.links):
            return page
        return replace(page, title=outline(self.source(page)).title or page.title)

    @property
    def library(self) -> Library:
        """The pages and attachments that exist for the audience."""
        return self.assessment.library

    @cached_property
    def pages_by_site_path(self) -> dict[str, Page]:
        """The edition's pages under the paths by which the site builder knows them."""
        return {page.site_path: page for page in self.library.pages.values()}

    def source(self, page: Page) -> str:
        """The Markdown of a page to give to the site builder, without front matter."""
        return source_for_builder(page, self.library, self._links.tells_title)

    def with_links(self, page: Page, content: str, layout: Layout) -> str:
        """Let the links of a rendered page lead where its readers may go, and nowhere else."""
        return self._links.rewrite(page, content, layout)

    def may_lead_to(self, address: str, site_url: str) -> bool:
        """Whether a link outside of any page, as in the navigation, leads to what readers may see.

        Args:
            address: A path from the site's root or an address on the web.
            site_url: The site's own address on the web, if known.
        """
        path = Layout({}, site_url=site_url).local(address)
        if not path.startswith("/") or path.startswith("//"):
            return True
        home = next(iter(self.library.pages.values()), None)
        return home is not None and self.library.addresses.find(home, path).place in (
            Place.PAGE,
            Place.ATTACHMENT,
        )

    def with_terms(self, page: Page, content: str, layout: Layout) -> str:
        """Make the first occurrence of each term in a rendered page a link to the glossary.

        Args:
            page: The page.
            content: Its rendered HTML, sanitised.
            layout: Where everything is in the site.
        """
        glossary = self._glossary
        if glossary is None or glossary.path == page.path or not layout.has(glossary.path):
            return content
        return self._terms.link(content, layout.url(glossary.path, seen_from=page.path))

    @cached_property
    def _glossary(self) -> Page | None:
        return glossary_page(self.library)

    @cached_property
    def _terms(self) -> TermLinks:
        return TermLinks(terms_of(self.source(self._glossary)) if self._glossary else ())

    def tags(self, page: Page, layout: Layout) -> str:
        """The tags of a page, with links to the Tags page where the site has one, as HTML."""
        found = self._tag_links.of(page)
        if not found:
            return ""
        address = layout.url(TAGS.path, seen_from=page.path) if layout.has(TAGS.path) else None
        return render("tags.html", layout=layout, seen_from=page.path, tags=found, address=address)

    @cached_property
    def _tag_links(self) -> TagLinks:
        return TagLinks(self.library.pages.values())

    def panel(self, page: Page, layout: Layout) -> str:
        """The trust panel of a page, the warning above it and its place on paths, as HTML."""
        view = panel_view(page, self.facts, layout)
        panel = render("panel.html", layout=layout, seen_from=page.path, panel=view)
        return panel + self._path_marks.top(page, layout)

    def print_head(self, page: Page, layout: Layout) -> str:
        """What every printed sheet of a page says at its head, as HTML."""
        return print_head(page, self.facts, layout)

    def with_steps(self, page: Page, content: str, layout: Layout) -> str:
        """A page's rendered text with the steps of a path, and with what is next on its paths."""
        content = self._path_marks.with_steps(page, content, layout)
        return content + self._path_marks.end(page, layout)

    @cached_property
    def _path_marks(self) -> PathMarks:
        return PathMarks(self.facts)

    @cached_property
    def facts(self) -> Facts:
        """What the readers may be told of the hub."""
        return Facts(self.audience, self.assessment, self._people, self._versions)

    @cached_property
    def generated(self) -> dict[str, GeneratedPage]:
        """The pages that Hub adds, by the paths under which the site builder knows them."""
        return {page.path: page for page in generated_pages(self.facts)}

    def generated_content(self, page: GeneratedPage, layout: Layout) -> str:
        """What a generated page shows below its title, as HTML."""
        return render(
            f"pages/{page.name}.html",
            layout=layout,
            seen_from=page.path,
            view=page.view(self.facts),
        )

    def related(self, page: Page, layout: Layout) -> str:
        """Links to the pages that a reader of a page may want next, as HTML."""
        found = [one for one in self.facts.related.of(page) if layout.has(one.path)]
        if not found:
            return ""
        verdicts = self.assessment.verdicts
        return render(
            "related.html", layout=layout, seen_from=page.path, related=found, verdicts=verdicts
        )

    def with_front_door(
        self, content: str, page: Page | None, layout: Layout, *, searchable: bool
    ) -> str:
        """A front page with the search, and with what most readers come for.

        Args:
            content: The page's HTML.
            page: The page; None for one that Hub has made.
            layout: Where everything is in the site.
            searchable: Whether the site's theme can search.
        """
        if not self.library.pages or (page is not None and not wants_home(page)):
            return content
        seen_from = page.path if page else FRONT_PATH
        content = with_home(content, self.facts, layout, seen_from=seen_from)
        return with_search(content, layout, seen_from=seen_from) if searchable else content

    def not_found(self, layout: Layout, *, root: str, searchable: bool) -> str:
        """What the site says where there is no page, as HTML; see ``hub.site.not_found``."""
        return not_found(self.facts, layout, root=root, searchable=searchable)

    def feeds(self, site_name: str, layout: Layout) -> dict[str, str]:
        """The text of each feed by its address; none where the site's own address is unknown."""
        return feeds(site_name, self.facts.news, self.assessment.evidence.today, layout)

    def front_page(self, name: str) -> str | None:
        """The Markdown of a front page; None where one of the pages is one."""
        return None if has_front_page(self.library) else front_page(name, self.library)


def _with_pages(assessment: Assessment, pages: Iterable[Page]) -> Assessment:
    """The verdicts on these pages alone."""
    library = Library({page.path: page for page in pages}, assessment.library.attachments)
    return Assessment(replace(assessment.evidence, library=library))
