"""The content folder as it was at an earlier revision, beside the working tree."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pathspec

from hub.config import FILE_NAME, HubConfig, parse_config
from hub.content.change import Change, compare
from hub.content.codeowners import CODEOWNERS_PLACES
from hub.content.reading import read_library
from hub.errors import ConfigError
from hub.history.repository import Repository, failure

if TYPE_CHECKING:
    from hub.content.library import Library


def changes_since(
    revision: str, library: Library, *, folder: Path, root: Path, config: HubConfig
) -> Change:
    """Compare the pages of the working tree with those at an earlier revision.

    What somebody else has merged since the two lines parted is not part of the change: as in a
    pull request, the comparison is with the commit that both have in common.

    Args:
        revision: A branch, tag or commit.
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
    hub_yml = (root.relative_to(top) / FILE_NAME).as_posix() if root.is_relative_to(top) else ""
    also = (*CODEOWNERS_PLACES, *filter(None, [hub_yml]))
    at_base = dict(_readable(repository.files(base, also=also)))
    before = _config_at(repository, at_base.get(hub_yml), config)
    pages = {
        path.removeprefix(prefix): blob
        for path, blob in _pages_among(at_base, prefix, before.content.include)
    }
    unchanged = {
        path
        for path, blob in pages.items()
        if path in library.pages and blob in library.pages[path].blobs
    }
    wanted = {prefix + path: blob for path, blob in pages.items() if path not in unchanged}
    wanted |= {place: at_base[place] for place in CODEOWNERS_PLACES if place in at_base}
    with tempfile.TemporaryDirectory(prefix="hub-base-") as place:
        _write(repository, wanted, Path(place))
        earlier = read_library(Path(place) / prefix, before, repository=Path(place))
    return compare(
        earlier,
        library,
        base=base,
        unchanged=unchanged,
        moved=_moved(repository, base, prefix),
        config_before=before,
    )


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


def _config_at(repository: Repository, blob: str | None, config: HubConfig) -> HubConfig:
    if blob is None:
        return HubConfig()
    [(_, data)] = repository.blobs([blob])
    try:
        return parse_config((data or b"").decode("utf-8-sig"))
    except (ConfigError, UnicodeDecodeError):
        return config


def _pages_among(
    files: Mapping[str, str], prefix: str, include: Iterable[str]
) -> Iterator[tuple[str, str]]:
    spec = pathspec.PathSpec.from_lines("gitignore", include)
    for path, blob in files.items():
        inside = path.removeprefix(prefix)
        if not path.startswith(prefix) or any(p.startswith(".") for p in inside.split("/")):
            continue
        if spec.match_file(inside):
            yield path, blob


def _write(repository: Repository, files: Mapping[str, str], place: Path) -> None:
    """Write files of the repository below a folder."""
    place.joinpath(os.fsdecode(repository.prefix)).mkdir(parents=True, exist_ok=True)
    for path, (blob, data) in zip(files, repository.blobs(files.values()), strict=True):
        if data is None:
            raise failure(
                f"git lacks the content {blob} of {path}", "fetch it (git fetch --refetch)"
            )
        target = place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _moved(repository: Repository, base: str, prefix: str) -> dict[str, str]:
    """Renames between the earlier commit and HEAD, as paths in the content folder."""
    renames = ((os.fsdecode(old), os.fsdecode(new)) for old, new in repository.renames(base))
    return {
        old.removeprefix(prefix): new.removeprefix(prefix)
        for old, new in renames
        if old.startswith(prefix) and new.startswith(prefix)
    }
