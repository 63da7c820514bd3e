"""Claim: `hub build` of 5,000 pages stays below 600 MiB.

Peer: MkDocs Material with navigation.prune and without Hub, on the same pages.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from handbook import make_in_own_process
from measuring import Contender, arguments, compare, report, verdict
from sites import HUB, configure, mkdocs_build

_LIMIT = 600


def main() -> None:
    """Build the site both ways and print the peaks."""
    parser = arguments("Peak memory of hub build, next to MkDocs Material.", rounds=1)
    parser.add_argument("--pages", type=int, default=5000, help="pages of the handbook")
    parser.add_argument("--commits", type=int, default=10000, help="commits of the handbook")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        handbook = folder / "handbook"
        make_in_own_process(handbook, options.pages, options.commits, options.seed)
        plain = configure(handbook, "plain.yml")
        configure(handbook, "mkdocs.yml", [HUB])
        build = [sys.executable, "-c", "from hub.cli.main import run; run()", "build"]
        cache = ["--no-cache", "--audience", "client"]
        contenders = [
            Contender(
                name="MkDocs Material, pruned", command=mkdocs_build(plain, folder / "plain")
            ),
            Contender(
                name="hub build",
                command=[
                    *build,
                    "--content",
                    handbook / "content",
                    *cache,
                    "--out",
                    folder / "hub",
                ],
            ),
        ]
        # Memory needs no warm-up and hardly varies; a round of this size takes minutes.
        results = compare(contenders, options.pairs, warm_up=False)
    peak = max(run.peak for run in results[-1].runs)
    report(
        f"Building {options.pages} pages, {options.commits} commits, nothing cached",
        results,
        as_json=options.json,
        remarks=[verdict("peak of hub build", peak, _LIMIT, " MiB")],
    )


if __name__ == "__main__":
    main()
