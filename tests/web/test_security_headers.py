"""The headers that ``hub serve`` sends are those that are documented for other servers."""

from __future__ import annotations

import getpass
import json
import re
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.web.security_headers import FILE_POLICY, HEADERS, PAGE_POLICY, policy_of
from tests.web.test_serve import _free_port, _wait_for

_DOCUMENT = Path(__file__).parents[2] / "content" / "reference" / "server-headers.md"


def _block(language: str) -> str:
    text = _DOCUMENT.read_text(encoding="utf-8")
    (found,) = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    return str(found)


@pytest.mark.parametrize("path", ["/", "/a/", "/index.html", "/404.html", "/a.png", "/svg"])
def test_a_page_may_not_be_framed(path: str) -> None:
    assert policy_of(path) == PAGE_POLICY


@pytest.mark.parametrize("path", ["/a.svg", "/a.b/c.SVG", "/a.xhtml", "/feed.xml"])
def test_a_file_that_could_run_is_locked_up(path: str) -> None:
    assert policy_of(path) == FILE_POLICY


@pytest.mark.parametrize("kind", ["application/atom+xml", "text/xml; charset=utf-8", "a/b+XML"])
def test_any_kind_of_xml_is_locked_up(kind: str) -> None:
    assert policy_of("/a.unknown", kind) == FILE_POLICY
    assert policy_of("/a/", "text/html; charset=utf-8") == PAGE_POLICY


@pytest.mark.parametrize("language", ["nginx", "caddy"])
def test_the_documented_server_sends_them_all(language: str) -> None:
    block = _block(language)
    for name, value in HEADERS.items():
        assert re.search(rf'{name} "?{re.escape(value)}"?', block), name
    assert PAGE_POLICY in block
    assert FILE_POLICY in block


def test_the_documented_distribution_sends_them_all() -> None:
    policy = json.loads(_block("json"))
    custom = {it["Header"]: it["Value"] for it in policy["CustomHeadersConfig"]["Items"]}
    assert custom.items() <= HEADERS.items()
    assert policy["CustomHeadersConfig"]["Quantity"] == len(custom)
    named = policy["SecurityHeadersConfig"]
    assert named["ContentSecurityPolicy"]["ContentSecurityPolicy"] == PAGE_POLICY
    assert named["ReferrerPolicy"]["ReferrerPolicy"] == HEADERS["Referrer-Policy"]


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[str]:
    """A real nginx with the documented configuration and a small site."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("there is no nginx")
    site, port = tmp_path / "site", _free_port()
    (site / "a").mkdir(parents=True)
    for name in ("index.html", "404.html", "a/index.html", "plan.svg"):
        (site / name).write_text(name, encoding="utf-8")
    block = _block("nginx").replace("/srv/hub/client", str(site)).replace("8080", str(port))
    places = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    configuration = tmp_path / "nginx.conf"
    configuration.write_text(
        f"daemon off; user {getpass.getuser()}; pid {tmp_path}/pid;\n"
        f"error_log {tmp_path}/errors; events {{}}\n"
        f"http {{ access_log off; {places}\n{block}\n}}\n",
        encoding="utf-8",
    )
    command = [program, "-c", str(configuration)]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    process = subprocess.Popen(command)
    try:
        _wait_for(port, "/", "index.html")
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=10)


def test_nginx_sends_what_hub_serve_sends(nginx: str) -> None:
    for path in ("", "a/", "plan.svg"):
        with urllib.request.urlopen(nginx + path, timeout=5) as answer:  # noqa: S310 (our own server)
            headers = dict(answer.headers.items())
        assert {**headers, **HEADERS} == headers
        assert headers["Content-Security-Policy"] == policy_of("/" + path)
