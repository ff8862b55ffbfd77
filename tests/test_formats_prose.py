"""Text and Markdown: which blocks become units, what is masked, and where each character stands."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase import formats
from termbase.files import InputError
from termbase.formats import mask
from termbase.formats.place import Lines
from termbase.text import key

M, O = mask.MARK, mask.OBJECT  # noqa: E741 - as short as the signs they stand for


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def texts(path: Path) -> list[str]:
    return [unit.target.text for unit in formats.read(path).units]


def visible(text: str) -> str:
    return text.replace(M, "-").replace(O, "#")


def test_paragraphs_of_a_text(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "\ufeff\r\n one \r\ntwo\r\n \t\r\n\u3000 three http://a.b/c.\r\n\r\n")
    document = formats.read(path, target_lang="en")
    assert document.kind == "prose"
    assert [(unit.id, unit.source, unit.target.text, unit.target.lang) for unit in document.units] == [
        ("1", None, " one \r\ntwo", "en"),
        ("2", None, f"\u3000 three {O * 12}.", "en"),
    ]
    assert document.units[0].target.anchors.at(7) == (3, 1)
    assert document.units[1].target.anchors.at(2) == (5, 3)
    assert texts(write(tmp_path, "empty.txt", "")) == []


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"a\n\xd0", 2, "not valid UTF-8"),
        ("a".encode("utf-16"), 1, "UTF-16"),
        (b"a\n\0", 2, "NUL"),
        (b"a\n" + b"x" * 50_000_000, 2, "50,000,000 characters"),
    ],
    ids=["invalid", "utf-16", "nul", "long line"],
)
def test_refused(tmp_path: Path, suffix: str, content: bytes, line: int, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        formats.read(write(tmp_path, f"a{suffix}", content))
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# A *b*\n", ["A -b-"]),
        ("A\n===\nb\n---\n", ["A", "b"]),
        ("**стахановское** движение", ["--стахановское-- движение"]),
        ("a __b__ ***c*** ~~d~~ e_f_g *h", ["a --b-- ---c--- --d-- e_f_g *h"]),
        ("a `b` ``c ` d`` `e", ["a ### ######### `e"]),
        ("[a *b*](http://c.d 'e') f", ["-a -b------------------ f"]),
        ("[a][r] [r] [no] [a]()\n\n[r]: http://c.d", ["-a---- -r- [no] -a---"]),
        ("![a *b*](c.png) ![", ["##a -b-######## !["]),
        ("<http://a.b> a@b.ru www.a.ru", ["############ ###### ########"]),
        ("<b>a</b> <br> <span class='x'>b</span>", ["---a---- #### ----------------b-------"]),
        ("a &amp; &#1078;b &nope; & c", ["a &---- ж------b &nope; & c"]),
        ("\\*a\\* b\\c\\\nd", ["-*a-* b\\c-\nd"]),
        ("a  \nb", ["a  \nb"]),
        ("    code\n\n```\ncode\n```\n\n~~~ x\ncode\n~~~\ntext", ["text"]),
        ("---\ntitle: x\n---\na\n\n---\n\nb\n\n---\n", ["a", "b"]),
        ("+++\nt = 1\n+++\na", ["a"]),
        ("> a\nb\n> - c\n>   d\n", ["a\nb", "c\nd"]),
        ("1. a\n\n   b\n2. c", ["a", "b", "c"]),
        ("| a | b \\| *c* |\n|---|---|\n| b | |\n| a | a |", ["a", "b -| -c-", "b", "a", "a"]),
        ("<div align='x'>\na <!-- b\nc --> d\n</div>", ["#" * 15 + "\na ######\n##### d\n######"]),
        ("<script>\nvar a\n</script>\n\nb", ["b"]),
        ("a\rb\n\n# c", ["a b", "c"]),
    ],
)
def test_markdown(tmp_path: Path, source: str, expected: list[str]) -> None:
    for name, content in [("lf.md", source), ("crlf.md", source.replace("\n", "\r\n")), ("bom.md", "\ufeff" + source)]:
        path = write(tmp_path, name, content)
        assert [visible(text).replace("\r", "") for text in texts(path)] == expected
        lines = content.removeprefix("\ufeff").split("\n")
        for unit in formats.read(path).units:
            for offset, char in enumerate(unit.target.text):
                line, column = unit.target.anchors.at(offset)
                there = (lines[line - 1] + "\n")[column - 1]
                assert char in {M, O} or there in {char, "&", "\r"}


def test_a_term_with_emphasis_inside_is_the_term(tmp_path: Path) -> None:
    path = write(tmp_path, "a.md", "**стахановское** [дви*жение*](x) <i>СССР</i>")
    assert key(texts(path)[0]) == "стахановское движение ссср"


WORDS = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=5)
DECORATIONS = ["{}", "**{}**", "*{}*", "[{}](u)", "{}&amp;", "\\*{}", "`{}`", "<i>{}</i>", "{}\u0301"]
MASKED = ["{}", "--{}--", "-{}-", "-{}----", "{}&----", "-*{}", "#{}#", "---{}----", "{}\u0301"]
CONTAINERS = [("", ""), ("> ", "> "), ("- ", "  "), ("1.  ", "    "), ("- > ", "  > "), ("# ", None)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(CONTAINERS),
            st.lists(st.tuples(WORDS, st.integers(0, len(MASKED) - 1), st.booleans()), min_size=1, max_size=6),
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(["", "---\ntitle: **x**\n---\n"]),
)
def test_every_character_of_markdown_is_where_the_anchors_say(
    tmp_path_factory: pytest.TempPathFactory,
    blocks: Sequence[tuple[tuple[str, str | None], Sequence[tuple[str, int, bool]]]],
    end: str,
    bom: str,
    front: str,
) -> None:
    content = front.replace("\n", end)
    expected: list[tuple[str, list[int]]] = []
    for (first, further), words in blocks:
        content += first
        text, offsets = "", []
        for number, (word, decoration, breaks) in enumerate(words):
            if number:
                gap = end + further if breaks and further is not None else " "
                text += "\n" if gap != " " else " "
                offsets.append(len(content))
                content += gap
            written = DECORATIONS[decoration].format(word)
            code = decoration == 6  # the one whose text is hidden too
            shown = MASKED[decoration].format("#" * len(word) if code else word)
            text += shown
            offsets += range(len(content), len(content) + len(written))
            content += written
        expected.append((text, offsets))
        content += f"{end}{end}<!-- apart -->{end}{end}"
    path = write(tmp_path_factory.mktemp("markdown"), "a.md", bom + content)
    lines = Lines(content)
    units = [unit for unit in formats.read(path).units if not set(unit.target.text) <= {O, " ", "\n"}]
    prose = [pair for pair in expected if not set(pair[0]) <= {"#", " ", "\n"}]
    assert [visible(unit.target.text) for unit in units] == [masked for masked, _ in prose]
    for unit, (_, offsets) in zip(units, prose, strict=True):
        places = [unit.target.anchors.at(offset) for offset in range(len(unit.target.text))]
        assert places == [lines.position(offset) for offset in offsets]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("plain 50 % of 50% of 50%, a < b & c", "plain 50 % of 50% of 50%, a < b & c"),
        ("%s %d %5.2f %-3d %1$s %(n)s %(n)ss %% %ld %lu", "## ## ##### #### #### ##### #####s ## ### ###"),
        ("%1 %L2 %n 50%с", "## ### ## 50%с"),
        ("{} {0} {name} {{ x }} ${v} %{v} {a.b[0]:>5}", "## ### ###### ####### #### #### ###########"),
        ("{слово} {one word} {n, plural, other {x}}", "{слово} {one word} {n, plural, other ###}"),
        ("<b>a</b><br/><a href='x'>b</a> a<b c>d", "---a----#####------------b---- a-----d"),
        ("a &lt; &nbsp;b &#x436; &nope;", "a <--- \xa0-----b ж------ &nope;"),
        ("см. https://ru.wikipedia.org/wiki/Стаханов. Да", f"см. {'#' * 38}. Да"),
        ("a.b@c.ru, www.a.ru", "########, ########"),
    ],
)
def test_messages(message: str, expected: str) -> None:
    assert visible(mask.messages(message)) == expected
    assert len(mask.messages(message)) == len(message)


@given(st.text())
def test_masks_keep_the_length_and_the_line_ends_of_any_text(text: str) -> None:
    for masked in (mask.messages(text), mask.markup(text), mask.links(text)):
        assert len(masked) == len(text)
        assert [i for i, char in enumerate(mask.markup(text)) if char == "\n"] == [
            i for i, char in enumerate(text) if char == "\n"
        ]
