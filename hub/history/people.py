"""Who stands behind the names that commits give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.history.values import Author

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hub.history.names import Touch
    from hub.history.repository import Repository

RawName = tuple[bytes, bytes]


def authors_of(
    repository: Repository, pages: Iterable[Iterable[Touch]]
) -> Mapping[RawName, Author]:
    """Apply ``.mailmap`` to the authors of pages.

    Asked on every run: the file changes without any commit of the past changing.

    Args:
        repository: Where the file is.
        pages: The pages' changes.

    Returns:
        By raw name and address, the author to show.
    """
    raw = list(
        dict.fromkeys((touch.commit.name, touch.commit.email) for page in pages for touch in page)
    )
    return authors_by_name(repository, raw)


def authors_by_name(repository: Repository, raw: Sequence[RawName]) -> Mapping[RawName, Author]:
    """Apply ``.mailmap`` to names and addresses as commits give them.

    Args:
        repository: Where the file is.
        raw: The names and addresses.
    """
    if not raw:
        return {}
    answers = repository.mailmap(b"%s <%s>" % person for person in raw)
    return {person: _author(answer) for person, answer in zip(raw, answers, strict=True)}


def _author(answer: bytes) -> Author:
    name, _, email = answer.decode("utf-8", "replace").partition("<")
    return Author(name.strip(), email.rstrip().removesuffix(">").lower())
