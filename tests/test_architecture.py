"""The plan of the house: who may import whom, what stays out of the code, and what a look-up may load."""

import ast
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "termbase"
MODULES = sorted(PACKAGE.rglob("*.py"))
ROOMS = {path.stem if path.parent == PACKAGE else path.relative_to(PACKAGE).parts[0] for path in MODULES}

# A room is a module or a folder directly under termbase/. It may import itself and the rooms named here.
# Nothing but `cli` and `__main__` imports `cli`; `checks` and what it stands on never import `formats`.
GROUND = {"model", "text", "files", "tuples"}
ANALYSIS = {"translit", "forms", "index", "match", "memory", "replace"}
MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "files": set(),
    "tuples": set(),
    "workers": {"files"},
    "text": {"model", "tuples"},
    "units": {"model", "text"},
    "blocks": GROUND,
    "parse": GROUND | {"blocks"},
    "canon": GROUND,
    "formats": GROUND | {"units", "parse", "workers"},
    "translit": GROUND,
    "forms": GROUND,
    "index": GROUND | {"parse", "translit", "forms", "workers"},
    "match": GROUND | {"units", "translit", "forms", "index"},
    "replace": GROUND | {"units", "forms", "index", "match"},
    "memory": GROUND | {"units", "translit", "forms", "index", "match", "replace"},
    "identify": GROUND | {"parse", "translit", "index"},
    "romanisation": GROUND | {"translit", "index", "identify"},
    "extract": GROUND | {"units", "parse", "translit", "forms", "index", "match", "identify"},
    "attest": GROUND | {"index", "match"},
    "stats": GROUND | {"index", "attest"},
    "checks": GROUND | {"units", "workers", "romanisation"} | ANALYSIS,
    "config": GROUND | {"parse", "checks"},
    "ignores": GROUND | {"units", "checks"},
    "judge": GROUND | {"units", "index", "match", "checks", "config", "ignores"},
    "baseline": GROUND | {"units", "checks"},
    "changes": GROUND,
    "merge": GROUND | {"canon", "formats"},
    "lint": GROUND | {"units", "parse", "canon", "checks"} | ANALYSIS,
    "fix": GROUND | {"units", "formats", "checks"},
    "report": GROUND | {"units", "identify", "romanisation", "checks", "lint", "stats", "ignores"},
    "api": GROUND | {"units", "parse", "canon", "formats", "checks", "lint", "report", "config", "judge"} | ANALYSIS,
    "__init__": GROUND | {"parse", "api"},
    "cli": ROOMS,
    "__main__": {"cli"},
}
STANDARD_LIBRARY_ONLY = ["model", "text", "files", "units", "blocks", "parse", "canon", "translit", "workers"]
LONGEST_MODULE = 500
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}


def room_of(path: Path) -> str:
    inside = path.relative_to(PACKAGE)
    return inside.parts[0].removesuffix(".py")


def imports(source: str) -> Iterator[str]:
    """Dotted names that a module imports, wherever in it, also by a string such as "termbase.parse"."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and re.fullmatch(r"termbase(\.\w+)+(?<!\.toml)", str(node.value)):
            yield str(node.value)


def rooms_imported(source: str) -> set[str]:
    inside = {name.split(".")[1] for name in imports(source) if name.startswith("termbase.")}
    return {name if name in ROOMS else "__init__" for name in inside}


def letters_in_strings(source: str) -> list[int]:
    """Lines of string literals that spell Cyrillic or Hangul letters out.

    No data are: docstrings, the examples of a check (they stand beside its rule), and escapes such as
    \\u0430, which give the range of a script.
    """
    tree = ast.parse(source)
    lines = source.splitlines()
    allowed = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Example":
            allowed |= {id(node) for node in ast.walk(call)}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in allowed
        if any(
            unicodedata.name(letter, "").startswith(("CYRILLIC", "HANGUL"))
            for letter in set(node.value) & set("".join(lines[node.lineno - 1 : node.end_lineno]))
        )
    ]


@pytest.mark.parametrize(
    ("source", "rooms"),
    [
        ("import termbase.cli.main", {"cli"}),
        ("from termbase import text, Base", {"text", "__init__"}),
        ("from termbase.model import Concept", {"model"}),
        ("def f():\n    from termbase.parse import load_base", {"parse"}),
        ("import_module('termbase.formats.po')", {"formats"}),
        ("import termbases, json", set()),
    ],
)
def test_imports_are_seen(source: str, rooms: set[str]) -> None:
    assert rooms_imported(source) & (ROOMS | {"__init__"}) == {room if room in ROOMS else "__init__" for room in rooms}


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("x = 'норма'", [1]),
        ("x = '\\u0430'", []),
        ("run(Example('норма', lang='норма'))\nrun(Sample('норма'))", [2]),
        ("x = f'{y} 노동자'", [1]),
        ("'''норма'''\nx = 'norma'  # норма", []),
        ("def f():\n    '''норма'''\n    return ['a', 'ё']", [3]),
        ("x = r'[\\uac00-\\ud7a3]'", []),
    ],
)
def test_letters_are_seen(source: str, lines: list[int]) -> None:
    assert letters_in_strings(source) == lines


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
class TestModule:
    def test_imports_only_what_it_may(self, path: Path) -> None:
        room = room_of(path)
        assert room in MAY_IMPORT, f"a new room: say in {Path(__file__).name} what it may import"
        assert rooms_imported(path.read_text(encoding="utf-8")) - {room} <= MAY_IMPORT[room]

    def test_has_no_letters_of_the_languages_in_its_strings(self, path: Path) -> None:
        assert letters_in_strings(path.read_text(encoding="utf-8")) == [], "such knowledge belongs in data"

    def test_is_short(self, path: Path) -> None:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE

    def test_is_named_after_what_it_does(self, path: Path) -> None:
        assert not {path.stem, *path.relative_to(ROOT).parts} & FORBIDDEN_NAMES


@pytest.mark.parametrize("room", STANDARD_LIBRARY_ONLY)
def test_the_ground_floor_needs_the_standard_library_only(room: str) -> None:
    sources = [path.read_text(encoding="utf-8") for path in MODULES if room_of(path) == room]
    assert sources
    roots = {name.split(".")[0] for source in sources for name in imports(source)}
    assert roots - sys.stdlib_module_names <= {"termbase"}


def test_the_data_folder_holds_no_code() -> None:
    assert list((PACKAGE / "data").rglob("*.py*")) == []


def test_a_lookup_loads_the_standard_library_only() -> None:
    # Twice: the first run may have to build the index, and then loads TOML and the analyser.
    program = """
import sys
before = set(sys.modules)
from termbase.cli.main import main
code = main(["lookup", sys.argv[1]])
print(code, *sorted(set(sys.modules) - before))
"""
    for _ in range(2):
        run = subprocess.run(
            [sys.executable, "-c", program, "стахановцев"],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    code, *modules = run.stdout.splitlines()[-1].split()
    assert code == "0"
    roots = {name.split(".")[0] for name in modules}
    assert roots - sys.stdlib_module_names == {"termbase"}
    # Of the standard library too only what is small: these six would double the time of a look-up.
    assert not roots & {"argparse", "dataclasses", "json", "pathlib", "re", "typing"}
    assert "tomllib" not in roots
