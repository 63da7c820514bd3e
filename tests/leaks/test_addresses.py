"""A published site tells nobody's mail address, wherever a page or git gives one for a name."""

from __future__ import annotations

from pathlib import Path

from tests.builders import TWO_SIDES, Handbook, page, run_hub
from tests.leaks.marked import files_of

_ADDRESS = "zoe.ray@quokka.example"
_MKDOCS_YML = """\
site_name: Hub
site_url: https://hub.example/
docs_dir: content
theme: {name: material, font: false}
plugins: [search, hub]
"""


def test_an_address_in_place_of_a_name_is_in_no_byte(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "handbook", TWO_SIDES).write_root("mkdocs.yml", _MKDOCS_YML)
    book.write_root("CODEOWNERS", f"* {_ADDRESS}\n").write("index.md", "# Home\n")
    old = {"last": "2025-01-05", "by": _ADDRESS, "every": "1 month"}
    front = {"approvers": [_ADDRESS], "review": old, "decision-makers": [f"Zoe <{_ADDRESS}>"]}
    for kind in ("sops", "decisions", "lessons", "paths"):
        steps = {"steps": ["sops/one.md"]} if kind == "paths" else {}
        book.write(f"{kind}/one.md", page("One", "x", owner=_ADDRESS, **front, **steps))
    book.write("sops/two.md", page("Two", "x", owner=f"Zoe Ray <{_ADDRESS}>", review=old))
    book.commit(f"{_ADDRESS} <{_ADDRESS}>", "2025-01-05")
    book.write("sops/two.md", page("Two", "x y", owner=f"Zoe Ray <{_ADDRESS}>", review=old))
    book.commit(f"{_ADDRESS} <{_ADDRESS}>", "2026-06-01")
    done = run_hub(book.root, "build", "--audience", "client", "--today", "2026-06-15")
    assert done.code == 0, done.said
    files = files_of(book.root / "site" / "client")
    assert [name for name, data in files.items() if b"quokka.example" in data] == []
    assert b"zoe.ray" in files["sops/one/index.html"]
