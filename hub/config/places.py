"""Where the parts of a hub are: its root, the repository around it, its usual content folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from hub.config.reading import FILE_NAME

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
