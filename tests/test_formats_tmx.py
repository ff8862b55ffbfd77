"""The TMX reader: which pairs become units, and what it refuses."""

from pathlib import Path

import pytest

from termbase.files import InputError
from termbase.formats import tmx

UNITS = """<tu tuid="a"><note>x</note><tuv xml:lang="en"><seg>norm</seg></tuv><tuv xml:lang="ru"><seg>норма</seg></tuv>
<tuv xml:lang="ko"><seg>기준량</seg></tuv><tuv xml:lang="ko-KP"><seg>기준량</seg></tuv></tu>
<tu><tuv lang="RU"><seg>завет</seg></tuv><tuv lang="EN-us"><seg>testament</seg></tuv></tu>
<tu srclang="ko"><tuv xml:lang="en"><seg/></tuv><tuv xml:lang="ko"><seg>노동</seg></tuv></tu>"""


def write(folder: Path, units: str, source: str = 'srclang="en"') -> Path:
    path = folder / "a.tmx"
    document = f'<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><header {source}/><body>'
    path.write_text(f"{document}\n{units}</body></tmx>", encoding="utf-8")
    return path


def rows(path: Path, **languages: str) -> list[tuple[str, str, str, str]]:
    units = tmx.read(path, **languages).units
    return [(unit.id, unit.source.lang if unit.source else "", unit.target.lang, unit.state) for unit in units]


@pytest.mark.parametrize(
    ("header", "languages", "expected"),
    [
        ("en", {}, ["a en ru", "a en ko", "a en ko-KP", "2 en-US ru", "3 ko en"]),
        ("en-GB", {}, ["a en ru", "a en ko", "a en ko-KP", "2 en-US ru", "3 ko en"]),
        ("en", {"target_lang": "ko"}, ["a en ko"]),
        ("en", {"target_lang": "ko-KP"}, ["a en ko-KP"]),
        ("en", {"source_lang": "ru"}, ["a ru en", "a ru ko", "a ru ko-KP", "2 ru en-US"]),
        ("*all*", {}, ["a en ru", "a en ko", "a en ko-KP", "2 ru en-US", "3 ko en"]),
        ("*all*", {"source_lang": "ru", "target_lang": "en"}, ["a ru en", "2 ru en-US"]),
    ],
)
def test_pairs(tmp_path: Path, header: str, languages: dict[str, str], expected: list[str]) -> None:
    path = write(tmp_path, UNITS, f'srclang="{header}"')
    assert [" ".join(row[:3]) for row in rows(path, **languages)] == expected


def test_header_without_source_language_takes_the_first_variant(tmp_path: Path) -> None:
    assert [row[:2] for row in rows(write(tmp_path, UNITS, ""))][3:] == [("2", "ru"), ("3", "ko")]


def test_texts_states_and_places(tmp_path: Path) -> None:
    path = write(tmp_path, UNITS)
    units = tmx.read(path).units
    lines = path.read_text(encoding="utf-8").split("\n")
    assert [unit.target.text for unit in units] == ["норма", "기준량", "기준량", "завет", ""]
    assert [unit.state for unit in units] == ["translated"] * 4 + ["untranslated"]
    for unit, line in zip(units, [4, 5, 5, 6], strict=False):
        assert unit.target.anchors.at(0).line == line
        assert lines[line - 1][unit.target.anchors.at(0).column - 1 :].startswith(unit.target.text)


@pytest.mark.parametrize(
    ("seg", "text"),
    [
        # memoQ, Trados and OmegaT: i pairs the two, x is for other elements.
        ('<bpt i="1" type="bold">{}</bpt>OK<ept i="1">{}</ept><ph type="lb"/>', "<bpt 1/>OK<ept 1/><ph />"),
        ('<bpt i="1" x="2"/><ph x="3" type="4"/>OK<ept i="1"/>', "<bpt 1/><ph 3/>OK<ept 1/>"),
        ('A <hi type="term">norm</hi> <it pos="begin" x="3">[</it><ut>x</ut>', "A norm <it 3/><ut />"),
        ("&lt;f0&gt;OK&lt;/f0&gt; &amp;amp;", "<f0>OK</f0> &amp;"),
    ],
)
def test_codes(tmp_path: Path, seg: str, text: str) -> None:
    unit = f'<tu><tuv xml:lang="en"><seg>{seg}</seg></tuv><tuv xml:lang="ru"><seg>{seg}</seg></tuv></tu>'
    (found,) = tmx.read(write(tmp_path, unit)).units
    assert (found.source and found.source.whole, found.target.whole) == (text, text)


def test_a_namespace_is_no_obstacle(tmp_path: Path) -> None:
    path = write(tmp_path, UNITS)
    path.write_text(
        path.read_text(encoding="utf-8").replace("<tmx ", '<tmx xmlns="http://www.lisa.org/tmx14" '), "utf-8"
    )
    assert len(rows(path)) == 5


@pytest.mark.parametrize(
    ("units", "languages", "line", "reason"),
    [
        ("", {}, 0, "has no translation units$"),
        (UNITS, {"source_lang": "de"}, 0, "has no translation units in de"),
        (UNITS, {"target_lang": "de"}, 0, "has no translation units in en and de"),
        ("<tu>\n<tuv><seg>x</seg></tuv></tu>", {}, 5, "<tuv> without xml:lang"),
        ('<tu>\n<tuv xml:lang="en"/></tu>', {}, 5, "<tuv> without <seg>"),
        ('<tu xmlns="urn:x"/>', {}, 0, "not in the namespace"),
        ("<tu>", {}, 4, "not well-formed"),
    ],
)
def test_refused(tmp_path: Path, units: str, languages: dict[str, str], line: int, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        tmx.read(write(tmp_path, units), **languages)
    assert caught.value.line == line
