"""What the doctor says of what stands around the pages: site builder, CI, hooks, cache."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hub.errors import Problem
from hub.report.doctor.check import Check, State

if TYPE_CHECKING:
    from hub.report.codeowners_file import CodeownersFile

_SITE, _FORGE, _MACHINE = "Site", "Forge", "This machine"
_CI_PLACES = (
    ".github/workflows/*.yml",
    ".github/workflows/*.yaml",
    ".gitlab-ci.yml",
    "bitbucket-pipelines.yml",
    "azure-pipelines.yml",
)
_HUB_COMMAND = re.compile(r"\bhub (?:lint|build)\b|\bhub-lint\b")
_FULL_DEPTH = re.compile(
    r"fetch-depth:\s*[\"']?0|GIT_DEPTH:\s*[\"']?0|depth:\s*full|fetchDepth:\s*0"
)
_LARGE = 300
"""Pages from which Material's navigation takes longer than the pages, if it is not pruned."""


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What the site builder's own configuration says."""

    file: str
    """Its name."""
    lists_hub: bool
    """Whether it lists the plugin ``hub``, and so is this hub's own."""
    prunes: bool
    """Whether each page's navigation holds only what lies around it."""
    loads_fonts: bool
    """Whether the theme loads its fonts from somebody else's server."""
    content_folder: Path | None
    """The content folder that it names."""
    problem: Problem | None = None
    """Why it can't be read."""
    directory_urls: bool = True
    """Whether pages have the addresses of folders."""


def site(settings: SiteSettings | None, folder: Path, pages: int) -> Iterator[Check]:
    """Whether the site builder's configuration fits the hub.

    Args:
        settings: What it says; None where there is none.
        folder: The content folder of the hub.
        pages: How many pages the hub has.
    """
    if settings is None:
        said = "No configuration of the site builder: hub build uses its own"
        yield _check(_SITE, "site-config", State.GOOD, said)
        return
    name = settings.file
    if settings.problem is not None:
        found = f"{settings.problem.where} {settings.problem.found}"
        yield _check(_SITE, "site-config", State.BROKEN, found, settings.problem.remedy)
        return
    if not settings.lists_hub:
        yield _check(
            _SITE,
            "site-plugin",
            State.HINT,
            f"{name} does not list the plugin hub: hub build takes only plain data from it",
            "Add hub to its plugins: if the site is this hub's own.",
        )
    else:
        yield _check(_SITE, "site-plugin", State.GOOD, f"{name} lists the plugin hub")
        yield from _own_site(settings, pages)
    named = settings.content_folder
    if named is not None and named.resolve() != folder.resolve():
        yield _check(
            _SITE,
            "site-folder",
            State.BROKEN,
            f'{name} builds from "{named.name}", and the hub reads "{folder.name}"',
            "Let docs_dir: there and content: dir: in hub.yml name the same folder.",
        )


def _own_site(settings: SiteSettings, pages: int) -> Iterator[Check]:
    name = settings.file
    if not settings.prunes and pages > _LARGE:
        yield _check(
            _SITE,
            "site-prune",
            State.HINT,
            f"{name} sets prune: false, and every one of {pages:,} pages repeats the navigation",
            "Remove prune: false from the options of the plugin hub.",
        )
    if settings.loads_fonts:
        yield _check(
            _SITE,
            "site-fonts",
            State.HINT,
            f"The theme in {name} loads its fonts from a third party, which sees every reader",
            "Set theme: font: false.",
        )


def forge_files(repository: Path) -> Iterator[Check]:
    """Whether the forge checks every change, with the whole history.

    Args:
        repository: Its top folder.
    """
    files = [path for place in _CI_PLACES for path in sorted(repository.glob(place))]
    ours = [path for path in files if _HUB_COMMAND.search(_text(path))]
    if not ours:
        found = "runs no hub command" if files else "is not set up"
        yield _check(
            _FORGE,
            "ci",
            State.HINT,
            f"CI {found}",
            "Run hub lint and hub build there; hub init writes such a file for GitHub or GitLab.",
        )
    for path in ours:
        name = path.relative_to(repository).as_posix()
        if _FULL_DEPTH.search(_text(path)):
            yield _check(_FORGE, "ci", State.GOOD, f"{name} runs hub with the whole history")
        else:
            yield _check(
                _FORGE,
                "ci",
                State.BROKEN,
                f"{name} runs hub and does not fetch the whole history",
                "Add fetch-depth: 0 (GitHub) or GIT_DEPTH: 0 (GitLab).",
            )
    yield _pre_commit(repository)


def _pre_commit(repository: Path) -> Check:
    path = repository / ".pre-commit-config.yaml"
    if _HUB_COMMAND.search(_text(path)):
        return _check(_FORGE, "pre-commit", State.GOOD, "pre-commit runs hub lint")
    found = "pre-commit does not run hub lint" if path.is_file() else "pre-commit is not set up"
    remedy = "Add the hook hub-lint to .pre-commit-config.yaml."
    return _check(_FORGE, "pre-commit", State.HINT, found, remedy)


def code_owners(file: CodeownersFile) -> Iterator[Check]:
    """Whether the forge asks those whom the pages name.

    Args:
        file: The CODEOWNERS file.
    """
    if not file.rules.lines:
        return
    if file.is_current:
        found = f"{file.place} names the owners of the pages"
        yield _check(_FORGE, "codeowners", State.GOOD, found)
    else:
        found = f"{file.place} does not name the owners that the pages name"
        yield _check(_FORGE, "codeowners", State.HINT, found, "hub codeowners --write")


def cache(folder: Path, error: OSError | None) -> Check:
    """Whether what git said can be remembered.

    Args:
        folder: The cache folder.
        error: Why nothing can be written to it.
    """
    if error is None:
        return _check(_MACHINE, "cache", State.GOOD, f"The cache folder {folder} can be written")
    return _check(
        _MACHINE,
        "cache",
        State.HINT,
        f"The cache folder {folder} can't be written: {error.strerror or error}",
        "Name another in $HUB_CACHE_DIR; without one, every run reads the whole history.",
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _check(group: str, name: str, state: State, found: str, remedy: str = "") -> Check:
    return Check(group=group, name=name, state=state, found=found, remedy=remedy)
