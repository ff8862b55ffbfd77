"""The XLIFF reader, versions 1.2 and 2.x: units, states, languages and what it refuses."""

from pathlib import Path

import pytest

from termbase.files import InputError
from termbase.formats import xliff
from termbase.formats.place import Lines

NAMESPACE_1 = "urn:oasis:names:tc:xliff:document:1.2"
NAMESPACE_2 = "urn:oasis:names:tc:xliff:document:2.0"
VERSION_1 = f"""<?xml version="1.0"?>
<xliff version="1.2" xmlns="{NAMESPACE_1}" xmlns:okp="okapi-framework:xliff-extensions">
<file original="a" source-language="en" target-language="ru_RU" datatype="x"><body>
<trans-unit id="1"><source>norm</source><target>норма</target></trans-unit>
<trans-unit id="2" approved="no"><source>norm</source><target state="needs-review-translation">норма</target></trans-unit>
<trans-unit id="3"><source>norm</source><target state-qualifier="fuzzy-match">норма</target></trans-unit>
<trans-unit id="4"><source>norm</source><target state="final"/></trans-unit>
<trans-unit id="5"><source>norm</source></trans-unit>
<trans-unit id="6" translate="no"><source>norm</source></trans-unit>
<group translate="no"><group><trans-unit id="7"><source>norm</source></trans-unit></group>
<trans-unit id="8" translate="yes"><source>norm</source><target>норма</target></trans-unit></group>
</body></file>
<file original="b" source-language="en" target-language="ko"><body>
<trans-unit id="1"><source xml:lang="en-GB">norm</source><seg-source>x</seg-source><target>기준량</target></trans-unit>
</body></file>
</xliff>"""
VERSION_2 = f"""<xliff version="2.1" xmlns="{NAMESPACE_2}" srcLang="en" trgLang="ru">
<file id="f">
<unit id="1"><segment state="translated"><source>norm</source><target>норма</target></segment></unit>
<unit id="2"><segment id="a" state="initial"><source>norm</source><target>норма</target></segment>
<ignorable><source> </source></ignorable>
<segment><source>one <pc id="1">norm</pc><ph id="2"/></source></segment></unit>
<group id="g" translate="no"><unit id="3"><segment><source>norm</source></segment></unit></group>
</file></xliff>"""


def write(folder: Path, content: str) -> Path:
    path = folder / "a.xlf"
    path.write_text(content, encoding="utf-8")
    return path


def rows(path: Path, **languages: str) -> list[tuple[str, str, str, str]]:
    units = xliff.read(path, **languages).units
    return [(unit.id, unit.source.lang if unit.source else "", unit.target.lang, unit.state) for unit in units]


def test_version_1(tmp_path: Path) -> None:
    assert rows(write(tmp_path, VERSION_1)) == [
        ("1", "en", "ru-RU", "translated"),
        ("2", "en", "ru-RU", "fuzzy"),
        ("3", "en", "ru-RU", "fuzzy"),
        ("4", "en", "ru-RU", "untranslated"),
        ("5", "en", "ru-RU", "untranslated"),
        ("8", "en", "ru-RU", "translated"),
        ("1", "en-GB", "ko", "translated"),
    ]


def test_version_2(tmp_path: Path) -> None:
    path = write(tmp_path, VERSION_2)
    assert rows(path) == [
        ("1", "en", "ru", "translated"),
        ("2::a", "en", "ru", "fuzzy"),
        ("2::segment-2", "en", "ru", "untranslated"),
    ]
    source = xliff.read(path).units[2].source
    assert source is not None
    assert source.text == "one \u00adnorm\u00ad\ufffc"
    assert source.anchors.at(5) == (6, VERSION_2.split("\n")[5].index("norm") + 1)


def test_a_missing_target_stands_at_its_source_and_an_empty_one_in_its_element(tmp_path: Path) -> None:
    units = xliff.read(write(tmp_path, VERSION_1)).units
    line = VERSION_1.split("\n")[6]
    assert units[3].target.anchors.at(0) == (7, line.index("</trans-unit>") + 1)
    assert units[4].target.anchors.at(0) == (8, VERSION_1.split("\n")[7].index("norm") + 1)


def test_gettext_in_xliff_keeps_its_plurals_apart(tmp_path: Path) -> None:
    unit = '<trans-unit id="{}"><source>worker</source><target>рабочий</target></trans-unit>'
    group = f'<group restype="x-gettext-plurals">{unit.format(1)}{unit.format(2)}</group>'
    content = f'<xliff version="1.2"><file source-language="en" target-language="ru" datatype="po"><body>{group}</body></file></xliff>'
    assert [row[0] for row in rows(write(tmp_path, content))] == ["1", "2"]


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "2.0", "2.1", "2.2"])
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_versions_and_prefixes(tmp_path: Path, version: str, prefix: str) -> None:
    texts = "<source>norm</source><target>норма</target>"
    if version.startswith("1"):
        content = (
            f'<xliff version="{version}"><file><body><trans-unit id="1">{texts}</trans-unit></body></file></xliff>'
        )
    else:
        content = (
            f'<xliff version="{version}"><file id="f"><unit id="1"><segment>{texts}</segment></unit></file></xliff>'
        )
    content = content.replace("</", "<#").replace("<#", f"</{prefix}")
    content = "".join(f"<{prefix}{part}" if part[0] != "/" else f"<{part}" for part in content.split("<")[1:])
    declaration = f'xmlns{":x" if prefix else ""}="urn:oasis:names:tc:xliff:document:{version}"'
    content = content.replace("xliff version", f"xliff {declaration} version", 1)
    assert rows(write(tmp_path, content)) == [("1", "en", "ru", "translated")]
    assert rows(write(tmp_path, content), source_lang="de", target_lang="uk") == [("1", "de", "uk", "translated")]
    without = content.replace(f' version="{version}"', "")
    assert rows(write(tmp_path, without)) == [("1", "en", "ru", "translated")]


BODY = '<xliff version="1.2" xmlns="urn:a"><file>{}</file></xliff>'


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ('<xliff version="3.0"/>', 0, "unknown version: 3.0"),
        ("<xliff/>", 0, "unknown version: none given"),
        ('<xliff version="2"/>', 0, "unknown version: 2"),
        (
            '<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.0" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>',
            0,
            "contradict each other",
        ),
        ('<xliff version="1.2"/>', 0, "has no <file>"),
        ('<xliff version="1.2" xmlns="urn:a"><file xmlns="urn:b"/></xliff>', 0, "has no <file>"),
        (BODY.format("<body/>"), 0, "has no translation units"),
        (BODY.format('<body>\n<trans-unit xmlns="urn:b" id="1"/></body>'), 2, "not in the namespace"),
        (BODY.format('<body>\n<trans-unit id="1"/></body>'), 2, "unit '1' has no source"),
        (BODY.format('<body>\n<trans-unit id="1"><source xmlns="urn:b"/></trans-unit></body>'), 2, "has no source"),
        ('<xliff version="2.0"/>', 0, "has no translation units"),
        (VERSION_1[:500], 6, "not well-formed"),
    ],
)
def test_refused(tmp_path: Path, content: str, line: int, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        xliff.read(write(tmp_path, content))
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("target", "state"),
    [
        ("<target>норма</target>", "translated"),
        ('<target state="translated">норма</target>', "translated"),
        ('<target state="signed-off">норма</target>', "translated"),
        ('<target state="final">норма</target>', "translated"),
        ('<target state="needs-translation">норма</target>', "fuzzy"),
        ('<target state="needs-adaptation">норма</target>', "fuzzy"),
        ('<target state="new">норма</target>', "fuzzy"),
        ('<target state="new"> </target>', "untranslated"),
        ('<target state="translated" state-qualifier="fuzzy-match">норма</target>', "fuzzy"),
        ("<alt-trans><source>norm</source><target>норма</target></alt-trans>", "untranslated"),
    ],
)
@pytest.mark.parametrize("approved", ["", ' approved="yes"', ' approved="no"'])
def test_states_of_version_1(tmp_path: Path, target: str, state: str, approved: str) -> None:
    unit = f'<trans-unit id="1"{approved}><source>norm</source>{target}</trans-unit>'
    content = f'<xliff version="1.2"><file source-language="en" target-language="ru"><body>{unit}</body></file></xliff>'
    expected = "fuzzy" if "no" in approved and target.startswith("<target>") else state
    assert rows(write(tmp_path, content)) == [("1", "en", "ru", expected)]


# As Okapi and Trados cut a unit; the tags around a segment are no part of it.
SEGMENTS = """<xliff version="1.2" xmlns="{namespace}">
<file original="a" source-language="en" target-language="ru" datatype="x"><body>
<trans-unit id="t"><source>One norm. Two norms.</source>
<seg-source><mrk mtype="seg" mid="0">One norm.</mrk> <g id="1"><mrk mid="1" mtype="seg">Two <mrk mtype="term">norms</mrk>.</mrk></g></seg-source>
{target}
<alt-trans><target><mrk mtype="seg" mid="0">Нет</mrk></target></alt-trans></trans-unit>
</body></file></xliff>"""


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (
            '<target><mrk mtype="seg" mid="0">Норма.</mrk> <g id="1"><mrk mtype="seg" mid="1">Две <x id="2"/>нормы.</mrk></g></target>',
            [("t::0", "Норма.", "translated", "Норма.</mrk> <g"), ("t::1", "Две \ufffcнормы.", "translated", "Две <x")],
        ),
        (
            '<target state="needs-translation"><mrk mtype="seg" mid="1">Две</mrk><mrk mtype="seg" mid="0"/></target>',
            [("t::0", "", "untranslated", "</target>"), ("t::1", "Две", "fuzzy", "Две</mrk><mrk")],
        ),
        (
            '<target><mrk mtype="seg" mid="0">Норма.</mrk></target>',
            [("t::0", "Норма.", "translated", "Норма.</mrk></target>"), ("t::1", "", "untranslated", "Two <mrk")],
        ),
        ("", [("t::0", "", "untranslated", "One norm.</mrk>"), ("t::1", "", "untranslated", "Two <mrk")]),
        ("<target/>", [("t::0", "", "untranslated", "One norm.</mrk>"), ("t::1", "", "untranslated", "Two <mrk")]),
        ("<target>Норма. Две.</target>", [("t", "Норма. Две.", "translated", "Норма. Две.</")]),
        (
            '<target><mrk mtype="seg" mid="7">Норма.</mrk></target>',
            [("t", "\u00adНорма.\u00ad", "translated", '<mrk mtype="seg" mid="7">')],
        ),
    ],
)
def test_segments_of_version_1(tmp_path: Path, target: str, expected: list[tuple[str, str, str, str]]) -> None:
    content = SEGMENTS.format(namespace=NAMESPACE_1, target=target)
    units = xliff.read(write(tmp_path, content)).units
    lines = Lines(content)
    for unit, (name, text, state, there) in zip(units, expected, strict=True):
        assert (unit.id, unit.target.text, unit.state) == (name, text, state)
        assert content[lines.offset(unit.target.anchors.at(0)) :].startswith(there)
    if len(units) == 2:
        sources = [(unit.source.text, unit.source.anchors.at(0)) for unit in units if unit.source]
        places = [lines.position(content.index(there)) for there in ("One norm.</mrk>", "Two <mrk")]
        assert sources == [("One norm.", places[0]), ("Two \u00adnorms\u00ad.", places[1])]


def test_one_segment_needs_no_number(tmp_path: Path) -> None:
    mark = '<mrk mtype="seg" mid="5">norm</mrk>'
    unit = (
        f'<trans-unit id="a"><source>norm</source><seg-source>{mark}</seg-source><target>{mark}</target></trans-unit>'
    )
    content = f'<xliff version="1.2"><file source-language="en" target-language="ru"><body>{unit}</body></file></xliff>'
    assert rows(write(tmp_path, content)) == [("a", "en", "ru", "translated")]


CORE_2 = """<xliff xmlns="{namespace}" version="{version}" srcLang="en" trgLang="ru">
<file id="f"><notes><note id="n">norm</note></notes><unit id="u"><notes><note>norm</note></notes>
<originalData><data id="d">&lt;br/&gt;</data></originalData>
<segment id="s1" state="translated"><source>One<ph id="1" dataRef="d"/> <pc id="2">norm</pc>.</source>
<target>Одна<ph id="1" dataRef="d"/> <pc id="2">норма</pc><cp hex="001B"/>.</target></segment>
<ignorable><source> norm </source><target> норма </target></ignorable>
<segment id="s2" state="initial"><source><sc id="3"/>Two<ec startRef="3"/></source><target><sc id="3"/><mrk id="m" type="term">Две</mrk><ec startRef="3"/></target></segment>
<segment id="s3" state="reviewed"><source>Three</source><target>Три</target></segment>
<segment id="s4" state="final"><source>Four</source><target/></segment>
<mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#s1"><source>no</source><target>нет</target></mtc:match></mtc:matches>
</unit></file></xliff>"""


@pytest.mark.parametrize("version", ["2.0", "2.1", "2.2"])
def test_segments_of_version_2(tmp_path: Path, version: str) -> None:
    namespace = f"urn:oasis:names:tc:xliff:document:{version if version == '2.2' else '2.0'}"
    content = CORE_2.format(namespace=namespace, version=version)
    units = xliff.read(write(tmp_path, content)).units
    assert [(unit.id, unit.target.text, unit.state) for unit in units] == [
        ("u::s1", "Одна\ufffc \u00adнорма\u00ad\ufffc.", "translated"),
        ("u::s2", "\u00ad\u00adДве\u00ad\u00ad", "fuzzy"),
        ("u::s3", "Три", "translated"),
        ("u::s4", "", "untranslated"),
    ]
    line = content.splitlines()[4]
    anchors = units[0].target.anchors
    assert anchors.at(7) == (5, line.index("норма") + 1)
    assert anchors.after(11) == (5, line.index("</pc>") + 1)
    assert anchors.after(13) == (5, line.index(".</target>") + 1)
