"""The same fault in each bilingual format is the same finding, at the place where it stands in that file."""

from pathlib import Path

import openpyxl
import pytest

from termbase.api import load
from termbase.cli.main import main
from termbase.formats import read
from termbase.match import Finder
from termbase.match.occurrence import occurrences

BASE = Path(__file__).parent / "data" / "base"

FILES = {
    "en-ru.po": """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ru\\n"

msgid "Norms of shock workers."
msgstr ""
"Нормы "
"шок-рабочих."
""",
    "a.xlf": """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="en" target-language="ru" datatype="plaintext"><body>
<trans-unit id="1"><source>Norms of <g id="1">shock workers</g>.</source>
<target>Нормы
 <g id="1">шок-рабочих</g>.</target></trans-unit>
</body></file></xliff>
""",
    "b.xliff": """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="ru">
<file id="f"><unit id="1"><segment><source>Norms of shock workers.</source>
<target>Нормы &quot;шок-рабочих&quot;.</target></segment></unit></file></xliff>
""",
    "c.tmx": """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="t" creationtoolversion="1" datatype="plaintext" segtype="sentence"
 adminlang="en" srclang="en" o-tmf="t"/><body>
<tu tuid="1"><tuv xml:lang="en"><seg>Norms of shock workers.</seg></tuv>
<tuv xml:lang="ru"><seg>Нормы шок-рабочих.</seg></tuv></tu>
</body></tmx>
""",
    "d.ts": """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru">
<context><name>A</name><message><source>Norms of shock workers.</source>
<translation>Нормы &quot;шок-рабочих&quot;.</translation></message></context></TS>
""",
    "e.csv": """Key;Source (en);Target (ru)
1;"Norms of
shock workers.";"Нормы
""шок-рабочих""."
""",
    "f.tsv": "en\tru\nNorms of shock workers.\tНормы шок-рабочих.\n",
}


@pytest.mark.parametrize("name", FILES)
def test_deprecated_term(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(FILES[name], "utf-8")
    (finding,) = load(BASE).check(read(path).units)
    assert (finding.code, finding.concept, finding.text) == ("TB402", "shock-worker", "шок-рабочих")
    line = FILES[name].splitlines()[finding.start.line - 1]
    assert line[finding.start.column - 1 : finding.end.column - 1] == "шок-рабочих"


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("word", "codes"),
    [("ударников", []), ("работников", ["TB401"])],
)
def test_term_not_used(name: str, word: str, codes: list[str], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(FILES[name].replace("шок-рабочих", word), "utf-8")
    assert [finding.code for finding in load(BASE).check(read(path).units)] == codes


@pytest.mark.parametrize("name", FILES)
def test_untranslated(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    text = FILES[name]
    for part in (
        "Нормы ",
        "шок-рабочих.",
        "Нормы\n",
        '<g id="1">шок-рабочих</g>.',
        "&quot;шок-рабочих&quot;.",
        '""шок-рабочих"".',
    ):
        text = text.replace(part, "")
    path.write_text(text, "utf-8")
    assert [finding.code for finding in load(BASE).check(read(path).units)] == ["TB404"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("шок-рабочи&#x445;.", "шок-рабочи&#x445;"),
        ("<![CDATA[шок-рабочих]]>.", "шок-рабочих"),
        ("<g id='1'>шок</g>-рабочих<!-- -->.", "шок</g>-рабочих"),
        ("шок-<g id='>'>рабочи&#1093;</g>", "шок-<g id='>'>рабочи&#1093;"),
    ],
)
def test_a_finding_ends_behind_the_escape_of_its_last_letter(written: str, shown: str, tmp_path: Path) -> None:
    content = FILES["a.xlf"].replace('<g id="1">шок-рабочих</g>.', written)
    path = tmp_path / "a.xlf"
    path.write_text(content, "utf-8")
    (finding,) = (finding for finding in load(BASE).check(read(path).units) if finding.code == "TB402")
    assert finding.start.line == finding.end.line
    assert content.splitlines()[finding.start.line - 1][finding.start.column - 1 : finding.end.column - 1] == shown


def test_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    for row in [["en", "ru"], ["Norms of shock workers.", "Нормы шок-рабочих."]]:
        book.active.append(row)
    book.save(path)
    document = read(path)
    base = load(BASE)
    (finding,) = base.check(document.units)
    assert (finding.unit, finding.start, finding.end, finding.text) == ("B2", (2, 2), (2, 3), "шок-рабочих")
    segments = [segment for unit in document.units for segment in (unit.source, unit.target) if segment]
    found = [(one.place, one.start, one.end, one.text) for one in occurrences(Finder(base.index), segments, "")]
    assert ((2, 2), 6, 17, "шок-рабочих") in found
    for command, code in [("check", 1), ("find", 0), ("explain", 0)]:
        where = f"{path}:2" if command == "explain" else str(path)
        assert main(["--base", str(BASE), command, where]) == code
    assert main(["--base", str(BASE), "find", str(path), "--format", "html", "--lang", "ru"]) == 2
