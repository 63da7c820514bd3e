"""Other handbooks' front matter, translated into ours.

GOV.UK's tech-docs template (``last_reviewed_on``, ``review_in``, ``owner_slack``), MADR
(``status``, ``date``, ``decision-makers``), Material for MkDocs (``status: new``, ``draft``), and
the ``draft`` and ``published`` of Hugo, Docusaurus and Jekyll.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_SUPERSEDED = re.compile(r"superseded\s+by\s+(?P<page>.+)", re.IGNORECASE)
_LINKED = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)[^)]*\)")

_STATUS = {
    # MADR 4
    "proposed": "draft",
    "accepted": "published",
    "rejected": "archived",
    "deprecated": "archived",  # Material for MkDocs uses the same word in the same sense
    # Material for MkDocs
    "new": "published",
}


_GOVUK_REVIEW = {"last_reviewed_on": "last", "review_in": "every"}


def to_hub_dialect(values: Mapping[str, Any]) -> dict[str, Any]:
    """Translate front matter; what is written in our own dialect wins.

    Args:
        values: Front matter as it stands in the page.

    Returns:
        A new mapping with Hub's keys; keys that are not of any dialect stay as they are.
    """
    translated = {str(key): value for key, value in values.items()}
    _from_govuk(translated)
    _from_madr(translated)
    if translated.get("status") is None and _is_held_back(translated):
        translated["status"] = "draft"
    status = translated.get("status")
    if isinstance(status, str):
        word = status.strip().casefold()
        translated["status"] = _STATUS.get(word, word) or None
    return translated


def _from_govuk(values: dict[str, Any]) -> None:
    review = values.get("review")
    stated = {ours: values[key] for key, ours in _GOVUK_REVIEW.items() if key in values}
    if stated and (review is None or isinstance(review, Mapping)):
        values["review"] = {**stated, **(review or {})}
    if values.get("owner") is None and isinstance(values.get("owner_slack"), str):
        values["owner"] = values["owner_slack"]


def superseded_by_status(status: object) -> str | None:
    """The successor that a MADR status names: ``superseded by ADR-0123``; None for another."""
    match = _SUPERSEDED.search(status) if isinstance(status, str) else None
    if match is None:
        return None
    link = _LINKED.search(match["page"])
    return link["target"] if link else match["page"].strip()


def _is_superseded(status: object) -> bool:
    """Whether a status is the bare word; without a successor the page is merely put away."""
    return isinstance(status, str) and status.strip().casefold() == "superseded"


def _is_held_back(values: Mapping[str, Any]) -> bool:
    """Whether other generators would keep the page from their site."""
    return values.get("draft") is True or values.get("published") is False


def _from_madr(values: dict[str, Any]) -> None:
    successor = superseded_by_status(values.get("status"))
    if successor is not None:
        values.setdefault("superseded_by", successor)
        values["status"] = "published"
    elif _is_superseded(values.get("status")):
        values["status"] = "published" if values.get("superseded_by") else "archived"
    if "approvers" not in values and values.get("decision-makers"):
        makers = values["decision-makers"]
        values["approvers"] = (
            [name.strip() for name in makers.split(",")] if isinstance(makers, str) else makers
        )
