"""A search over a dozen made-up results, in the form in which a site's server answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.site.answering import Answer, Question

HOSTILE = "<img src=x onerror=\"document.title='taken'\">"
_LABELS = {
    "sop": "SOP",
    "faq": "FAQ",
    "decision": "Decision",
    "lesson": "Lesson",
    "acme": "Acme",
    "northwind": "Northwind",
    "fresh": "Fresh",
    "due": "Review due soon",
    "suspect": "Suspect",
    "overdue": "Review overdue",
    "unreviewed": "Never reviewed",
    "superseded": "Superseded",
    "archived": "Archived",
}
_BEHIND = ("superseded", "archived")


def _hit(title: str, path: str, heading: str | None, passage: str, *facts: str) -> dict[str, Any]:
    number, owner, org, state, edit, *tags = facts
    folder = path.partition("/")[0]
    anchor = f"#{heading.lower().replace(' ', '-')}" if heading else ""
    pieces = [[piece, place % 2 == 1] for place, piece in enumerate(passage.split("*"))]
    return {
        "path": path,
        "id": number or None,
        "title": title,
        "url": path.removesuffix(".md") + "/" + anchor,
        "kind": folder.removesuffix("s"),
        "kind_label": _LABELS[folder.removesuffix("s")],
        "owner": owner or None,
        "org": org or None,
        "org_label": _LABELS.get(org),
        "state": state,
        "state_label": _LABELS[state],
        "last_edit": edit or None,
        "heading": heading,
        "passage": [piece for piece in pieces if piece[0]],
        "tags": tags,
    }


HITS = [
    _hit(
        "Issue a refund",
        "sops/refund.md",
        "Step 3",
        "Pay the *refund* to the card that was charged. A *refund* above 250 euros needs a team "
        "lead, who finds it in the queue the same day.",
        "SOP-012",
        "Priya Raman",
        "northwind",
        "fresh",
        "2026-05-01",
        "refunds",
        "money",
    ),
    _hit(
        "Refunds and returns",
        "faqs/refunds.md",
        "How long does a refund take?",
        "The bank shows a *refund* within five working days; tell the customer the day on which "
        "it was paid, not the day on which it will be seen.",
        "FAQ-003",
        "Tom Becker",
        "northwind",
        "due",
        "2026-03-12",
        "refunds",
    ),
    _hit(
        "Refund limits by order value",
        "decisions/limits.md",
        None,
        "An agent may *refund* up to a tenth of what the customer has ordered this year.",
        "ADR-0031",
        "Jana Novak",
        "acme",
        "fresh",
        "2026-04-20",
        "refunds",
        "limits",
    ),
    _hit(
        "Refunds paid twice",
        "lessons/twice.md",
        "What happened",
        "Two agents had the same case open, and both paid the *refund*. Nothing in the tool says "
        "that a *refund* is under way.",
        "",
        "Mira Olsen",
        "acme",
        "suspect",
        "2025-12-02",
        "refunds",
    ),
    _hit(
        "Handle a chargeback",
        "sops/chargeback.md",
        "Before you answer",
        "Look whether a *refund* was paid for the same order: the bank takes the money back only "
        "once, and we would pay it twice.",
        "SOP-019",
        "",
        "",
        "overdue",
        "2024-11-30",
        "money",
    ),
    _hit(
        HOSTILE,
        "sops/hostile.md",
        HOSTILE,
        f"{HOSTILE} *<b>refund</b>*",
        "",
        HOSTILE,
        "acme",
        "unreviewed",
        "",
        "<script>",
    ),
    *(
        _hit(
            f"Refund in shop {number}",
            f"sops/shop-{number}.md",
            "Till",
            f"The till of shop {number} prints two slips for a *refund*.",
            f"SOP-1{number:02}",
            "Priya Raman",
            "northwind",
            "fresh",
            "2026-01-15",
            "shops",
        )
        for number in range(1, 9)
    ),
    _hit(
        "Refund by cheque",
        "sops/cheque.md",
        None,
        "A *refund* by cheque needs two signatures.",
        "SOP-002",
        "Jana Novak",
        "acme",
        "archived",
        "2022-02-01",
        "money",
    ),
]


def answer(asked: Question) -> Answer:
    """Answer a question: words are found as parts of a result's text."""
    words = asked.get("q", [""])[0]
    page, limit = (int(asked.get(name, [other])[0]) for name, other in (("page", 1), ("limit", 10)))
    looked_for = "refund" if words == "refnd" else words
    found = [hit for hit in HITS if looked_for.casefold() in _text(hit)]
    if "archived" not in asked:
        found = [hit for hit in found if hit["state"] not in _BEHIND]
    kept = [hit for hit in found if all(_fits(hit, name, asked) for name in _FACETS)]
    shown = kept[(page - 1) * limit : page * limit]
    return {
        "schema": 1,
        "query": words,
        "corrected": "refund" if looked_for != words else None,
        "did_you_mean": "refund" if words == "refund s" else None,
        "total": len(kept),
        "page": page,
        "limit": limit,
        "results": [
            {"rank": (page - 1) * limit + place, **hit} for place, hit in enumerate(shown, 1)
        ],
        "facets": {name: list(_values(name, found, asked)) for name in _FACETS},
    }


_FACETS = ("kind", "org", "tag", "state")


def _text(hit: dict[str, Any]) -> str:
    passage = "".join(piece for piece, _ in hit["passage"])
    return f"{hit['title']} {passage} {hit['id']}".casefold()


def _of(hit: dict[str, Any], name: str) -> list[str]:
    if name == "tag":
        return list(hit["tags"])
    return [hit[name]] if hit[name] else []


def _fits(hit: dict[str, Any], name: str, asked: Question) -> bool:
    chosen = asked.get(name)
    return not chosen or not set(chosen).isdisjoint(_of(hit, name))


def _values(name: str, found: list[dict[str, Any]], asked: Question) -> Iterator[dict[str, Any]]:
    others = [other for other in _FACETS if other != name]
    counted = [hit for hit in found if all(_fits(hit, other, asked) for other in others)]
    for value in sorted({value for hit in found for value in _of(hit, name)}):
        yield {
            "value": value,
            "label": _LABELS.get(value, value),
            "count": sum(value in _of(hit, name) for hit in counted),
            "chosen": value in asked.get(name, []),
        }
