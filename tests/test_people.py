from __future__ import annotations

import pytest

from hub.config import EVERYONE, HubConfig, parse_config
from hub.people import People

PEOPLE = People(
    parse_config(
        """
orgs:
  client: {domains: [acme.example]}
  vendor: {domains: ["@Northwind.example"]}
people:
  jana: {name: Jana Novak, email: Jana@Acme.example, emails: [jana@home.example]}
  tom: {name: Tom Okafor, email: tom@freelance.example, org: vendor}
  lost: {name: Lost Soul}
teams:
  agents: {org: vendor}
  care: {name: Customer Care}
"""
    )
)


@pytest.mark.parametrize(
    ("written", "handle"),
    [
        ("jana", "jana"),
        ("@jana", "jana"),
        ("@acme/agents", "agents"),
        ("JANA@acme.example", "jana"),
        ("jana@home.example", "jana"),
        ("acme/agents", "acme/agents"),
        ("somebody", "somebody"),
        ("@somebody", "@somebody"),
    ],
)
def test_a_handle_is_found_by_any_name(written: str, handle: str) -> None:
    assert PEOPLE.handle(written) == handle


@pytest.mark.parametrize(
    ("address", "org"),
    [
        ("jana@home.example", "client"),
        ("anyone@acme.example", "client"),
        ("anyone@mail.ACME.example", "client"),
        ("anyone@notacme.example", None),
        ("anyone@acme.example.evil.example", None),
        ("anyone@northwind.example", "vendor"),
        ("tom@freelance.example", "vendor"),
        ("", None),
        ("no-address", None),
    ],
)
def test_an_address_tells_the_organisation(address: str, org: str | None) -> None:
    assert PEOPLE.org_of_address(address) == org


@pytest.mark.parametrize(
    ("handle", "org"),
    [
        ("jana", "client"),
        ("tom", "vendor"),
        ("agents", "vendor"),
        ("care", None),
        ("lost", None),
        ("@somebody", None),
        ("x@acme.example", "client"),
        (None, None),
    ],
)
def test_a_handle_tells_the_organisation(handle: str | None, org: str | None) -> None:
    assert PEOPLE.org_of(handle) == org


def test_one_person_is_one_identity() -> None:
    named = PEOPLE.identity("J. Novak", "Jana@HOME.example")
    assert named == PEOPLE.identity("jana@acme.example") == PEOPLE.identity("jana") == "jana"
    assert PEOPLE.identity("X@y.example") == "x@y.example"
    assert PEOPLE.identity("Somebody") == "Somebody"


def test_an_author_is_a_handle_or_the_name_that_git_gives() -> None:
    assert PEOPLE.author("J. Novak", "jana@home.example") == "jana"
    assert PEOPLE.author("Passer-by", "passer@by.example") == "Passer-by"
    assert PEOPLE.author("Passer-by", "") == "Passer-by"


def test_names_are_those_that_readers_see() -> None:
    assert PEOPLE.name("jana") == "Jana Novak"
    assert PEOPLE.name("care") == "Customer Care"
    assert PEOPLE.name("agents") == "agents"


@pytest.mark.parametrize(
    ("handle", "name"),
    [
        ("ana.duarte@acme.example", "ana.duarte"),
        ("<ana@acme.example>", "ana"),
        ("Ana Duarte <ana@acme.example>", "Ana Duarte"),
        ("Ana Duarte ana@acme.example", "Ana Duarte"),
        ("@acme/agents", "@acme/agents"),
        ("#help", "#help"),
        ("a < b", "a < b"),
    ],
)
def test_a_name_that_readers_see_holds_no_address(handle: str, name: str) -> None:
    assert PEOPLE.name(handle) == name
    assert PEOPLE.author_name(handle, "nobody@any.example") == name


def test_handles_are_people_and_teams() -> None:
    assert PEOPLE.handles == ("jana", "tom", "lost", "agents", "care")
    assert PEOPLE.are_listed
    assert PEOPLE.is_known("care")
    assert not PEOPLE.is_known("@jana")


def test_without_a_configuration_everybody_is_in_one_organisation() -> None:
    people = People(HubConfig())
    assert not people.are_listed
    assert people.org_of("anybody") == people.org_of_address("a@b.example") == EVERYONE
