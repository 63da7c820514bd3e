"""The content folder as it was at an earlier revision, beside the working tree."""

from __future__ import annotations

import os
import posixpath
import tempfile
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeVar

import pathspec

from hub.config import EVERYONE, FILE_NAME
from hub.content.audience import AudienceRules
from hub.content.change import Change, PageChange, compare
from hub.content.codeowners import CODEOWNERS_PLACES, read_codeowners
from hub.content.library import Attachment, Library
from hub.content.line_ends import with_line_feeds
from hub.content.metadata import AUDIENCE_RULE
from hub.content.outline import includes_of
from hub.content.page import Page
from hub.content.prose import same_prose
from hub.content.reading import attachments_of, folders_without_files, read_library
from hub.history.ownership import Ownership
from hub.history.repository import Repository, failure
from hub.history.settings import Settings, content_prefix, settings_at

if TYPE_CHECKING:
    from hub.config import HubConfig
    from hub.content.outline import Include

Readable = TypeVar("Readable", Page, Attachment)
"""What has readers."""


def changes_since(
    revision: str, library: Library, *, folder: Path, root: Path, config: HubConfig
) -> Change:
    """Compare the pages of the working tree with those at an earlier revision.

    What somebody else has merged since the two lines parted is not part of the change: as in a
    pull request, the comparison is with the commit that both have in common.

    Args:
        revision: A branch, tag or commit; before the first commit, HEAD makes all pages new.
        library: All pages of the working tree.
        folder: The content folder, absolute.
        root: Folder of ``hub.yml``, absolute.
        config: Today's configuration; it counts for then, too, where the one of then can't be
            read.

    Raises:
        HistoryError: When there is no such revision or git can't answer.
    """
    repository = Repository.open(folder)
    base = repository.common_ancestor(revision)
    prefix = os.fsdecode(repository.prefix)
    top = folder.parents[len(PurePosixPath(prefix).parts) - 1] if prefix else folder
    here = root.relative_to(top).as_posix() if root.is_relative_to(top) else None
    tree = _tree_at(repository, base, config, here=here, prefix=prefix)
    today = _Today(library, Ownership(config, read_codeowners(top), prefix))
    earlier = _Earlier(repository, tree, today)
    texts = dict(_included_texts(repository, earlier, library))
    moved = _moved(repository, base, tree.prefix, prefix) if base else {}
    changes = compare(earlier.pages, library, moved)
    return Change(
        base=base,
        pages=tuple(c for c in changes if not (c.is_added and tree.is_behind_link(c))),
        texts=tuple(sorted(_changed_texts(texts, folder, library))),
        read_before=lambda: earlier.library(texts),
        config_before=tree.settings.config,
        problems=earlier.problems,
    )


_LINK = b"120000"


@dataclass(frozen=True, slots=True)
class _Tree:
    """The files of an earlier commit."""

    settings: Settings
    prefix: str
    """The content folder of then as seen from the repository's root."""
    files: Mapping[str, str]
    """Plain files below it, and some that say who may read and who owns them, with their blobs."""
    links: Container[str]
    """Symbolic links below it."""

    def is_behind_link(self, change: PageChange) -> bool:
        """Whether a page was reached through a link then, too; its own file is compared."""
        path = PurePosixPath(self.prefix + change.page.path)
        return any(place.as_posix() in self.links for place in (path, *path.parents))


def _tree_at(
    repository: Repository, base: str | None, config: HubConfig, *, here: str | None, prefix: str
) -> _Tree:
    """The files of a commit; none before the first.

    Args:
        repository: Where they are.
        base: The commit.
        config: The configuration of today.
        here: Folder of ``hub.yml`` as seen from the repository's root; None if outside of it.
        prefix: The content folder of today as seen from there.
    """
    hub_yml = "" if here is None else posixpath.normpath(f"{here}/{FILE_NAME}")
    also = (*CODEOWNERS_PLACES, *filter(None, [hub_yml]))
    listed = list(repository.files(base, also=also)) if base else []
    files = dict(_readable(listed))
    settings, then = settings_at(repository, files.get(hub_yml), config), prefix
    if base and here is not None:
        then = content_prefix(settings.config, config, here=here, prefix=prefix, files=files)
    if base and then != prefix:
        listed = list(repository.files(base, also=(*also, then)))
        files = dict(_readable(listed))
    links = {os.fsdecode(path) for mode, _, path in listed if mode == _LINK}
    return _Tree(settings, then, files, links)


@dataclass(frozen=True, slots=True)
class _Today:
    """What the pages of then are compared with."""

    library: Library
    ownership: Ownership

    @property
    def everybody(self) -> tuple[str, ...]:
        """All audiences: who could read what was there while there was only everyone."""
        return self.ownership.config.audiences


class _Earlier:
    """The pages and files at an earlier commit; only what differs from today's is read.

    Args:
        repository: Where they are.
        tree: The files of that commit.
        today: What they are compared with.
    """

    def __init__(self, repository: Repository, tree: _Tree, today: _Today) -> None:
        config, prefix = tree.settings.config, tree.prefix
        self._today = today
        self._rules = AudienceRules(config)
        self._refused = {p.path for p in today.library.problems if p.rule == AUDIENCE_RULE}
        pages = dict(_pages_among(tree.files, prefix, config.content.include))
        now = today.library.pages
        same = {path for path, blob in pages.items() if _holds(now.get(path), blob)}
        wanted = {prefix + path: blob for path, blob in pages.items() if path not in same}
        wanted |= {place: tree.files[place] for place in CODEOWNERS_PLACES if place in tree.files}
        with tempfile.TemporaryDirectory(prefix="hub-base-") as place:
            _write(repository, wanted, Path(place), prefix)
            read = read_library(Path(place) / prefix, config, repository=Path(place))
            self._ownership = Ownership(config, read_codeowners(Path(place)), prefix)
        self._is_owned_alike = self._ownership.agrees_with(today.ownership)
        kept = {path: self._as_then(now[path]) for path in same}
        self.pages = {**kept, **{path: self._named(page) for path, page in read.pages.items()}}
        self.others = dict(_others_among(tree.files, prefix, pages))
        # Of the folders that hub.yml names, only those of changed pages were there to be read.
        unused = folders_without_files((*pages, *self.others), config)
        problems = (p for p in read.problems if p.path != FILE_NAME)
        self.problems = (*tree.settings.problems, *problems, *unused)

    def _as_then(self, page: Page) -> Page:
        """A page whose file is the same, with its owner of then, for those who could read it."""
        named = page.meta.audience
        refused = page.path in self._refused or not set(named or ()) <= set(self._rules.known)
        audience = () if refused else self._rules.of_page(page.path, page.path, named)
        return self._named(self._owned(replace(page, audience=audience)))

    def _owned(self, page: Page) -> Page:
        """A page whose file is the same, with its owner of then, who may be known by now."""
        if self._is_owned_alike:
            return page
        owner = self._ownership.of(page)
        org = self._ownership.people.org_of(owner)
        is_the_same = owner and self._today.ownership.people.handle(owner) == page.owner
        return replace(page, owner=page.owner if is_the_same else owner, org=org)

    def _named(self, one: Readable) -> Readable:
        """Everyone of then by the names of today, where these have come in between."""
        if one.audience != (EVERYONE,) or EVERYONE in self._today.everybody:
            return one
        return replace(one, audience=self._today.everybody)

    def library(self, texts: Mapping[str, str]) -> Library:
        """All pages and files; ``texts`` are the contents of the files that are included."""
        paths = {path: path for path in self.others}
        files = attachments_of(paths, self.pages, self._rules, lambda path: texts.get(path, ""))
        named = {path: self._named(file) for path, file in files.items()}
        return Library(self.pages, named, self.problems)


def _holds(page: Page | None, blob: str) -> bool:
    return page is not None and blob in page.blobs


def _others_among(
    files: Mapping[str, str], prefix: str, pages: Container[str]
) -> Iterator[tuple[str, str]]:
    """The files of the content folder that are no pages, as (path, blob)."""
    for path, blob in files.items():
        inside = path.removeprefix(prefix)
        if path.startswith(prefix) and inside not in pages and not _is_hidden(inside):
            yield inside, blob


def _included_texts(
    repository: Repository, earlier: _Earlier, library: Library
) -> Iterator[tuple[str, str]]:
    """The earlier contents of the files that pages include, then or now."""
    pages = earlier.pages.values()
    wanted = {_target(include) for page in pages for include in page.outline.includes}
    wanted |= {path for page in library.pages.values() for path in library.included(page)}
    read: set[str] = set()
    while found := sorted(wanted & earlier.others.keys() - read):
        read.update(found)
        wanted = set()
        contents = repository.blobs(earlier.others[path] for path in found)
        for path, (_, data) in zip(found, contents, strict=True):
            text = _text(data or b"")
            wanted |= {_target(include) for include in includes_of(text)}
            yield path, text


def _target(include: Include) -> str:
    return posixpath.normpath(include.target.strip())


def _changed_texts(then: Mapping[str, str], folder: Path, library: Library) -> Iterator[str]:
    """The included files that are no pages and whose prose differs."""
    included = {path for page in library.pages.values() for path in library.included(page)}
    for path in included & library.attachments.keys():
        try:
            now = _text((folder / path).read_bytes())
        except OSError:
            continue
        if not same_prose(then.get(path, ""), now):
            yield path


def _text(data: bytes) -> str:
    return with_line_feeds(data.decode("utf-8", "replace"))


def _readable(files: Iterable[tuple[bytes, str, bytes]]) -> Iterator[tuple[str, str]]:
    """Paths and contents of plain files whose names any system can hold."""
    for mode, blob, raw in files:
        try:
            path = raw.decode("utf-8")
        except UnicodeDecodeError:
            continue
        parts = path.split("/")
        if mode.startswith(b"100") and not any(part in ("", ".", "..") for part in parts):
            yield path, blob


def _pages_among(
    files: Mapping[str, str], prefix: str, include: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """The pages of the content folder, as (path, blob)."""
    spec = pathspec.PathSpec.from_lines("gitignore", include)
    for path, blob in files.items():
        inside = path.removeprefix(prefix)
        if path.startswith(prefix) and not _is_hidden(inside) and spec.match_file(inside):
            yield inside, blob


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _write(repository: Repository, files: Mapping[str, str], place: Path, prefix: str) -> None:
    """Write files of the repository below a folder, in which there is a content folder."""
    place.joinpath(prefix).mkdir(parents=True, exist_ok=True)
    for path, (blob, data) in zip(files, repository.blobs(files.values()), strict=True):
        if data is None:
            raise failure(
                f"git lacks the content {blob} of {path}", "fetch it (git fetch --refetch)"
            )
        target = place / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        except OSError as error:  # a tree may name what no folder can hold
            raise failure(f"{path}, as it was, can't be written: {error.strerror}") from error


def _moved(repository: Repository, base: str, old_prefix: str, prefix: str) -> dict[str, str]:
    """Renames between the earlier commit and what is staged, as paths in the content folders."""
    renames = ((os.fsdecode(old), os.fsdecode(new)) for old, new in repository.renames(base))
    return {
        old.removeprefix(old_prefix): new.removeprefix(prefix)
        for old, new in renames
        if old.startswith(old_prefix) and new.startswith(prefix)
    }
