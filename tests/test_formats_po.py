"""The PO reader: units, languages, states, exact places, and everything it refuses."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase.files import InputError
from termbase.formats import po
from termbase.formats.place import Lines

HEADER = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def write(folder: Path, content: str | bytes, name: str = "a.po") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_units_of_a_catalogue(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        HEADER
        + """# comment
#: a.c:1
msgctxt "menu"
msgid "norm"
msgstr "норма"

#, fuzzy
#| msgid ""
#| "the old norm"
msgid "new norm"
msgstr "новая норма"

msgid "empty"
msgstr ""

msgid "%d worker"
msgid_plural "%d workers"
msgstr[0] "%d рабочий"
msgstr[1] "%d рабочих"
msgstr[2] ""

#~ msgid "gone"
#~ msgstr ""
#~ "нет"
""",
    )
    document = po.read(path)
    assert (document.path, document.kind) == (str(path), "bilingual")
    hidden = "\ufffc\ufffc"
    assert [(unit.id, unit.source and unit.source.text, unit.target.text, unit.state) for unit in document.units] == [
        ("menu|norm", "norm", "норма", "translated"),
        ("new norm", "new norm", "новая норма", "fuzzy"),
        ("empty", "empty", "", "untranslated"),
        ("%d worker[0]", f"{hidden} worker", f"{hidden} рабочий", "translated"),
        ("%d worker[1]", f"{hidden} workers", f"{hidden} рабочих", "translated"),
        ("%d worker[2]", f"{hidden} workers", "", "untranslated"),
    ]
    places = [(unit.source.anchors.at(0), unit.target.anchors.at(0)) for unit in document.units if unit.source]
    assert places == [
        ((9, 8), (10, 9)),
        ((15, 8), (16, 9)),
        ((18, 8), (19, 9)),
        ((21, 8), (23, 12)),
        ((22, 15), (24, 12)),
        ((22, 15), (25, 12)),
    ]


def test_the_only_form_of_a_plural_is_for_the_plural(tmp_path: Path) -> None:
    path = write(tmp_path, 'msgid "a worker"\nmsgid_plural "workers"\nmsgstr[0] "노동자"\n')
    (unit,) = po.read(path).units
    assert unit.source is not None
    assert (unit.source.text, unit.target.text, unit.target.lang) == ("workers", "노동자", "ko")


MESSAGE = 'msgid "norm"\nmsgstr "норма"\n'
LANGUAGE = 'msgid ""\nmsgstr "Language: ko_KP\\nX-Source-Language: ru\\n"\n\n'


@pytest.mark.parametrize(
    ("content", "name", "arguments", "languages"),
    [
        (MESSAGE, "a.po", {}, ("en", "ru")),
        (MESSAGE, "de-uk.po", {}, ("de", "uk")),
        (MESSAGE, "uk.po", {}, ("en", "uk")),
        (LANGUAGE + MESSAGE, "de-uk.po", {}, ("ru", "ko-KP")),
        (LANGUAGE + MESSAGE, "a.po", {"source_lang": "fr", "target_lang": "ru"}, ("fr", "ru")),
        ('msgid "a"\nmsgstr ""\n', "a.po", {}, ("en", "")),
    ],
)
def test_languages(
    tmp_path: Path, content: str, name: str, arguments: dict[str, str], languages: tuple[str, str]
) -> None:
    (unit,) = po.read(write(tmp_path, content, name), **arguments).units
    assert unit.source is not None
    assert (unit.source.lang, unit.target.lang) == languages


@pytest.mark.parametrize("charset", ["windows-1251", "KOI8-R", "euc-kr"])
def test_other_character_sets(tmp_path: Path, charset: str) -> None:
    text = "운동" if charset == "euc-kr" else "норма"
    content = HEADER.replace("UTF-8", charset) + f'msgid "a"\nmsgstr "{text} {text}"\n'
    (unit,) = po.read(write(tmp_path, content.encode(charset))).units
    assert unit.target.text == f"{text} {text}"
    assert unit.target.anchors.at(len(text)) == (7, 9 + len(text))


def test_line_separators_inside_strings_are_text(tmp_path: Path) -> None:
    (unit,) = po.read(write(tmp_path, 'msgid "a\u2028b\x85c"\nmsgstr "\u2028x"\n')).units
    assert unit.source is not None
    assert unit.source.text == "a\u2028b\x85c"
    assert unit.target.anchors.at(1) == (2, 10)


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("", 0, "is empty"),
        (" \n", 0, "is empty"),
        ("# only a comment\n", 0, "has no messages"),
        (HEADER, 0, "has no messages"),
        ('#~ msgid "a"\n#~ msgstr "b"\n', 0, "has no messages"),
        ('msgid "a"\nmsgstr "b', 2, "not a line of a PO file"),
        ('msgid "a"\nmsgstr "b\\"\n', 2, "not a line of a PO file"),
        ('msgid "a" b"\nmsgstr ""\n', 1, "not a line of a PO file"),
        ("msgid a\nmsgstr b\n", 1, "not a line of a PO file"),
        ("<html>\n", 1, "not a line of a PO file"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr ""\n', 3, "msgid is out of order"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "c"\n', 4, "ends after a msgid: cut off"),
        ('msgstr "b"\n', 1, "msgstr is out of order"),
        ('msgid "a"\n#~ msgstr "b"\n', 2, "msgstr is out of order"),
        ('msgstr[1] "b"\n', 1, "not in the order of a PO file"),
        ('msgid "a"\n#~ msgid_plural "b"\nmsgstr "c"', 2, "msgid_plural is out of order"),
        (MESSAGE + '#~ "b"\n', 3, "string is out of order"),
        (MESSAGE + '#| "b"\n', 3, "string is out of order"),
        ('"a"\n', 1, "not in the order of a PO file"),
        ('msgid "a"\nmsgctxt "x"\nmsgstr "b"\n', 2, "msgctxt is out of order"),
        ('msgctxt "a"\n', 1, "ends after a msgctxt"),
        ('msgid "a"\nmsgstr[1] "b"\nmsgstr "c"\n', 2, "out of order"),
        (HEADER.replace("UTF-8", "nonsense") + MESSAGE, 4, "unknown character set: nonsense"),
        (HEADER.replace("UTF-8", "hex") + MESSAGE, 4, "unknown character set: hex"),
        (HEADER.encode() + b'msgid "a"\nmsgstr "\xff"\n', 7, "not valid UTF-8"),
        (HEADER.replace("UTF-8", "euc-kr").encode() + b'msgid "a"\nmsgstr "\xff"\n', 7, "not valid euc-kr"),
        (MESSAGE.encode("utf-16"), 1, "UTF-16"),
        (MESSAGE + "\0", 3, "NUL"),
    ],
)
def test_refused(tmp_path: Path, content: str | bytes, line: int, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        po.read(write(tmp_path, content))
    assert caught.value.line == line


# A string of a catalogue as pieces: what it means, and how it is written.
letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters='"\\%<&{@:.')
pieces = st.one_of(
    letters.map(lambda char: (char, char)),
    st.sampled_from(
        [
            ("\n", "\\n"),
            ('"', '\\"'),
            ("\\", "\\\\"),
            ("\t", "\\t"),
            ("", '"\n"'),
            ("", '"  \r\n\n  "'),
            ("e\u0301", "e\u0301"),
            ("\\101", "\\101"),  # not resolved by polib: the text shows it as it is written
            ("\\", "\\\\"),
        ]
    ),
)


@given(st.lists(st.lists(pieces, max_size=12), min_size=4, max_size=4), st.booleans())
def test_every_character_is_where_the_anchors_say(
    tmp_path_factory: pytest.TempPathFactory, strings: Sequence[Sequence[tuple[str, str]]], bom: bool
) -> None:
    content = HEADER + 'msgid "first"\nmsgstr ""\n\n# comment\n'
    expected: list[tuple[str, list[int], list[int]]] = []
    for keyword, string in zip(["msgid ", "msgid_plural ", "msgstr[0] ", " msgstr[1]"], strings, strict=True):
        content += f'{keyword}"'
        text = ""
        offsets: list[int] = []
        ends: list[int] = []
        for meaning, written in [*string, ("x", "x")]:
            offsets += range(len(content), len(content) + len(meaning)) if meaning == written else []
            ends += range(len(content) + 1, len(content) + len(meaning) + 1) if meaning == written else []
            if len(meaning) == 1 and meaning != written:
                offsets.append(len(content))
                ends.append(len(content) + len(written))
            text += meaning
            content += written
        offsets.append(len(content))
        expected.append((text, offsets, ends))
        content += '"\n'
    path = write(tmp_path_factory.mktemp("po"), ("\ufeff" if bom else "") + content)
    lines = Lines(content)
    _, singular, plural = po.read(path).units
    assert singular.source is not None
    assert plural.source is not None
    for segment, (text, offsets, ends) in zip(
        [singular.source, plural.source, singular.target, plural.target], expected, strict=True
    ):
        assert segment.text == text
        places = [segment.anchors.at(offset) for offset in range(len(text) + 1)]
        assert places == [lines.position(offset) for offset in offsets]
        assert [segment.anchors.after(offset) for offset in range(len(text))] == [lines.position(end) for end in ends]


def test_crlf_file(tmp_path: Path) -> None:
    content = (HEADER + 'msgid ""\n"a\\n"\n"b"\nmsgstr ""\n"раз\\n"\n"два"\n').replace("\n", "\r\n")
    (unit,) = po.read(write(tmp_path, content)).units
    assert unit.target.text == "раз\nдва"
    assert [unit.target.anchors.at(offset) for offset in (0, 3, 4, 7)] == [(10, 2), (10, 5), (11, 2), (11, 5)]
