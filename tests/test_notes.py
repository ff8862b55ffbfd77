"""The comments of a file, as notes of the units at which they stand, at their places."""

from pathlib import Path

import pytest

from termbase.formats import read

NS12 = 'xmlns="urn:oasis:names:tc:xliff:document:1.2"'
NS2 = 'xmlns="urn:oasis:names:tc:xliff:document:2.0"'
FILES = {
    "a.po": """# first
msgid "a"
msgstr "б"

#  two
#
#. extracted
#: a.c:1 # no note
#, c-format
#| msgid "# no note"
msgid "b"
msgid_plural "c"
msgstr[0] "в"
msgstr[1] "г"

msgid "d # no note"
msgstr "д"

#~ msgid "# no note"
#~ msgstr "е"
""",
    "a.xlf": f"""<xliff version="1.2" {NS12}><file original="a" source-language="en" target-language="ru"
 datatype="plaintext"><header><note>no note</note></header><body>
<trans-unit id="1"><source>a</source><target>б</target>
<note>one &amp; two</note></trans-unit>
<trans-unit id="2"><source>c</source><target>в</target></trans-unit></body></file></xliff>
""",
    "b.xlf": f"""<xliff version="2.0" {NS2} srcLang="en" trgLang="ru"><file id="f">
<unit id="1"><notes><note>both</note></notes>
<segment id="x"><source>a</source><target>б</target></segment>
<segment id="y"><source>c</source><target>в</target></segment></unit></file></xliff>
""",
    "a.tmx": """<tmx version="1.4"><header srclang="en"><note>no note</note></header><body>
<tu tuid="1"><note>unit</note><tuv xml:lang="en"><seg>a</seg></tuv>
<tuv xml:lang="ru"><note>variant</note><seg>б</seg></tuv></tu></body></tmx>
""",
    "a.md": """<!-- before -->

# Head <!-- within -->

Text `<!-- no note -->` goes <!-- on
and on --> here.

    <!-- no note -->

> quoted
> <!-- in a quotation -->

<!-- one --> <!-- two -->

<div>words <!-- in HTML --></div>

<!-- after -->
""",
    "a.txt": "# no note\n\n<!-- no note -->\n",
}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "a.po",
            [
                ("a", ["1:3 first"]),
                ("b[0]", ["5:3  two", "7:4 extracted"]),
                ("b[1]", ["5:3  two", "7:4 extracted"]),
                ("d # no note", []),
            ],
        ),
        ("a.xlf", [("1", ["4:7 one & two"]), ("2", [])]),
        ("b.xlf", [("1::x", ["2:27 both"]), ("1::y", ["2:27 both"])]),
        ("a.tmx", [("1", ["2:20 unit", "3:26 variant"])]),
        (
            "a.md",
            [
                ("1", ["1:5  before ", "3:12  within "]),
                ("2", ["5:34  on\nand on "]),
                ("3", []),
                (
                    "4",
                    ["11:7  in a quotation ", "13:5  one ", "13:18  two ", "15:16  in HTML ", "17:5  after  (follows)"],
                ),
            ],
        ),
        ("a.txt", [("1", []), ("2", [])]),
    ],
)
def test_notes(name: str, expected: list[tuple[str, list[str]]], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(FILES[name], "utf-8")
    found = []
    for unit in read(path).units:
        notes = []
        for note in unit.notes:
            line, column = note.anchors.at(0)
            notes.append(f"{line}:{column} {note.text}" + (" (follows)" if note.follows else ""))
        found.append((unit.id, notes))
    assert found == expected
