"""HTML: which blocks become units, what is masked, in which language, and where each character stands."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase import formats
from termbase.api import load
from termbase.files import InputError
from termbase.formats import html
from termbase.formats.mask import OBJECT
from termbase.formats.place import Lines

BASE = Path(__file__).parent / "data" / "base"


def visible(text: str) -> str:
    return text.replace(OBJECT, "#")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<title>a</title><style>b</style><h1>c</h1><script>if (d < e) '<p>'</script><p>f", ["a", "c", "f"]),
        ("<p>ста<b>ха</b><i class='x>y'>но</i>в<!-- <p> -->ец", ["стахановец"]),
        ("<p>a <code>b <i>c</i></code> <kbd>d</kbd> e", ["a ### # e"]),
        ("<p>a<pre>b</pre>c<template><p>d</template><textarea>e</textarea>", ["a", "c"]),
        ("<p>a <img alt='b'> <svg><title>c</title></svg> d<sub>2</sub> <x-y>e</x-y>", ["a # # d#2# #e#"]),
        ("a &amp; &lt;b&gt; &#1078;&#x436; &nope; & &copy2020 &# &#x; c&", ["a & <b> жж &nope; & ©2020 &# &#x; c&"]),
        ("<p> \n a<br>b\n  c\n</p>", ["a\nb\n  c"]),
        ("<ul><li>a<li>b <b>c<ul><li>d</ul>e</ul>f", ["a", "b c", "d", "e", "f"]),
        ("<table><caption>a<tr><td>b<td>c<tr><th>d</table>e", ["a", "b", "c", "d", "e"]),
        ("<p>a <a href='http://b.c'>d</a> http://e.f g@h.ru", ["a d ########## ######"]),
        ("<p>&nbsp;</p><p><code>a</code></p><p><img></p><p>\n</p>", []),
        (
            "<?xml version='1.0'?><html xmlns='x'><a id='b'/><p>c<br/>d<script src='e'/>f</p><p/>g</html>",
            ["c\ndf", "g"],
        ),
        ("<p>a</i></div>b<!-- c", ["a", "b"]),
        ("<p>a<![CDATA[ b > c ]]>d<![if x]>e<!x>f<?y?>g<p h", ["adefg"]),
        ("<!DOCTYPE html><p>a < b <", ["a < b <"]),
        ("", []),
    ],
)
def test_html(source: str, expected: list[str]) -> None:
    document = html.prose("a.html", source)
    assert document.kind == "prose"
    assert [visible(unit.target.text) for unit in document.units] == expected
    assert [unit.id for unit in document.units] == [str(number) for number in range(1, len(expected) + 1)]


@pytest.mark.parametrize(
    ("source", "langs"),
    [
        ("<p>norm", ["de"]),
        ("<html lang=en_us><p>norm<p lang=ru>норма<p xml:lang='ko'>기준", ["en-US", "ru", "ko"]),
        ("<ul><li lang=fr>a<li>b</ul>", ["fr", "de"]),
        ("<html lang=en><p>a <i lang=ru>б</i><p>a <i lang=fr>b</i><p>норма<p lang=ru>norm<p lang=ko>норма", [""] * 5),
    ],
)
def test_language(source: str, langs: list[str]) -> None:
    assert [unit.target.lang for unit in html.prose("a.html", source, "de").units] == langs


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<meta charset=windows-1251><p>норма".encode("cp1251"), "норма"),
        ("<meta http-equiv=x content='text/html; charset=koi8-r'><p>норма".encode("koi8-r"), "норма"),
        ("<?xml version='1.0' encoding='windows-1251'?><p>норма".encode("cp1251"), "норма"),
        ("<meta charset=latin1><p>“a”".encode("cp1252"), "“a”"),
        ("\ufeff<meta charset=koi8-r><p>норма".encode(), "норма"),
        ("<meta charset=utf-16><p>норма".encode(), "норма"),
    ],
)
def test_encodings(tmp_path: Path, content: bytes, text: str) -> None:
    path = tmp_path / "a.htm"
    path.write_bytes(content)
    assert [unit.target.text for unit in formats.read(path).units] == [text]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"a\n\xd0", 2, "not valid UTF-8"),
        ("a".encode("utf-16"), 1, "UTF-16"),
        (b"a\n\0", 2, "NUL"),
        (b"<meta charset=none>", 1, "unknown encoding: none"),
        (b"<meta charset=hex>", 1, "unknown encoding: hex"),
        (b"<meta charset=cp1251>\n\x98", 2, "not valid cp1251"),
        (b"<p>\n" + b"x" * 50_000_000, 2, "50,000,000 characters"),
    ],
    ids=range(7),
)
def test_refused(tmp_path: Path, content: bytes, line: int, reason: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(content)
    with pytest.raises(InputError, match=reason) as caught:
        formats.read(path)
    assert caught.value.line == line


@pytest.mark.parametrize(
    "start", ["<!--", "<!x", "<?", "<a ", "<a x='", "</a ", "<p><b>", "<ul><li>", "&#", "<![CDATA["]
)
def test_what_never_ends_is_read_in_one_pass(start: str) -> None:
    assert html.prose("a.html", f"<p>a</p>{start * 30_000}").units[0].target.text == "a"


PIECES = [
    *[(char, char) for char in "aяё가 "],
    *[("&", "&amp;"), ("ж", "&#1078;"), ("©", "&copy;"), ("\n", "<br/>"), (OBJECT, "<img src='<p>'>")],
    *[("", "<b class='>'>"), ("", "</b>"), ("", "<!-- <p> -->"), ("", "<wbr>")],
    *[("&x;", "&x;"), ("\r\n", "\r\n"), ("<", "< ")],
]


@given(
    st.lists(st.lists(st.sampled_from(PIECES), max_size=12), max_size=4), st.sampled_from(["<p>", "<li>", "<td x='y'>"])
)
def test_every_character_is_where_the_anchors_say(paragraphs: Sequence[Sequence[tuple[str, str]]], tag: str) -> None:
    content = "<body>\n"
    expected: list[tuple[str, list[int]]] = []
    for pieces in paragraphs:
        text, offsets = "a", [len(content) + len(tag)]
        content += f"{tag}a"
        for meant, written in pieces:
            shown = written if meant == "<" else meant
            text += shown
            verbatim = shown == written
            offsets += [len(content) + (n if verbatim else 0) for n in range(len(shown))]
            content += written
        text, offsets = f"{text}z", [*offsets, len(content)]
        content += "z\n"
        expected.append((text, offsets))
    lines = Lines(content)
    units = html.prose("a.html", content).units
    assert [unit.target.text for unit in units] == [text for text, _ in expected]
    for unit, (text, offsets) in zip(units, expected, strict=True):
        assert [unit.target.anchors.at(n) for n in range(len(text))] == [lines.position(offset) for offset in offsets]
        assert unit.target.anchors.at(len(text)) == lines.position(offsets[-1] + 1)


def test_a_finding_stands_where_the_term_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html>\n<p>Нормы &laquo;шок-<b>рабо</b>чих&raquo;.", "utf-8")
    (finding,) = load(BASE).check(formats.read(path).units)
    assert (finding.code, finding.text, finding.start, finding.end) == ("TB501", "шок-рабочих", (2, 17), (2, 35))
