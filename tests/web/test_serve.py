"""``hub serve``, as a browser meets it: a real process on a real port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import TWO_SIDES, Handbook, page, run_hub

_PATIENCE = 30.0


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _get(port: int, path: str, host: str = "") -> tuple[int, str]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}")
    if host:
        request.add_header("Host", host)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 (our own server)
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def _wait_for(port: int, path: str, words: str) -> None:
    """Wait until a page of the preview says something."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            if words in _get(port, path)[1]:
                return
        except OSError:
            pass
        time.sleep(0.2)
    pytest.fail(f"{path} never said {words!r}")


def _serve(root: Path, port: int, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "hub.cli.main", "serve", "--port", str(port)]
    return subprocess.Popen(
        command,
        cwd=root,
        env={**os.environ, **environment},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "book", TWO_SIDES)
    book.write("index.md", page("Home", "The first words."))
    book.write("inner.md", page("Inner", "For the vendor.", audience="vendor"))
    return book.commit()


@pytest.fixture
def served(book: Handbook) -> Iterator[tuple[Handbook, int]]:
    port = _free_port()
    process = _serve(book.root, port)
    try:
        _wait_for(port, "/", "The first words.")
        yield book, port
    finally:
        process.terminate()
        process.communicate(timeout=15)


def test_preview_shows_one_audience_and_what_is_saved(served: tuple[Handbook, int]) -> None:
    book, port = served
    assert "data-hub-state" in _get(port, "/")[1]
    assert _get(port, "/inner/")[0] == 404
    book.write("index.md", page("Home", "The second words."))
    _wait_for(port, "/", "The second words.")


def test_mistake_leaves_the_last_good_site_and_its_correction_is_seen(
    served: tuple[Handbook, int],
) -> None:
    book, port = served
    book.write("index.md", "---\ntitle: [\n---\n\nBroken words.\n")
    time.sleep(2)
    assert "The first words." in _get(port, "/")[1]
    book.write("index.md", page("Home", "The mended words."))
    _wait_for(port, "/", "The mended words.")


def test_other_names_for_this_machine_are_refused(served: tuple[Handbook, int]) -> None:
    _, port = served
    assert _get(port, "/", host="hub.example")[0] == 400


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_nothing_is_left_behind(book: Handbook, tmp_path: Path, told: signal.Signals) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    port = _free_port()
    process = _serve(book.root, port, TMPDIR=os.fspath(place))
    _wait_for(port, "/", "The first words.")
    assert list(place.iterdir())
    process.send_signal(told)
    said, _ = process.communicate(timeout=15)
    assert list(place.iterdir()) == []
    assert "Traceback" not in said


def test_port_in_use_is_said(book: Handbook) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = _serve(book.root, int(taken.getsockname()[1]))
        said, _ = process.communicate(timeout=_PATIENCE)
    assert process.returncode == 2
    assert "can't listen on" in said
    assert "Traceback" not in said
    assert "Built" not in said, "nobody waits for a site that can't be served"
    assert "Serving" not in said


def test_address_of_another_machine_is_said(book: Handbook) -> None:
    said = run_hub(book.root, "serve", "--host", "192.0.2.1", "--port", str(_free_port()))
    assert said.code == 2
    assert "expected: an address of this machine" in said.err
    assert "--host" in said.err


def _headers(port: int, path: str) -> dict[str, str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
        return {name.lower(): value for name, value in answer.headers.items()}


def test_every_answer_says_how_it_may_be_used(served: tuple[Handbook, int]) -> None:
    _, port = served
    for path in ("/", "/assets/hub/hub.js", "/.hub/reload.js"):
        headers = _headers(port, path)
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"] == "frame-ancestors 'none'"
        assert headers["referrer-policy"] == "same-origin"


def test_a_drawing_opened_by_itself_is_locked_up(served: tuple[Handbook, int]) -> None:
    book, port = served
    book.write("plan.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    book.write("index.md", page("Home", "The drawn words. ![Plan](plan.svg)"))
    _wait_for(port, "/", "The drawn words.")
    headers = _headers(port, "/plan.svg")
    assert headers["content-type"] == "image/svg+xml"
    assert "sandbox" in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]


def test_pages_are_reloaded_by_a_script_of_the_site(served: tuple[Handbook, int]) -> None:
    _, port = served
    assert '<script src="/.hub/reload.js"></script>' in _get(port, "/")[1]
    assert "EventSource" in _get(port, "/.hub/reload.js")[1]


def test_unknown_address_is_answered_with_links_that_work_in_the_preview(book: Handbook) -> None:
    book.write_root("mkdocs.yml", "site_url: https://hub.example/client/\n")
    port = _free_port()
    process = _serve(book.root, port)
    try:
        _wait_for(port, "/", "The first words.")
        status, text = _get(port, "/no/such/page/")
    finally:
        process.terminate()
        process.communicate(timeout=15)
    assert status == 404
    assert "There is no page at this address" in text
    assert '<a href="/">Home</a>' in text
    assert "/client/" not in text
