"""``hub search eval``: how well the search finds what it should."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from hub.cli.options import (
    AudienceOption,
    CacheOption,
    ContentOption,
    Format,
    FormatOption,
    TodayOption,
)
from hub.cli.printing import console, plain_table, print_json
from hub.cli.session import opened_hub
from hub.errors import printable
from hub.report.search_evaluation import LastRun, evaluation_report
from hub.search.evaluation import evaluate_collection, read_collection
from hub.search.golden import evaluate_golden, read_golden
from hub.search.opening import EngineName, analyzer_for, open_engine

CollectionOption = Annotated[
    Path | None,
    typer.Option(
        "--collection",
        metavar="DIR",
        help="A folder with docs.jsonl, queries.jsonl and qrels.txt instead of the hub.",
    ),
]
EngineOption = Annotated[
    EngineName, typer.Option("--engine", help="Of a collection; a hub's stands in hub.yml.")
]
LanguageOption = Annotated[
    str, typer.Option("--language", metavar="CODE", help="Of a collection, in two letters.")
]
LeastOption = Annotated[
    float | None,
    typer.Option(
        "--fail-under", min=0, max=1, metavar="X", help="Exit with 1 where nDCG@10 is lower."
    ),
]


def command(
    collection: CollectionOption = None,
    engine: EngineOption = "whoosh",
    language: LanguageOption = "en",
    fail_under: LeastOption = None,
    content: ContentOption = None,
    today: TodayOption = None,
    audience: AudienceOption = None,
    format_: FormatOption = Format.TEXT,
    cache: CacheOption = True,
) -> None:
    """Measure how well pages are found: nDCG@10, MRR@10 and recall@10.

    A hub's golden queries stand in `.golden-queries.yml` in its content folder; queries that got
    worse since the last run are named.

    Examples:

    - `hub search eval`

    - `hub search eval --fail-under 0.8`

    - `hub search eval --collection ../judged --format json`
    """
    if collection is not None:
        analyzer = analyzer_for(language)
        found = evaluate_collection(
            read_collection(collection, analyzer), partial(open_engine, engine), analyzer
        )
        report = evaluation_report(found, {})
    else:
        with opened_hub(content, today, use_cache=cache) as hub:
            golden = read_golden(hub.folder, hub.library, hub.assess(audience).library)
            found = evaluate_golden(hub.searcher(audience), golden)
            last = LastRun(hub.indexes.evaluation_file(audience))
            report = evaluation_report(found, last.read())
            last.write(found)
    if format_ is Format.JSON:
        print_json(report)
    else:
        _print(report)
    if fail_under is not None and report["measures"]["ndcg@10"] < fail_under:
        typer.echo(f"nDCG@10 is under {fail_under}", err=True)
        raise typer.Exit(1)


def _print(report: dict[str, Any]) -> None:
    out = console()
    table = plain_table(("Measure", "Value"))
    measures, took = report["measures"], report["milliseconds"]
    for name, value in measures.items():
        table.add_row(_NAMES[name], f"{value:.4f}")
    out.print(table)
    out.print(f"\n{report['queries']} queries; p50 {took['p50']:.1f} ms, p95 {took['p95']:.1f} ms.")
    for one in report["worse"]:
        out.print(
            f"Worse than in the last run: {printable(one['query'])} "
            f"({one['before']:.2f} before, {one['now']:.2f} now)"
        )


_NAMES = {"ndcg@10": "nDCG@10", "mrr@10": "MRR@10", "recall@10": "Recall@10"}
