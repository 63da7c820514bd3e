"""Where the parts of a hub are: its root, the repository around it, its usual content folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hub.config.reading import FILE_NAME
from hub.errors import ConfigError, Problem

if TYPE_CHECKING:
    from hub.config.model import HubConfig

SITE_CONFIGS = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml")
"""Names of a site builder's configuration, in the order in which they are looked for."""
_USUAL_FOLDERS = ("content", "docs")


def root_of(folder: Path) -> Path:
    """The project's root: where ``hub.yml`` is, or the site's configuration, or the repository.

    Args:
        folder: An absolute path, from which to look upwards; taken itself where nothing is found.
    """
    return (
        _ancestor_with(folder, (FILE_NAME,))
        or _ancestor_with(folder, SITE_CONFIGS)
        or repository_around(folder)
        or folder
    )


def repository_around(folder: Path) -> Path | None:
    """Top folder of the repository that a folder is in; None where it is in none.

    Args:
        folder: An absolute path.
    """
    return _ancestor_with(folder, (".git",))


def usual_folders(root: Path) -> Iterator[Path]:
    """The folders in which the pages of most handbooks are, as far as they are there.

    Args:
        root: The project's root.
    """
    return (root / name for name in _USUAL_FOLDERS if (root / name).is_dir())


def content_folder(
    named: Path | None,
    root: Path,
    config: HubConfig,
    *,
    of_builder: Callable[[], Path | None],
) -> Path:
    """The content folder, without symbolic links on the way to it.

    Args:
        named: The one that somebody names on the command line; None takes the one that
            ``hub.yml`` names, the site builder's, or the usual.
        root: The project's root.
        config: The configuration.
        of_builder: Asks the site builder's own configuration.

    Raises:
        ConfigError: When it is not there; or when nobody has named it on the command line, and the
            repository's own files would have others read that are not in it.
    """
    folder = (named or _unnamed(root, config, of_builder)).resolve()
    if not folder.is_dir():
        found = f'there is no content folder "{folder.name}" in {folder.parent}'
        raise _no_content_folder(found, "a folder with Markdown pages")
    top = repository_around(root) or root
    if named is None and not folder.is_relative_to(top):
        raise _no_content_folder(
            f"the content folder {folder} is not part of {top}", f"one in {top}"
        )
    return folder


def _unnamed(root: Path, config: HubConfig, of_builder: Callable[[], Path | None]) -> Path:
    """The content folder where nobody has named one on the command line."""
    if config.written and "content" in config.model_fields_set:
        return root / config.content.dir
    return of_builder() or next(usual_folders(root), root / config.content.dir)


def _no_content_folder(found: str, expected: str) -> ConfigError:
    return ConfigError(
        Problem(
            path="",
            rule="content-folder",
            found=found,
            expected=expected,
            remedy=f"Name it with --content, or as content: dir: in {FILE_NAME}. "
            "hub init makes a new hub.",
        )
    )


def _ancestor_with(folder: Path, names: Sequence[str]) -> Path | None:
    """The nearest folder upwards that holds one of ``names``.

    The search ends at the repository's top; outside of a repository it goes one folder up, so
    that no stray file in a home directory takes charge.
    """
    upwards = (folder, *folder.parents)
    top = next((n for n, one in enumerate(upwards, 1) if (one / ".git").exists()), 2)
    for candidate in upwards[:top]:
        if any((candidate / name).exists() for name in names):
            return candidate
    return None
