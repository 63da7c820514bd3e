"""``python -m tests.documentation``: write what the documented commands print today."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.documentation.console import PROJECT, as_run, pages
from tests.documentation.workspace import at_home, write_workspace


def main(names: list[str]) -> None:
    """Bring the pages up to date, or those whose names are given."""
    with tempfile.TemporaryDirectory(prefix="hub-docs-") as folder:
        workspace = Path(folder).resolve() / "workspace"
        workspace.mkdir()
        with at_home(workspace):
            write_workspace(workspace)
        for page in pages():
            if names and page.stem not in names:
                continue
            text = page.read_text(encoding="utf-8")
            anew = as_run(text, workspace, Path(folder).resolve() / page.stem)
            if anew != text:
                page.write_text(anew, encoding="utf-8")
                sys.stdout.write(f"{page.relative_to(PROJECT)}: brought up to date\n")


if __name__ == "__main__":
    main(sys.argv[1:])
