"""From a folder to a library: every file read once, every mistake kept."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hub.content.addresses import Addresses, Place
from hub.content.audience import AudienceRules
from hub.content.codeowners import CodeOwners, read_codeowners
from hub.content.front_matter import FrontMatterError
from hub.content.library import Attachment, Library
from hub.content.metadata import AUDIENCE_RULE, unknown_audiences
from hub.content.outline import LinkForm
from hub.content.page import Page, PageText, make_page, read_page_text
from hub.content.tree import SourceFile, Tree, read_tree
from hub.errors import Problem
from hub.people import People

if TYPE_CHECKING:
    from hub.config import HubConfig

UNREADABLE_RULE = "unreadable-front-matter"


def read_library(
    folder: Path,
    config: HubConfig,
    *,
    repository: Path | None = None,
    on_page: Callable[[int, int], None] = lambda _done, _all: None,
) -> Library:
    """Read all pages of a content folder.

    Args:
        folder: The content folder.
        config: The hub's configuration.
        repository: Top folder of the git repository, for its CODEOWNERS; the content folder
            if left out.
        on_page: Called with the number of pages read and of all pages.

    Returns:
        The library. What can't be read is in its ``problems`` and is for nobody.
    """
    tree = read_tree(folder, config.content.include)
    reader = _Reader(folder, config, repository or folder)
    pages = {}
    for number, source in enumerate(tree.pages, 1):
        page = reader.read(source)
        if page is not None:
            pages[page.path] = page
        on_page(number, len(tree.pages))
    attachments = _attachments(tree, pages, reader.rules)
    return Library(pages, attachments, [*tree.problems, *reader.problems])


class _Reader:
    """Reads pages one after another and gathers what is wrong with them."""

    def __init__(self, folder: Path, config: HubConfig, repository: Path) -> None:
        self.rules = AudienceRules(config)
        self.problems: list[Problem] = []
        self._config = config
        self._people = People(config)
        self._owners: CodeOwners = read_codeowners(repository)
        inside = folder.resolve().is_relative_to(repository.resolve())
        prefix = folder.resolve().relative_to(repository.resolve()) if inside else Path()
        self._prefix = "" if prefix == Path() else prefix.as_posix() + "/"

    def read(self, source: SourceFile) -> Page | None:
        """Read one page; None where its front matter or its text can't be read."""
        try:
            data = source.absolute.read_bytes()
            text = data.decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self._refuse(source, 1, f"can't be read as UTF-8 text: {error}", "Save it as UTF-8.")
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        try:
            read = read_page_text(source, text, wiki_links=self._config.content.wiki_links)
        except FrontMatterError as error:
            self._refuse(source, error.line, error.found, error.remedy)
            return None
        self.problems += read.problems
        owner = self._owner(read)
        return make_page(
            read,
            owner=owner,
            org=self._people.org_of(owner),
            audience=self._audience(read),
            blobs=_blobs(data),
        )

    def _refuse(self, source: SourceFile, line: int, found: str, remedy: str) -> None:
        self.problems.append(
            Problem(path=source.path, line=line, rule=UNREADABLE_RULE, found=found, remedy=remedy)
        )

    def _owner(self, text: PageText) -> str | None:
        written = text.meta.owner or self._owners.owner_of(self._prefix + text.source.path)
        return self._people.handle(written) if written else None

    def _audience(self, text: PageText) -> tuple[str, ...]:
        source, named = text.source, text.meta.audience
        mistakes = list(unknown_audiences(source.path, text.front, named or (), self.rules.known))
        self.problems += mistakes
        if mistakes or any(problem.rule == AUDIENCE_RULE for problem in text.problems):
            return ()
        return self.rules.of_page(source.path, source.real_path, named)


def _blobs(data: bytes) -> tuple[str, ...]:
    """The ids under which git may hold a file's content, whatever it does to line ends."""
    forms = dict.fromkeys((data, data.replace(b"\r\n", b"\n")))
    return tuple(
        hashlib.sha1(b"blob %d\0" % len(form) + form, usedforsecurity=False).hexdigest()
        for form in forms
    )


def _attachments(tree: Tree, pages: dict[str, Page], rules: AudienceRules) -> dict[str, Attachment]:
    users = _users(tree, pages)
    return {
        file.path: Attachment(file.path, rules.of_attachment(file.path, users.get(file.path, ())))
        for file in tree.others
    }


def _users(tree: Tree, pages: dict[str, Page]) -> dict[str, list[tuple[str, ...]]]:
    """The audience of each page that uses an attachment, by the attachment's path."""
    users: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    if not tree.others:
        return users
    addresses = Addresses(pages.values(), (file.path for file in tree.others))
    for page in pages.values():
        for path in set(_used_attachments(page, addresses)):
            users[path].append(page.audience)
    return users


def _used_attachments(page: Page, addresses: Addresses) -> Iterator[str]:
    for target in _targets(page):
        destination = addresses.find(page, target)
        if destination.place is Place.ATTACHMENT:
            yield destination.path


def _targets(page: Page) -> Iterable[str]:
    for link in page.outline.links:
        if link.form is not LinkForm.WIKI:
            yield link.target
