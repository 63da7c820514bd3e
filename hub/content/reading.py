"""From a folder to a library: every file read once, every mistake kept."""

from __future__ import annotations

import difflib
import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from hub.collector import collector_at_rest
from hub.config import FILE_NAME
from hub.content.addresses import Addresses, Place
from hub.content.audience import AudienceRules
from hub.content.blob_id import blob_ids
from hub.content.codeowners import CodeOwners, read_codeowners
from hub.content.front_matter import FrontMatterError, read_front_matter
from hub.content.library import Attachment, Library
from hub.content.line_ends import with_line_feeds
from hub.content.metadata import AUDIENCE_RULE, unknown_audiences
from hub.content.outline import Include, LinkForm, includes_of
from hub.content.page import Page, PageText, make_page, read_page_text
from hub.content.tangles import tangles
from hub.content.tree import MARKDOWN_ENDINGS, SourceFile, Tree, read_tree
from hub.errors import Problem
from hub.people import People

if TYPE_CHECKING:
    from hub.config import HubConfig
    from hub.content.remembered import PageMemory

UNREADABLE_RULE = "unreadable-front-matter"
UNUSED_FOLDER_RULE = "unused-folder"


def read_library(
    folder: Path,
    config: HubConfig,
    *,
    repository: Path | None = None,
    memory: PageMemory | None = None,
    on_page: Callable[[int, int], None] = lambda _done, _all: None,
) -> Library:
    """Read all pages of a content folder.

    Args:
        folder: The content folder.
        config: The hub's configuration.
        repository: Top folder of the git repository, for its CODEOWNERS; the content folder
            if left out.
        memory: Remembers how pages were read on an earlier run; None reads all of them anew.
        on_page: Called with the number of pages read and of all pages.

    Returns:
        The library. What can't be read is in its ``problems`` and is for nobody.
    """
    tree = read_tree(folder, config.content.include)
    reader = _Reader(folder, config, repository or folder, memory)
    pages = {}
    with collector_at_rest():
        for number, source in enumerate(tree.pages, 1):
            page = reader.read(source)
            if page is not None:
                pages[page.path] = page
            on_page(number, len(tree.pages))
    others = {file.path: file for file in tree.others}
    attachments = attachments_of(
        {path: file.real_path for path, file in others.items()},
        pages,
        reader.rules,
        lambda path: _decoded(others[path]),
    )
    paths = [file.path for file in (*tree.pages, *tree.others)]
    unread = [*_restricted_attachments(tree), *folders_without_files(paths, config)]
    return Library(pages, attachments, [*tree.problems, *reader.problems, *unread])


class _Reader:
    """Reads pages one after another and gathers what is wrong with them."""

    def __init__(
        self, folder: Path, config: HubConfig, repository: Path, memory: PageMemory | None
    ) -> None:
        self.rules = AudienceRules(config)
        self.problems: list[Problem] = []
        self._config = config
        self._memory = memory
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
        read = self._read_text(source, with_line_feeds(text))
        if read is None:
            return None
        self.problems += read.problems
        owner = self._owner(read)
        return make_page(
            read,
            owner=owner,
            org=self._people.org_of(owner),
            audience=self._audience(read),
            blobs=blob_ids(data),
        )

    def _read_text(self, source: SourceFile, text: str) -> PageText | None:
        """Take a page's text apart, or remember how it was; None where it can't be read."""
        wiki_links = self._config.content.wiki_links
        if self._memory is not None:
            remembered = self._memory.recall(source, text, wiki_links=wiki_links)
            if remembered is not None:
                return remembered
        if tangle := next(tangles(text), None):
            self._refuse(source, tangle.line, tangle.found, "Split it, or take what nests apart.")
            return None
        try:
            read = read_page_text(source, text, wiki_links=wiki_links)
        except FrontMatterError as error:
            self._refuse(source, error.line, error.found, error.remedy)
            return None
        if self._memory is not None:
            self._memory.keep(read, text, wiki_links=wiki_links)
        return read

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


def attachments_of(
    files: Mapping[str, str],
    pages: Mapping[str, Page],
    rules: AudienceRules,
    text_of: Callable[[str], str],
) -> dict[str, Attachment]:
    """Decide who may have each file that is no page.

    Args:
        files: The files' paths and where they really are, both below the content folder.
        pages: All pages.
        rules: The audience rules.
        text_of: Gives the text of a file that is included; its line ends are line feeds.
    """
    users = _users(files, pages)
    includes = _includes_of_fragments(files, pages, text_of)
    return {
        path: Attachment(
            path,
            rules.of_attachment(path, users.get(path, ()), real_path=real_path),
            includes.get(path, ()),
        )
        for path, real_path in files.items()
    }


def _includes_of_fragments(
    files: Collection[str], pages: Mapping[str, Page], text_of: Callable[[str], str]
) -> dict[str, tuple[Include, ...]]:
    """What the included files that are no pages include in their turn, by their paths."""
    found: dict[str, tuple[Include, ...]] = {}
    pending = [include for page in pages.values() for include in page.outline.includes]
    while pending:
        path = posixpath.normpath(pending.pop().target.strip())
        if path in files and path not in found:
            found[path] = includes_of(text_of(path))
            pending += found[path]
    return found


def _restricted_attachments(tree: Tree) -> Iterator[Problem]:
    """Refuse Markdown that names an audience and, being no page, would not be held to it."""
    for file in tree.others:
        if not file.path.lower().endswith((*MARKDOWN_ENDINGS, ".erb")):
            continue
        try:
            front = read_front_matter(_decoded(file))
        except FrontMatterError as error:
            line, named = error.line, True
        else:
            line, named = front.line_of("audience"), "audience" in front.values
        if named:
            yield Problem(
                path=file.path,
                line=line,
                rule=AUDIENCE_RULE,
                found="Markdown with front matter that is not one of the hub's pages",
                expected="a file that content: include: in hub.yml matches",
                remedy="Rename it, or add its name to content: include:.",
            )


def folders_without_files(files: Iterable[str], config: HubConfig) -> Iterator[Problem]:
    """Report restrictions that restrict nothing, and refuse those that are most likely misspelt.

    A folder may be named before it has pages; one that is spelt nearly like a folder that is
    there was meant to restrict that one.

    Args:
        files: Paths of all files of the content folder.
        config: The hub's configuration.
    """
    if not config.audience.folders:
        return
    paths = map(PurePosixPath, files)
    existing = {str(place) for path in paths for place in (path, *path.parents)}
    for folder in config.audience.folders:
        if str(PurePosixPath(folder.strip("/"))) not in existing:
            near = _nearly(folder.strip("/"), existing - config.audience.folders.keys())
            yield Problem(
                path=FILE_NAME,
                rule=AUDIENCE_RULE if near else UNUSED_FOLDER_RULE,
                found=f'audience.folders names "{folder}", where there are no files',
                expected=f"a folder or file below {config.content.dir}, spelt as it is there",
                remedy=f'did you mean "{near}"?' if near else "Remove the line if it is obsolete.",
            )


def _nearly(folder: str, existing: Iterable[str]) -> str | None:
    """The path that differs from ``folder`` by little more than a slip of the finger."""
    folded = {unicodedata.normalize("NFC", path).casefold(): path for path in existing}
    wanted = unicodedata.normalize("NFC", folder).casefold()
    near = difflib.get_close_matches(wanted, folded, n=1, cutoff=_SLIP)
    return folded[near[0]] if near else None


_SLIP = 0.9
"""Share of letters in common from which one path is taken for a slip in another."""


def _decoded(source: SourceFile) -> str:
    """A file's text, as far as it is text; line ends are line feeds."""
    try:
        text = source.absolute.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
    return with_line_feeds(text)


def _users(files: Collection[str], pages: Mapping[str, Page]) -> dict[str, list[tuple[str, ...]]]:
    """The audience of each page that uses an attachment, by the attachment's path."""
    users: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    if not files:
        return users
    addresses = Addresses(pages.values(), files)
    for page in pages.values():
        for path in set(_used_attachments(page, addresses)):
            users[path].append(page.audience)
    return users


def _used_attachments(page: Page, addresses: Addresses) -> Iterator[str]:
    for link in page.outline.links:
        if link.form is not LinkForm.WIKI:
            destination = addresses.find(page, link.target)
            if destination.place is Place.ATTACHMENT:
                yield destination.path
