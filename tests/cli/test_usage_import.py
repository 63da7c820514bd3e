"""``hub usage import``: views of pages from other systems' files."""

from __future__ import annotations

import io
import json
import sys
from contextlib import closing
from pathlib import Path

import pytest

from hub.usage.imported import ImportedUsage
from hub.usage.store.opening import open_store
from tests.builders import TWO_SIDES, Handbook, Outcome, page, run_hub
from tests.usage.imports.files import line

_LOG = "\n".join(
    [
        line("/sops/refund/"),
        line("/sops/bonus/"),
        line("/style.css"),
        line("/sops/refund/", client="203.0.113.7", at="11/Jun/2026:13:55:36 +0000"),
        "not a line",
    ]
)


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    book = Handbook(tmp_path / "handbook", TWO_SIDES, git=False)
    book.write("sops/refund.md", page("Issue a refund", "Once.", id="SOP-001"))
    book.write("sops/bonus.md", page("Bonus", "Pay.", id="SOP-009", audience=["vendor"]))
    return book.write_root("access.log", _LOG)


class Kept:
    """What the hub's own store has of imports."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def kept(self) -> list[ImportedUsage]:
        if not (self._root / ".hub").exists():
            return []
        with closing(open_store("sqlite:///.hub/events.db", self._root)) as store:
            return store.imports()

    def views(self) -> dict[str, int]:
        """Views by day and page."""
        counts = (item for one in self.kept for item in one.counts.items())
        return {f"{place.first} {place.page}": count.views for place, count in counts}


@pytest.fixture
def shelf(book: Handbook) -> Kept:
    return Kept(book.root)


def import_(book: Handbook, *arguments: str) -> Outcome:
    return run_hub(book.root, "usage", "import", *arguments, "--today", "2026-06-15")


def test_views_and_what_was_left_out_are_told(book: Handbook, shelf: Kept) -> None:
    said = import_(book, "access.log")
    assert said.code == 0, said.said
    assert "2      Issue a refund" in said.out
    told = "access.log: 3 new views, 2026-06-10 to 2026-06-11, format combined (found)"
    assert told in said.out
    assert "left out: 1 asset" in said.out
    assert "rejected: 1 not in the log's format" in said.out
    assert "Whose site was it? --audience takes one of client, vendor." in said.err
    assert (book.root / "access.log.rejects").read_text() == "not a line\n"
    assert shelf.views() == {
        "2026-06-10 sops/bonus.md": 1,
        "2026-06-10 sops/refund.md": 1,
        "2026-06-11 sops/refund.md": 1,
    }


def test_a_file_counts_once(book: Handbook, shelf: Kept) -> None:
    said = import_(book, "access.log", "access.log")
    assert "access.log: imported before, nothing has changed" in said.out
    assert len(shelf.kept) == 1


def test_an_audience_has_only_its_pages(book: Handbook, shelf: Kept) -> None:
    said = import_(book, "access.log", "--audience", "client", "--json")
    report = json.loads(said.out)
    assert [row["path"] for row in report["pages"]] == ["sops/refund.md"]
    assert report["files"][0]["left_out"] == {"asset": 1, "unknown-page": 1}
    assert report["files"][0]["audience"] == "client"
    assert [one.audience for one in shelf.kept] == ["client"]
    assert said.err == ""


def test_a_dry_run_keeps_nothing_but_knows_what_it_has_seen(book: Handbook, shelf: Kept) -> None:
    book.write_root("grown.log", _LOG + "\n" + line(at="11/Jun/2026:14:00:00 +0000"))
    said = import_(book, "access.log", "grown.log", "--dry-run")
    assert "access.log: 3 new views" in said.out
    assert "grown.log: 1 new view" in said.out
    assert "Nothing was kept: this was a dry run" in said.out
    assert shelf.kept == []
    assert not list(book.root.glob("*.rejects"))


@pytest.mark.usefixtures("shelf")
def test_a_dry_run_knows_what_was_imported(book: Handbook) -> None:
    import_(book, "access.log")
    said = import_(book, "access.log", "--dry-run")
    assert "access.log: imported before, nothing has changed" in said.out


def test_where_nothing_can_be_kept_nothing_is_written(book: Handbook) -> None:
    book.write_root("hub.yml", TWO_SIDES + "storage: {events: 'sqlite:///access.log/events.db'}\n")
    said = import_(book, "access.log")
    assert said.code == 2
    assert "the event store can't be used" in said.err
    assert not list(book.root.glob("*.rejects"))


def test_what_comes_through_a_pipe_is_read(
    book: Handbook, shelf: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(_LOG.encode())))
    said = import_(book, "-", "--format", "combined", "--source", "web-1")
    assert "3 new views" in said.out
    assert not list(book.root.glob("*.rejects"))
    assert [one.source for one in shelf.kept] == ["web-1"]


def test_rejected_lines_go_where_they_are_wanted(book: Handbook, shelf: Kept) -> None:
    assert import_(book, "access.log", "--rejects", "bad.txt").code == 0
    assert (book.root / "bad.txt").read_text() == "not a line\n"
    assert shelf.kept


def test_nothing_is_written_of_a_file_that_is_refused(book: Handbook, shelf: Kept) -> None:
    said = import_(book, "access.log", "--format", "caddy-json")
    assert said.code == 2
    assert "Did you mean --format combined?" in said.err
    assert not list(book.root.glob("*.rejects"))
    assert shelf.kept == []


def test_an_export_takes_its_period_from_whoever_gives_it(book: Handbook, shelf: Kept) -> None:
    book.write_root("pages.csv", "Page path,Views\n/sops/refund/,12\n")
    assert "Name them with --from and --to." in import_(book, "pages.csv").err
    said = import_(book, "pages.csv", "--from", "2026-06-01", "--to", "2026-06-07")
    assert "12 new views, 2026-06-01 to 2026-06-07, format ga4 (found)" in said.out
    assert len(shelf.kept) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "combine"], 'did you mean "combined"?'),
        (["--from", "2026-06-01"], "--from and --to are no period"),
        (["--from", "2026-06-02", "--to", "2026-06-01"], "--from and --to are no period"),
        (["--audience", "clients"], 'did you mean "client"?'),
        (["--site", "hub.acme.example"], '"hub.acme.example" is no address on the web'),
    ],
)
def test_mistakes_are_told(book: Handbook, shelf: Kept, arguments: list[str], said: str) -> None:
    outcome = import_(book, "access.log", *arguments)
    assert outcome.code == 2
    assert said in outcome.err
    assert shelf.kept == []


def test_no_address_and_no_agent_is_kept(book: Handbook, shelf: Kept) -> None:
    import_(book, "access.log")
    assert "203.0.113" not in repr(shelf.kept)
    assert "Mozilla" not in repr(shelf.kept)


def test_the_documented_schema_is_the_real_one(book: Handbook, shelf: Kept) -> None:
    report = json.loads(import_(book, "access.log", "--json").out)
    page_ = Path(__file__).parents[2] / "content/reference/commands/usage-import.md"
    documented = {
        line_.split("`")[1] for line_ in page_.read_text().splitlines() if line_.startswith("| `")
    }
    found = {*report}
    for name in ("files", "pages"):
        found |= {f"{name}[].{key}" for key in report[name][0]}
    assert found <= documented
    assert shelf.kept
