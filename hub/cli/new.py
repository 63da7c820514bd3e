"""``hub new``: a page of some kind, ready to be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import Annotated

import typer

from hub.app import Hub
from hub.cli.asking import ask_for_words, ask_until, somebody_looks_on
from hub.cli.completion import complete_audiences, complete_owners, complete_pages
from hub.cli.options import ContentOption, DryRunOption, TodayOption, YesOption
from hub.cli.printing import shown_path
from hub.cli.session import opened_hub
from hub.config import Kind
from hub.content.audience import AudienceRules
from hub.errors import did_you_mean
from hub.history import committer
from hub.period import Period
from hub.starting.files import write_new
from hub.starting.new_page import Draft, new_page
from hub.starting.order import FOLDERS, Order

_FEW = 12
"""So many handles a question can offer."""


class NewKind(Enum):
    """The kinds of pages that have a form of their own."""

    SOP = "sop"
    FAQ = "faq"
    DECISION = "decision"
    LESSON = "lesson"
    PATH = "path"


KindArgument = Annotated[NewKind, typer.Argument(help="What it is.")]
TitleArgument = Annotated[str, typer.Argument(help="Its title, as readers will see it.")]
OwnerOption = Annotated[
    str,
    typer.Option(
        "--owner",
        metavar="HANDLE",
        help="Who answers for it; left out, the person of git's user.email.",
        autocompletion=complete_owners,
    ),
]
AudiencesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--audience",
        metavar="NAME",
        help="Who may read it, may be given again; left out, what holds for its folder.",
        autocompletion=complete_audiences,
    ),
]
ApproversOption = Annotated[
    list[str] | None,
    typer.Option(
        "--approver",
        metavar="HANDLE",
        help="Who approves it, or takes the decision; may be given again.",
        autocompletion=complete_owners,
    ),
]
IdOption = Annotated[
    str,
    typer.Option(
        "--id", metavar="ID", help="Its id, or the beginning, such as DEC; left out, the next."
    ),
]
FolderOption = Annotated[
    str, typer.Option("--folder", metavar="DIR", help="Such as sops/vendor-only.")
]
FileOption = Annotated[
    str, typer.Option("--file", metavar="NAME", help="Name of the file; left out, the title.")
]
EveryOption = Annotated[
    str, typer.Option("--every", metavar="PERIOD", help="How long a review holds: 6 months.")
]
StepsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--step",
        metavar="PAGE",
        help="A page that a path leads through; may be given again.",
        autocompletion=complete_pages,
    ),
]
AppliedToOption = Annotated[
    list[str] | None,
    typer.Option(
        "--applied-to",
        metavar="PAGE",
        help="A page that a lesson changed; may be given again.",
        autocompletion=complete_pages,
    ),
]


def command(
    kind: KindArgument,
    title: TitleArgument,
    content: ContentOption = None,
    owner: OwnerOption = "",
    audience: AudiencesOption = None,
    approver: ApproversOption = None,
    id_: IdOption = "",
    folder: FolderOption = "",
    file: FileOption = "",
    every: EveryOption = "",
    step: StepsOption = None,
    applied_to: AppliedToOption = None,
    today: TodayOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Write a new page: the next free id, the right folder, its front matter and its sections.

    A hub's own templates stand in `.templates/KIND.md` of the content folder.

    Examples:

    - `hub new sop "Exchange an article"`

    - `hub new decision "Chat before callback" --id DEC --approver ana --approver priya`

    - `hub new path "New agent" --step SOP-001 --step FAQ-001 --dry-run`
    """
    with opened_hub(content, today) as hub:
        order = Order(
            kind=Kind(kind.value),
            title=title,
            today=hub.today,
            owner=owner or _person_here(hub),
            audience=tuple(audience or ()),
            approvers=tuple(approver or ()),
            id=id_,
            folder=folder,
            file=file,
            every=every,
            steps=tuple(step or ()),
            applied_to=tuple(applied_to or ()),
        )
        pages = hub.library
    if somebody_looks_on() and not yes:
        order = _asked(hub, order, is_owner_given=bool(owner))
    draft = new_page(order, pages, hub.config, hub.people)
    made = draft.file(hub.folder)
    if dry_run:
        typer.echo(f"{_shown(hub, draft)} would say:\n\n{made.text}", nl=False)
        return
    write_new(hub.folder, [made])
    _say_what_is_next(hub, draft)


def _person_here(hub: Hub) -> str:
    """The handle of the person at the keyboard, by the address that git would commit with.

    A hub that lists people knows owners by their handles only; elsewhere the address will do.
    """
    address = committer(hub.folder).email
    handle = hub.people.handle(address)
    return handle if hub.people.is_known(handle) or not hub.people.are_listed else ""


def _asked(hub: Hub, order: Order, *, is_owner_given: bool) -> Order:
    """The order, completed by somebody who sits at a terminal."""
    people, audiences = hub.people, hub.config.audiences

    def no_person(answer: str) -> str:
        if people.is_known(answer) or (answer and not people.are_listed):
            return ""
        return did_you_mean(answer, people.handles) or f"one of {', '.join(people.handles)}"

    owner, audience, approvers = order.owner, order.audience, order.approvers
    if not is_owner_given:
        owner = ask_until(f"Who answers for it{_one_of(people.handles)}?", owner, no_person)
    if not audience and len(audiences) > 1:
        place = f"{order.folder or FOLDERS[order.kind]}/x.md"
        usual = AudienceRules(hub.config).of_page(place, place, None)
        audience = ask_for_words(f"Who may read it ({', '.join(audiences)})?", usual)
    if not approvers and order.kind is not Kind.LESSON:
        approvers = ask_for_words("Who approves it?", (owner,))
    return replace(
        order,
        owner=owner,
        audience=audience,
        approvers=approvers,
        every=order.every or _asked_period(hub, order.kind),
    )


def _one_of(handles: Sequence[str]) -> str:
    """The handles to choose from, where they are few enough to be read."""
    return f" ({', '.join(handles)})" if 0 < len(handles) <= _FEW else ""


def _asked_period(hub: Hub, kind: Kind) -> str:
    """How long a review holds, asked where neither the hub nor the kind's nature says it."""
    if kind in hub.config.review.every or kind in (Kind.DECISION, Kind.LESSON):
        return ""

    def no_period(answer: str) -> str:
        try:
            Period.parse(answer or "1 day")
        except ValueError as error:
            return str(error)
        return ""

    return ask_until("How long does a review hold, such as 6 months?", "", no_period)


def _shown(hub: Hub, draft: Draft) -> str:
    return shown_path(hub.folder / draft.path)


def _say_what_is_next(hub: Hub, draft: Draft) -> None:
    typer.echo(f"{_shown(hub, draft)}: {draft.id}, a draft")
    typer.echo("Write it, look at it with hub serve, check it with hub lint.")
    if draft.kind is Kind.DECISION:
        typer.echo("Once it is taken, set status: accepted; from then on it stays as it is.")
    else:
        typer.echo("When it holds, set status: published and let somebody else review it.")
