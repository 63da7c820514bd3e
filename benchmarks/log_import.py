"""Claim: a log of a million lines is imported four times as fast as GoAccess reads it, in 100 MiB.

Peer: GoAccess (Debian's package ``goaccess``), which counts requests, hits of each path and
visitors. On the same log, with nothing filtered, both must count the same: valid requests and
hits of every path exactly, visitors (address, day and agent) to half a per cent.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measuring import MIB, Contender, Result, arguments, compare, report, verdict

from hub.usage.imports.combined import read_combined
from hub.usage.imports.lines import lines_of
from hub.usage.imports.stamps import seconds_of
from hub.usage.imports.visitors import Visitors

_RATIO, _MEMORY, _VISITORS = 4, 100, 0.005
_START = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
_SECONDS_A_LINE = 0.5
_PROGRAMS = 0.35
"""Share of all visits that programs make."""
_PAGES = 300
_HUB = "from hub.cli.main import run; run()"
_SYSTEMS = ("Windows NT 10.0; Win64; x64", "X11; Linux x86_64", "Macintosh; Intel Mac OS X 10.15")
_BOTS = (
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
)


@dataclass(frozen=True, slots=True)
class Totals:
    """What a program counts in a log, with nothing filtered."""

    requests: int
    visitors: int
    hits: Mapping[str, int]
    """By path, without the query."""


def main() -> None:
    """Write a log, have both programs read it, and print what they cost and where they differ."""
    parser = arguments("Processor time of hub usage import, next to GoAccess.", rounds=5)
    parser.add_argument("--lines", type=int, default=1_000_000, help="lines of the log")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        log = folder / "access.log"
        _write_handbook(folder / "content")
        write_log(log, options.lines, options.seed)
        contenders = list(_contenders(folder, log))
        results = compare(contenders, options.pairs)
        remarks = list(_remarks(results, options.lines))
        if len(contenders) > 1:
            remarks += _differences(totals(log), totals_of_goaccess(log, folder / "report.json"))
        else:
            remarks.append("GoAccess is missing, so that nothing is compared: install goaccess.")
        size = log.stat().st_size / MIB
    report(
        f"Reading {options.lines:,} lines ({size:.0f} MiB)",
        results,
        as_json=options.json,
        remarks=remarks,
    )


def totals(log: Path) -> Totals:
    """What Hub's parser finds in a log before anything is filtered."""
    hits: Counter[str] = Counter()
    visitors, seen = Visitors(), set()
    days: dict[bytes, int] = {}
    with log.open("rb") as file:
        pieces = iter(lambda: file.read(MIB), b"")
        for request in read_combined(lines_of(pieces, _stop), _stop):
            hits[request.target.partition(b"?")[0].decode()] += 1
            day = days.setdefault(request.stamp[:11], len(days))
            seen.add((day, visitors.number(request.client, request.agent)))
            if seconds_of(request.stamp) is None:
                raise ValueError(request.line)
    return Totals(hits.total(), len(seen), hits)


def totals_of_goaccess(log: Path, out: Path) -> Totals:
    """What GoAccess finds in a log."""
    subprocess.run(_goaccess(log, out), check=True, stdout=subprocess.DEVNULL)
    data = json.loads(out.read_text(encoding="utf-8", errors="replace"))
    panels = [*_rows(data, "requests"), *_rows(data, "static_requests")]
    panels += _rows(data, "not_found")
    hits: Counter[str] = Counter()
    for row in panels:
        hits[row["data"]] += row["hits"]["count"]
    general = data["general"]
    return Totals(general["valid_requests"], general["unique_visitors"], hits)


def _rows(data: Mapping[str, Any], panel: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = data.get(panel, {}).get("data", [])
    return rows


def _stop(line: bytes, reason: str) -> None:
    raise ValueError(f"{reason}: {line!r}")


def _goaccess(log: Path, out: Path) -> list[str]:
    options = ["--log-format=COMBINED", "--no-query-string", "--no-global-config", "--no-progress"]
    limits = ["--max-items=100000", "--tz=UTC", "--4xx-to-unique-count"]
    return ["goaccess", str(log), *options, *limits, "-o", str(out)]


def _contenders(folder: Path, log: Path) -> Iterator[Contender]:
    command = [sys.executable, "-c", _HUB, "usage", "import", log, "--format", "combined"]
    content = ["--content", folder / "content", "--today", "2026-12-31", "--dry-run"]
    yield Contender(name="hub usage import --dry-run", command=[*command, *content])
    if shutil.which("goaccess"):
        yield Contender(name="goaccess", command=_goaccess(log, folder / "goaccess.json"))


def _remarks(results: list[Result], lines: int) -> Iterator[str]:
    for result in results:
        rates = sorted(lines / run.cpu for run in result.runs)
        yield f"{result.name}: {rates[len(rates) // 2]:,.0f} lines a second of processor time."
    if len(results) > 1:
        ratios = sorted(
            theirs.cpu / ours.cpu
            for ours, theirs in zip(results[0].runs, results[1].runs, strict=True)
        )
        ratio = ratios[len(ratios) // 2]
        met = "met" if ratio >= _RATIO else "missed"
        yield (
            f"Target: at least {_RATIO} times as fast: {met} ({ratio:.1f}; "
            f"{ratios[0]:.1f}-{ratios[-1]:.1f})."
        )
    yield verdict("memory", max(run.peak for run in results[0].runs), _MEMORY, " MiB")


def _differences(ours: Totals, theirs: Totals) -> Iterator[str]:
    yield f"Valid requests: {ours.requests:,}, GoAccess {theirs.requests:,}."
    paths = {
        path for path in ours.hits | theirs.hits if ours.hits.get(path) != theirs.hits.get(path)
    }
    yield f"Paths with other numbers of hits: {len(paths)} of {len(ours.hits)}."
    for path in sorted(paths)[:5]:
        yield f"  {path}: {ours.hits.get(path)}, GoAccess {theirs.hits.get(path)}"
    apart = abs(ours.visitors - theirs.visitors) / theirs.visitors
    yield f"Visitors: {ours.visitors:,}, GoAccess {theirs.visitors:,}."
    yield verdict("difference in visitors", 100 * apart, 100 * _VISITORS, " %")


def write_log(path: Path, lines: int, seed: int) -> None:
    """Write a log such as a handbook's site has: pages, their assets, programs, mistakes.

    A browser asks for a page and, in the same two seconds, for its assets; a program for a page.
    """
    chance = random.Random(seed)  # noqa: S311 (a log is invented, and nothing guarded)
    agents = [_agent(chance) for _ in range(2_000)]
    people = [(_client(chance), chance.choice(agents)) for _ in range(20_000)]
    with path.open("w", encoding="ascii") as file:
        number = 0
        while number < lines:
            client, agent = chance.choice(people)
            if chance.random() < _PROGRAMS:
                agent, wanted = chance.choice(_BOTS), [_page(chance)]
            else:
                wanted = [_page(chance), *(_asset(chance) for _ in range(chance.randrange(9)))]
            for target, status in wanted[: lines - number]:
                at = _START + dt.timedelta(seconds=int(number * _SECONDS_A_LINE))
                number += 1
                file.write(_line(client, at, target, status, agent))


def _line(client: str, at: dt.datetime, target: str, status: int, agent: str) -> str:
    stamp = at.strftime("%d/%b/%Y:%H:%M:%S +0000")
    return (
        f'{client} - - [{stamp}] "GET {target} HTTP/1.1" {status} {9_000 + len(target)} '
        f'"https://hub.acme.example/" "{agent}"\n'
    )


def _page(chance: random.Random) -> tuple[str, int]:
    page, kind = min(int(chance.expovariate(0.02)), _PAGES - 1), chance.random()
    if kind < 0.85:
        return f"/sops/page-{page}/", 304 if kind < 0.2 else 200
    if kind < 0.91:
        return f"/sops/page-{page}/?q={chance.randrange(1000)}", 200
    return (f"/sops/page-{page}", 301) if kind < 0.96 else (f"/gone/{page}/", 404)


def _asset(chance: random.Random) -> tuple[str, int]:
    name = chance.choice(("main", "palette", "search"))
    return f"/assets/{name}.{chance.randrange(40)}.css", chance.choice((200, 200, 304))


def _agent(chance: random.Random) -> str:
    system, version = chance.choice(_SYSTEMS), chance.randrange(90, 140)
    build = f"{version}.0.{chance.randrange(7000)}.{chance.randrange(200)}"
    return (
        f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) "
        f"Chrome/{build} Safari/537.36"
    )


def _client(chance: random.Random) -> str:
    return f"10.{chance.randrange(256)}.{chance.randrange(256)}.{chance.randrange(256)}"


def _write_handbook(content: Path) -> None:
    (content / "sops").mkdir(parents=True)
    for number in range(_PAGES):
        path = content / "sops" / f"page-{number}.md"
        path.write_text(f"# Page {number}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
