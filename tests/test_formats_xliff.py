"""The XLIFF reader, versions 1.2 and 2.x: units, states, languages and what it refuses."""

from pathlib import Path

import pytest

from termbase.files import InputError
from termbase.formats import xliff

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
