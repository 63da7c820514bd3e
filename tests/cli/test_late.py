"""Commands that are imported when they are called."""

from __future__ import annotations

from pathlib import Path

from typer.main import get_command

from hub.cli.late import LateGroup
from hub.cli.main import app
from tests.builders import run_hub, run_module


def test_every_command_can_be_imported_and_has_its_name() -> None:
    group = get_command(app)
    assert isinstance(group, LateGroup)
    assert len(group.commands) > 5
    for name in group.commands:
        assert group.commands[name].name == name
        assert group.commands[name].help


def test_calling_one_command_imports_no_other(tmp_path: Path) -> None:
    script = (
        "import sys; from hub.cli.main import app\n"
        "try: app(['lint', '--explain', 'all'])\n"
        "except SystemExit: pass\n"
        "print(sorted(name for name in sys.modules if name in ('hub.cli.build', 'hub.cli.serve')))"
    )
    (tmp_path / "measure.py").write_text(script)
    assert run_module(tmp_path, "measure").out.splitlines()[-1] == "[]"


def test_a_slip_in_a_commands_name_is_answered_with_the_nearest(tmp_path: Path) -> None:
    said = run_hub(tmp_path, "lnt")
    assert said.code == 2
    assert "Did you mean 'lint'?" in said.err
