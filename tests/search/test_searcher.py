"""What is found, in which order, and what is never found."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.app import Hub
from hub.config.model import Search as Settings
from hub.search import ranking
from hub.search.catalogue import Catalogue
from hub.search.indexes import Indexes
from hub.search.opening import EngineName
from hub.search.query import parse_query
from hub.search.searcher import Results, Searcher
from tests.builders import TWO_SIDES, Handbook, page

_CANARY = "Zanzibar"
_GLOSSARY = "## Average handling time (AHT)\n\nTalk time and after-contact work.\n"
_REFUND = """\
Refunds are paid within two days.

## Above the limit

Ask your team lead. A refund
above the limit needs a second pair of eyes.

## Vouchers

A voucher can't be paid back.
"""


def _write(book: Handbook) -> Handbook:
    book.write("sops/refund.md", page("Issue a refund", _REFUND, id="SOP-012", tags=["money"]))
    book.write("faqs/voucher.md", page("May I refund a voucher?", "No.", aliases=["gift card"]))
    book.write("glossary.md", page("Glossary", _GLOSSARY))
    book.write("kpis.md", page("Measures", "We look at AHT each week."))
    book.write("kpis-long.md", page("Longer measures", "Average handling time, each week."))
    book.write("old.md", page("Old refunds", "Refund by cheque.", status="archived"))
    book.write("newer.md", page("Handover", "Tell the next shift.", id="SOP-020"))
    book.write("older.md", page("Handover", "Tell the next shift.", superseded_by="SOP-020"))
    secret = f"{_CANARY} refund, unbelievable."
    book.write("inner.md", page(_CANARY, secret, audience=["vendor"], tags=[_CANARY], id="SOP-999"))
    return book.commit()


@pytest.fixture(scope="module", params=["whoosh", "fts5"])
def hub(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Hub:
    name: EngineName = request.param
    root = tmp_path_factory.mktemp("searched") / "book"
    book = _write(Handbook(root, f"{TWO_SIDES}search: {{engine: {name}}}\n"))
    return book.open()


@pytest.fixture(scope="module")
def client(hub: Hub) -> Searcher:
    return hub.searcher("client")


@pytest.fixture(scope="module")
def search(client: Searcher) -> Callable[[str], Results]:
    return lambda typed: client.search(parse_query(typed))


Search = Callable[[str], Results]


def paths(found: Results) -> list[str]:
    return [one.page.path for one in found.results]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("issue refund", "sops/refund.md"),
        ("issuing refunds", "sops/refund.md"),
        ("SOP-012", "sops/refund.md"),
        ("sop012", "sops/refund.md"),
        ("gift card", "faqs/voucher.md"),
        ("refnud limt", "sops/refund.md"),
        ("hand over", "newer.md"),
        ("voucher refund may", "faqs/voucher.md"),
        ('"next shift"', "newer.md"),
        ("tag:money", "sops/refund.md"),
        ("refund kind:faq", "faqs/voucher.md"),
    ],
)
def test_the_page_that_is_meant_comes_first(search: Search, typed: str, first: str) -> None:
    assert paths(search(typed))[0] == first


def test_an_abbreviation_and_its_long_form_find_each_other(search: Search) -> None:
    for typed in ("AHT", "average handling time"):
        assert {"kpis.md", "kpis-long.md", "glossary.md"} <= set(paths(search(typed)))


def test_the_passage_stands_under_its_heading_and_is_marked(search: Search) -> None:
    passage = search("refund above the limit").results[0].passage
    assert passage is not None
    assert (passage.heading, passage.anchor) == ("Above the limit", "above-the-limit")
    text = "".join(piece for piece, _ in passage.pieces)
    assert text == "A refund above the limit needs a second pair of eyes."
    assert [piece for piece, is_wanted in passage.pieces if is_wanted] == ["refund", "limit"]


def test_what_was_meant_is_offered_and_searched_for(search: Search) -> None:
    wrong = search("refnd")
    assert (wrong.is_corrected, wrong.did_you_mean) == (True, "refund")
    assert wrong.total > 0
    some = search("voucher refnd")
    assert (some.is_corrected, some.did_you_mean) == (False, "voucher refund")


def test_words_that_must_not_be_there(search: Search) -> None:
    assert "faqs/voucher.md" not in paths(search("refund -voucher"))


def test_archived_pages_are_found_when_they_are_asked_for(client: Searcher) -> None:
    assert "old.md" not in paths(client.search(parse_query("cheque refund")))
    assert "old.md" in paths(client.search(parse_query("cheque refund"), with_archived=True))
    assert paths(client.search(parse_query("refund state:archived"))) == ["old.md"]


def test_a_superseded_page_sinks(search: Search) -> None:
    found = paths(search("handover shift"))
    assert found.index("newer.md") < found.index("older.md")


def test_facets_count_what_other_filters_leave(search: Search) -> None:
    found = search("refund kind:sop")
    kinds = next(facet for facet in found.facets if facet.name == "kind")
    assert {(it.value, it.count, it.is_chosen) for it in kinds.values} >= {
        ("sop", 1, True),
        ("faq", 1, False),
    }
    nothing = search("refund kind:decision")
    kinds = next(facet for facet in nothing.facets if facet.name == "kind")
    assert ("decision", 0, True) in {(it.value, it.count, it.is_chosen) for it in kinds.values}
    assert nothing.total == 0


def test_parts_of_the_results_follow_each_other(client: Searcher) -> None:
    query = parse_query("refund voucher week shift")
    whole = paths(client.search(query, limit=50))
    parts = [paths(client.search(query, limit=2, page=part)) for part in (1, 2, 3)]
    assert [path for part in parts for path in part] == whole[:6]


def test_a_beginning_brings_in_no_other_words(client: Searcher) -> None:
    found = client.search(parse_query("after", is_open=True))
    marked = {
        piece.lower()
        for one in found.results
        for piece, is_wanted in (one.passage.pieces if one.passage else ())
        if is_wanted
    }
    assert all("after" in piece for piece in marked)


def test_a_beginning_is_completed(client: Searcher) -> None:
    found = client.search(parse_query("vouch", is_open=True))
    assert "faqs/voucher.md" in paths(found)
    assert "May I refund a voucher?" in client.suggest("vouch")


@pytest.mark.parametrize(
    "typed",
    [
        _CANARY,
        _CANARY.lower(),
        f'"{_CANARY}"',
        f"{_CANARY[:-1]}",
        f"tag:{_CANARY}",
        "SOP-999",
        "unbelievable",
        "unbelievabel",
        "owner:ana",
        "refund",
        "kind:page",
        "org:vendor",
    ],
)
def test_nothing_of_another_audience_is_found_counted_or_offered(
    client: Searcher, typed: str
) -> None:
    for query in (parse_query(typed), parse_query(typed, is_open=True)):
        found = client.search(query, limit=100, with_archived=True)
        assert "inner.md" not in paths(found)
        offered = [found.did_you_mean or "", *client.suggest(typed)]
        labels = [value.label for facet in found.facets for value in facet.values if value.count]
        assert not any(_CANARY.lower() in one.lower() for one in [*offered, *labels])
        assert not any("unbeliev" in one.lower() for one in offered if one != typed)


def test_the_other_side_finds_it(hub: Hub) -> None:
    assert paths(hub.searcher("vendor").search(parse_query(_CANARY))) == ["inner.md"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=300) | st.text(alphabet='-":*()^~[]{}\\ab ', max_size=40))
def test_any_text_is_answered(client: Searcher, typed: str) -> None:
    found = client.search(parse_query(typed, is_open=True))
    assert found.total >= len(found.results)
    assert "inner.md" not in paths(found)
    client.suggest(typed)


def test_a_page_that_is_taken_back_is_found_no_more(tmp_path: Path) -> None:
    book = _write(Handbook(tmp_path / "book", TWO_SIDES))
    assert paths(book.open().searcher("client").search(parse_query("voucher")))
    book.write("faqs/voucher.md", page("May I refund a voucher?", "No.", audience=["vendor"]))
    book.write("sops/refund.md", page("Issue a refund", "Once."))
    assert paths(book.open().searcher("client").search(parse_query("voucher"))) == []


def test_common_words_are_left_out_where_there_are_too_many(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "_MOST_POSTINGS", 1)
    found = hub.searcher("client").search(parse_query("refund voucher shift"))

    assert {one.page.path for one in found.results} >= {"newer.md"}
    assert all(len(one.fit.parts) == 1 for one in found.results)
    assert found.total < 4


def test_what_was_warmed_up_answers_as_before(hub: Hub) -> None:
    one, other = hub.searcher("client"), hub.searcher("client")
    other.warm()
    query = parse_query("refund above the limit")
    assert one.search(query) == other.search(query)
    assert one.suggest("re") == other.suggest("re")


def test_an_index_is_for_its_owners_eyes_and_none_is_left_without_a_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = _write(Handbook(tmp_path / "book", TWO_SIDES))
    kept = Indexes(Settings(), tmp_path / "cache", lambda *_: None)
    catalogue = Catalogue(
        library=book.open().library.for_audience("client"),
        config=book.open().config,
        people=book.open().people,
        history=book.open().history,
        states=dict.fromkeys(book.open().library.pages, "fresh"),
        state_labels={},
    )
    assert kept.searcher("client", catalogue).paths(parse_query("refund"), 1)
    assert (tmp_path / "cache" / "search").stat().st_mode & 0o077 == 0
    assert kept.evaluation_file("client") is not None
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    passing = Indexes(Settings(), None, lambda *_: None)
    assert passing.searcher("client", catalogue).paths(parse_query("refund"), 1)
    assert passing.evaluation_file("client") is None
    assert list(tmp_path.glob("hub-search-*"))
    del passing
    assert not list(tmp_path.glob("hub-search-*"))
