"""``POST /api/events`` of a real server: what is stored, and what is refused and why."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.builders import TWO_SIDES, Handbook, page
from tests.web.server import Server, event, running, stored


def handbook(root: Path, privacy: str = "") -> Handbook:
    book = Handbook(root, TWO_SIDES + privacy)
    book.write("index.md", page("Home", "Hello."))
    book.write("sops/refund.md", page("Issue a refund", "Once.", id="SOP-001", version="3.1"))
    book.write("sops/bonus.md", page("Bonus", "Pay.", id="SOP-009", audience=["client"]))
    return book.commit()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = handbook(tmp_path_factory.mktemp("events") / "book").root
    with running(root, "--audience", "vendor", "--rate-limit", "0") as found:
        yield found


def count(server: Server) -> int:
    return int(stored(server.root)[0][0])


def test_an_event_is_stored_before_it_is_answered(server: Server) -> None:
    before = count(server)
    said = server.send(event())
    assert (said.status, said.body["stored"]) == (202, 1)
    assert count(server) == before + 1


def test_a_repeated_event_is_known(server: Server) -> None:
    one = event("read")
    server.send(one)
    before = count(server)
    said = server.send(one, one)
    assert said.body == {"stored": 0, "known": 2, "refused": []}
    assert count(server) == before


@pytest.mark.parametrize("name", ["sops/refund.md", "SOP-001", "/sops/refund/", "sops/refund.html"])
def test_a_page_is_known_by_its_path_its_id_and_its_address(server: Server, name: str) -> None:
    before = stored(server.root, where="page = 'sops/refund.md'")[0][0]
    assert server.send(event(page=name)).body["stored"] == 1
    assert stored(server.root, where="page = 'sops/refund.md'")[0][0] == before + 1


def test_all_kinds_of_events_are_stored(server: Server) -> None:
    said = server.send(
        event("view"),
        event("read"),
        event("search", query="How to  REFUND", results=4, rank=2),
        event("feedback", helpful=False, reason="outdated", comment="Step 4 is wrong"),
        event("flag", comment="The limit is another one"),
        event("citation", ticket="CASE-104233"),
        event("step", path="index.md"),
    )
    assert said.body == {"stored": 7, "known": 0, "refused": []}
    assert stored(server.root, "words", "words = 'how to refund'")


def test_of_a_request_the_good_events_are_stored_and_the_others_named(server: Server) -> None:
    bad = event(page="nowhere.md")
    said = server.send(event(), bad, {"id": "x"})
    assert (said.status, said.body["stored"]) == (202, 1)
    assert [(it["index"], it["reason"]) for it in said.body["refused"]] == [
        (1, "unknown-page"),
        (2, "invalid-event"),
    ]
    assert said.reason == "unknown-page, invalid-event"


def refusals() -> dict[str, tuple[dict[str, Any], int, str]]:
    later = (dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)).isoformat()
    long_ago = (dt.datetime.now(dt.UTC) - dt.timedelta(days=8)).isoformat()
    return {
        "future": (event(at=later), 422, "time-in-future"),
        "past": (event(at=long_ago), 422, "time-in-past"),
        "no zone": (event(at="2026-11-28T10:00:00"), 422, "invalid-event"),
        "unknown": (event(page="nowhere.md"), 422, "unknown-page"),
        "another audience's": (event(page="SOP-009"), 422, "unknown-page"),
        "type": (event("click"), 422, "invalid-event"),
        "more": (event(color="red"), 422, "invalid-event"),
        "short id": (event(id="x"), 422, "invalid-event"),
        "ticket": (event("citation", ticket="=1+1"), 422, "invalid-event"),
        "unnamed": (event("acknowledgement", version="3.1"), 422, "needs-named-mode"),
    }


@pytest.mark.parametrize("name", refusals())
def test_an_event_that_can_not_be_true_is_refused(server: Server, name: str) -> None:
    sent, status, reason = refusals()[name]
    before = count(server)
    said = server.send(sent)
    assert (said.status, said.reason) == (status, reason)
    assert count(server) == before


def test_another_audiences_page_is_answered_like_one_that_does_not_exist(server: Server) -> None:
    given = event(page="sops/bonus.md")
    theirs, nobodys = server.send(given), server.send({**given, "page": "sops/bonvs.md"})
    assert (theirs.status, theirs.text) == (nobodys.status, nobodys.text)


REQUESTS: dict[str, tuple[str, bytes | str, dict[str, str], int, str]] = {
    "read": ("GET", "", {}, 405, "method"),
    "put": ("PUT", "{}", {}, 405, "method"),
    "preflight": ("OPTIONS", "", {}, 405, "method"),
    "form": ("POST", "a=1", {"Content_Type": "application/x-www-form-urlencoded"}, 403, ""),
    "text": ("POST", "{}", {"Content_Type": "text/plain"}, 403, "content-type"),
    "no origin": ("POST", "{}", {"Origin": ""}, 403, "cross-origin"),
    "null origin": ("POST", "{}", {"Origin": "null"}, 403, "cross-origin"),
    "other origin": ("POST", "{}", {"Origin": "https://evil.example"}, 403, "cross-origin"),
    "other port": ("POST", "{}", {"Origin": "http://127.0.0.1:1"}, 403, "cross-origin"),
    "cross-site": ("POST", "{}", {"Sec_Fetch_Site": "cross-site"}, 403, "cross-origin"),
    "no json": ("POST", "{", {}, 400, "invalid-json"),
    "invalid utf-8": ("POST", b'{"events": "\xff"}', {}, 400, "invalid-json"),
    "deep": ("POST", "[" * 60_000, {}, 400, "too-deep"),
    "large": ("POST", b" " * 70_000, {}, 413, "too-large"),
    "many": ("POST", json.dumps({"events": [1] * 101}), {}, 413, "too-many"),
    "a million": ("POST", json.dumps({"events": [1] * 1_000_000}), {}, 413, "too-large"),
    "none": ("POST", '{"events": []}', {}, 422, "invalid-event"),
    "list": ("POST", "[]", {}, 422, "invalid-event"),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_that_no_page_sends_is_refused_and_stores_nothing(
    server: Server, name: str
) -> None:
    method, body, headers, status, reason = REQUESTS[name]
    before = count(server)
    usual = {"Content_Type": "application/json", "Origin": server.origin}
    said = server.ask(method, "/api/events", body, **{**usual, **headers})
    assert said.status == status
    assert said.reason == (reason or "content-type")
    assert count(server) == before


def test_do_not_track_and_global_privacy_control_are_honoured(server: Server) -> None:
    before = count(server)
    for headers in ({"DNT": "1"}, {"Sec_GPC": "1"}):
        said = server.send(event(), **headers)
        assert (said.status, said.reason) == (202, "do-not-track")
    assert count(server) == before


def test_only_hosts_that_are_named_are_served(server: Server) -> None:
    for host in ("evil.example", "127.0.0.1/abc?", "x/abc?@127.0.0.1"):
        assert server.ask("GET", "/api/pages.json", Host=host).status == 400


def test_other_spellings_of_the_path_write_nothing_unchecked(server: Server) -> None:
    before = count(server)
    for path in ("//api/events", "/API/events", "/api/events;x", "/api%2fevents", "/api/./events"):
        said = server.ask("POST", path, json.dumps({"events": [event()]}))
        assert said.status in (403, 404, 405), path
    assert count(server) == before


def test_neither_address_nor_browser_nor_what_names_a_person_is_kept(server: Server) -> None:
    server.send(
        event("feedback", helpful=True, comment="Ask me: jo@acme.example or +49 170 1234567"),
        User_Agent="Very Peculiar Browser 9",
    )
    for file in (server.root / ".hub").iterdir():
        kept = file.read_bytes()
        for secret in (b"Peculiar", b"jo@acme", b"1234567", b"127.0.0.1"):
            assert secret not in kept, (file.name, secret)


def test_pages_of_another_audience_are_not_in_the_feed(server: Server) -> None:
    said = server.ask("GET", "/api/pages.json")
    assert [it["path"] for it in said.body["pages"]] == ["index.md", "sops/refund.md"]
    assert "onus" not in said.text


def test_the_server_describes_itself(server: Server) -> None:
    described = server.ask("GET", "/api/openapi.json").body
    assert set(described["paths"]) == {
        "/api/events",
        "/api/pages.json",
        "/api/search",
        "/api/suggest",
        "/api/uptake",
        "/healthz",
        "/metrics",
    }
    assert "hub_events_total" in server.ask("GET", "/metrics").text


def test_a_flood_from_one_client_is_slowed_down_and_others_are_served(tmp_path: Path) -> None:
    root = handbook(tmp_path / "book").root
    with running(root, "--rate-limit", "2", "--trusted-proxy", "127.0.0.1") as server:
        flood = [server.send(event(), X_Forwarded_For="203.0.113.7") for _ in range(40)]
        assert {said.status for said in flood} == {202, 429}
        slowed = next(said for said in flood if said.status == 429)
        assert (slowed.reason, slowed.headers["retry-after"]) == ("rate-limit", "1")
        assert server.send(event(), X_Forwarded_For="203.0.113.8").status == 202
        assert server.ask("GET", "/").status == 200


def test_forwarded_addresses_are_believed_of_a_trusted_proxy_only(tmp_path: Path) -> None:
    root = handbook(tmp_path / "book").root
    with running(root, "--rate-limit", "2") as server:
        flood = [server.send(event(), X_Forwarded_For=f"203.0.113.{n}") for n in range(40)]
        assert 429 in {said.status for said in flood}


def test_a_locked_store_is_busy_and_reading_goes_on(tmp_path: Path) -> None:
    root = handbook(tmp_path / "book").root
    with running(root) as server:
        server.send(event())
        holder = sqlite3.connect(root / ".hub" / "events.db", isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        said = server.send(event())
        assert (said.status, said.reason) == (503, "busy")
        assert said.headers["retry-after"]
        assert server.ask("GET", "/").status == 200
        holder.execute("ROLLBACK")
        holder.close()
        assert server.send(event()).status == 202


def test_readers_are_told_apart_for_a_day_and_no_longer_in_the_mode_aggregate(
    server: Server,
) -> None:
    before = _readers(server)
    for agent in ("A", "B", "A"):
        server.send(event("read"), User_Agent=agent)
    assert len(_readers(server) - before) == 2


def test_pseudonymous_readers_are_known_by_what_their_browser_keeps(tmp_path: Path) -> None:
    root = handbook(tmp_path / "book", "privacy: {mode: pseudonymous}\n").root
    ids = ["reader-a-1", "reader-b-1", "reader-a-1"]
    with running(root) as server:
        for reader in ids:
            server.send(event("read", reader=reader))
        first = _readers(server)
        assert len(first) == 2
    with running(root) as server:
        server.send(event("read", reader="reader-a-1"))
        assert _readers(server) == first  # the key outlives the process
    assert b"reader-a" not in (root / ".hub" / "events.db").read_bytes()


def test_an_acknowledgement_needs_somebody_whom_a_trusted_proxy_names(tmp_path: Path) -> None:
    root = handbook(tmp_path / "book", "privacy: {mode: named}\n").root
    signed = {"X_Forwarded_User": "priya"}
    options = ("--identity-header", "X-Forwarded-User")
    with running(root, *options) as server:
        said = server.send(event("acknowledgement", version="3.1"), **signed)
        assert (said.status, said.reason) == (422, "not-signed-in")
    with running(root, *options, "--trusted-proxy", "127.0.0.1") as server:
        assert server.send(event("acknowledgement", version="3.1"), **signed).status == 202
        assert server.send(event("acknowledgement", version="3.1")).reason == "not-signed-in"
    assert stored(root, "words", "kind = 'acknowledgement'") == [("priya",)]


def test_without_events_nothing_is_recorded_and_no_store_is_made(tmp_path: Path) -> None:
    root = handbook(tmp_path / "book").root
    with running(root, "--no-events", ready="/") as server:
        assert server.send(event()).status in (404, 405)
        assert "usage.js" not in server.ask("GET", "/sops/refund/").text
    assert not (root / ".hub").exists()


def _readers(server: Server) -> set[bytes]:
    connection = sqlite3.connect(server.root / ".hub" / "events.db")
    found = {row[0] for row in connection.execute("SELECT reader FROM events WHERE kind = 1")}
    connection.close()
    return found
