from __future__ import annotations

from pathlib import Path

import pytest

from hub.config import EVERYONE, HubConfig, Kind, load_config, parse_config
from hub.errors import ConfigError, did_you_mean
from hub.period import Period

FULL = """
name: Acme and Northwind
orgs:
  client: {name: Acme Outfitters, domains: [acme.example], headcount: 120}
  vendor: {name: Northwind Support, domains: northwind.example, headcount: 300}
people:
  priya: {name: Priya Nair, email: Priya@Northwind.example}
teams:
  agents: {org: vendor, headcount: 240}
content:
  dir: docs
  include: ["**/*.html.md.erb"]
audience:
  default: [client, vendor]
  folders: {sops/internal-audit: [client]}
review:
  warn: 30 days
  every: {sop: 6 months, faq: 12 months}
storage:
  events: sqlite:///.hub/events.db
privacy: {mode: aggregate, suppress_below: 5, keep_raw: 90 days}
"""


def mistakes(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        parse_config(text)
    return str(caught.value)


def test_a_whole_configuration_is_read() -> None:
    config = parse_config(FULL)
    assert config.audiences == ("client", "vendor")
    assert config.org_name("client") == "Acme Outfitters"
    assert config.orgs["vendor"].domains == ("northwind.example",)
    assert config.people["priya"].addresses == ("priya@northwind.example",)
    assert config.content.include == ("**/*.html.md.erb",)
    assert config.audience.folders == {"sops/internal-audit": ("client",)}
    assert config.review.every[Kind.SOP] == Period(6, "month")
    assert config.privacy.keep_raw == Period(90, "day")
    assert config.written


def test_without_a_file_there_is_one_audience(tmp_path: Path) -> None:
    config = load_config(tmp_path)
    assert config == HubConfig()
    assert config.audiences == (EVERYONE,)
    assert not config.written


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "teams:\n", "orgs: {}\n"])
def test_an_empty_part_means_the_default(text: str) -> None:
    assert parse_config(text) == HubConfig(written=True)


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("orgs: {a: {}}\nnmae: x\n", 2, 'did you mean "name"?'),
        ("content:\n  dirr: x\n", 2, "expected: one of dir, include, wiki_links"),
        ("orgs:\n  a:\n    nam: x\n", 3, 'did you mean "name"?'),
        ("people:\n  a:\n    nmae: x\n", 3, 'did you mean "name"?'),
        ("written: true\n", 1, 'the key "written" is not known'),
        ("- a\n", 1, "is not a mapping"),
        ("a: [\n", 2, "hub.yml"),
        ("name: a\nname: b\n", 2, "given twice"),
        ("review:\n  warn: 30\n", 2, '"30" is not a period'),
        ("review:\n  warn: {count: 3, unit: century}\n", 2, "is not a period"),
        ("review:\n  every:\n    sops: 6 months\n", 3, "'sop'"),
        ("privacy:\n  mode: everything\n", 2, "'aggregate', 'pseudonymous' or 'named'"),
        ("orgs:\n  a: {headcount: 0}\n", 2, "greater than 0"),
        ("people:\n  a:\n", 2, "people.a"),
        ("audience: vendor\n", 1, "audience"),
        ("orgs: {a: {}, b: {}}\naudience:\n  default: [a, c]\n", 3, 'names "c"'),
        ("orgs: {a: {}}\naudience:\n  folders:\n    x: [b]\n", 4, 'names "b"'),
        ("orgs: {a: {}}\nteams:\n  t:\n    org: b\n", 4, 'teams.t.org names "b"'),
        ("content:\n  include: ['!']\n", 2, "Invalid git pattern"),
        ("orgs:\n  a: {domains: [x.example]}\n  b: {domains: [X.example]}\n", 3, "belongs to a"),
        ("people:\n  a: {name: A, email: q@x}\n  b: {name: B, emails: [Q@x]}\n", 3, "belongs to a"),
    ],
)
def test_a_mistake_is_reported_with_its_line(text: str, line: int, expected: str) -> None:
    message = mistakes(text)
    assert f"hub.yml:{line}: " in message
    assert expected in message


def test_all_mistakes_are_reported_together() -> None:
    message = mistakes("nmae: x\nreview: {warn: soon}\nprivacy: {mode: none}\n")
    assert message.count("[hub-yml]") == 3


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hub.yml").write_bytes(b"name: \xff\n")
    with pytest.raises(ConfigError, match="can't be read"):
        load_config(tmp_path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "hub.yml").write_bytes(b"\xef\xbb\xbfname: A\n")
    assert load_config(tmp_path).name == "A"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("sops/a.md", Kind.SOP),
        ("faqs/x/a.md", Kind.FAQ),
        ("decisions/a.md", Kind.DECISION),
        ("lessons/a.md", Kind.LESSON),
        ("paths/a.md", Kind.PATH),
        ("x/sops/a.md", Kind.PAGE),
        ("sops", Kind.PAGE),
        ("index.md", Kind.PAGE),
    ],
)
def test_the_folder_decides_the_kind(path: str, kind: Kind) -> None:
    assert Kind.of(path) is kind


def test_a_kind_has_a_word_for_readers() -> None:
    assert [kind.label for kind in Kind] == ["SOP", "FAQ", "Decision", "Lesson", "Path", "Page"]


@pytest.mark.parametrize(("word", "question"), [("jna", 'did you mean "Jana"?'), ("xyz", "")])
def test_a_near_word_is_offered(word: str, question: str) -> None:
    assert did_you_mean(word, ["Jana", "tom"]) == question


def test_unknown_organisations_are_reported_beside_other_mistakes() -> None:
    with pytest.raises(ConfigError) as caught:
        parse_config("orgs: {client: {}}\naudience: {default: [clinet]}\nreview: {warn: soon}\n")
    assert [problem.line for problem in caught.value.problems] == [2, 3]
