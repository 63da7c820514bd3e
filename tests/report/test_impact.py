"""What a change does to readers, worked out in real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.paths.reading_time import reading_minutes
from hub.report.impact import Impact, ReadersChange, changed_fields, impact_of, needs_review
from tests.builders import ANA, TWO_SIDES, Handbook, page

WORDS = "Ask for the order number and read it back to the customer before anything else."
OTHER = "Put the parcel on the scale and write its weight on the label, in grams."


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    return (
        Handbook(tmp_path / "book", TWO_SIDES)
        .write("sops/verify.md", page("Verify", WORDS + "\n\n## Chat\n\nToo.", owner="priya"))
        .write("sops/pay.md", page("Pay", OTHER, owner="ana", approvers=["tom"], version="1.4"))
        .write("sops/inner.md", page("Inner", OTHER, owner="tom", audience=["vendor"]))
        .write("rests.md", page("Rests", "x", owner="tom", depends_on=["sops/verify.md"]))
        .write("index.md", page("Home", "[a](sops/verify.md#chat) [b](sops/pay.md)"))
        .write("paths/new.md", page("New", "x", steps=["sops/pay.md", "sops/verify.md"]))
        .commit(ANA, "2026-01-05")
    )


def impact(book: Handbook, base: str = "HEAD") -> Impact:
    hub = book.open()
    return impact_of(
        hub.changes_since(base), hub.assess().evidence, hub.people, minutes_of=reading_minutes
    )


def rewrite(book: Handbook, path: str, old: str, new: str) -> Handbook:
    text = (book.content / path).read_text()
    assert old in text
    return book.write(path, text.replace(old, new))


def test_no_change_is_empty(book: Handbook) -> None:
    found = impact(book)
    assert found.is_empty
    assert not found.reviewers


def test_a_page_that_moves_from_one_side_to_both_is_widened(book: Handbook) -> None:
    rewrite(book, "sops/inner.md", "audience:\n- vendor\n", "")
    (found,) = impact(book).widened
    assert found == ReadersChange("sops/inner.md", "Inner", ("vendor",), ("client", "vendor"))
    assert found.gained == ("client",)


def test_a_page_is_widened_wherever_it_moves(book: Handbook) -> None:
    rewrite(book, "sops/inner.md", "audience:\n- vendor\n", "").commit()
    book.move("sops/inner.md", "faqs/outer.md")
    (found,) = impact(book, "HEAD~1").widened
    assert (found.path, found.gained) == ("faqs/outer.md", ("client",))


def test_hub_yml_alone_can_widen(book: Handbook) -> None:
    folders = "audience: {default: [client, vendor], folders: {sops: [vendor]}}"
    narrow = TWO_SIDES.replace("audience: {default: [client, vendor]}", folders)
    book.write_root("hub.yml", narrow).commit()
    book.write_root("hub.yml", TWO_SIDES)
    assert [r.path for r in impact(book).widened] == ["sops/pay.md", "sops/verify.md"]


def test_a_new_page_has_no_readers_to_gain(book: Handbook) -> None:
    book.write("new.md", page("New", "x"))
    assert impact(book).widened == ()


def test_a_page_that_nobody_could_read_about_is_reported(book: Handbook) -> None:
    book.write("odd.md", "---\naudience: [\n---\n\n# Odd\n").commit()
    book.write("odd.md", page("Odd", "x"))
    assert [problem.path for problem in impact(book).unknown_before] == ["odd.md"]


def test_a_hub_yml_that_nobody_could_read_is_reported(book: Handbook) -> None:
    book.write_root("hub.yml", "orgs: [").commit()
    book.write_root("hub.yml", TWO_SIDES)
    assert [problem.path for problem in impact(book).unknown_before] == ["hub.yml"]


def test_owners_of_before_and_after_review_what_codeowners_gives_away(book: Handbook) -> None:
    book.write_root("CODEOWNERS", "/content/index.md @priya\n").commit()
    book.write_root("CODEOWNERS", "/content/index.md @ana\n")
    found = impact(book)
    assert [c.page.path for c in found.pages if needs_review(c)] == ["index.md"]
    reviewers = {one.handle: one.owns for group in found.reviewers.values() for one in group}
    assert reviewers == {"ana": ("index.md",), "priya": ("index.md",)}


def test_a_page_that_cannot_be_read_any_more_is_not_called_removed(book: Handbook) -> None:
    book.write("sops/pay.md", "---\ntitle: [\n---\n")
    found = impact(book)
    assert [problem.path for problem in found.unreadable] == ["sops/pay.md"]
    assert found.pages == ()
    assert not found.is_empty


def test_a_file_is_widened_by_the_page_that_begins_to_use_it(book: Handbook) -> None:
    rewrite(book, "sops/inner.md", OTHER, OTHER + " ![](../salaries.png)")
    book.write("salaries.png", b"\x89PNG").commit()
    rewrite(book, "sops/pay.md", OTHER, OTHER + " ![](../salaries.png)")
    (found,) = impact(book).widened
    assert (found.path, found.before, found.gained) == ("salaries.png", ("vendor",), ("client",))


def test_an_included_text_is_widened_by_the_page_that_includes_it(book: Handbook) -> None:
    rewrite(book, "sops/inner.md", OTHER, '--8<-- "parts/rates.txt"')
    book.write("parts/rates.txt", "Seven.\n").commit()
    rewrite(book, "sops/pay.md", OTHER, OTHER + '\n\n--8<-- "parts/rates.txt"')
    (found,) = impact(book).widened
    assert (found.path, found.before, found.gained) == ("parts/rates.txt", ("vendor",), ("client",))


def test_readers_are_lost_loudly_enough(book: Handbook) -> None:
    rewrite(book, "sops/pay.md", "owner: ana", "owner: ana\naudience: client")
    (found,) = impact(book).narrowed
    assert (found.path, found.lost) == ("sops/pay.md", ("vendor",))
    assert impact(book).widened == ()


def test_owners_and_approvers_review_by_side(book: Handbook) -> None:
    rewrite(book, "sops/pay.md", OTHER, WORDS)
    found = impact(book).reviewers
    assert list(found) == ["client", "vendor"]
    assert [(r.handle, r.owns) for r in found["client"]] == [("ana", ("sops/pay.md",))]
    assert [(r.handle, r.approves) for r in found["vendor"]] == [("tom", ("sops/pay.md",))]


def test_who_takes_a_page_over_does_not_decide_that_alone(book: Handbook) -> None:
    rewrite(book, "sops/pay.md", "owner: ana\napprovers:\n- tom\n", "owner: priya\n")
    found = {
        r.handle: (r.owns, r.approves) for group in impact(book).reviewers.values() for r in group
    }
    page_ = ("sops/pay.md",)
    assert found == {"ana": (page_, ()), "priya": (page_, ()), "tom": ((), page_)}


def test_a_change_of_form_asks_nobody(book: Handbook) -> None:
    rewrite(book, "sops/pay.md", "scale", "**scale**")
    found = impact(book)
    assert [needs_review(c) for c in found.pages] == [False]
    assert not found.reviewers


def test_a_change_of_front_matter_asks_the_owner(book: Handbook) -> None:
    rewrite(book, "sops/pay.md", "version: '1.4'", "version: '1.5'\ntags: [money]")
    found = impact(book)
    assert changed_fields(found.pages[0]) == ("version", "tags")
    assert not found.pages[0].substantive
    assert list(found.reviewers) == ["client", "vendor"]


def test_a_page_without_an_owner_is_named(book: Handbook) -> None:
    rewrite(book, "index.md", "title", "tags: [a]\ntitle")
    assert impact(book).unowned == ("index.md",)


def test_paths_through_a_changed_page_are_named(book: Handbook) -> None:
    rewrite(book, "sops/pay.md", OTHER, WORDS)
    (found,) = impact(book).paths
    assert (found.page.path, found.steps) == ("paths/new.md", ("sops/pay.md",))


def test_a_removed_page_leaves_references_that_lead_nowhere(book: Handbook) -> None:
    book.remove("sops/verify.md")
    found = [(b.reference.page, b.reference.kind.value, b.led_to) for b in impact(book).broken]
    assert found == [
        ("index.md", "link", "sops/verify.md"),
        ("paths/new.md", "steps", "sops/verify.md"),
        ("rests.md", "depends_on", "sops/verify.md"),
    ]


def test_a_moved_page_says_where_it_stands_now(book: Handbook) -> None:
    book.move("sops/pay.md", "sops/pay-out.md")
    found = [b for b in impact(book).broken if b.reference.page == "index.md"]
    assert [(b.led_to, b.stands_at) for b in found] == [("sops/pay.md", "sops/pay-out.md")]


def test_a_removed_heading_breaks_the_links_to_it(book: Handbook) -> None:
    rewrite(book, "sops/verify.md", "## Chat", "## Conversations")
    (found,) = impact(book).broken
    assert (found.reference.page, found.reference.lacks_heading) == ("index.md", True)


def test_what_was_broken_before_is_not_blamed_on_the_change(book: Handbook) -> None:
    rewrite(book, "index.md", "[a]", "[z](gone.md) [a]").commit()
    rewrite(book, "index.md", "[b]", "**[b]**")
    assert impact(book).broken == ()


def test_the_links_of_a_page_that_moves_are_looked_at(book: Handbook) -> None:
    book.move("index.md", "deep/down/index.md")
    assert {b.led_to for b in impact(book).broken} == {"sops/verify.md", "sops/pay.md"}


@pytest.mark.parametrize(
    ("version", "asked"),
    [("2.0", True), ("v2", True), ("10.1", True), ("1.5", False), ("0.9", False), ("new", False)],
)
def test_a_new_major_version_asks_again(book: Handbook, version: str, *, asked: bool) -> None:
    rewrite(book, "sops/pay.md", "'1.4'", f"'{version}'")
    assert [a.version for a in impact(book).acknowledgements] == ([version] if asked else [])


def test_a_draft_asks_nobody_again(book: Handbook) -> None:
    rewrite(book, "sops/pay.md", "version: '1.4'", "version: '2.0'\nstatus: draft")
    assert impact(book).acknowledgements == ()


def test_owners_of_suspect_pages_are_asked(book: Handbook) -> None:
    rewrite(book, "rests.md", "owner: tom", "owner: tom\nreview: {last: 2026-02-02, by: ana}")
    book.commit(ANA, "2026-02-02")
    rewrite(book, "sops/verify.md", "Too.", "Never.")
    found = {r.handle: r.owns_suspects for r in impact(book).reviewers["vendor"]}
    assert found == {"priya": (), "tom": ("rests.md",)}
