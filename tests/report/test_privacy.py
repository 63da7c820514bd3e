"""What readers are told about what is remembered of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hub.config import HubConfig
from hub.report.privacy import privacy_notice, privacy_report, store_place
from hub.usage.events import KINDS
from tests.builders import TWO_SIDES, Handbook, run_hub
from tests.report.documented import documented, fields, is_of_type

POSTGRESQL = "postgresql://hub:s3cret@db.example:5433/hub?password=s3cret"


def config(**privacy: object) -> HubConfig:
    return HubConfig.model_validate({"orgs": {"client": {}, "vendor": {}}, "privacy": privacy})


def told(config: HubConfig) -> dict[str, str]:
    return {one.heading: " ".join(one.sentences) for one in privacy_notice(config).passages}


def test_every_kind_of_event_is_told_with_all_that_is_kept_of_it() -> None:
    events = {event.kind: event.fields for event in privacy_notice(config()).events}
    assert tuple(events) == KINDS
    assert events["search"] == (
        "the words",
        "the number of results",
        "the place of the result that was opened",
        "the page",
    )
    assert "the person's name" in events["acknowledgement"]


@pytest.mark.parametrize("mode", ["aggregate", "pseudonymous", "named"])
def test_the_mode_that_was_chosen_is_told(mode: str) -> None:
    notice = privacy_notice(config(mode=mode))
    assert notice.mode.name == mode
    assert [one.name for one in notice.modes if one.is_chosen] == [mode]
    how = told(config(mode=mode))["How readers are told apart"]
    assert how == f"The mode is {mode}. {notice.mode.readers}"


def test_names_are_promised_to_nobody_but_where_they_are_kept() -> None:
    assert "no names but those of acknowledgements" in told(config(mode="named"))["Who sees it"]
    assert "no names." in told(config(mode="pseudonymous"))["Who sees it"]


def test_period_and_smallest_group_are_those_of_the_hub() -> None:
    said = told(config(keep_raw="6 weeks", suppress_below=8))
    assert "deleted after 6 weeks" in said["For how long"]
    assert "fewer than 8 people is withheld" in said["Who sees it"]
    assert "No figure is withheld" in told(config(suppress_below=0))["Who sees it"]


def test_a_password_is_told_nowhere(tmp_path: Path) -> None:
    assert store_place(POSTGRESQL) == "postgresql://db.example:5433/hub"
    book = Handbook(tmp_path / "hub", f"{TWO_SIDES}storage: {{events: '{POSTGRESQL}'}}\n")
    book.write("a.md", "# A\n")
    for options in ((), ("--format", "json")):
        said = run_hub(book.root, "privacy", *options)
        assert said.code == 0, said.said
        assert "s3cret" not in said.said
        assert "db.example:5433/hub" in said.out


def test_the_documentation_names_every_field(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "hub", TWO_SIDES)
    book.write("a.md", "# A\n")
    report = json.loads(run_hub(book.root, "privacy", "--format", "json").out)
    assert report == privacy_report(book.open().config)
    names = documented("commands/privacy.md")
    found = dict(fields(report))
    assert found.keys() == names.keys()
    for name, value in fields(report):
        assert is_of_type(value, names[name]), name
