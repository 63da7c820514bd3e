"""The Privacy page says what the command says, and shows no address of the store."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from hub.report.privacy import privacy_notice
from hub.site.layout import Layout
from hub.site.pages.privacy import PAGE
from hub.site.published_site import PublishedSite
from tests.builders import TWO_SIDES, Handbook, page

STORE = "storage: {events: 'postgresql://hub:s3cret@db.internal.example/hub'}\n"


def test_it_says_what_the_command_says_but_for_the_address(handbook: Handbook) -> None:
    (handbook.root / "hub.yml").write_text(TWO_SIDES + STORE)
    edition = handbook.write("a.md", page("A", "Words.")).commit().open().edition("client")
    site = PublishedSite(edition, Layout({PAGE.path: PAGE.path}))
    html = site.generated(edition.generated[PAGE.path])
    text = " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())
    notice = privacy_notice(edition.facts.config)
    for passage in notice.passages:
        for sentence in (passage.heading, *passage.sentences):
            assert sentence in text
    for event in notice.events:
        assert f"{event.kind} {event.when} {', '.join(event.fields)}" in text
    assert "aggregate chosen" in text
    assert "internal.example" not in html


def test_a_handbook_without_hub_yml_has_agreed_to_nothing(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "plain").write("a.md", "# A\n").commit()
    assert PAGE.path not in book.open().edition("everyone").generated
