"""The use of the sample hub: the same everywhere, along its history, and kept as it happened."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from hub.app import Hub
from hub.config.model import Storage
from hub.demo import count_usage, plan_demo, write_demo, write_usage
from hub.demo.story import read_story
from hub.demo.usage.keeping import Used
from hub.demo.usage.rates import read_rates
from hub.demo.usage.using import UsedDay
from hub.errors import ConfigError
from hub.period import Window
from hub.usage.events import EVENT
from hub.usage.link_rate import Closures
from hub.usage.store.opening import open_store
from hub.usage.store.records import Recorded
from hub.usage.store.sql_store import SqlStore
from tests.builders import Handbook, run_hub

STORY, RATES = read_story(), read_rates()
EVERYTHING = Window(STORY.begins, STORY.ends)


@pytest.fixture(scope="module")
def told() -> list[UsedDay]:
    return list(plan_demo().using.days())


@pytest.fixture(scope="module")
def events(told: list[UsedDay]) -> list[Recorded]:
    return [event for day in told for event in day.events]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Handbook, Used]:
    folder = tmp_path_factory.mktemp("used") / "sample"
    plan = plan_demo()
    write_demo(folder, plan)
    return Handbook(folder, git=False), write_usage(folder, plan)


@pytest.fixture(scope="module")
def hub(sample: tuple[Handbook, Used]) -> Hub:
    return sample[0].open(STORY.ends)


@pytest.fixture(scope="module")
def store(hub: Hub) -> Iterator[SqlStore]:
    opened = open_store(hub.config.storage.events, hub.root)
    yield opened
    opened.close()


def test_it_is_the_same_whenever_it_is_told(told: list[UsedDay]) -> None:
    again = list(islice(plan_demo().using.days(), 90))
    assert again == told[:90]
    assert sum(len(day.events) for day in again) > 5_000


def test_every_event_is_of_a_page_that_was_there_and_is_for_its_readers(
    hub: Hub, events: list[Recorded]
) -> None:
    begun = {path: hub.history.of(path).edits[-1].commit.date for path in hub.library.pages}
    for event in events:
        if event.page:
            assert begun[event.page] < event.at.date(), event
            assert event.org in hub.library.pages[event.page].audience, event


def test_every_event_could_have_come_from_a_browser(events: list[Recorded]) -> None:
    ids = {event.id for event in events}
    assert len(ids) == len(events)
    for event in (*events[::97], *(one for one in events if one.kind == "search")):
        said: dict[str, object] = {"type": event.kind, "id": event.id, "at": event.at}
        said |= {"page": event.page} if event.page else {}
        match event.kind:
            case "search":
                said |= {"query": event.words, "results": event.amount, "rank": event.rank}
            case "feedback":
                said |= {"helpful": event.amount == 1, "reason": event.reason}
            case "flag":
                said |= {"comment": event.words}
            case "citation":
                said |= {"ticket": event.words}
            case "step":
                said |= {"path": event.words}
        checked = EVENT.validate_python(said)
        assert getattr(checked, "query", event.words) == event.words


def test_a_page_is_read_once_a_day_by_a_person(events: list[Recorded]) -> None:
    reads = Counter((e.at.date(), e.reader, e.page) for e in events if e.kind == "read")
    assert set(reads.values()) == {1}


def test_totals_are_plausible(events: list[Recorded], sample: tuple[Handbook, Used]) -> None:
    kinds = Counter(event.kind for event in events)
    assert 150_000 < len(events) < 250_000
    assert 0.6 < kinds["read"] / kinds["view"] < 0.85
    assert {"search", "feedback", "flag", "citation", "step"} < kinds.keys()
    days = Counter(event.at.date() for event in events)
    weekdays = Counter(day.isoweekday() <= 5 for day in days.elements())
    assert weekdays[True] > 8 * weekdays[False]
    summer, peak = (dt.date(2026, 8, 10), dt.date(2026, 11, 23))
    week = range(5)
    in_summer = sum(days[summer + dt.timedelta(day)] for day in week)
    assert sum(days[peak + dt.timedelta(day)] for day in week) > 1.3 * in_summer
    orgs = sample[0].open().config.orgs.values()
    assert sample[1].readers <= sum(org.headcount or 0 for org in orgs)


def test_searches_in_vain_become_fewer_and_do_not_end(events: list[Recorded]) -> None:
    def share(first: dt.date, last: dt.date) -> float:
        searches = [event for event in events if event.kind == "search"]
        found = [one.amount == 0 for one in searches if first <= one.at.date() <= last]
        return sum(found) / len(found)

    early = share(dt.date(2025, 9, 1), dt.date(2025, 11, 30))
    late = share(dt.date(2026, 9, 1), STORY.ends)
    assert early > 1.3 * late
    assert 0.06 < late < 0.1


def test_a_gap_closes_when_its_page_is_there(hub: Hub, events: list[Recorded]) -> None:
    closing = {gap.query: gap.until for gap in RATES.gaps if gap.until}
    last = {}
    for event in events:
        if event.kind == "search" and event.amount == 0 and event.words in closing:
            last[event.words] = event.at.date()
    assert last
    own = {q for q, path in closing.items() if q not in hub.library.pages[path].meta.aliases}
    for query in own & last.keys():
        begun = hub.history.of(closing[query]).edits[-1].commit.date
        assert last[query] <= begun


@pytest.mark.parametrize(("org", "people"), [("vendor", 300), ("client", 120)])
def test_half_of_a_side_reads_a_major_version_within_ten_days(
    store: SqlStore, org: str, people: int
) -> None:
    in_force = dt.date(2026, 9, 14)
    came: Counter[int] = Counter()
    for found in store.first_reads(["sops/issue-a-refund.md"]):
        if (found.version, found.org) == ("3.2", org):
            came[(found.day - in_force).days] += found.readers
    half = next(day for day in range(40) if sum(came[on] for on in came if on <= day) > people / 2)
    assert 4 <= half <= 10


def test_stale_pages_are_read_too_but_seldom(store: SqlStore) -> None:
    ends = STORY.ends_as
    stale = {*ends.overdue, *ends.changed, *ends.suspect}
    totals = store.page_totals(Window(dt.date(2026, 11, 1), STORY.ends))
    share = sum(t.reads for t in totals if t.page in stale) / sum(t.reads for t in totals)
    assert 0.02 < share < 0.1


def test_totals_of_the_store_equal_a_recount(store: SqlStore, events: list[Recorded]) -> None:
    counted = Counter((e.page, e.org, e.kind) for e in events)
    cited = {(e.page, e.org, e.at.date(), e.words) for e in events if e.kind == "citation"}
    citations = Counter((page, org) for page, org, _, _ in cited)
    totals = store.page_totals(EVERYTHING)
    for one in totals:
        key = (one.page, one.org)
        assert one.views == counted[*key, "view"]
        assert one.reads == counted[*key, "read"]
        assert one.steps == counted[*key, "step"]
        assert one.flags == counted[*key, "flag"]
        assert one.helpful + one.unhelpful == counted[*key, "feedback"]
        assert one.citations == citations[key]
    assert sum(one.views for one in totals) == sum(event.kind == "view" for event in events)
    searches = sum(query.searches for query in store.query_totals(EVERYTHING, None))
    assert searches == sum(event.kind == "search" for event in events)


def test_raw_events_are_forgotten_after_the_period_and_totals_are_not(
    store: SqlStore, events: list[Recorded]
) -> None:
    kept_from = STORY.ends - dt.timedelta(90)
    assert store.event_count() == sum(event.at.date() >= kept_from for event in events)
    assert store.first_day() == min(event.at.date() for event in events)


def test_a_few_flags_are_open_and_the_others_have_an_answer(store: SqlStore) -> None:
    flags = store.flags(with_closed=True)
    closed = [flag for flag in flags if flag.closed]
    assert len(flags) - len(closed) == RATES.open_flags
    assert len(closed) > 20
    assert all(flag.answer and flag.closed and flag.closed >= flag.opened for flag in closed)


def test_the_export_of_cases_says_what_the_citations_say(
    sample: tuple[Handbook, Used], store: SqlStore
) -> None:
    book, used = sample
    said = run_hub(book.root, "usage", "link", "--tickets", "tickets.csv", "--format", "json")
    report = json.loads(said.out)
    assert report["tickets"]["closed"] == used.cases
    assert 0.55 < report["link_rate"] < 0.7
    kept = store.closed_tickets(EVERYTHING, "")
    assert Closures.of(kept) == Closures(
        closed=used.cases,
        cited=report["tickets"]["cited"],
        known=report["at_closure"]["known"],
    )
    totals = store.page_totals(Window(dt.date(2026, 8, 30), STORY.ends))
    citations: Counter[str] = Counter()
    for one in totals:
        citations[one.page] += one.citations
    assert {page["path"]: page["closed_tickets"] for page in report["pages"]} == +citations


def test_nothing_of_it_waits_to_be_committed(sample: tuple[Handbook, Used]) -> None:
    assert sample[0].git("status", "--porcelain") == ""


def test_a_dry_run_counts_the_same(sample: tuple[Handbook, Used]) -> None:
    assert count_usage(plan_demo()) == sample[1]


@pytest.mark.parametrize(
    "url", ["postgresql://hub@db.example/hub", "sqlite:////var/hub/events.db", "sqlite:///../e.db"]
)
def test_invented_events_never_reach_a_store_of_another_hub(url: str, tmp_path: Path) -> None:
    plan = plan_demo()
    config = plan.using.kit.config.model_copy(update={"storage": Storage(events=url)})
    plan.using.kit = replace(plan.using.kit, config=config)
    with pytest.raises(ConfigError, match="outside of the sample's folder"):
        write_usage(tmp_path, plan)
    assert list(tmp_path.iterdir()) == []
