"""A page: one Markdown file, read and understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from hub.config import Kind
from hub.content.erb import read_erb
from hub.content.front_matter import FrontMatter, read_front_matter
from hub.content.metadata import Metadata, read_metadata
from hub.content.outline import Outline, outline
from hub.content.prose import count_words
from hub.content.tree import FRONT_NAMES, MARKDOWN_ENDINGS

if TYPE_CHECKING:
    from hub.content.tree import SourceFile
    from hub.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it stands in the working tree."""

    path: str
    """Path relative to the content folder, with ``/``."""
    site_path: str
    """Path under which the site builder knows it; always ends in ``.md``."""
    kind: Kind
    title: str
    """From the front matter, the first heading or the file's name."""
    meta: Metadata
    front_matter: Mapping[str, Any]
    """The front matter as it was read, before any dialect is translated."""
    body: str
    """The Markdown after the front matter."""
    outline: Outline
    owner: str | None
    """Handle, or what the page or CODEOWNERS says where that is no handle; None if unknown."""
    org: str | None
    """Organisation of the owner; None if unknown."""
    audience: tuple[str, ...]
    """Who may read it; empty means nobody."""
    blobs: tuple[str, ...]
    """Ids under which git may hold the file's content."""
    lines: dict[str, int]
    """Line in the file of each top-level key of the front matter."""
    body_line: int = 1
    """Line in the file on which the body begins."""

    @property
    def words(self) -> int:
        """Number of words of its prose, counted anew each time: a build never asks."""
        return count_words(self.body)

    def line_of(self, key: str) -> int:
        """The line on which a front-matter key stands; the first line where it is not given."""
        return self.lines.get(key, 1)


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's text, split and read, before it is known who owns it and who may read it."""

    source: SourceFile
    front: FrontMatter
    meta: Metadata
    problems: tuple[Problem, ...]
    title: str
    body: str
    outline: Outline


def read_page_text(source: SourceFile, text: str, *, wiki_links: bool) -> PageText:
    r"""Read a page's text.

    Args:
        source: The page's file.
        text: Its content; line ends are ``\n``.
        wiki_links: Whether ``[[Page]]`` is a link.

    Raises:
        FrontMatterError: When the front matter can't be read.
    """
    front = read_front_matter(text)
    meta, problems = read_metadata(source.path, front)
    body = front.body
    if source.path.endswith(".erb"):
        body = read_erb(body, meta.title or "")
    found = outline(body, first_line=front.body_line, wiki_links=wiki_links)
    title = meta.title or found.title or title_of_name(source.path)
    return PageText(source, front, meta, tuple(problems), title, body, found)


def make_page(
    text: PageText,
    *,
    owner: str | None,
    org: str | None,
    audience: tuple[str, ...],
    blobs: tuple[str, ...],
) -> Page:
    """Complete a page by what only the hub knows about it."""
    return Page(
        path=text.source.path,
        site_path=site_path(text.source.path),
        kind=Kind.of(text.source.path),
        title=text.title,
        meta=text.meta,
        front_matter=text.front.values,
        body=text.body,
        outline=text.outline,
        owner=owner,
        org=org,
        audience=audience,
        blobs=blobs,
        lines={str(key): text.front.line_of(key) for key in text.front.values},
        body_line=text.front.body_line,
    )


def title_of_name(path: str) -> str:
    """A title made of a file's name: ``issue-a-refund.md`` gives ``Issue a refund``."""
    name = PurePosixPath(path).name.split(".", 1)[0]
    if name.lower() in FRONT_NAMES and "/" in path:
        name = PurePosixPath(path).parent.name
    words = re.sub(r"[-_\s]+", " ", name).strip() or name
    return words[:1].upper() + words[1:]


def site_path(path: str) -> str:
    """The path of a page for the site builder, which takes only ``.md`` for Markdown."""
    for ending in MARKDOWN_ENDINGS:
        if path.endswith(ending) and not path.endswith("/" + ending):
            return path.removesuffix(ending) + ".md"
    return path if path.endswith(".md") else path + ".md"
