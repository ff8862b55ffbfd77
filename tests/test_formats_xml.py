"""The guard of XML, and the places of flattened segments (through XLIFF and TMX)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase import formats
from termbase.files import InputError
from termbase.formats import xml
from termbase.formats.mask import MARK, OBJECT
from termbase.formats.place import Lines

XLIFF = (
    '<xliff version="1.2"><file source-language="en" target-language="ru"><body>'
    '<trans-unit id="1"><source>a</source><target>б</target></trans-unit></body></file></xliff>'
)
DOCUMENTS = {
    ".xlf": (
        '<p:xliff version="1.2" xmlns:p="urn:oasis:names:tc:xliff:document:1.2"><p:file source-language="en"'
        ' target-language="ru">\n<p:body><p:trans-unit id="1"><p:source>{}</p:source><p:target>{}</p:target>'
        "<p:alt-trans><p:source>no</p:source><p:target>no</p:target></p:alt-trans>"
        "</p:trans-unit></p:body></p:file></p:xliff>"
    ),
    ".tmx": (
        '<tmx version="1.4"><header srclang="en"/>\n<body><tu><tuv xml:lang="en"><seg>{}</seg></tuv>'
        '<tuv xml:lang="ru"><seg>{}</seg></tuv></tu></body></tmx>'
    ),
}
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    ("content", "line", "column", "reason"),
    [
        ("", 0, 0, "is empty"),
        ("\ufeff \n", 0, 0, "is empty"),
        ("plain text", 1, 1, "is not well-formed XML: syntax error"),
        ("<xliff>\n  <a>\n</xliff>", 3, 3, "is not well-formed XML: mismatched tag"),
        ("<xliff>\n<a>текст", 2, 9, "ends before its elements are closed"),
        ("<tmx/>", 0, 0, "the root element is <tmx>, not <xliff>"),
        (f'<!DOCTYPE xliff [<!ENTITY e0 "x">{BOMB}]><xliff>&e11;</xliff>', 1, 30, "declares an entity"),
        ('<!DOCTYPE xliff [\n<!ENTITY x SYSTEM "file:///etc/passwd">]><xliff>&x;</xliff>', 2, 39, "declares an entity"),
        ('<!DOCTYPE xliff [<!ENTITY % p SYSTEM "http://localhost:9/">%p;]><xliff/>', 1, 59, "declares an entity"),
        ("<xliff>&nbsp;</xliff>", 1, 8, "undefined entity"),
        ('<!DOCTYPE xliff SYSTEM "x.dtd"><xliff>\n&nbsp;</xliff>', 2, 1, "not declared in it: &nbsp;"),
        ('<?xml version="1.0" encoding="UTF-16"?><xliff/>', 1, 0, "declares UTF-16 but"),
        ('<?xml version="1.0" encoding="nonsense"?><xliff/>', 1, 0, "unknown encoding: nonsense"),
        ('<?xml version="1.0" encoding="hex"?><xliff/>', 1, 0, "unknown encoding: hex"),
        (b"<xliff>\n\xff</xliff>", 2, 0, "not valid UTF-8"),
        (b"\xff\xfe<\x00x\x00\x00\xd8", 1, 0, "not valid UTF-16-LE"),
        ("<xliff>\0</xliff>", 1, 8, "invalid token"),
        ("<xliff>" + "x" * 50_000_000 + "</xliff>", 1, 0, "line of 50,000,015 characters"),
    ],
    ids=range(18),
)
def test_the_guard_refuses(tmp_path: Path, content: str | bytes, line: int, column: int, reason: str) -> None:
    path = tmp_path / "a.xlf"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InputError, match=reason) as caught:
        xml.read(path, "xliff")
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize("suffix", [".xlf", ".tmx"])
def test_depth_and_text_over_the_limits_of_libxml2_are_one_clear_line(tmp_path: Path, suffix: str) -> None:
    before, between, after = DOCUMENTS[suffix].split("{}")
    for content, reason in [
        ("<g>" * 100_000 + "</g>" * 100_000, "nested more than 255 deep"),
        ("x\n" * 6_000_000, "over 10,000,000 bytes"),
    ]:
        path = tmp_path / f"a{suffix}"
        path.write_text(f"{before}{content}{between}{after}")
        with pytest.raises(InputError, match=reason) as caught:
            formats.read(path)
        assert caught.value.line > 0


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1251", "utf-32"]
)
@pytest.mark.parametrize("declared", [True, False])
def test_encodings(tmp_path: Path, encoding: str, declared: bool) -> None:
    if encoding in {"utf-16-le", "utf-16-be", "windows-1251"} and not declared:
        declared = True  # without a byte order mark XML asks for the declaration
    name = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    content = (f'<?xml version="1.0" encoding="{name}"?>\n' if declared else "") + XLIFF
    path = tmp_path / "a.xlf"
    path.write_bytes(content.encode(encoding))
    (unit,) = formats.read(path).units
    assert unit.target.text == "б"
    assert unit.target.anchors.at(0) == Lines(content).position(content.index("б"))


def test_an_external_dtd_is_tolerated_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "x.dtd").write_text("this would be a syntax error")
    path = tmp_path / "a.xlf"
    path.write_text(f'<!DOCTYPE xliff PUBLIC "-//XLIFF//EN" "x.dtd" [<!-- no entity -->]>{XLIFF}')
    assert len(formats.read(path).units) == 1


# A segment as pieces: what it means, and how it is written, from the first character that counts.
letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="<>&]\ufffe\uffff")
Piece = tuple[str, str, int]
plain = st.one_of(
    letters.map(lambda char: (char, char, 0)),
    st.sampled_from(
        [
            ("&", "&amp;", 0),
            ("]", "]", 0),
            ("ж", "&#x436;", 0),
            ("\n", "\n", 0),
            ("\n", "\r\n", 0),
            ("\n", "&#10;", 0),
            ("ш", "<![CDATA[ш]]>", 9),
            ("&", "<![CDATA[&]]>", 9),
            ("", "<!-- <g> comment -->", 0),
            ("", "<?pi x?>", 0),
            ("\u0301", "\u0301", 0),
            (OBJECT, '<p:x id="1"/>', 0),
            (OBJECT, '<p:ph id="1">{<p:sub>code</p:sub>}</p:ph>', 0),
            (MARK, '<p:bpt id="1">&lt;b&gt;</p:bpt>', 0),
            (MARK, '<p:ept id="1"/>', 0),
            (OBJECT, '<p:ph\nid=">"><p:sub/></p:ph >', 0),
        ]
    ),
)


def enclose(pieces: list[Piece]) -> list[Piece]:
    return [(MARK, '<p:g id="2">', 0), *pieces, (MARK, "</p:g>", 0)]


segments = st.recursive(
    st.lists(plain, max_size=8),
    lambda inner: st.lists(inner, max_size=3).map(lambda parts: enclose([piece for part in parts for piece in part])),
    max_leaves=6,
)


@given(
    st.tuples(segments, segments), st.sampled_from(sorted(DOCUMENTS)), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"])
)
def test_every_character_is_where_the_anchors_say(
    tmp_path_factory: pytest.TempPathFactory, pair: tuple[list[Piece], list[Piece]], suffix: str, encoding: str
) -> None:
    prefix = "p:" if suffix == ".xlf" else ""
    before, between, after = DOCUMENTS[suffix].split("{}")
    content = before
    expected: list[tuple[str, list[int], list[int]]] = []
    for pieces, following in zip(pair, [between, after], strict=True):
        text, offsets, ends = "", [], []
        for meaning, written, start in pieces:
            tag = written.replace("p:", prefix)
            if meaning:
                offsets.append(len(content) + start)
                ends.append(len(content) + (start + 1 if start else len(tag)))
            text += meaning
            content += tag
        expected.append((text, [*offsets, len(content)], ends))
        content += following
    path = tmp_path_factory.mktemp("xml") / f"a{suffix}"
    path.write_bytes(content.encode(encoding))
    (unit,) = formats.read(path).units
    lines = Lines(content)
    assert unit.source is not None
    for segment, (text, offsets, ends) in zip([unit.source, unit.target], expected, strict=True):
        assert segment.text == text
        places = [segment.anchors.at(offset) for offset in range(len(text) + 1)]
        assert places == [lines.position(offset) for offset in offsets]
        assert [segment.anchors.after(offset) for offset in range(len(text))] == [lines.position(end) for end in ends]
