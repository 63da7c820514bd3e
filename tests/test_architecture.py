"""The floors of the house: who may import whom, read from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent

FLOORS = (
    ("hub.collector", "hub.errors", "hub.period", "hub.strict_yaml", "hub.config", "hub.people"),
    ("hub.content",),
    ("hub.history",),
    ("hub.trust", "hub.usage", "hub.search"),
    ("hub.paths", "hub.report", "hub.starting", "hub.demo"),
    ("hub.site", "hub.app"),
    ("hub.web", "hub_mkdocs"),
    ("hub.cli",),
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
MAY_READ_THE_CLOCK = ("hub.app", "hub.web", "hub.cli", "hub_mkdocs")
CLOCKS = frozenset(
    {"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time", "time.time_ns"}
)
ONE_IMPORTER = ("frontmatter", "git", "nh3", "whoosh", "sqlalchemy", "watchdog", "starlette")
NAMES_THAT_SAY_NOTHING = frozenset({"utils", "util", "helpers", "helper", "common", "misc"})
MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


@dataclass(frozen=True)
class Module:
    """A Python file and what it is called."""

    name: str
    file: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The part of the house that it belongs to."""
        parts = self.name.split(".")
        return ".".join(parts[:2]) if parts[0] == "hub" else parts[0]


def modules_of(root: Path) -> dict[str, Module]:
    found = {}
    for base in (root, root / "plugins"):
        for package in ("hub", "hub_mkdocs"):
            for file in sorted((base / package).rglob("*.py")):
                name = ".".join(file.relative_to(base).with_suffix("").parts)
                name = name.removesuffix(".__init__")
                tree = ast.parse(file.read_text(encoding="utf-8"))
                found[name] = Module(name, file.relative_to(root).as_posix(), tree)
    return found


def imports(module: Module) -> Iterator[str]:
    """Every name that a module imports, wherever in its text, for types alone included."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(module: Module, modules: dict[str, Module]) -> set[Module]:
    found = set()
    for name in imports(module):
        parts = name.split(".")
        outward = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
        other = next((part for part in outward if part in modules), module.name)
        if other != module.name:
            found.add(modules[other])
    return found


def crossings(modules: dict[str, Module]) -> list[str]:
    """Imports that lead up, or to a neighbour on the same floor."""
    return [
        f"{module.file} imports {other.file}"
        for module in modules.values()
        for other in sorted(own_imports(module, modules), key=lambda other: other.file)
        if not _is_allowed(module, other)
    ]


def _is_allowed(module: Module, other: Module) -> bool:
    if module.room == other.room or other.name in ("hub", "hub_mkdocs"):
        return True
    above, below = FLOOR_OF[module.room], FLOOR_OF[other.room]
    is_ground = above == below == 0
    is_site_from_app = module.room == "hub.app" and other.room == "hub.site"
    return below < above or is_ground or is_site_from_app


def unknown_rooms(modules: dict[str, Module]) -> list[str]:
    return [m.file for m in modules.values() if m.name != "hub" and m.room not in FLOOR_OF]


def cycles(modules: dict[str, Module]) -> list[str]:
    """Modules that, directly or through others, import themselves."""
    edges = {name: {o.name for o in own_imports(m, modules)} for name, m in modules.items()}
    return sorted(f"{modules[name].file} imports itself" for name in edges if _reaches(name, edges))


def _reaches(start: str, edges: dict[str, set[str]]) -> bool:
    seen: set[str] = set()
    pending = list(edges[start])
    while pending:
        name = pending.pop()
        if name == start:
            return True
        if name not in seen:
            seen.add(name)
            pending += edges[name]
    return False


def importers(technology: str, modules: dict[str, Module]) -> list[str]:
    return sorted(
        module.file
        for module in modules.values()
        if any(name.split(".")[0] == technology for name in imports(module))
    )


def clock_readers(modules: dict[str, Module]) -> list[str]:
    found = []
    for module in modules.values():
        if module.room in MAY_READ_THE_CLOCK:
            continue
        found += [
            f"{module.file}:{node.lineno} calls {ast.unparse(node.func)}"
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Call) and _ends_in_clock(ast.unparse(node.func))
        ]
        found += [
            f"{module.file} imports {name}"
            for name in imports(module)
            if name in {"time.time", "time.time_ns"}
        ]
    return found


def _ends_in_clock(called: str) -> bool:
    return ".".join(called.split(".")[-2:]) in CLOCKS


def mutable_globals(modules: dict[str, Module]) -> list[str]:
    """Names in small letters, or rebound with ``global``, that hold something changeable."""
    found = []
    for module in modules.values():
        for node in module.tree.body:
            if not isinstance(node, (ast.Assign, ast.AnnAssign)):
                continue
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                name = ast.unparse(target)
                if isinstance(node.value, MUTABLE) and not name.isupper() and name != "__all__":
                    found.append(f"{module.file}:{node.lineno} {name}")
        found += [
            f"{module.file}:{node.lineno} global {', '.join(node.names)}"
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Global)
        ]
    return found


@pytest.fixture(scope="module")
def house() -> dict[str, Module]:
    return modules_of(PROJECT)


@pytest.fixture
def plant(tmp_path: Path) -> Path:
    """A small house of the same shape, in which everything is in order."""
    for file, text in {
        "hub/__init__.py": "",
        "hub/errors.py": "",
        "hub/config.py": "from hub.errors import X\n",
        "hub/content/page.py": "from hub.config import Y\n",
        "hub/trust/freshness.py": "from hub.content import page\n",
        "hub/usage/events.py": "from hub.content.page import Page\n",
        "plugins/hub_mkdocs/plugin.py": "import mkdocs\nfrom hub.trust import freshness\n",
    }.items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_every_file_is_in_a_known_room(house: dict[str, Module]) -> None:
    assert unknown_rooms(house) == []


def test_imports_lead_downstairs(house: dict[str, Module]) -> None:
    assert crossings(house) == []


def test_no_module_imports_itself_through_others(house: dict[str, Module]) -> None:
    assert cycles(house) == []


@pytest.mark.parametrize("technology", ONE_IMPORTER)
def test_a_technology_has_one_importer(house: dict[str, Module], technology: str) -> None:
    assert len(importers(technology, house)) <= 1, importers(technology, house)


@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_the_builder_is_a_guest_in_one_folder(house: dict[str, Module], builder: str) -> None:
    outside = [f for f in importers(builder, house) if not f.startswith("plugins/hub_mkdocs/")]
    assert outside == []


def test_only_the_top_reads_the_clock(house: dict[str, Module]) -> None:
    assert clock_readers(house) == []


def test_modules_are_named_after_the_question_they_answer(house: dict[str, Module]) -> None:
    assert [m.file for n, m in house.items() if set(n.split(".")) & NAMES_THAT_SAY_NOTHING] == []


def test_modules_hold_no_state(house: dict[str, Module]) -> None:
    constants = [g for g in mutable_globals(house) if not g.split()[-1].lstrip("_").isupper()]
    assert constants == []


def test_a_house_in_order_passes(plant: Path) -> None:
    modules = modules_of(plant)
    found = [*crossings(modules), *cycles(modules), *unknown_rooms(modules)]
    assert found == []


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        (
            "hub/content/bad.py",
            "def late():\n    from hub.trust.freshness import x\n",
            "hub/content/bad.py imports hub/trust/freshness.py",
        ),
        (
            "hub/usage/bad.py",
            "import hub.trust.freshness\n",
            "hub/usage/bad.py imports hub/trust/freshness.py",
        ),
        (
            "hub/trust/bad.py",
            "from hub_mkdocs import plugin\n",
            "hub/trust/bad.py imports plugins/hub_mkdocs/plugin.py",
        ),
        (
            "hub/errors.py",
            "import typing\nif typing.TYPE_CHECKING:\n    from hub.content import page\n",
            "hub/errors.py imports hub/content/page.py",
        ),
    ],
)
def test_a_crossed_floor_names_both_files(plant: Path, file: str, text: str, expected: str) -> None:
    (plant / file).write_text(text)
    assert crossings(modules_of(plant)) == [expected]


def test_a_cycle_is_found(plant: Path) -> None:
    (plant / "hub/errors.py").write_text("def late():\n    import hub.config\n")
    assert cycles(modules_of(plant)) == [
        "hub/config.py imports itself",
        "hub/errors.py imports itself",
    ]


def test_a_second_importer_is_found(plant: Path) -> None:
    (plant / "hub/trust/bad.py").write_text("import git\n")
    (plant / "hub/usage/bad.py").write_text("def f():\n    from git.repo import Repo\n")
    assert importers("git", modules_of(plant)) == ["hub/trust/bad.py", "hub/usage/bad.py"]


@pytest.mark.parametrize(
    "text",
    [
        "import datetime as dt\nx = dt.date.today()\n",
        "def f():\n    import datetime\n    return datetime.datetime.now(datetime.UTC)\n",
        "import time\nx = time.time()\n",
        "from time import time\n",
    ],
)
def test_a_reader_of_the_clock_is_found(plant: Path, text: str) -> None:
    (plant / "hub/trust/bad.py").write_text(text)
    assert clock_readers(modules_of(plant)) != []


def test_state_in_a_module_is_found(plant: Path) -> None:
    (plant / "hub/trust/bad.py").write_text("seen = {}\n\n\ndef f():\n    global seen\n")
    assert len(mutable_globals(modules_of(plant))) == 2


def test_an_unknown_room_is_found(plant: Path) -> None:
    (plant / "hub/cellar.py").write_text("")
    assert unknown_rooms(modules_of(plant)) == ["hub/cellar.py"]
