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
from hub.site.front_page import front_page, has_front_page
from hub.site.html.links import LinkRewriter
from hub.site.layout import Layout
from hub.site.pages.generated import GeneratedPage
from hub.site.pages.generated_pages import generated_pages
from hub.site.source import source_for_builder
from hub.trust.assessment import Assessment
from hub.usage.uptake import Uptake


class Edition:
    """One audience's site, before a site builder lays it out.

    Args:
        audience: The audience for which the site is made.
        assessment: The verdicts on the pages that exist for it.
        whole: The library with all pages.
        people: Who is who.
        versions: Reads earlier versions of pages; None where nothing is to be said of any.
        uptake: How its pages were used; None where nothing records it.
    """

    def __init__(
        self,
        *,
        audience: str,
        assessment: Assessment,
        whole: Library,
        people: People,
        versions: EarlierVersions | None = None,
        uptake: Uptake | None = None,
    ) -> None:
        self.audience = audience
        self.assessment = assessment
        self._config = assessment.evidence.config
        self._whole = whole
        self._people = people
        self._versions = versions
        self._uptake = uptake
        several = len(self._config.audiences) > 1
        self.links = LinkRewriter(whole, self.library, hide=several)
        if several:
            self.assessment = _with_pages(
                assessment, map(self._titled, self.library.pages.values())
            )

    def without(self, paths: Collection[str]) -> Edition:
        """The edition as if some of its pages did not exist.

        Args:
            paths: The pages that the site builder was told to leave out.
        """
        if not paths:
            return self
        kept = (page for path, page in self.library.pages.items() if path not in paths)
        return Edition(
            audience=self.audience,
            assessment=_with_pages(self.assessment, kept),
            whole=self._whole,
            people=self._people,
            versions=self._versions,
            uptake=self._uptake,
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
        return source_for_builder(page, self.library, self.links.tells_title)

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

    @cached_property
    def facts(self) -> Facts:
        """What the readers may be told of the hub."""
        return Facts(self.audience, self.assessment, self._people, self._versions, self._uptake)

    @cached_property
    def generated(self) -> dict[str, GeneratedPage]:
        """The pages that Hub adds, by the paths under which the site builder knows them."""
        return {page.path: page for page in generated_pages(self.facts)}

    def front_page(self, name: str) -> str | None:
        """The Markdown of a front page; None where one of the pages is one."""
        return None if has_front_page(self.library) else front_page(name, self.library)


def _with_pages(assessment: Assessment, pages: Iterable[Page]) -> Assessment:
    """The verdicts on these pages alone."""
    library = Library({page.path: page for page in pages}, assessment.library.attachments)
    return Assessment(replace(assessment.evidence, library=library))
