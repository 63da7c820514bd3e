"""A shared handbook to write pages into, and what one audience may be told of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hub.site.facts import Facts
from tests.builders import TWO_SIDES, Handbook

Told = Callable[..., Facts]


@pytest.fixture
def handbook(tmp_path: Path) -> Handbook:
    return Handbook(tmp_path / "hub", TWO_SIDES)


@pytest.fixture
def told(handbook: Handbook) -> Told:
    """What an audience may be told once everything is committed."""

    def facts(audience: str = "client") -> Facts:
        handbook.commit()
        return handbook.open().edition(audience).facts

    return facts
