"""The same fault in each bilingual format is the same finding, at the place where it stands in that file."""

from pathlib import Path

import pytest

from termbase.api import load
from termbase.formats import read

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
    for part in ("Нормы ", "шок-рабочих.", "Нормы\n", '<g id="1">шок-рабочих</g>.', "&quot;шок-рабочих&quot;."):
        text = text.replace(part, "")
    path.write_text(text, "utf-8")
    assert [finding.code for finding in load(BASE).check(read(path).units)] == ["TB404"]
