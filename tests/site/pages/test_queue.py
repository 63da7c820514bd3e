"""The review queue: all of it, with its reasons, and what to choose from."""

from __future__ import annotations

import datetime as dt

from hub.site.layout import Layout
from hub.site.pages.health import HEAD_OF_QUEUE, health_view
from hub.site.pages.queue import queue_view
from hub.site.published_site import PublishedSite
from hub.trust.freshness import Freshness
from tests.builders import Handbook, page
from tests.site.pages.conftest import Told

OVERDUE = {"every": "1 month", "last": dt.date(2026, 1, 5)}


def test_the_queue_offers_only_what_is_in_it(handbook: Handbook, told: Told) -> None:
    handbook.write("a.md", page("A", "Words.", owner="ana", review=OVERDUE))
    handbook.write("b.md", page("B", "Words.", owner="priya", audience=["client"]))
    handbook.write("c.md", page("C", "Words."))
    view = queue_view(told("vendor"))
    assert view.owners == ("Ana Duarte",)
    assert view.sides == ("Acme Outfitters",)
    assert view.states == (Freshness.UNREVIEWED, Freshness.OVERDUE)
    assert view.has_unowned
    assert [(row.place, row.page.title) for row in view.rows] == [(1, "A"), (2, "C")]


def test_health_shows_the_head_of_the_queue_and_the_number_of_all(
    handbook: Handbook, told: Told
) -> None:
    for number in range(HEAD_OF_QUEUE + 2):
        handbook.write(f"p{number:02}.md", page(f"Page {number}", "Words."))
    view = health_view(told())
    assert len(view.queue) == HEAD_OF_QUEUE
    assert view.queued == HEAD_OF_QUEUE + 2


def test_every_page_is_listed_and_each_takes_little_room(handbook: Handbook) -> None:
    """So that the whole queue of 5,000 pages is a page of a few megabytes."""
    for number in range(500):
        handbook.write(f"f{number % 50}/p{number}.md", page(f"Page {number}", "Words."))
    edition = handbook.commit().open().edition("client")
    layout = Layout({path: path for path in (*edition.library.pages, *edition.generated)})
    html = PublishedSite(edition, layout).generated(edition.generated["hub/queue.md"])
    assert html.count("<tr") == 501
    assert len(html) / 500 < 1200


def test_without_a_history_nothing_is_queued_and_the_page_says_why(handbook: Handbook) -> None:
    handbook.write("a.md", page("A", "Words."))
    edition = handbook.open().edition("client")
    layout = Layout({path: path for path in (*edition.library.pages, *edition.generated)})
    html = PublishedSite(edition, layout).generated(edition.generated["hub/queue.md"])
    assert "The history is unknown" in html
    assert "<table" not in html
