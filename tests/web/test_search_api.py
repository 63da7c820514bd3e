"""``GET /api/search`` of a real server."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.builders import TWO_SIDES, Handbook, page
from tests.web.server import Said, Server, running

_CANARY = "Zanzibar"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    book = Handbook(tmp_path_factory.mktemp("search") / "book", TWO_SIDES)
    book.write("sops/refund.md", page("Issue a refund", "## Steps\n\nPay it back.", id="SOP-001"))
    book.write("faqs/refund.md", page("May I refund a voucher?", "No.", tags=["money"]))
    owner = "Zoe Ray <zoe@quokka.example>"
    book.write("letters.md", page("Who answers letters?", "Zoe.", owner=owner))
    book.write("inner.md", page(_CANARY, f"{_CANARY} refund", audience=["vendor"]))
    with running(book.commit().root, "--audience", "client") as found:
        yield found


def ask(server: Server, query: str) -> Said:
    return server.ask("GET", f"/api/{query}")


def test_pages_are_found_with_their_passage(server: Server) -> None:
    said = ask(server, "search?q=pay+back")
    assert said.status == 200
    (first, *_) = said.body["results"]
    assert (first["path"], first["url"]) == ("sops/refund.md", "sops/refund/#steps")
    assert ["back", True] in first["passage"]


def test_filters_may_be_repeated(server: Server) -> None:
    one = ask(server, "search?q=refund&kind=faq").body
    both = ask(server, "search?q=refund&kind=faq&kind=sop").body
    assert (one["total"], both["total"]) == (1, 2)
    assert ask(server, "search?kind=faq").body["total"] == 1


def test_what_begins_is_completed(server: Server) -> None:
    assert ask(server, "suggest?q=vouch").body["suggestions"]
    assert ask(server, "search?q=vouch").body["total"] == 1


_ODD = ('"', "-", "a:b", "(((", "*?~^", "\u202e", "kind:nothing")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=",
        "q=%00",
        "q=" + "a" * 4_000,
        "q=refund&page=x&limit=-1",
        "q=x&page=999999999999",
        *(f"q={quote(text)}" for text in _ODD),
    ],
)
def test_any_query_is_answered(server: Server, query: str) -> None:
    for address in ("search", "suggest"):
        assert ask(server, f"{address}?{query}").status == 200


def test_nothing_of_another_audience_is_told(server: Server) -> None:
    for query in (_CANARY, "refund", f"tag:{_CANARY}", "zanzi"):
        for address in ("search", "suggest"):
            text = ask(server, f"{address}?q={query}&archived=1&limit=50").text
            unknown = ask(server, f"{address}?q={query}&archived=1&limit=50".replace("anz", "onz"))
            assert text.lower().replace("anz", "onz") == unknown.text.lower()
            assert "inner.md" not in text


def test_only_reading_is_answered(server: Server) -> None:
    assert server.ask("POST", "/api/search?q=refund", "{}").status in (404, 405)


def test_a_page_that_is_edited_is_found_as_soon_as_the_site_is_built(
    tmp_path: Path,
) -> None:
    book = Handbook(tmp_path / "book", TWO_SIDES)
    book.write("sops/refund.md", page("Issue a refund", "Pay it back.", id="SOP-001"))
    with running(book.commit().root, "--audience", "client") as server:
        assert ask(server, "search?q=xylophone").body["total"] == 0
        book.write("sops/refund.md", page("Issue a refund", "Play the xylophone.", id="SOP-001"))
        deadline = time.monotonic() + 30
        while not ask(server, "search?q=xylophone").body["total"]:
            assert time.monotonic() < deadline
            time.sleep(0.1)


@pytest.mark.parametrize(
    ("settings", "address"),
    [("", "faqs/refund/#steps"), ("use_directory_urls: false\n", "faqs/refund.html#steps")],
)
def test_addresses_are_those_of_the_site(tmp_path: Path, settings: str, address: str) -> None:
    book = Handbook(tmp_path / "book", TWO_SIDES)
    book.write("faqs/refund.md", page("Refund", "## Steps\n\nPay it back."))
    config = (
        f"site_name: Book\ndocs_dir: content\ntheme: material\n{settings}plugins: [search, hub]\n"
    )
    (book.root / "mkdocs.yml").write_text(config, encoding="utf-8")
    with running(book.commit().root, "--audience", "client") as server:
        (found,) = ask(server, "search?q=pay").body["results"]
        assert found["url"] == address
        assert server.ask("GET", f"/{address.partition('#')[0]}").status == 200


def test_an_owner_is_named_without_a_mail_address(server: Server) -> None:
    for query in ("search?q=letters", "search?q=owner:zoe", "suggest?q=lett"):
        assert "quokka" not in ask(server, query).text
    assert ask(server, "search?q=letters").body["results"][0]["owner"] == "Zoe Ray"
