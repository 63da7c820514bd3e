"""Claim: the history of 5,000 pages and 20,000 commits is read in at most 4 s of processor time.

Peers: what mkdocs-git-revision-date-localized-plugin asks git about each page, by its own code
(measured on a sample of the pages and scaled up), and one plain ``git log`` of everything with
renames found, which is the least that git itself costs.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import Contender, Result, Run, arguments, compare, report, verdict

_LIMIT = 4.0

_READ = """
import os, subprocess, sys
from pathlib import Path
from hub.history import read_history

folder = Path(sys.argv[1])
listed = subprocess.run(["git", "ls-files", "-z"], cwd=folder, stdout=subprocess.PIPE, check=True)
pages = [os.fsdecode(name) for name in listed.stdout.split(b"\\0") if name.endswith(b".md")]
history = read_history(
    folder, pages, identity=lambda author: author.email, cache_dir=Path(sys.argv[2])
)
assert history.unknown is None and len(history.pages) == len(pages), history.unknown
"""

# Both dates that the plugin knows: of the last commit, and of the first where that is asked for.
_ASK_EACH = """
import random, sys
from pathlib import Path
from mkdocs_git_revision_date_localized_plugin.util import Util

pages = sorted(map(str, Path(sys.argv[1]).rglob("*.md")))
chosen = random.Random(1).sample(pages, int(sys.argv[2]))
util = Util({"enable_git_follow": True}, sys.argv[1])
for page in chosen:
    for is_first in (False, True)[: int(sys.argv[3])]:
        util.get_git_commit_timestamp(page, is_first)
"""
_SCALED = (
    "Page by page is scaled up: {sample} pages measured, the time that they took beside the "
    "start of the program times {scale:g}."
)


def main() -> None:
    """Read one repository's history in every way and print what it costs."""
    parser = arguments("What reading the history of a handbook costs.")
    parser.add_argument("--files", type=int, default=5000, help="pages of the repository")
    parser.add_argument("--commits", type=int, default=20000, help="commits of the repository")
    parser.add_argument(
        "--sample", type=int, default=25, help="pages that git is asked about singly"
    )
    parser.add_argument("--each-runs", type=int, default=2, help="runs of the page-by-page peer")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        repository = folder / "repository"
        maker = Path(__file__).with_name("history_repository.py")
        numbers = map(str, (options.files, options.commits, options.seed))
        subprocess.run([sys.executable, maker, repository, *numbers], check=True)
        scale = options.files / options.sample
        contenders = _contenders(repository, folder, options.sample, scale, options.each_runs)
        results = compare(contenders, options.pairs)
    cold = statistics.median(run.cpu for run in _of(results, "Hub, cold cache"))
    report(
        f"History of {options.files} pages and {options.commits} commits",
        results,
        as_json=options.json,
        remarks=[
            verdict("processor time with a cold cache", cold, _LIMIT, " s"),
            _SCALED.format(sample=options.sample, scale=scale),
        ],
    )


def _contenders(
    repository: Path, folder: Path, sample: int, scale: float, each_runs: int
) -> list[Contender]:
    cold, warm = folder / "cold", folder / "warm"
    read = (sys.executable, "-c", _READ, repository)
    log = ("git", "-C", repository, "log", "--raw", "-M", "HEAD")
    each = (sys.executable, "-c", _ASK_EACH, repository)
    return [
        Contender(name="git log --raw -M HEAD", command=log),
        Contender(
            name="Hub, cold cache",
            command=(*read, cold),
            before=lambda: shutil.rmtree(cold, ignore_errors=True),
        ),
        Contender(name="Hub, warm cache", command=(*read, warm)),
        *(
            Contender(
                name=f"page by page, {asked}",
                command=(*each, str(sample), str(dates)),
                idle=(*each, "0", str(dates)),
                scale=scale,
                rounds=each_runs,
            )
            for dates, asked in ((1, "last date"), (2, "both dates"))
        ),
    ]


def _of(results: list[Result], name: str) -> tuple[Run, ...]:
    return next(result.runs for result in results if result.name == name)


if __name__ == "__main__":
    main()
