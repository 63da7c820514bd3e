"""People and owners: names and sides of those who own pages, and nothing else of anybody."""

from __future__ import annotations

import pytest

from hub.people import without_address
from hub.site.layout import Layout
from hub.site.pages.people import people_view
from hub.site.published_site import PublishedSite
from tests.builders import TWO_SIDES, Handbook, page
from tests.site.pages.conftest import Told

TEAM = TWO_SIDES + "teams: {agents: {org: vendor, headcount: 240}}\n"


def test_owners_stand_on_their_side_people_before_teams(handbook: Handbook, told: Told) -> None:
    (handbook.root / "hub.yml").write_text(TEAM)
    for name, owner in {"a": "tom", "b": "agents", "c": "priya", "d": "ana"}.items():
        handbook.write(f"{name}.md", page(name, "Words.", owner=owner))
    handbook.write("e.md", page("e", "Words."))
    view = people_view(told())
    sides = [(side, [one.owner.name for one in owners]) for side, owners in view.sides]
    assert sides == [
        ("Acme Outfitters", ["Ana Duarte"]),
        ("Northwind Support", ["Priya Nair", "Tom Okafor", "agents"]),
    ]
    assert [entry.path for entry in view.unowned] == ["e.md"]


def test_an_owner_whom_the_hub_does_not_list_is_marked(handbook: Handbook, told: Told) -> None:
    handbook.write("a.md", page("A", "Words.", owner="zoe"))
    view = people_view(told())
    (_, (zoe,)) = view.sides[0]
    assert not zoe.owner.is_known
    assert view.unknown == 1


def test_namesakes_are_two_people(handbook: Handbook, told: Told) -> None:
    other = "  ana2: {name: Ana Duarte, email: ana2@acme.example}\naudience:"
    (handbook.root / "hub.yml").write_text(TWO_SIDES.replace("audience:", other))
    for owner in ("ana", "ana2"):
        handbook.write(f"{owner}.md", page(owner, "Words.", owner=owner))
    (_, owners) = people_view(told()).sides[0]
    assert [(one.owner.name, one.anchor) for one in owners] == [
        ("Ana Duarte", "owner-ana-duarte"),
        ("Ana Duarte", "owner-ana-duarte_1"),
    ]


def test_no_address_and_nobody_without_pages_is_shown(handbook: Handbook) -> None:
    handbook.write_root("CODEOWNERS", "* @agency/care kim.lee@agency.example\n")
    handbook.write("a.md", page("A", "Words.", owner="tom@northwind.example"))
    handbook.write("b.md", page("B", "Words.", owner="Zoe Ray <zoe@acme.example>"))
    handbook.write("c.md", page("C", "Words.", owner="priya", audience=["client"]))
    edition = handbook.write("d.md", page("D", "Words.")).commit().open().edition("vendor")
    places = {path: path for path in (*edition.library.pages, *edition.generated)}
    for generated in edition.generated.values():
        if generated.name in ("people", "queue", "health"):
            html = PublishedSite(edition, Layout(places)).generated(generated)
            assert ".example" not in html
            assert "Priya" not in html


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ana", "ana"),
        ("@acme/care", "@acme/care"),
        ("@zoe", "@zoe"),
        ("zoe@acme.example", "zoe"),
        ("Zoe Ray <zoe@acme.example>", "Zoe Ray"),
        ("Zoe Ray (zoe@acme.example)", "Zoe Ray"),
    ],
)
def test_a_name_loses_its_address(written: str, expected: str) -> None:
    assert without_address(written) == expected


def test_pages_with_the_same_title_say_where_they_are(handbook: Handbook, told: Told) -> None:
    for folder in ("linux", "network"):
        handbook.write(f"{folder}/conclusion.md", page("Conclusion", "Words."))
    handbook.write("only.md", page("Only", "Words."))
    places = {entry.title: entry.where for entry in people_view(told()).unowned}
    assert places["Only"] == ""
    assert places["Conclusion"].endswith("/conclusion.md")
