"""PO files are read by a regular expression where they are usual: it must find in them what polib finds."""

from pathlib import Path
from random import Random

import pytest

from termbase.files import InputError
from termbase.formats.po_entries import Entries, by_polib, usual
from termbase.units import Lines
from tests.conftest import ROOT

SAMPLE = r"""# Перевод
msgid ""
msgstr ""
"Language: ru\n"
"X-Source-Language: en\n"
"Content-Type: text/plain; charset=UTF-8\n"

#. note for translators
#: src/a.c:12 src/b.c:3
#, fuzzy, c-format
#| msgctxt "old"
#| msgid "old "
#| "text"
msgctxt "menu"
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d файл"
msgstr[1] "%d файла"
msgstr[2] ""
"%d "
"файлов"

# termbase: ignore TB401 — reason
#
msgid "a\tb \"c\" \\n \\"
msgstr ""
"а\tб \"в\"\n"
"\\n\\\\"

#, c-format, no-wrap
msgid "one"
msgstr "один"
msgid "two"
msgstr ""


#: a.c:1
msgctxt ""
msgid "three"
msgid_plural "threes"
msgstr[0] "три"

#~ msgctxt "gone"
#~ msgid "away"
#~ msgstr "прочь"

#~| msgid "x"
#~ msgid ""
#~ "b"
#~ msgstr "б"
"""
PIECES = (
    *('"', "\\", "\\n", "\n", "\n\n", " ", "  ", "\t", "\r", "\r\n", "\x0b", "\x1c", "\x85", "\u2028", "\ufeff", "[1]"),
    *("#", "# ", "#~ ", "#:", "#: ", "#.", "#, ", "#, fuzzy\n", "#,fuzzy\n", "#| ", "#|", "#~|", "##", "#, ,fuzzy ,\n"),
    *("msgid ", 'msgid ""\n', 'msgstr "x"\n', "msgctxt", "msgid_plural", "msgstr[0]", 'msgstr[1] "y"\n', "msgstr[10]"),
    *('"x"\n', '#~ msgid "q"\n', '#~ "q"\n', "#~ ", '#| msgid "p"\n', '#| "p"\n', "\\x41", "\\101", "ё", "домain"),
)
FILES = [*ROOT.glob("translations/**/*.po"), *ROOT.glob("tests/**/*.po")]


def told(content: str) -> Entries | str:
    try:
        return by_polib(Path("a.po"), content, Lines(content))
    except InputError as error:
        return str(error)


def mutated(content: str, chance: Random) -> str:
    """A file with one or two faults: lines lost, doubled or exchanged, text put in or taken out, the end cut off."""
    for _ in range(chance.randint(1, 2)):
        lines = content.split("\n")
        place, other, at = chance.randrange(len(lines)), chance.randrange(len(lines)), chance.randrange(len(content))
        match chance.randrange(7):
            case 0:
                del lines[place]
                content = "\n".join(lines)
            case 1:
                lines.insert(other, lines[place])
                content = "\n".join(lines)
            case 2:
                lines[place], lines[other] = lines[other], lines[place]
                content = "\n".join(lines)
            case 3:
                content = content[:at] + content[at + chance.randint(1, 3) :]
            case 4:
                content = content[:at] or content
            case _:
                content = content[:at] + chance.choice(PIECES) + content[at:]
        content = content or SAMPLE
    return content


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files(path: Path) -> None:
    content = path.read_bytes().decode("utf-8-sig", "replace")
    assert usual(content) in (None, told(content))


def test_the_reader_is_usual() -> None:
    for path in (ROOT / "translations" / "stakhanovite-reader").glob("*.po"):
        content = path.read_text("utf-8")
        assert usual(content) == told(content)


def test_all_that_gettext_writes_is_usual() -> None:
    assert usual(SAMPLE) == told(SAMPLE)


@pytest.mark.parametrize("seed", range(20))
def test_mutated_files_mean_the_same(seed: int) -> None:
    """Where the expression finds entries, polib finds these; most mutants are such that both find some."""
    chance = Random(seed)
    found = 0
    for _ in range(200):
        content = mutated(SAMPLE, chance)
        entries = usual(content)
        if entries is not None:
            found += 1
            assert told(content) == entries, content
    assert found > 20
