"""Run programs in turn and compare what they cost: processor time, wall time and memory.

Every run is a process of its own, so imports count. Programs that are compared run one after
another in the same rounds, and each is set against the first of its own round: a machine that
others use at the same time slows both sides of a ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

MIB = 1 << 20
QUIET = {
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
"""Environment of every run: no advertisements, no settings of whoever runs the benchmark."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a program cost, the programs that it started included."""

    cpu: float
    """User and system time, in seconds."""
    wall: float
    """Time on the clock, in seconds."""
    peak: float
    """Resident memory of its largest process at the worst moment, in MiB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A program that takes part in a comparison."""

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], object] = lambda: None
    """Done before every run and not measured, such as emptying a cache."""
    rounds: int | None = None
    """How many rounds it takes part in; all of them if left out."""
    scale: float = 1.0
    """All of the work ÷ the work that is done, where that is only a sample."""
    idle: Sequence[str | Path] = ()
    """The same program without any work; with ``scale``, what does not grow with the work."""


@dataclass(frozen=True, slots=True)
class Result:
    """All runs of one contender, in the order of the rounds."""

    name: str
    runs: tuple[Run, ...]
    ratios: tuple[float, ...]
    """Its processor time ÷ that of the first contender in the same round."""
    scale: float
    notes: Mapping[str, float]
    """Other figures, such as the size of what it wrote."""


def measure(contender: Contender) -> Run:
    """Run a contender once; scale a sample of the work up to all of it.

    Raises:
        RuntimeError: When it fails; what it said is on standard error.
    """
    contender.before()
    run = _measured(contender, contender.command)
    if not contender.idle:
        return run
    idle = _measured(contender, contender.idle)
    return Run(
        idle.cpu + (run.cpu - idle.cpu) * contender.scale,
        idle.wall + (run.wall - idle.wall) * contender.scale,
        run.peak,
    )


def _measured(contender: Contender, command: Sequence[str | Path]) -> Run:
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        env={**os.environ, **QUIET, **contender.environment},
        stdout=subprocess.DEVNULL,
    )
    # wait4 gives the figures of this process and of those that it waited for; the peak of
    # getrusage(RUSAGE_CHILDREN) would be that of the largest run so far.
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{contender.name} ended with {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * unit / MIB)


def compare(
    contenders: Sequence[Contender],
    rounds: int,
    *,
    warm_up: bool = True,
    note: Callable[[Contender], Mapping[str, float]] = lambda _: {},
) -> list[Result]:
    """Run the contenders in turn, and again, and again.

    Args:
        contenders: The first is what the others are set against.
        rounds: How often each runs; every second round goes backwards.
        warm_up: Whether each runs once beforehand without being measured.
        note: Asked for other figures after a contender's last run.
    """
    runs: dict[str, list[Run]] = {contender.name: [] for contender in contenders}
    notes: dict[str, Mapping[str, float]] = {}
    for number, contender in _turns(contenders, rounds, warm_up=warm_up):
        run = measure(contender)
        _tell(number, contender.name, run)
        if number:
            runs[contender.name].append(run)
            notes[contender.name] = note(contender)
    first = runs[contenders[0].name]
    return [
        Result(
            contender.name,
            tuple(own := runs[contender.name]),
            tuple(run.cpu / base.cpu for run, base in zip(own, first, strict=False)),
            contender.scale,
            notes[contender.name],
        )
        for contender in contenders
    ]


def _turns(
    contenders: Sequence[Contender], rounds: int, *, warm_up: bool
) -> Iterator[tuple[int, Contender]]:
    """Who runs when; round 0 warms up."""
    for number in range(0 if warm_up else 1, rounds + 1):
        for contender in contenders if number % 2 else reversed(contenders):
            if contender.rounds is None or number <= contender.rounds:
                yield number, contender


def _tell(number: int, name: str, run: Run) -> None:
    stage = f"round {number}" if number else "warm-up"
    print(f"{stage}: {name}: {run.cpu:.2f} s CPU, {run.peak:.0f} MiB", file=sys.stderr, flush=True)


def arguments(description: str, *, rounds: int = 5) -> argparse.ArgumentParser:
    """A parser with the options that all benchmarks share."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=rounds, help="rounds in which each one runs")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--seed", type=int, default=1, help="of the synthetic handbook")
    return parser


def report(
    title: str, results: Sequence[Result], *, as_json: bool, remarks: Sequence[str] = ()
) -> None:
    """Print what was measured.

    Args:
        title: What was compared, on what input.
        results: The contenders' runs; the first is what the others are set against.
        as_json: Whether to print JSON instead of a table.
        remarks: What the reader of the figures must know.
    """
    if as_json:
        print(json.dumps(_data(title, results, remarks), indent=2))
        return
    print(f"\n{title}\n{_machine()}\n")
    print("\n".join(_table(results)))
    for remark in remarks:
        print(f"\n{remark}")


def verdict(what: str, found: float, limit: float, unit: str) -> str:
    """Say whether a target was met."""
    met = "met" if found <= limit else "missed"
    return f"Target: {what}, at most {limit:g}{unit}: {met} ({found:.3g}{unit})."


def _data(title: str, results: Sequence[Result], remarks: Sequence[str]) -> dict[str, object]:
    return {
        "title": title,
        "machine": _machine(),
        "remarks": list(remarks),
        "results": [
            {
                "name": result.name,
                "runs": [
                    {"cpu": run.cpu, "wall": run.wall, "peak_mib": run.peak} for run in result.runs
                ],
                "cpu_ratios": list(result.ratios),
                "cpu_ratio_median": statistics.median(result.ratios),
                "scaled_by": result.scale,
                **result.notes,
            }
            for result in results
        ],
    }


def _machine() -> str:
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


def _table(results: Sequence[Result]) -> Iterator[str]:
    names = list(dict.fromkeys(name for result in results for name in result.notes))
    columns = ["", "runs", "CPU s min/median/max", "wall s", "peak MiB", "CPU ratio", *names]
    rows = [columns, *(_row(result, names) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(columns))]
    for row in rows:
        yield "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )


def _row(result: Result, names: Sequence[str]) -> list[str]:
    cpu = [run.cpu for run in result.runs]
    spread = f"{min(cpu):.2f} / {statistics.median(cpu):.2f} / {max(cpu):.2f}"
    wall = statistics.median(run.wall for run in result.runs)
    low, high = min(result.ratios), max(result.ratios)
    ratio = f"{statistics.median(result.ratios):.2f} ({low:.2f}-{high:.2f})"
    return [
        result.name,
        str(len(cpu)),
        spread,
        f"{wall:.2f}",
        f"{max(run.peak for run in result.runs):.0f}",
        ratio,
        *(f"{result.notes[name]:.1f}" if name in result.notes else "" for name in names),
    ]
