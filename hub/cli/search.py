"""``hub search``: find pages from a terminal, and measure how well pages are found."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.padding import Padding
from rich.text import Text
from typer.core import TyperGroup

from hub.cli import search_eval
from hub.cli.options import (
    AudienceOption,
    CacheOption,
    ContentOption,
    Format,
    FormatOption,
    TodayOption,
)
from hub.cli.printing import NO_PAGES, console, print_json
from hub.cli.session import opened_hub
from hub.errors import printable
from hub.report.search import search_report
from hub.search.query import parse_query
from hub.site.wording import WORDING, plural

_QUERY = "query"


class _QueryByDefault(TyperGroup):
    """``hub search refund`` means ``hub search query refund``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, "--help", "-h"}:
            args = [_QUERY, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(cls=_QueryByDefault, no_args_is_help=True, rich_markup_mode="markdown")
app.command("eval")(search_eval.command)

WordsArgument = Annotated[
    list[str], typer.Argument(metavar="QUERY", help="Words; quotes, -word and name:value work.")
]
LimitOption = Annotated[
    int, typer.Option("--limit", min=1, max=100, metavar="N", help="Results to show.")
]
PageOption = Annotated[
    int, typer.Option("--page", min=1, metavar="N", help="Which part of the results.")
]
ArchivedOption = Annotated[bool, typer.Option("--archived", help="Archived pages, too.")]
ExplainOption = Annotated[bool, typer.Option("--explain", help="Say how each score came about.")]


@app.callback()
def search() -> None:
    """Find the passage that answers, and whether it can be relied on.

    `hub search refund limits` is short for `hub search query refund limits`.

    Examples:

    - `hub search refund above my limit`

    - `hub search '"second contact" kind:faq state:fresh'`

    - `hub search eval --collection ../judged`
    """


@app.command(_QUERY)
def query(
    words: WordsArgument,
    limit: LimitOption = 10,
    page: PageOption = 1,
    archived: ArchivedOption = False,
    explain: ExplainOption = False,
    content: ContentOption = None,
    today: TodayOption = None,
    audience: AudienceOption = None,
    format_: FormatOption = Format.TEXT,
    cache: CacheOption = True,
) -> None:
    """Find pages: any of the words may be there, and the more the better.

    Examples:

    - `hub search query refund above my limit`

    - `hub search query AHT --audience client --format json`

    - `hub search query "owner:priya tag:refunds" --explain`
    """
    labels = {state.value: wording.label for state, wording in WORDING.items()}
    with opened_hub(content, today, use_cache=cache, remember_pages=True) as hub:
        searcher = hub.searcher(audience)
        found = searcher.search(
            parse_query(" ".join(words)), limit=limit, page=page, with_archived=archived
        )
        report = search_report(
            found, hub.config, hub.people, labels, page=page, limit=limit, is_explained=explain
        )
    if format_ is Format.JSON:
        print_json(report)
    elif not hub.library.pages:
        typer.echo(NO_PAGES)
    else:
        _print(report)


def _print(report: dict[str, Any]) -> None:
    out = console()
    if report["corrected"]:
        out.print(f"Nothing has these words; this is what was found for: {report['corrected']}\n")
    for one in report["results"]:
        head = Text(f"{one['rank']:>2}  ")
        head.append(printable(one["title"]), style="bold")
        out.print(head)
        known = [one["id"], one["kind_label"], one["state_label"], one["owner"], one["last_edit"]]
        out.print(Text("    " + " · ".join(printable(it) for it in known if it), style="dim"))
        if one["heading"]:
            out.print(Text(f"    {printable(one['heading'])}", style="italic"))
        passage = Text()
        for words, is_wanted in one["passage"]:
            passage.append(printable(words), style="bold underline" if is_wanted else "")
        out.print(Padding(passage, (0, 0, 0, 4), expand=False))
        if "score" in one:
            out.print(Text(f"    {_explained(one['score'])}", style="dim"))
        out.print(Text(f"    {printable(one['path'])}", style="dim"))
    out.print(_summary(report))
    if report["did_you_mean"]:
        out.print(f"Did you mean: {printable(report['did_you_mean'])}")


def _summary(report: dict[str, Any]) -> str:
    if not report["total"]:
        return "Nothing was found. Fewer or other words may help; any of them may be there."
    shown = len(report["results"])
    rest = f", {shown} shown" if shown < report["total"] else ""
    return f"\n{plural(report['total'], 'page')} found{rest}."


def _explained(score: dict[str, Any]) -> str:
    terms = " + ".join(f"{term} {part:.2f}" for term, part in score["terms"].items())
    learnt = f" + feedback {score['feedback']:.2f}" if score["feedback"] else ""
    return f"{score['score']:.2f} = ({terms}{learnt}) × prior {score['prior']:.2f}"
