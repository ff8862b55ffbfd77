"""The page about exports has every format and layout, and says of each what it holds."""

import re
import shlex
import sys

import pytest

from termbase.formats.export import EXPORTS
from termbase.formats.holds import FIELDS, Holds
from termbase.model import TERM_STATUSES
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "exports.md").read_text("utf-8")
COMMANDS = [shlex.split(command) for command in dict.fromkeys(re.findall(r"`export ([^`]*)`", PAGE))]


def named(statuses: frozenset[str], fields: frozenset[str]) -> str:
    terms = [status for status in TERM_STATUSES if status in statuses]
    held = [field for field in FIELDS if field in fields]
    lacking = [field for field in FIELDS if field not in fields]
    whole = "all terms" if len(terms) == len(TERM_STATUSES) else f"{', '.join(terms)} terms" if terms else ""
    few = f"all else but {', '.join(lacking)}" if lacking else "all else"
    most = few if len(lacking) < len(held) / 2 else ", ".join(held)
    return "; ".join(filter(None, (whole, most)))


def row(name: str, holds: Holds) -> str:
    two = "2" if holds.together > 1 else ""
    return f"| `{name}` | {two} | {named(holds.statuses, holds.held)} | {named(holds.told_statuses, holds.told)} |"


def table() -> list[str]:
    """The last part of the page; `python -m tests.test_docs_exports` prints it."""
    rows = [
        row(f"{export.name} --for {tool}" if tool else export.name, holds)
        for export in EXPORTS.values()
        for tool, holds in export.layouts.items()
    ]
    return ["| format | | holds | tells |", "|---|---|---|---|", *rows]


def test_the_page_says_what_each_format_holds() -> None:
    assert PAGE.rstrip("\n").split("\n")[-len(table()) :] == table()


def test_the_page_has_every_format_and_layout() -> None:
    told = {(command[0], command[command.index("--for") + 1] if "--for" in command else "") for command in COMMANDS}
    short = {("tsv", "memoq"), ("csv", "memoq"), ("csv", "multiterm")}  # named in brackets
    assert told | short == {(export.name, tool) for export in EXPORTS.values() for tool in export.layouts}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_makes_sense(command: list[str]) -> None:
    name, *options = command
    export = EXPORTS[name]
    given = dict(zip(options[::2], options[1::2], strict=True))
    assert set(given) <= {"-o", "--lang", "--for"}
    assert given.get("--for", "") in export.layouts
    output = given.get("-o", export.suffix)
    assert output.endswith(export.suffix or "") or given.get("--for") == "omegat"
    assert ("." in output) != export.writes_folder


if __name__ == "__main__":
    sys.stdout.write("\n".join([*table(), ""]))
