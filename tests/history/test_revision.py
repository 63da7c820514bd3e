"""The pages of an earlier revision beside today's, in real repositories."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from hub.content.change import Change, PageChange
from hub.errors import HistoryError
from tests.builders import TWO_SIDES, Handbook, page

WORDS = "Ask for the order number and read it back to the customer before anything else."
MORE = "Then look whether the parcel was scanned at the depot, because most of them were."


@pytest.fixture
def handbook(tmp_path: Path) -> Handbook:
    return (
        Handbook(tmp_path, TWO_SIDES)
        .write("sops/refund.md", page("Refund", WORDS, id="SOP-001"))
        .write("sops/verify.md", page("Verify", MORE))
        .write("faq.md", page("Questions", "None yet."))
        .commit()
    )


def change_of(handbook: Handbook, base: str = "HEAD") -> Change:
    return handbook.open().changes_since(base)


def only(change: Change) -> PageChange:
    (page_change,) = change.pages
    return page_change


def test_nothing_changed(handbook: Handbook) -> None:
    assert change_of(handbook).pages == ()


def test_an_uncommitted_edit_counts(handbook: Handbook) -> None:
    handbook.write("faq.md", page("Questions", "One."))
    change = only(change_of(handbook))
    assert change.substantive
    assert change.before is not None
    assert "None yet." in change.before.body


def test_a_change_of_form_is_mechanical(handbook: Handbook) -> None:
    handbook.write("faq.md", page("Questions", "**None** yet."))
    assert not only(change_of(handbook)).substantive


def test_pages_are_added_and_removed(handbook: Handbook) -> None:
    handbook.remove("faq.md").write("new.md", page("New", "All of it is new."))
    added, removed = sorted(change_of(handbook).pages, key=lambda c: c.is_removed)
    assert (added.is_added, added.page.path) == (True, "new.md")
    assert (removed.is_removed, removed.page.path) == (True, "faq.md")
    assert removed.readers_lost == ("client", "vendor")


@pytest.mark.parametrize("committed", [True, False])
@pytest.mark.parametrize("name", ["refund", "verify"])
def test_a_moved_page_is_one_page(handbook: Handbook, name: str, *, committed: bool) -> None:
    handbook.git("branch", "base")
    handbook.move(f"sops/{name}.md", f"sops/money/{name}-it.md")
    if committed:
        handbook.commit()
    change = only(change_of(handbook, "base"))
    assert change.moved_from == f"sops/{name}.md"
    assert not change.substantive


def test_a_page_that_is_moved_and_rewritten_is_one_page_once_it_is_staged(
    handbook: Handbook,
) -> None:
    handbook.move("sops/verify.md", "verify.md").git("add", "--all")
    handbook.write("verify.md", page("Verify", MORE + " Nearly all."))
    change = only(change_of(handbook))
    assert (change.moved_from, change.substantive) == ("sops/verify.md", True)


def test_a_page_is_found_again_by_its_id(handbook: Handbook) -> None:
    handbook.remove("sops/refund.md").write("x.md", page("Other", "New words.", id="sop-001"))
    change = only(change_of(handbook))
    assert change.moved_from == "sops/refund.md"
    assert change.substantive


def test_what_others_have_merged_since_is_not_part_of_the_change(handbook: Handbook) -> None:
    handbook.git("checkout", "--quiet", "-b", "work")
    handbook.write("faq.md", page("Questions", "One.")).commit()
    handbook.git("checkout", "--quiet", "main")
    handbook.write("sops/verify.md", page("Verify", "Rewritten.")).commit()
    handbook.git("checkout", "--quiet", "work")
    assert only(change_of(handbook, "main")).page.path == "faq.md"


def test_readers_are_gained_through_the_front_matter(handbook: Handbook) -> None:
    handbook.write("faq.md", page("Questions", "None yet.", audience=["vendor"])).commit()
    handbook.write("faq.md", page("Questions", "None yet."))
    change = only(change_of(handbook))
    assert change.readers_gained == ("client",)
    assert not change.substantive


def test_readers_are_lost_through_hub_yml_alone(handbook: Handbook) -> None:
    handbook.write_root("hub.yml", TWO_SIDES.replace("[client, vendor]", "[client]"))
    changes = change_of(handbook).pages
    assert [c.readers_lost for c in changes] == [("vendor",)] * 3


def test_a_content_folder_that_moves_takes_its_readers_along(handbook: Handbook) -> None:
    folders = "{default: [client, vendor], folders: {sops: [client]}}"
    handbook.write_root("hub.yml", TWO_SIDES.replace("{default: [client, vendor]}", folders))
    handbook.commit().git("mv", "content", "pages")
    handbook.write_root("hub.yml", TWO_SIDES + "content: {dir: pages}\n")
    changes = change_of(handbook).pages
    assert {c.page.path: c.readers_gained for c in changes} == {
        "sops/refund.md": ("vendor",),
        "sops/verify.md": ("vendor",),
    }
    assert not any(c.is_edited for c in changes)


def test_a_page_that_moves_with_the_content_folder_is_one_page(handbook: Handbook) -> None:
    handbook.write_root("hub.yml", TWO_SIDES + "content: {dir: content}\n").commit()
    handbook.git("branch", "base")
    handbook.git("mv", "content", "pages")
    handbook.git("mv", "pages/sops/verify.md", "pages/verify.md")
    handbook.write_root("pages/verify.md", page("Verify", MORE + " Nearly all."))
    handbook.write_root("hub.yml", TWO_SIDES + "content: {dir: pages}\n").commit()
    change = only(change_of(handbook, "base"))
    assert (change.moved_from, change.substantive) == ("sops/verify.md", True)


def test_a_hub_yml_that_comes_does_not_make_the_pages_new(tmp_path: Path) -> None:
    handbook = Handbook(tmp_path).write("a.html.md.erb", "# A\n").commit()
    handbook.write_root("hub.yml", TWO_SIDES + 'content: {include: ["**/*.html.md.erb"]}\n')
    assert change_of(handbook).pages == ()


def test_a_hub_yml_of_then_that_cannot_be_read_is_a_problem(handbook: Handbook) -> None:
    handbook.write_root("hub.yml", "orgs: [").commit()
    handbook.write_root("hub.yml", TWO_SIDES)
    assert [problem.path for problem in change_of(handbook).problems] == ["hub.yml"]


def test_codeowners_alone_can_give_a_page_to_another(handbook: Handbook) -> None:
    handbook.write("faq.md", page("Questions", "None yet.", owner="tom"))
    handbook.write_root("CODEOWNERS", "/content/ @ana\n").commit()
    handbook.write_root("CODEOWNERS", "/content/ @ana\n/content/sops/verify.md @priya\n")
    change = only(change_of(handbook))
    assert change.before is not None
    assert (change.before.owner, change.before.org) == ("ana", "client")
    assert (change.page.owner, change.page.org) == ("priya", "vendor")


def test_an_owner_whom_hub_yml_gets_to_know_is_the_same_owner(handbook: Handbook) -> None:
    handbook.write("faq.md", page("Questions", "None yet.", owner="eve@acme.example")).commit()
    eve = "people:\n  eve: {name: Eve, email: eve@acme.example}"
    handbook.write_root("hub.yml", TWO_SIDES.replace("people:", eve))
    assert change_of(handbook).pages == ()


def test_an_unreadable_page_of_then_is_reported(handbook: Handbook) -> None:
    handbook.write("faq.md", "---\ntitle: [\n---\n").commit()
    handbook.write("faq.md", page("Questions", "One."))
    change = change_of(handbook)
    assert [problem.path for problem in change.problems] == ["faq.md"]
    assert only(change).is_added


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD~9", ""])
def test_a_revision_that_is_not_there_is_named(handbook: Handbook, revision: str) -> None:
    with pytest.raises(HistoryError, match=f'no revision "{revision}"'):
        change_of(handbook, revision)


def test_a_revision_of_another_history_has_nothing_in_common(handbook: Handbook) -> None:
    handbook.git("checkout", "--quiet", "--orphan", "other")
    handbook.commit(date="2026-02-02")
    with pytest.raises(HistoryError, match="no commit in common"):
        change_of(handbook, "main")


def test_the_files_of_then_belong_to_their_readers_of_then(handbook: Handbook) -> None:
    handbook.write("inner.md", page("Inner", "![](a.png)", audience=["vendor"]))
    handbook.write("a.png", b"x").write("gone.png", b"x").commit()
    handbook.write("faq.md", page("Questions", "![](a.png)")).remove("gone.png")
    before = change_of(handbook).read_before()
    assert before.attachments["a.png"].audience == ("vendor",)
    assert "gone.png" in before.attachments
    assert sorted(before.pages) == ["faq.md", "inner.md", "sops/refund.md", "sops/verify.md"]
    assert before.links_out(before.pages["faq.md"]) == ()


def test_pages_that_did_not_change_had_the_readers_of_then(handbook: Handbook) -> None:
    handbook.write_root("hub.yml", TWO_SIDES.replace("[client, vendor]", "[client]"))
    before = change_of(handbook).read_before()
    assert {page.audience for page in before.pages.values()} == {("client", "vendor")}


def test_included_texts_that_say_something_else_are_named(handbook: Handbook) -> None:
    handbook.write("a.txt", '--8<-- "b.txt"\n').write("b.txt", "Seven.\n").write("c.txt", "x\n")
    handbook.write("faq.md", page("Questions", '--8<-- "a.txt"\n\n--8<-- "d.txt"')).commit()
    handbook.write("b.txt", "Nine.\n").write("c.txt", "y\n").write("a.txt", '--8<--  "b.txt"\n')
    handbook.write("d.txt", "New.\n")
    change = change_of(handbook)
    assert change.texts == ("b.txt", "d.txt")
    assert change.pages == ()
    faq = change.read_before().pages["faq.md"]
    assert change.read_before().included(faq) == ("a.txt", "b.txt")


def test_a_page_with_other_front_matter_in_another_place_is_one_page(handbook: Handbook) -> None:
    handbook.move("sops/verify.md", "verify.md")
    handbook.write("verify.md", page("Verify", MORE, owner="ana", tags=["a", "b", "c"]))
    assert only(change_of(handbook)).moved_from == "sops/verify.md"


def test_a_page_behind_a_link_is_not_new_each_time(handbook: Handbook) -> None:
    (handbook.content / "linked.md").symlink_to("faq.md")
    (handbook.content / "again").symlink_to("sops")
    assert {c.page.path for c in change_of(handbook).pages} == {
        "again/refund.md",
        "again/verify.md",
        "linked.md",
    }
    handbook.commit()
    handbook.write("faq.md", page("Questions", "One."))
    assert only(change_of(handbook)).page.path == "faq.md"


def test_everyone_of_then_could_read_what_two_sides_read_now(handbook: Handbook) -> None:
    (handbook.root / "hub.yml").unlink()
    handbook.write("a.png", b"x").write("faq.md", page("Questions", "![](a.png)")).commit()
    folders = "{default: [client, vendor], folders: {sops: [client]}}"
    handbook.write_root("hub.yml", TWO_SIDES.replace("{default: [client, vendor]}", folders))
    change = change_of(handbook)
    assert {c.page.path: c.readers_lost for c in change.pages} == {
        "sops/refund.md": ("vendor",),
        "sops/verify.md": ("vendor",),
    }
    assert not any(c.readers_gained for c in change.pages)
    assert change.read_before().attachments["a.png"].audience == ("client", "vendor")


def test_before_the_first_commit_every_page_is_new(tmp_path: Path) -> None:
    handbook = Handbook(tmp_path, TWO_SIDES).write("a.md", page("A", WORDS)).write("b.md", "")
    change = change_of(handbook)
    assert change.base is None
    assert [(c.page.path, c.is_added) for c in change.pages] == [("a.md", True), ("b.md", True)]
    assert change.read_before().pages == {}
    with pytest.raises(HistoryError, match='there is no revision "main"'):
        change_of(handbook, "main")


def test_a_line_of_work_that_has_not_begun_has_nothing_in_common(handbook: Handbook) -> None:
    handbook.git("checkout", "--quiet", "--orphan", "other")
    with pytest.raises(HistoryError, match="no commit in common"):
        change_of(handbook, "main")


def test_a_content_folder_behind_a_link_has_its_configuration_of_then(tmp_path: Path) -> None:
    handbook = Handbook(tmp_path / "book", TWO_SIDES).write_root("a/b/c/pages/x.md", page("X", "x"))
    (handbook.root / "content").symlink_to("a/b/c/pages")
    handbook.commit()
    assert change_of(handbook).pages == ()


def test_a_tree_that_no_folder_can_hold_is_a_message(tmp_path: Path) -> None:
    handbook = Handbook(tmp_path).write("a.md", "# A\n").write("b.md", "# B\n").commit()
    content = handbook.git("rev-parse", "HEAD:content")
    b = handbook.git("rev-parse", "HEAD:content/b.md")
    both = _tree(handbook, f"100644 blob {b}\ta.md\n040000 tree {content}\ta.md\n")
    tree = _tree(handbook, f"040000 tree {both}\tcontent\n")
    who = {
        f"GIT_{role}_{fact}": "x" for role in ("AUTHOR", "COMMITTER") for fact in ("NAME", "EMAIL")
    }
    forged = handbook.git("commit-tree", "-m", "Forged", tree, environment=who)
    handbook.git("reset", "--quiet", "--soft", forged)
    with pytest.raises(HistoryError, match="can't be written"):
        change_of(handbook)


def _tree(handbook: Handbook, entries: str) -> str:
    """Write a tree that git itself would never make."""
    done = subprocess.run(
        ["git", "mktree"],
        cwd=handbook.root,
        input=entries,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()
