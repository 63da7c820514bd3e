"""``hub lint``: what is wrong with the pages."""

from __future__ import annotations

from collections import Counter
from enum import Enum
from typing import Annotated, Any

import typer

from hub.app import Hub
from hub.cli.options import ContentOption, TodayOption
from hub.cli.printing import print_json
from hub.cli.session import opened_hub
from hub.collector import collector_at_rest
from hub.config import Severity
from hub.content.lint.finding import Finding, LintRun, SetAside
from hub.content.lint.rule import Rule
from hub.content.lint.rules import RULE_OF, RULES, rules_named
from hub.errors import ConfigError, Problem
from hub.report.annotations import workflow_commands
from hub.report.code_quality import code_quality_report
from hub.report.findings import findings_report
from hub.site.wording import plural

_MANY = 20
"""From how many findings on a summary by rule is printed."""
_ALL = "all"


class LintFormat(Enum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"


def _rule_ids(incomplete: str) -> list[tuple[str, str]]:
    return [(rule.id, rule.summary) for rule in RULES if rule.id.startswith(incomplete)]


BaseOption = Annotated[
    str | None,
    typer.Option(
        "--base",
        metavar="REV",
        help="Judge only what differs from this branch, tag or commit, and what that breaks.",
    ),
]
OnlyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="RULE",
        help="Ask this rule only, even if it is off; may be given again.",
        autocompletion=_rule_ids,
    ),
]
AdviceOption = Annotated[
    bool, typer.Option("--advice/--no-advice", help="List advice, too, in text.")
]
LintFormatOption = Annotated[
    LintFormat,
    typer.Option(
        "--format",
        help="Text for people, JSON, annotations for GitHub, a Code Quality report for GitLab, or "
        "SARIF for code scanning.",
    ),
]
ExplainOption = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="RULE",
        help='Say what a rule is for, with examples, and stop; "all" lists the rules.',
        autocompletion=_rule_ids,
    ),
]
UpdateBaselineOption = Annotated[
    bool,
    typer.Option(
        "--update-baseline", help="Make today's findings known ones, and forget those gone."
    ),
]
PageCacheOption = Annotated[
    bool, typer.Option("--cache/--no-cache", help="Remember between runs how pages were read.")
]


def command(
    content: ContentOption = None,
    base: BaseOption = None,
    only: OnlyOption = None,
    advice: AdviceOption = False,
    format_: LintFormatOption = LintFormat.TEXT,
    explain: ExplainOption = None,
    update_baseline: UpdateBaselineOption = False,
    today: TodayOption = None,
    cache: PageCacheOption = True,
) -> None:
    """Find what is wrong with the pages; exit 0 clean or advice only, 1 findings, 2 can't run.

    An error misleads readers or stops a build, a warning will do harm before long, advice is for
    a person to decide. `lint: severity:` in hub.yml changes how grave a rule is. A page ignores a
    rule with `<!-- hub-lint ignore RULE: reason -->`; a handbook that begins with many findings
    puts them into a baseline with `--update-baseline`.

    Examples:

    - `hub lint`

    - `hub lint --base origin/main --format github`

    - `hub lint --only dangling-link --content docs --format json`

    - `hub lint --explain dangling-link`
    """
    if explain is not None:
        _explain(explain)
        return
    if update_baseline and (base is not None or only):
        raise _baseline_of_a_part()
    with (
        collector_at_rest(),
        opened_hub(content, today, use_cache=cache, remember_pages=True) as hub,
    ):
        if update_baseline:
            _update_baseline(hub)
            return
        run = hub.lint(base=base, only=only or ())
    _print(hub, run, format_, advice=advice)
    if run.fails:
        raise typer.Exit(1)


def _print(hub: Hub, run: LintRun, format_: LintFormat, *, advice: bool) -> None:
    match format_:
        case LintFormat.JSON:
            print_json(findings_report(run))
        case LintFormat.SARIF:
            print_json(_sarif(hub, run))
        case LintFormat.GITLAB:
            print_json(code_quality_report(run.findings, hub.in_repository))
        case LintFormat.GITHUB:
            for line in workflow_commands(run.findings, hub.in_repository):
                typer.echo(line)
            _print_summary(run, advice=True)
        case LintFormat.TEXT:
            for finding in run.reported:
                if advice or finding.severity is not Severity.ADVICE:
                    typer.echo(_text(finding))
            _print_summary(run, advice=advice)


def _text(finding: Finding) -> str:
    """A finding as compilers print theirs, which editors know how to open."""
    problem = finding.problem
    head, *rest = str(problem).split("\n")
    where = f"{problem.where}: "
    said = head.removeprefix(where)
    return "\n".join((f"{where if problem.path else ''}{finding.severity.value}: {said}", *rest))


def _print_summary(run: LintRun, *, advice: bool) -> None:
    """Say on standard error what there was; where all is well, on standard output."""
    counts = Counter(finding.severity for finding in run.reported)
    grave = counts[Severity.ERROR] + counts[Severity.WARNING]
    named = [plural(counts[s], s.value) for s in (Severity.ERROR, Severity.WARNING) if counts[s]]
    found = f"{plural(grave, 'finding')} in {plural(run.pages, 'page')}: {' and '.join(named)}."
    clean = f"No findings in {plural(run.pages, 'page')}."
    typer.echo(found if grave else clean, err=bool(grave))
    for note in _notes(run, counts[Severity.ADVICE], advice=advice):
        typer.echo(note, err=True)


def _notes(run: LintRun, pieces: int, *, advice: bool) -> list[str]:
    notes = []
    if not run.pages:
        notes.append("No file is a page; content: include: in hub.yml says which are.")
    rules = Counter(finding.problem.rule for finding in run.reported if finding.fails)
    if rules.total() > _MANY:
        notes.append(
            ", ".join(f"{rule} {count}" for rule, count in rules.most_common())
            + ". hub lint --explain RULE says what a rule is for."
        )
    if pieces:
        listed = "." if advice else "; --advice lists it."
        notes.append(f"Advice in {plural(pieces, 'place')}{listed}")
    if ignored := run.count(SetAside.IGNORED):
        notes.append(f"{plural(ignored, 'finding')} ignored with a reason.")
    if known := run.count(SetAside.KNOWN):
        notes.append(f"{plural(known, 'known finding')} in the baseline.")
    if run.gone:
        notes.append(
            f"{plural(run.gone, 'finding')} of the baseline can be removed: --update-baseline."
        )
    return notes


def _sarif(hub: Hub, run: LintRun) -> dict[str, Any]:
    from importlib.metadata import version  # noqa: PLC0415 (late: it costs 30 ms)

    from hub.report.sarif import sarif_report  # noqa: PLC0415 (late: few ask for SARIF)

    return sarif_report(
        run.findings,
        RULES,
        hub.config,
        version=version("handbook-hub"),
        in_repository=hub.in_repository,
    )


def _update_baseline(hub: Hub) -> None:
    run = hub.update_baseline()
    typer.echo(f"{plural(run.count(SetAside.KNOWN), 'known finding')} in the baseline.")
    for finding in run.reported:
        typer.echo(_text(finding))
    if run.fails:
        typer.echo("What refuses a build can't be made known.", err=True)
        raise typer.Exit(1)


def _baseline_of_a_part() -> ConfigError:
    return ConfigError(
        Problem(
            path="",
            rule="lint-baseline",
            found="--update-baseline with --base or --only would forget the other findings",
            expected="--update-baseline without them",
        )
    )


def _explain(name: str) -> None:
    if name == _ALL:
        for rule in RULES:
            typer.echo(f"{rule.id} ({rule.severity.value}): {rule.summary}")
        return
    if name not in RULE_OF:
        rules_named([name], with_base=True)  # refuses it, with the nearest
    rule = RULE_OF[name]
    typer.echo(f"{rule.id}: {rule.severity.value}{_conditions(rule)}\n\n{rule.explanation}")


def _conditions(rule: Rule) -> str:
    said = []
    if rule.refuses_build:
        said.append("refuses a build")
    if rule.needs_hub_yml:
        said.append("asked only where there is a hub.yml")
    if rule.needs_base:
        said.append("asked only with --base")
    return "".join(f", {condition}" for condition in said)
