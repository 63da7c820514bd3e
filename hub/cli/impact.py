"""``hub impact``: what a change does to readers."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from hub.cli.options import CacheOption, ContentOption, TodayOption
from hub.cli.printing import print_json
from hub.cli.session import opened_hub
from hub.paths.reading_time import reading_minutes
from hub.report.impact import impact_of
from hub.report.impact_comment import impact_comment
from hub.report.impact_report import impact_report


class ImpactFormat(Enum):
    """How the impact is printed."""

    MARKDOWN = "markdown"
    JSON = "json"


class Alarm(Enum):
    """What may stop a pull request."""

    AUDIENCE = "audience"
    REFERENCES = "references"


def command(
    base: Annotated[
        str,
        typer.Option("--base", metavar="REV", help="Branch, tag or commit to compare with."),
    ],
    content: ContentOption = None,
    today: TodayOption = None,
    format_: Annotated[
        ImpactFormat, typer.Option("--format", help="A comment for a pull request, or JSON.")
    ] = ImpactFormat.MARKDOWN,
    fail_on: Annotated[
        list[Alarm] | None,
        typer.Option(
            "--fail-on",
            help="Exit 1 when more people can read something (audience), or when references "
            "lead nowhere (references); may be given again.",
        ),
    ] = None,
    cache: CacheOption = True,
) -> None:
    """Say what a change does to readers, as Markdown for a comment on the pull request.

    The comparison is with the commit at which this line of work and REV parted; changes that are
    not committed count. All pages are named, whoever may read them: who sees the pull request can
    read the repository.

    Examples:

    - `hub impact --base origin/main`

    - `hub impact --base origin/main --fail-on audience`

    - `hub impact --base v1.4 --format json`
    """
    with opened_hub(content, today, use_cache=cache) as hub:
        change = hub.changes_since(base)
        impact = impact_of(change, hub.assess().evidence, hub.people, minutes_of=reading_minutes)
    if format_ is ImpactFormat.JSON:
        print_json(impact_report(impact, hub.people, hub.config))
    else:
        typer.echo(impact_comment(impact, hub.people, hub.config), nl=False)
    alarms = {
        Alarm.AUDIENCE: bool(impact.widened or impact.unknown_before),
        Alarm.REFERENCES: bool(impact.broken),
    }
    if any(alarms[alarm] for alarm in fail_on or ()):
        raise typer.Exit(1)
