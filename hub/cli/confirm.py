"""``hub review confirm``: state a review in a page."""

from __future__ import annotations

import datetime as dt
import shlex
from pathlib import Path
from typing import Annotated

import typer

from hub.app import Hub
from hub.cli.completion import complete_owners, complete_pages
from hub.cli.options import CacheOption, ContentOption, DryRunOption, TodayOption
from hub.cli.printing import difference, shown_path
from hub.cli.session import opened_hub
from hub.content.lookup import find_page
from hub.content.page import Page
from hub.content.replacing import replace_file
from hub.content.review_block import StatedReview, with_review
from hub.content.review_text import RewritingError
from hub.errors import (
    ConfigError,
    ContentError,
    HistoryError,
    HubError,
    Problem,
    did_you_mean,
    printable,
)
from hub.history import Author, committer
from hub.trust.confirmation import PlannedReview, objections

RULE = "review-confirm"


PageArgument = Annotated[
    str,
    typer.Argument(
        help="The page: its id, its path, or a part of its title.",
        autocompletion=complete_pages,
    ),
]
EvidenceOption = Annotated[
    str, typer.Option("--evidence", metavar="TEXT", help="What was checked, in a sentence.")
]
ByOption = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="HANDLE",
        help="The reviewer; left out, the person of git's user.email.",
        autocompletion=complete_owners,
    ),
]
DateOption = Annotated[
    dt.datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], metavar="DATE", help="Day of the review; today."),
]
AnywayOption = Annotated[
    bool, typer.Option("--anyway", help="Write it even where it counts as a date bump.")
]


def command(
    page: PageArgument,
    evidence: EvidenceOption = "",
    by: ByOption = "",
    date: DateOption = None,
    anyway: AnywayOption = False,
    dry_run: DryRunOption = False,
    content: ContentOption = None,
    today: TodayOption = None,
    cache: CacheOption = True,
) -> None:
    """Write a review into a page: its day, the reviewer and what was checked.

    Nothing else in the file changes, not even white space. A review that would count as a date
    bump is refused, with the reason: nothing was checked, the same was said before, or the
    reviewer wrote the words.

    Examples:

    - `hub review confirm SOP-012 --evidence "Walked the steps with two agents."`

    - `hub review confirm faqs/refunds.md --by tom --evidence "Compared with the price list."`
    """
    with opened_hub(content, today, use_cache=cache) as hub:
        chosen = find_page(hub.library, page, folder=hub.folder, working=Path.cwd())
        planned = _planned(hub, evidence, by, date.date() if date else hub.today)
        committed, is_edited = _as_committed(hub, chosen)
        found = objections(
            planned, chosen, hub.assess().evidence, committed=committed, is_edited=is_edited
        )
    if found and not anyway:
        raise _date_bump(hub, chosen, found)
    before, after = _rewritten(hub, chosen, planned)
    old, new = (data.decode("utf-8", "replace") for data in (before, after))
    typer.echo(difference(_shown(hub, chosen), old, new), nl=False)
    if dry_run:
        typer.echo("Nothing was written.", err=True)
        return
    _write(hub, chosen, after, before)
    is_untouched = committed is chosen and hub.history.unknown is None
    typer.echo(_what_next(hub, chosen, is_untouched=is_untouched), err=True)


def _planned(hub: Hub, evidence: str, by: str, day: dt.date) -> PlannedReview:
    if day > hub.today:
        raise typer.BadParameter("a review can't be made in the future", param_hint="--date")
    author = committer(hub.folder)
    return PlannedReview(
        day=day,
        by=_reviewer(hub, by.strip(), author),
        committer=author,
        evidence=" ".join(evidence.split()),
    )


def _reviewer(hub: Hub, by: str, author: Author) -> str:
    """Handle of the reviewer: who is named, or whom git's settings name.

    Raises:
        ConfigError: When nobody is named whom ``hub.yml`` knows.
    """
    known = hub.people.handles
    handle = hub.people.handle(by) if by else hub.identity(author)
    if handle and (hub.people.is_known(handle) or not hub.people.are_listed):
        return handle
    found = f'"{by}" is not a known person' if by else "git does not say who you are"
    if not by and handle:
        found = f'git\'s user.email is "{author.email or author.name}", which hub.yml does not list'
    raise ConfigError(
        Problem(
            path="",
            rule=RULE,
            found=found,
            expected="a handle listed in hub.yml" if known else "a name or an address",
            remedy=did_you_mean(by, known) or "Name the reviewer with --by.",
        )
    )


def _as_committed(hub: Hub, page: Page) -> tuple[Page | None, bool]:
    """The page at HEAD, and whether its words were changed since."""
    try:
        change = hub.changes_since("HEAD").of(page.path)
    except HistoryError:
        return page, False
    return (page, False) if change is None else (change.before, change.substantive)


def _date_bump(hub: Hub, page: Page, found: list[str]) -> HubError:
    return ContentError.of(
        Problem(
            path=_shown(hub, page),
            line=page.line_of("review"),
            rule=RULE,
            found=f"this would count as a date bump: {objection}",
            expected="a review by somebody else than the writer, with evidence of its own",
            remedy="Nothing was written. --anyway writes it all the same.",
        )
        for objection in found
    )


def _rewritten(hub: Hub, page: Page, planned: PlannedReview) -> tuple[bytes, bytes]:
    """The file's content without and with the review.

    Raises:
        ContentError: When it can't be written for certain.
    """
    try:
        before = (hub.folder / page.path).read_bytes()
        stated = StatedReview(planned.day, planned.by, planned.evidence or None)
        return before, with_review(before, stated)
    except (OSError, RewritingError) as error:
        raise _refusal(hub, page, str(error)) from error


def _write(hub: Hub, page: Page, after: bytes, before: bytes) -> None:
    try:
        replace_file(hub.folder / page.path, after, expected=before)
    except OSError as error:
        raise _refusal(
            hub, page, f"the file can't be written: {error.strerror or error}"
        ) from error


def _refusal(hub: Hub, page: Page, found: str) -> ContentError:
    return ContentError(
        Problem(
            path=_shown(hub, page),
            line=page.line_of("review"),
            rule=RULE,
            found=found,
            remedy="Nothing was written. Write last:, by: and evidence: under review: by hand.",
        )
    )


def _shown(hub: Hub, page: Page) -> str:
    return shown_path(hub.folder / page.path)


def _what_next(hub: Hub, page: Page, *, is_untouched: bool) -> str:
    path = shlex.quote(_shown(hub, page))
    undo = f" To undo it: git checkout -- {printable(path)}" if is_untouched else ""
    return f"Written. It counts once it is committed.{undo}"
