"""Which files are read, by whom, and how languages are guessed from names and scripts."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase import formats
from termbase.cli.main import main
from termbase.files import InputError
from termbase.formats import language
from tests.conftest import ROOT


def test_every_reader_module_is_in_the_registry_and_reads() -> None:
    for suffix, name in formats.READERS.items():
        assert suffix == suffix.lower()
        assert (Path(formats.__file__).parent / f"{name}.py").is_file()


@pytest.mark.parametrize("place", ["check --help", "README.md"])
def test_users_are_told_which_formats_are_read(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    if place.endswith(".md"):
        told = (ROOT / place).read_text("utf-8")
    else:
        with pytest.raises(SystemExit):
            main(place.split())
        told = capsys.readouterr().out
    words = set(re.findall(r"\w+", told.lower()))
    assert {module.removesuffix("_table") for module in formats.READERS.values()} <= words
    assert "tsv" in words


def test_find_files_sorts_and_passes_over_hidden_and_foreign_files(tmp_path: Path) -> None:
    for name in ["b/z.po", "b/A.MD", "a.txt", ".git/x.po", "b/.hidden.po", "b/picture.png", "c/d/e.xlf"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path in formats.find_files([tmp_path])]
    assert found == ["a.txt", "b/A.MD", "b/z.po", "c/d/e.xlf"]
    twice = [tmp_path / "b/z.po", tmp_path / "a.txt"]
    assert list(formats.find_files(twice)) == twice


def test_find_files_names_what_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "x.docm").write_text("x")
    (tmp_path / "none").write_text("x")
    os.mkfifo(tmp_path / "pipe.po")
    for name, reason in [
        ("x.docm", r"x\.docm: unknown format \.docm: known are .*\.markdown, \.md, .*\.po"),
        ("none", "unknown format"),
        ("missing.po", "no such file"),
        ("pipe.po", "is not a regular file"),
    ]:
        with pytest.raises(InputError, match=reason):
            list(formats.find_files([tmp_path / name]))


@pytest.mark.parametrize("suffix", sorted(formats.READERS))
def test_missing_files_and_folders_are_errors_in_every_format(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(InputError, match="no such file"):
        formats.read(tmp_path / f"missing{suffix}")
    (tmp_path / f"folder{suffix}").mkdir()
    with pytest.raises(InputError, match="is a directory"):
        formats.read(tmp_path / f"folder{suffix}")


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("en-ru.po", ("en", "ru")),
        ("app.en_US-ko_KP.po", ("en-US", "ko-KP")),
        ("ru.po", ("", "ru")),
        ("ko-KP.po", ("", "ko-KP")),
        ("sr_Latn_RS.po", ("", "sr-Latn-RS")),
        ("app.ru_RU.po", ("", "ru-RU")),
        ("ru/LC_MESSAGES/django.po", ("", "ru")),
        ("django.po", ("", "")),
    ],
)
def test_language_from_name(name: str, pair: tuple[str, str]) -> None:
    assert language.from_name(Path(name)) == pair


@pytest.mark.parametrize(
    ("code", "tag"),
    [("ru_RU.UTF-8", "ru-RU"), ("KO-kp", "ko-KP"), ("sr@latin", "sr"), ("zh_hant_tw", "zh-Hant-TW"), ("", "")],
)
def test_language_tag(code: str, tag: str) -> None:
    assert language.tag(code) == tag


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("en", "en-US", True),
        ("en_us", "en-US", True),
        ("ko", "ko-KP", True),
        ("ko-KR", "ko-KP", False),
        ("en", "ru", False),
    ],
)
def test_same_language(one: str, other: str, same: bool) -> None:
    assert language.same(one, other) is same
    assert language.same(other, one) is same


def test_language_of_texts() -> None:
    assert language.of_texts(["", "12", "норма OK"]) == "ru"
    assert language.of_texts(["스타하노프 운동"]) == "ko"
    assert language.of_texts(["norm"]) == "en"
    assert language.of_texts(["12", ""]) == ""


SEEDS = {
    ".html": "<!DOCTYPE html><html lang=ru><head><title>A</title><!-- x --></head><body><p>б <b>в</b>г &amp; &copy2 <code>d"
    "</code><script>x</script><ul><li>e<br>f<li><a href='x'>g</a></ul>\n",
    ".md": "# A\n\n> - **b** [c *d*](e 'f') `g` &amp; \\* ![i](j)\n>   k\n\n| a | b \\| |\n|---|---|\n| c |\n\n<div>x\n",
    ".po": '#, fuzzy\nmsgctxt "c"\nmsgid "a\\"b %d"\nmsgid_plural ""\n"as"\nmsgstr[0] "б"\nmsgstr[1] "б\\n"\n"в"\n',
    ".tmx": '<tmx version="1.4"><header/><body><tu><tuv xml:lang="en"><seg>a &amp; <ph>b</ph></seg></tuv>'
    '<tuv xml:lang="ru"><seg>б<hi>в</hi></seg></tuv></tu></body></tmx>',
    ".txt": "a\r\n\r\nb http://c.d\n",
    ".xlf": '<xliff version="1.2"><file><body><trans-unit id="1"><source>a <g>b</g></source>'
    "<target><![CDATA[б]]><x/></target></trans-unit></body></file></xliff>",
}
FRAGMENTS = [
    *'"\\<>&\n\r\0\t|`*[]() \u2028\ufeffя',
    "#~ ",
    "#~| x",
    "#| ",
    "#:",
    "msgid ",
    'msgstr "x"\n',
    "<!--",
    "]]>",
    "<seg>",
    "<![x",
    "</",
    "<p ",
    "<script>",
]
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 20), st.sampled_from(FRAGMENTS)), min_size=1, max_size=3)


@given(st.sampled_from(sorted(SEEDS)), CHANGES)
def test_damaged_files_are_read_or_refused_and_every_place_is_in_the_file(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, changes: Sequence[tuple[float, int, str]]
) -> None:
    content = SEEDS[suffix]
    for where, removed, added in changes:
        at = int(where * len(content))
        content = content[:at] + added + content[at + removed :]
    path = tmp_path_factory.mktemp("damaged") / f"a{suffix}"
    path.write_bytes(content.encode())
    try:
        document = formats.read(path)
    except InputError:
        return
    lines = content.removeprefix("\ufeff").split("\n")
    for unit in document.units:
        for segment in filter(None, [unit.source, unit.target]):
            for offset, char in enumerate(segment.text):
                line, column = segment.anchors.at(offset)
                there = (lines[line - 1] + "\n")[column - 1]
                assert char in {there, "\u00ad", "\ufffc"} or there in "&\\\r" or (char, there) == ("\n", "<")
