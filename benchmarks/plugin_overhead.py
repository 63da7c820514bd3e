"""Claim: Hub adds at most 15 % of processor time to a Material build of 1,000 pages.

Peers: the same build without Hub, and with mkdocs-git-revision-date-localized-plugin, which asks
git about each page.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path

from handbook import make_in_own_process
from measuring import Contender, arguments, compare, report, verdict
from sites import HUB, REVISION_DATES, configure, mkdocs_build, size

_LIMIT = 1.15


def main() -> None:
    """Build the site in every way and print what it costs."""
    parser = arguments("What Hub adds to a Material build.")
    parser.add_argument("--pages", type=int, default=1000, help="pages of the handbook")
    parser.add_argument("--commits", type=int, default=2000, help="commits of the handbook")
    parser.add_argument("--dates-runs", type=int, default=2, help="runs of the dates plugin")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        handbook = folder / "handbook"
        make_in_own_process(handbook, options.pages, options.commits, options.seed)
        contenders = _contenders(handbook, folder, options.dates_runs)
        sites = {contender.name: Path(contender.command[-1]) for contender in contenders}
        results = compare(
            contenders, options.pairs, note=lambda c: {"HTML MiB": size(sites[c.name])}
        )
    ratio = {result.name: statistics.median(result.ratios) for result in results}
    report(
        f"Material build of {options.pages} pages, {options.commits} commits, navigation pruned",
        results,
        as_json=options.json,
        remarks=[
            verdict(f"CPU ratio of {name}", ratio[name], _LIMIT, "")
            for name in ("Hub, cold cache", "Hub, warm cache")
        ],
    )


def _contenders(handbook: Path, folder: Path, dates_runs: int) -> list[Contender]:
    plain = configure(handbook, "plain.yml")
    hub = configure(handbook, "mkdocs.yml", [HUB])
    dates = configure(handbook, "dates.yml", [REVISION_DATES])
    cold, warm = folder / "cold", folder / "warm"
    return [
        Contender(name="Material", command=mkdocs_build(plain, folder / "site-plain")),
        Contender(
            name="Hub, cold cache",
            command=mkdocs_build(hub, folder / "site-cold"),
            environment={"HUB_CACHE_DIR": str(cold)},
            before=lambda: shutil.rmtree(cold, ignore_errors=True),
        ),
        Contender(
            name="Hub, warm cache",
            command=mkdocs_build(hub, folder / "site-warm"),
            environment={"HUB_CACHE_DIR": str(warm)},
        ),
        Contender(
            name="git-revision-date-localized",
            command=mkdocs_build(dates, folder / "site-dates"),
            rounds=dates_runs,
        ),
    ]


if __name__ == "__main__":
    main()
