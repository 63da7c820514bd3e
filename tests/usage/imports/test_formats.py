"""Every format: a file in, counts out; the cases are in ``formats.yaml``."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from hub.usage.imports.formats import FORMATS
from tests.usage.imports.files import BROWSER, imported

_CASES = yaml.safe_load(Path(__file__).with_name("formats.yaml").read_text(encoding="utf-8"))


def content(case: dict[str, Any]) -> bytes:
    text = case["file"].replace("BROWSER", BROWSER).replace("TAB", "\t")
    data: bytes = text.encode(case.get("encoding", "utf-8"))
    return umami_export(data) if case.get("umami") else data


def umami_export(pages: bytes) -> bytes:
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("events.csv", "x,y\nclick,3\n")
            archive.writestr("pages.csv", pages)
        return json.dumps({"zip": base64.b64encode(file.getvalue()).decode()}).encode()


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["case"])
def test_a_file_is_counted(case: dict[str, Any]) -> None:
    options = case.get("options", {})
    outcome, rejects = imported(content(case), format=case["format"], **options)
    found = {
        f"{place.first}{'' if place.first == place.last else f' to {place.last}'} {place.page}": [
            count.views,
            count.visitors,
        ]
        for place, count in outcome.imported.counts.items()
    }
    assert found == case["counts"]
    assert outcome.imported.left_out == case.get("left_out", {})
    assert dict(rejects.reasons) == case.get("rejected", {})


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["case"])
def test_its_format_is_found(case: dict[str, Any]) -> None:
    outcome, _ = imported(content(case), **case.get("options", {}))
    assert outcome.imported.format == case["format"]
    assert outcome.is_format_found


def test_every_format_has_a_case() -> None:
    assert {case["format"] for case in _CASES} == set(FORMATS)
