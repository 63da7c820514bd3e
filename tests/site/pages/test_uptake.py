"""The Uptake page and the panel's line: what is used, by whom, and no more than may be shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from hub.site.layout import Layout
from hub.site.published_site import PublishedSite
from hub.usage.store.opening import open_store
from hub.usage.store.records import Recorded
from tests.builders import TODAY, TWO_SIDES, Handbook, page

_MODE = "privacy: {mode: pseudonymous}\n"
Record = Callable[..., None]


@pytest.fixture
def book(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    heads = TWO_SIDES.replace("domains", "headcount: 50, domains")
    book = Handbook(tmp_path_factory.mktemp("uptake") / "book", heads + _MODE)
    book.write("index.md", page("Home", "Hello."))
    book.write("sops/refund.md", page("Issue a refund", "Once.", id="SOP-001", version="1.0"))
    book.write("sops/quiet.md", page("Quiet", "Nobody comes.", id="SOP-002"))
    book.write("sops/bonus.md", page("Bonus plan", "Pay.", id="SOP-009", audience=["vendor"]))
    return book.commit()


@pytest.fixture
def record(book: Handbook) -> Iterator[Record]:
    numbers = iter(range(1_000_000))
    with closing(open_store("sqlite:///.hub/events.db", book.root)) as store:

        def keep(kind: str, path: str, org: str, people: int, **more: object) -> None:
            at = dt.datetime.combine(TODAY, dt.time(9), dt.UTC)
            store.record(
                [
                    [
                        Recorded(
                            id=f"event-{next(numbers)}",
                            at=at,
                            kind=kind,
                            page=path,
                            org=org,
                            reader=f"{org[:1]}{person:07}".encode(),
                            is_lasting=True,
                            version="1.0",
                            **more,  # type: ignore[arg-type]  # as Recorded has them
                        )
                        for person in range(people)
                    ]
                ]
            )

        yield keep


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^<>]+>", " ", html).split())


def site(book: Handbook, audience: str) -> PublishedSite:
    edition = book.open().edition(audience)
    places = (*edition.library.pages, *edition.generated)
    return PublishedSite(edition, Layout({path: path for path in places}))


def uptake_page(book: Handbook, audience: str = "client") -> str:
    edition = book.open().edition(audience)
    return text(site(book, audience).generated(edition.generated["hub/uptake.md"]))


def panel(book: Handbook, path: str, audience: str = "client") -> str:
    found = site(book, audience)
    return text(found.panel(book.open().edition(audience).library.pages[path]))


def test_without_a_store_there_is_no_data(book: Handbook) -> None:
    assert "No data: nothing has recorded yet" in uptake_page(book)
    assert "Read by" not in panel(book, "sops/refund.md")
    assert not (book.root / ".hub").exists(), "looking makes no store"


def test_reads_readers_sides_and_gaps_are_shown(book: Handbook, record: Record) -> None:
    for org, people in (("client", 6), ("vendor", 9)):
        record("view", "sops/refund.md", org, people)
        record("read", "sops/refund.md", org, people)
    record("search", "", "client", 7, amount=0, words="gift card")
    shown = uptake_page(book)
    assert "15 reads, of 15 views" in shown
    assert "15 readers: reach 15%" in shown
    assert "gift card 7 7" in shown
    assert "Northwind Support 9 9 9" in shown
    assert "Read by 15 people on both sides in 90 days" in panel(book, "sops/refund.md")


def test_an_unused_page_is_named(book: Handbook, record: Record) -> None:
    record("view", "sops/refund.md", "client", 6)
    record("read", "sops/refund.md", "client", 6)
    unused = uptake_page(book).partition("read by nobody.")[2]
    assert "Quiet" in unused
    assert "Not read in 90 days" in panel(book, "sops/quiet.md")


def test_fewer_people_than_agreed_are_not_shown(book: Handbook, record: Record) -> None:
    record("view", "sops/refund.md", "client", 3)
    record("read", "sops/refund.md", "client", 3)
    shown = uptake_page(book)
    assert "3 reads" not in shown
    assert "withheld" in shown
    assert "read by fewer than 5 people" in panel(book, "sops/refund.md").lower()


def test_what_the_other_side_alone_reads_or_looks_for_leaves_no_trace(
    book: Handbook, record: Record
) -> None:
    record("read", "sops/refund.md", "client", 6)
    before = uptake_page(book)
    record("view", "sops/bonus.md", "vendor", 8)
    record("read", "sops/bonus.md", "vendor", 8)
    record("search", "", "vendor", 8, amount=0, words="bonus table")
    assert uptake_page(book) == before
    assert "Bonus plan" in uptake_page(book, "vendor")
    assert "bonus table" in uptake_page(book, "vendor")
