"""What the doctor says of git and of the history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hub.report.doctor.check import Check, State

if TYPE_CHECKING:
    from hub.history import Author, History
    from hub.history.standing import Standing
    from hub.people import People

_GROUP = "Git"


def repository(standing: Standing) -> Iterator[Check]:
    """Whether git is there, trusts the repository and has all of it.

    Args:
        standing: What git says of the repository.
    """
    problem = standing.problem
    if problem is not None:
        remedy = problem.remedy or "Run git init there, and commit the pages."
        found = f"No history can be read: {problem.found}"
        yield _check("git-repository", State.BROKEN, found, remedy)
        return
    yield _check("git-repository", State.GOOD, "The pages are in a git repository")
    if not standing.has_commits:
        yield _check("git-commits", State.BROKEN, "There are no commits yet", "Commit the pages.")
    if standing.is_shallow:
        yield _check(
            "git-depth",
            State.BROKEN,
            "The clone is shallow, so the state of every page is unknown",
            "git fetch --unshallow; in a CI job, fetch-depth: 0 or GIT_DEPTH: 0.",
        )
    else:
        yield _check("git-depth", State.GOOD, "The clone has its full depth")


def history(found: History, seconds: float) -> Check:
    """Whether the history could be read.

    Args:
        found: The history.
        seconds: How long that took.
    """
    if found.unknown is not None:
        said = f"The history is unknown: {found.unknown}"
        return _check("history", State.BROKEN, said, "Mend it; until then no page has a state.")
    unknown = [path for path, page in found.pages.items() if page.unknown is not None]
    if unknown:
        said = f"The history of {len(unknown):,} pages is unknown: {found.of(unknown[0]).unknown}"
        return _check("history", State.BROKEN, said, "git fsck shows what is damaged.")
    reviews = sum(len(page.reviews) for page in found.pages.values())
    said = f"The history was read in {seconds:.1f} s; reviews in it: {reviews:,}"
    return _check("history", State.GOOD, said)


def committer(author: Author, handle: str, people: People) -> Check:
    """Whether the hub knows who would commit here.

    Args:
        author: Whom git's settings name.
        handle: The hub's name for that person.
        people: Who is who.
    """
    if not author.email:
        found, remedy = "git does not know your address", "git config --global user.email ADDRESS"
        return _check("committer", State.HINT, found, remedy)
    if people.are_listed and not people.is_known(handle):
        found = f"Your address {author.email} is nobody's in hub.yml"
        return _check("committer", State.HINT, found, "Add it to email: or emails: of a person.")
    return _check("committer", State.GOOD, f"You commit as {people.name(handle)}")


def _check(name: str, state: State, found: str, remedy: str = "") -> Check:
    return Check(group=_GROUP, name=name, state=state, found=found, remedy=remedy)
