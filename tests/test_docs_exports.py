"""The pages about programs: each export has one, their commands run, their pictures are there, and what they say to be
lost is what the formats have no place for. ``python -m tests.test_docs_exports`` writes that part of them anew."""

import re
import shlex
import sys
from pathlib import Path

import pytest

from termbase.cli.main import main
from termbase.formats.export import EXPORTS
from termbase.formats.holds import ALL, FIELDS, Holds
from termbase.formats.holds import losses as report_losses
from termbase.formats.order import Order
from termbase.formats.replacements import UNRULY
from termbase.formats.tbx_profiles import profiles
from termbase.model import TERM_STATUSES
from termbase.parse import load_base
from tests.conftest import ROOT

MINI = ROOT / "tests" / "data" / "mini"
OVERVIEW = (ROOT / "docs" / "exports.md").read_text("utf-8")
PAGES = {page.stem: page for page in sorted((ROOT / "docs" / "tools").glob("*.md"))}
HEADINGS = ["Which export", "Where to click", "What you see", "What is lost", "Tried with"]
ROWS = re.findall(r"^\| \[[^]]+\]\(tools/(.+)\.md\) \| (.+?) \| (.+?) \|$", OVERVIEW, re.MULTILINE)
PICTURE_BYTES = 100_000


def parts(name: str) -> dict[str, str]:
    """The page by its headings, in their order; the text before the first under ``#``."""
    title, *rest = re.split(r"^## (.+)$", PAGES[name].read_text("utf-8"), flags=re.MULTILINE)
    return {"#": title, **dict(zip(rest[::2], rest[1::2], strict=True))}


def commands(name: str) -> list[list[str]]:
    return [
        shlex.split(line)
        for line in re.findall(r"^termbase (export .*)$", PAGES[name].read_text("utf-8"), re.MULTILINE)
    ]


def layout(command: list[str]) -> tuple[str, str]:
    return command[1], command[command.index("--for") + 1] if "--for" in command else ""


def called(format_name: str, tool: str) -> str:
    return f"{format_name} --for {tool}" if tool else format_name


def lost(holds: Holds) -> str:
    """What an export leaves out, in a sentence or two."""
    # Where all terms have one status, the file need not say it (`termbase.formats.holds.losses`).
    held = holds.held | ({"term statuses"} if len(holds.statuses) == 1 else set())

    def listed(statuses: frozenset[str], fields: frozenset[str], *more: str) -> str:
        terms = ", ".join(status for status in TERM_STATUSES if status in statuses)
        few = ", ".join(field for field in FIELDS if field in fields)
        return "; ".join(filter(None, (f"{terms} terms" if terms else "", few, *more)))

    # Tools with two languages an entry take `ko` and `ko-KP` for one.
    region = "terms in ko-KP" if holds.together > 1 else ""
    gone = listed(
        ALL - holds.statuses - holds.told_statuses,
        frozenset(FIELDS) - held - holds.told,
        "definitions in languages without terms" if holds.beside_terms else "",
        "" if holds.regional else region,
        ", ".join(UNRULY) if holds.unruly else "",
        f"concepts without terms in {'the first' if holds.first else 'two'} of the languages"
        if holds.together > 1
        else "",
    )
    told = listed(holds.told_statuses, holds.told, region if holds.regional == "told" else "")
    said = [f"{title}: {what}." for title, what in (("Left out", gone), ("Only as remarks", told)) if what]
    return " ".join(said) or "Nothing."


def losses(name: str) -> str:
    """The part of a page below *What is lost*: a line for exports that lose the same."""
    said: dict[str, list[str]] = {}
    for format_name, tool in dict.fromkeys(map(layout, commands(name))):
        said.setdefault(lost(EXPORTS[format_name].layouts[tool]), []).append(f"`{called(format_name, tool)}`")
    return "\n\n" + "".join(f"- {', '.join(exports)}: {what}\n" for what, exports in said.items()) + "\n"


def test_every_format_and_layout_has_a_page() -> None:
    told = {layout(command) for name in PAGES for command in commands(name)}
    assert told == {(export.name, tool) for export in EXPORTS.values() for tool in export.layouts}


@pytest.mark.parametrize("tool", [tool for tool in profiles() if tool])
def test_every_tool_of_tbx_has_its_own_page(tool: str) -> None:
    assert ("tbx", tool) in map(layout, commands(tool))


def test_the_overview_leads_to_every_page_and_names_its_exports() -> None:
    assert [name for name, _, _ in ROWS] == list(dict.fromkeys(name for name, _, _ in ROWS))
    assert {name: set(re.findall("`(.+?)`", exports)) for name, exports, _ in ROWS} == {
        name: {called(*layout(command)) for command in commands(name)} for name in PAGES
    }


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_headings_and_says_what_is_lost(name: str) -> None:
    found = parts(name)
    assert list(found) == ["#", *HEADINGS]
    assert found["What is lost"] == losses(name)
    assert all(text.strip() for text in found.values())
    assert len(PAGES[name].read_text("utf-8").splitlines()) <= 40


@pytest.mark.parametrize(
    ("name", "tool"),
    [(export.name, tool) for export in EXPORTS.values() for tool in export.layouts],
)
def test_a_page_says_what_the_report_after_an_export_says(name: str, tool: str) -> None:
    holds = EXPORTS[name].layouts[tool]
    report = report_losses(Order(load_base(MINI), ("en", "ru") if holds.most else (), tool), holds)
    gone, _, told = lost(holds).partition("Only as remarks: ")
    for counted, sentence in ((report.lost, gone), (report.told, told)):
        said = re.split(r"[,;.] ?", sentence.removeprefix("Left out: "))
        for what in counted:
            of_concepts = what.startswith(("concepts without", "retired concepts"))
            assert of_concepts or what in said or what.removesuffix(" terms") in said, what


@pytest.mark.parametrize("name", PAGES)
def test_pictures_are_there_and_small(name: str) -> None:
    shown = re.findall(r"!\[.+\]\((.+)\)", PAGES[name].read_text("utf-8"))
    (judged,) = (how for row, _, how in ROWS if row == name)
    assert bool(shown) == ("seen" in judged)
    for picture in shown:
        content = (PAGES[name].parent / picture).read_bytes()
        assert content.startswith(b"\x89PNG")
        assert len(content) <= PICTURE_BYTES


def test_every_picture_is_shown_and_taken_by_the_script() -> None:
    shown = {picture for page in PAGES.values() for picture in re.findall(r"!\[.+\]\((.+)\)", page.read_text("utf-8"))}
    assert shown == {picture.name for picture in (ROOT / "docs" / "tools").glob("*.png")}
    (tools,) = re.findall(r"^TOOLS=\((.+)\)$", (ROOT / "scripts" / "look_at").read_text("utf-8"), re.MULTILINE)
    assert shown == {f"{tool}.png" for tool in tools.split()}


@pytest.mark.parametrize("line", dict.fromkeys(shlex.join(command) for name in PAGES for command in commands(name)))
def test_a_command_runs(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    command = shlex.split(line)
    assert main(["--base", str(MINI), *command]) == 0
    output = Path(command[command.index("-o") + 1])
    assert any(output.iterdir()) if EXPORTS[command[1]].writes_folder else output.stat().st_size


@pytest.mark.parametrize("page", [ROOT / "docs" / "exports.md", ROOT / "docs" / "tbx.md", *PAGES.values()], ids=str)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    assert all((page.parent / link).exists() for link in links)


if __name__ == "__main__":
    for name, page in PAGES.items():
        text = page.read_text("utf-8")
        before, rest = text.split("\n## What is lost\n", 1)
        written = f"{before}\n## What is lost{losses(name)}## {rest.split('## ', 1)[1]}"
        if written != text:
            page.write_text(written, "utf-8")
            sys.stdout.write(f"{page}\n")
