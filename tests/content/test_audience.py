from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from hub.content.audience import AudienceRules
from tests.content.trees import configured, library

RULES = AudienceRules(
    configured(
        """
orgs: {client: {}, vendor: {}, auditor: {}}
audience:
  default: [vendor, client]
  folders:
    /sops/: [client]
    sops/open: [client, vendor, auditor]
    sops/open/one.md: [auditor]
    nobody: []
"""
    )
)
NO_DEFAULT = AudienceRules(configured("orgs: {client: {}, vendor: {}}\n"))
NO_ORGS = AudienceRules(configured(None))


@pytest.mark.parametrize(
    ("path", "named", "audience"),
    [
        ("a.md", None, ("client", "vendor")),
        ("a.md", ("vendor",), ("vendor",)),
        ("a.md", ("auditor", "client"), ("client", "auditor")),
        ("sops/a.md", None, ("client",)),
        ("sops/x/y/a.md", None, ("client",)),
        ("sops/a.md", ("vendor",), ("vendor",)),
        ("sops/open/a.md", None, ("client", "vendor", "auditor")),
        ("sops/open/one.md", None, ("auditor",)),
        ("sops-2/a.md", None, ("client", "vendor")),
        ("nobody/a.md", None, ()),
        ("a.md", (), ()),
    ],
)
def test_the_innermost_word_counts(
    path: str, named: tuple[str, ...] | None, audience: tuple[str, ...]
) -> None:
    assert RULES.of_page(path, path, named) == audience


def test_a_page_behind_a_link_is_for_those_whom_both_places_allow() -> None:
    assert RULES.of_page("a.md", "sops/a.md", None) == ("client",)
    assert RULES.of_page("sops/a.md", "nobody/a.md", None) == ()


def test_without_a_default_a_page_is_for_nobody() -> None:
    assert NO_DEFAULT.of_page("a.md", "a.md", None) == ()
    assert NO_DEFAULT.of_attachment("a.png", []) == ()


def test_without_organisations_everything_is_for_everyone() -> None:
    assert NO_ORGS.of_page("a.md", "a.md", None) == ("everyone",)
    assert NO_ORGS.of_attachment("a.png", []) == ("everyone",)


@pytest.mark.parametrize(
    ("path", "users", "audience"),
    [
        ("a.png", [], ()),
        ("a.png", [("client",)], ("client",)),
        ("a.png", [("vendor",), ("client",)], ("client", "vendor")),
        ("a.png", [()], ()),
        ("sops/a.png", [], ("client",)),
        ("sops/a.png", [("vendor", "client")], ("client",)),
        ("sops/a.png", [("vendor",)], ()),
    ],
)
def test_an_attachment_is_for_those_who_use_it_as_far_as_its_folder_allows(
    path: str, users: list[tuple[str, ...]], audience: tuple[str, ...]
) -> None:
    assert RULES.of_attachment(path, users) == audience


def test_an_attachment_behind_a_link_is_for_those_whom_both_places_allow() -> None:
    shared = [("client", "vendor")]
    assert RULES.of_attachment("a.png", shared, real_path="sops/a.png") == ("client",)


FILES: dict[str, str | dict[str, str]] = {
    "open/a.md": "[p](p.pdf) ![q](../secret/q.png) [r](linked.pdf) [s](folder/s.pdf)\n",
    "open/b.md": "---\naudience: client\n---\n<img src='only-client.png'> [t][t]\n\n[t]: t.pdf\n",
    "open/p.pdf": "",
    "open/t.pdf": "",
    "open/only-client.png": "",
    "open/unused.png": "",
    "open/linked.pdf": {"link": "../secret/r.pdf"},
    "open/linked.md": {"link": "../secret/x.md"},
    "open/folder": {"link": "../secret"},
    "secret/q.png": "",
    "secret/r.pdf": "",
    "secret/s.pdf": "",
    "secret/x.md": "# Secret\n",
}
RESTRICTED = """
orgs: {client: {}, vendor: {}}
audience: {default: [client, vendor], folders: {secret: [client]}}
"""


def test_nothing_from_a_restricted_folder_is_for_others_whichever_way_it_is_reached(
    tmp_path: Path,
) -> None:
    found = library(tmp_path, FILES, RESTRICTED)
    vendor = found.for_audience("vendor")
    assert set(vendor.pages) == {"open/a.md"}
    assert set(vendor.attachments) == {"open/p.pdf"}
    client = found.for_audience("client")
    assert set(client.pages) == {
        *("open/a.md", "open/b.md", "open/linked.md", "open/folder/x.md", "secret/x.md")
    }
    assert "open/unused.png" not in client.attachments
    assert {"open/t.pdf", "open/only-client.png", "secret/q.png"} <= set(client.attachments)


ORGS = ("client", "vendor", "auditor")


@pytest.mark.parametrize("named", [c for n in (1, 2, 3) for c in combinations(ORGS, n)])
def test_a_library_for_an_audience_holds_no_page_for_others(
    tmp_path: Path, named: tuple[str, ...]
) -> None:
    files: dict[str, str | dict[str, str]] = {
        "a.md": f"---\naudience: [{', '.join(named)}]\n---\n![x](x.png)\n",
        "x.png": "",
    }
    found = library(tmp_path, files, "orgs: {client: {}, vendor: {}, auditor: {}}\n")
    for org in ORGS:
        assert set(found.for_audience(org).pages) == ({"a.md"} if org in named else set())
        assert set(found.for_audience(org).attachments) == ({"x.png"} if org in named else set())
