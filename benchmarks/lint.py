"""Claim: `hub lint` of 1,000 pages takes at most 3 s of processor time, of five changed ones 1 s.

Peer: MkDocs' own check of links, `mkdocs build --strict`, on the same pages. It reads them, looks
whether links and anchors lead somewhere, and cannot do so without building the site.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from handbook import make_in_own_process
from measuring import Contender, Result, arguments, compare, report, verdict
from sites import configure, mkdocs_build

_WHOLE, _CHANGE = 3, 1
_CHANGED = 5
_LINT = """\
import sys
from hub.cli.main import run
try:
    run()
except SystemExit as end:
    sys.exit(end.code == 2)
"""
"""Findings are no failure of a benchmark."""


def main() -> None:
    """Check a handbook in whole and in part, and print what it cost."""
    parser = arguments("Processor time of hub lint, next to mkdocs build --strict.", rounds=5)
    parser.add_argument("--pages", type=int, default=1000, help="pages of the handbook")
    parser.add_argument("--commits", type=int, default=2000, help="commits of the handbook")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        handbook = folder / "handbook"
        make_in_own_process(handbook, options.pages, options.commits, options.seed)
        plain = configure(handbook, "plain.yml")
        _change(handbook / "content")
        strict = [*mkdocs_build(plain, folder / "site"), "--strict"]
        contenders = [
            *_contenders(handbook / "content", folder / "cache"),
            Contender(name="mkdocs build --strict", command=strict, rounds=1),
        ]
        results = compare(contenders, options.pairs)
    report(
        f"Checking {options.pages} pages, {_CHANGED} of them changed",
        results,
        as_json=options.json,
        remarks=[
            verdict("whole, nothing remembered", _median(results[0]), _WHOLE, " s"),
            verdict("the change, pages remembered", _median(results[3]), _CHANGE, " s"),
        ],
    )


def _contenders(content: Path, cache: Path) -> Sequence[Contender]:
    lint = [sys.executable, "-c", _LINT, "lint", "--content", content]
    remembered = {"HUB_CACHE_DIR": os.fspath(cache)}
    return [
        Contender(name="hub lint, cold", command=[*lint, "--no-cache"]),
        Contender(name="hub lint, warm", command=lint, environment=remembered),
        Contender(name="hub lint --base, cold", command=[*lint, "--no-cache", "--base", "HEAD"]),
        Contender(
            name="hub lint --base, warm", command=[*lint, "--base", "HEAD"], environment=remembered
        ),
    ]


def _change(content: Path) -> None:
    """Add a sentence to pages that are far from one another."""
    pages = sorted(content.rglob("*.md"))
    for page in pages[:: len(pages) // _CHANGED][:_CHANGED]:
        with page.open("a", encoding="utf-8") as file:
            file.write("\nOne sentence more.\n")


def _median(result: Result) -> float:
    return statistics.median(run.cpu for run in result.runs)


if __name__ == "__main__":
    main()
