"""Rules about pages whose place another has taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hub.content.dialects import superseded_by_status
from hub.content.lint.standing import is_draft
from hub.content.metadata import Lifecycle
from hub.errors import Problem, did_you_mean

if TYPE_CHECKING:
    from hub.content.library import Library
    from hub.content.lint.rule import Subject
    from hub.content.page import Page


def broken_supersede_chain(subject: Subject) -> Iterable[Problem]:
    """A superseded page leads, by way of its successors, to a page that is in force.

    A successor exists, is not the page itself and does not lead back to it, and the last one is
    neither a draft nor archived. A page that was never in force, a draft or a proposed decision,
    is not superseded: it is archived or rejected. A decision's status says the same as its
    `superseded_by`: it is no longer `accepted`, and names no other successor.

    Bad:
        superseded_by: DEC-002    # on DEC-001
        superseded_by: DEC-001    # on DEC-002

    Good:
        superseded_by: DEC-002    # on DEC-001; DEC-002 is in force
    """
    for page in subject.library.pages.values():
        if page.meta.superseded_by is None:
            continue
        found, expected, remedy = _break_in(subject.library, page, page.meta.superseded_by)
        if found:
            yield Problem(
                path=page.path,
                line=page.line_of("superseded_by" if "superseded_by" in page.lines else "status"),
                rule="broken-supersede-chain",
                found=found,
                expected=expected,
                remedy=remedy,
            )


def _break_in(library: Library, page: Page, successor: str) -> tuple[str, str, str]:
    """What is wrong with a page's chain, what was expected and what to do; empty if nothing is."""
    if is_draft(page):
        return (
            f'a draft that is superseded by "{successor}"',
            "a page that was in force",
            "Archive the draft, or publish it first.",
        )
    if library.superseded_by(page) is None:
        near = did_you_mean(successor, [p.meta.id or p.path for p in library.pages.values()])
        return f'superseded by "{successor}", which is no page', "the id or path of a page", near
    said = _contradiction(library, page)
    if said:
        return said, f"status: superseded by {successor}", "Let both say the same."
    chain = _chain(library, page)
    last = chain[-1]
    if last.path in [earlier.path for earlier in chain[:-1]]:
        return (
            f"superseded in a circle: {_walk(chain)}",
            "a chain that ends with a page in force",
            "Remove superseded_by from the page that counts.",
        )
    if last.meta.superseded_by is None and last.meta.status in _NOT_IN_FORCE:
        return (
            f"superseded by {last.path}, which is {_NOT_IN_FORCE[last.meta.status]}",
            "a chain that ends with a page in force",
            "Publish the successor, name another one, or archive this page.",
        )
    return "", "", ""


_NOT_IN_FORCE = {Lifecycle.DRAFT: "a draft", Lifecycle.ARCHIVED: "archived"}


def _contradiction(library: Library, page: Page) -> str:
    """What the status says against ``superseded_by``; empty where they agree."""
    status = page.front_matter.get("status")
    word = status.strip().casefold() if isinstance(status, str) else ""
    if word == "accepted":
        return f'superseded by "{page.meta.superseded_by}", with the status "accepted"'
    named = superseded_by_status(status)
    if named is None or page.meta.superseded_by in (None, named):
        return ""
    other, successor = library.addresses.find_reference(page, named), library.superseded_by(page)
    if successor is not None and other == successor.path:
        return ""
    return f'the status names "{named}" as successor, superseded_by "{page.meta.superseded_by}"'


def _chain(library: Library, page: Page) -> list[Page]:
    """The page and its successors; one that leads back ends with the page it comes back to."""
    chain, seen = [page], {page.path}
    while (successor := library.superseded_by(chain[-1])) is not None:
        chain.append(successor)
        if successor.path in seen:
            break
        seen.add(successor.path)
    return chain


def _walk(chain: Iterable[Page]) -> str:
    return " -> ".join(page.path for page in chain)
