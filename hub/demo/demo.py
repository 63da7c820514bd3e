"""Writing the sample hub."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from hub.demo.cast import Cast
from hub.demo.kit import Kit, read_kit
from hub.demo.story import Story, read_story
from hub.demo.telling import Telling
from hub.demo.usage.keeping import Used, count_use, write_use
from hub.demo.usage.rates import Rates, read_rates
from hub.demo.usage.using import Using
from hub.errors import ConfigError, Problem
from hub.history import NewCommit, write_history

BRANCH = "main"


@dataclass(frozen=True, slots=True)
class Demo:
    """What a sample hub holds."""

    pages: int
    commits: int
    people: int
    """Those who wrote a commit; the formatter is none of them."""
    first: dt.date
    last: dt.date
    """The day on which its story ends, and as on which it is meant to be looked at."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A sample hub that is to be written."""

    commits: tuple[NewCommit, ...]
    """The oldest first."""
    summary: Demo
    using: Using
    """How its pages are read."""


def plan_demo() -> Plan:
    """Work out the sample hub, without writing anything.

    Raises:
        ConfigError: When the kit has become a hub of one's own, of which the story can't be told.
    """
    kit, story, rates = read_kit(), read_story(), read_rates()
    _check(kit, story, rates)
    commits = tuple(Telling(kit, story).commits())
    people = {commit.author for commit in commits} - {story.formatter}
    summary = Demo(len(kit.pages), len(commits), len(people), story.begins, story.ends)
    return Plan(commits, summary, Using(kit, story, rates, commits))


def _check(kit: Kit, story: Story, rates: Rates) -> None:
    """Refuse a kit without the pages and people that the story names."""
    cast = Cast(kit.config, story)
    handles = {sweep.by for sweep in (story.sweep, story.move, story.audit)}
    missing = [
        *(f"page {path}" for path in sorted((story.pages | rates.pages) - kit.pages.keys())),
        *(f"person {handle}" for handle in sorted(handles) if not cast.is_known(handle)),
        *(f"anybody of {org}" for org in sorted({*kit.config.orgs, *story.people} - cast.sides)),
        *(f"organisation {org}" for org in sorted(rates.sides.keys() - kit.config.orgs.keys())),
    ]
    if missing:
        raise ConfigError(
            Problem(
                path="",
                rule="demo",
                found=f"the sample's story is not about this hub: there is no {missing[0]}"
                + (f", and {len(missing) - 1} more" if missing[1:] else ""),
                expected="the starter kit as it came with Hub",
                remedy="Install Hub outside of your hub's folder, and run hub demo from there.",
            )
        )


def write_demo(folder: Path, plan: Plan) -> None:
    """Write the sample hub.

    The commits have the same ids wherever and whenever they are written.

    Args:
        folder: An absolute path; made if it is not there.
        plan: What to write.

    Raises:
        ConfigError: When there is something in the folder, or it can't be made.
        HistoryError: When git can't do it.
    """
    refuse_occupied(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(f"{folder.name} can't be made: {error.strerror or error}") from error
    write_history(folder, plan.commits, branch=BRANCH)


def write_usage(folder: Path, plan: Plan) -> Used:
    """Write how the sample hub was used, into its own event store.

    Args:
        folder: Where the sample hub was written.
        plan: The same.

    Raises:
        ConfigError: When the events would be kept outside of the folder.
        UsageError: When they can't be kept.
    """
    return write_use(folder, plan.using)


def count_usage(plan: Plan) -> Used:
    """How much use there would be to write."""
    return count_use(plan.using)


def refuse_occupied(folder: Path) -> None:
    """Refuse a folder in which something stands, and a place that is no folder.

    Args:
        folder: It need not be there.

    Raises:
        ConfigError: When the sample can't be written there.
    """
    try:
        is_occupied = folder.exists() and any(folder.iterdir())
    except OSError as error:
        raise _unusable(f"{folder.name} can't be read: {error.strerror or error}") from error
    if is_occupied:
        raise _unusable(f"{folder.name} is not empty, and nothing is written over")


def _unusable(found: str) -> ConfigError:
    expected = "an empty folder, or one that is not there yet and can be made"
    return ConfigError(Problem(path="", rule="demo", found=found, expected=expected))
