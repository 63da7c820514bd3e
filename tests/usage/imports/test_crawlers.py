"""Who is a program, and that forgetting builds of browsers changes no answer."""

from __future__ import annotations

import pytest
from crawleruseragents import CRAWLER_USER_AGENTS_DATA, is_crawler

from hub.usage.imports.crawlers import Crawlers
from tests.usage.imports.files import BROWSER


def test_every_agent_of_the_list_is_answered_as_the_list_does() -> None:
    crawlers = Crawlers()
    agents = [agent for known in CRAWLER_USER_AGENTS_DATA for agent in known.get("instances", ())]
    assert len(agents) > 1_000
    wrong = [one for one in agents if crawlers.has[one.encode()] is not is_crawler(one[:1_000])]
    assert wrong == []


@pytest.mark.parametrize("agent", ["", "-", "curl/8.5.0", "python-requests/2.32.0"])
def test_programs_and_those_without_a_name_are_no_readers(agent: str) -> None:
    assert Crawlers().has[agent.encode()]


def test_browsers_are_readers() -> None:
    crawlers = Crawlers()
    assert not crawlers.has[BROWSER.encode()]
    assert not crawlers.has[BROWSER.encode()]
