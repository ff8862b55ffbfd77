"""What pretranslation writes into files as other programs write them: each row a piece of a file, before and after."""

import subprocess
from pathlib import Path

import pytest
from lxml import etree

from termbase.cli.main import main
from tests.conftest import ROOT
from tests.test_judge_xliff import schema

BASE = str(ROOT / "tests" / "data" / "base")
HEAD = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset={}\\n"\n\n'
PLURALS = '"Plural-Forms: nplurals={}; plural=n%10==1 ? 0 : 1;\\n"\n\n'
KNOWN = """msgid "Open the file"
msgstr "Открыть файл"

msgid "%d file was copied"
msgid_plural "%d files were copied"
msgstr[0] "%d файл"
msgstr[1] "%d файла"
msgstr[2] "%d файлов"

msgid "Copied to %s and %s"
msgstr "Скопировано в %s и %s"

msgid "Ring\\vthe bell"
msgstr "Позвони\\vв звонок"

msgid "Two\\r\\nlines"
msgstr "Две\\r\\nстроки"
"""
KNOWN_XLIFF = """<trans-unit id="1"><source>See <x id="a/b"/> for details</source>
<target>См. подробности в <x id="a/b"/></target></trans-unit>
<trans-unit id="2"><source>Click <g id="1">here</g> to go on</source>
<target>Нажмите <g id="1">сюда</g>, чтобы продолжить</target></trans-unit>"""
KNOWN_2 = """<unit id="1"><segment><source>Bell <cp hex="0007"/> and escape <cp hex="001b"/></source>
<target>Клавиша <cp hex="001b"/> и звонок <cp hex="0007"/></target></segment></unit>"""
XLIFF_1 = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
    '<file original="a" source-language="en"{} datatype="plaintext"><body>\n{}\n</body></file></xliff>\n'
)
XLIFF_2 = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1"\n'
    'xmlns:m="urn:oasis:names:tc:xliff:matches:2.0" srcLang="en"{}><file id="f">\n{}\n</file></xliff>\n'
)
RU = ' target-language="ru"'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERMBASE_MEMORY", str(tmp_path / "memory.sqlite"))
    known = tmp_path / "known"
    known.mkdir()
    (known / "a.po").write_text(HEAD.format("UTF-8") + KNOWN, "utf-8")
    (known / "a.xlf").write_text(XLIFF_1.format(RU, KNOWN_XLIFF), "utf-8")
    (known / "b.xlf").write_text(XLIFF_2.format(' trgLang="ru"', KNOWN_2), "utf-8")
    (known / "ru.csv").write_text("en,ru\nTick <g 1>here to go on,Отметьте <g 1>тут\n", "utf-8")
    (known / "ko.csv").write_text("en,ko\nOpen the file,파일 열기\n", "utf-8")
    assert main(["tm", "add", "--work", "w", str(known)]) == 0
    return tmp_path


def filled(folder: Path, name: str, content: str, *options: str) -> str:
    """What a file becomes; once more changes nothing."""
    path = folder / name
    path.write_bytes(content.encode())
    for _ in range(2):
        assert main(["--base", BASE, "tm", "pretranslate", "--in-place", *options, str(path)]) in (0, 1)
        written = path.read_bytes().decode()
        assert content in ("", written) or written != content
        content = "" if content == written else content
    return written


def plural(head: str, *forms: str) -> str:
    written = "".join(f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms))
    return f'{head}\nmsgid "%d file was copied"\nmsgid_plural "%d files were copied"\n{written}'


OPEN = 'msgid "Open this file"\n'
OPENED = 'msgstr "Открыть файл"\n'
WAS = '#| msgid "Open the file"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # No blank line and no comment between entries, and a value in several strings before.
        (
            f'msgid "Done"\nmsgstr ""\n"Гото"\n"во"\n{OPEN}msgstr ""\n',
            f'msgid "Done"\nmsgstr ""\n"Гото"\n"во"\n#, fuzzy\n{WAS}{OPEN}{OPENED}',
        ),
        (f'msgctxt ""\n"a"\n{OPEN}msgstr ""\n', f'#, fuzzy\n{WAS}msgctxt ""\n"a"\n{OPEN}{OPENED}'),
        # Flags stand before the text that was translated, which is the one of this translation.
        (f'#| msgid ""\n#| "Old"\n{OPEN}msgstr ""\n', f"#, fuzzy\n{WAS}{OPEN}{OPENED}"),
        (
            f'#: a.c\n#| msgctxt "x"\n#| msgid "Old"\nmsgctxt "y"\n{OPEN}msgstr ""\n',
            f'#: a.c\n#, fuzzy\n{WAS}msgctxt "y"\n{OPEN}{OPENED}',
        ),
        (f'#, fuzzy\n#| msgid "Old"\n{OPEN}msgstr ""\n', f"#, fuzzy\n{WAS}{OPEN}{OPENED}"),
        (f'#= c-format\n#= fuzzy\n{OPEN}msgstr ""\n', f"#= c-format\n#= fuzzy\n{WAS}{OPEN}{OPENED}"),
        (
            f'# fuzzy\n#,no-fuzzy-x\n#:a.c\n#,\n{OPEN}msgstr ""\n',
            f"# fuzzy\n#, fuzzy,no-fuzzy-x\n#:a.c\n#,\n{WAS}{OPEN}{OPENED}",
        ),
        (f'#,\n{OPEN}msgstr ""\n', f"#, fuzzy\n{WAS}{OPEN}{OPENED}"),
        (
            f'{OPEN}msgstr ""\n\n#~ msgid "x"\n#~ msgstr ""\n',
            f'#, fuzzy\n{WAS}{OPEN}{OPENED}\n#~ msgid "x"\n#~ msgstr ""\n',
        ),
        # What a person wrote stays.
        (f'{OPEN}msgstr "Моё"\n\n#, fuzzy\nmsgid "Open the file"\nmsgstr "Моё"\n', ""),
        (plural("", "Мой %d", "", ""), plural("", "Мой %d", "%d файла", "%d файлов")),
        # A form that stays empty would be shown as nothing.
        (plural("", "", "", "", ""), plural("\n#, fuzzy", "%d файл", "%d файла", "%d файлов", "")),
        (
            plural("", "", "", "").replace(" copied", " now copied"),
            plural(
                '\n#, fuzzy\n#| msgid "%d file was copied"\n#| msgid_plural "%d files were copied"',
                "%d файл",
                "%d файла",
                "%d файлов",
            ).replace(
                '\nmsgid "%d file was copied"\nmsgid_plural "%d files were copied"',
                '\nmsgid "%d file was now copied"\nmsgid_plural "%d files were now copied"',
            ),
        ),
        # Elements of XLIFF are none here; and no form of a plural.
        ('msgid "See %s for details"\nmsgstr ""\n', ""),
        (
            'msgid "Open the file[0]"\nmsgstr ""\n',
            f'#, fuzzy\n{WAS}msgid "Open the file[0]"\n{OPENED}',
        ),
    ],
)
def test_entries_of_po(folder: Path, before: str, after: str) -> None:
    head = HEAD.format("UTF-8").rstrip("\n") + "\n" + PLURALS.format(4 if "msgstr[3]" in before else 3)
    assert filled(folder, "a.po", head + before) == head + (after or before)
    if "[3]" not in after:
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", folder / "a.po"], check=True)


@pytest.mark.parametrize("charset", ["CHARSET", "ASCII", "US-ASCII"])
def test_a_template_says_in_which_characters_it_is_now(folder: Path, charset: str) -> None:
    entry = 'msgid "Open the file"\nmsgstr ""\n'
    written = filled(folder, "a.po", HEAD.format(charset) + entry)
    assert written == HEAD.format("UTF-8") + entry.replace('""', '"Открыть файл"')
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", folder / "a.po"], check=True)
    # Where nothing is written, nothing is changed.
    other = HEAD.format(charset) + 'msgid "Unknown"\nmsgstr ""\n'
    assert filled(folder, "b.po", other) == other


SEE = "<source>See {} for details</source>"
CUT = '<mrk mtype="seg" mid="1">Open the file</mrk> <mrk mtype="seg" mid="2">Any</mrk>'
FORMS = (
    '<source>x</source><target>y</target></trans-unit><group id="2" restype="x-gettext-plurals">'
    '<trans-unit id="2[0]"><source>%d file was copied</source></trans-unit><trans-unit id="2[1]"><source>%d files were copied</source>'
    '</trans-unit><trans-unit id="2[2]"><source>%d files were copied</source></trans-unit></group><trans-unit id="3">'
    "<source>z</source>"
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Ids of any letters.
        (
            SEE.format('<x id="a/b"/>'),
            '<target state="translated" state-qualifier="exact-match">См. подробности в <x id="a/b"/>',
        ),
        # Other codes: what would have to be changed is a suggestion only.
        (SEE.format('<x id="1"/>'), '<x id="1"/> for details</source><alt-trans match-quality="99%"'),
        (SEE.format("%s"), '%s for details</source><alt-trans match-quality="99%"'),
        ("<source>Copied to %s and %d</source><target/>", '%d</source><target/><alt-trans match-quality="99%"'),
        ('<source>Open <g id="1">the</g> file</source>', '</source><alt-trans match-quality="99%"'),
        # What is no element in its own format.
        ('<source>Tick <g id="1">here</g> to go on</source>', "here</g> to go on</source><alt-trans"),
        # Of forms of a plural each has its own.
        (
            FORMS,
            'exact-match">%d файла<',
        ),
        # A copy of the source that nobody has translated; and one that somebody left so.
        (
            '<source>Open the file</source><target state="new">Open the file</target>',
            '<target state="translated" state-qualifier="exact-match">Открыть файл</target>',
        ),
        (
            '<source>Open the file</source><target state="needs-review-translation">Open the file</target>',
            '<target state="needs-review-translation">Open the file</target></trans',
        ),
        (
            f"<source>x</source><seg-source>{CUT}</seg-source><target state='new'>{CUT}</target>",
            '<target state="needs-translation"><mrk mtype="seg" mid="1">Открыть файл</mrk> <mrk mtype="seg" mid="2">Any</mrk>',
        ),
        # What XML cannot hold, and what it would take for the end of a line.
        ("<source>Ring the bell</source>", "<source>Ring the bell</source><alt-trans"),
        ("<source>Two&#13;\nlines</source>", "Две&#13;\nстроки</target><alt-trans"),
    ],
)
def test_units_of_xliff_1(folder: Path, before: str, after: str) -> None:
    content = XLIFF_1.format(RU, f'<trans-unit id="1">{before}</trans-unit>')
    written = filled(folder, "a.xlf", content, "--limit", "1")
    assert after in written
    schema("1.2").assertValid(etree.fromstring(written.encode()))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<segment><source>Bell <cp hex="0007"/> and escape <cp hex="001b"/></source></segment>',
            '<target>Клавиша <cp hex="001b"/> и звонок <cp hex="0007"/></target></segment>',
        ),
        ('<m:matches/><segment id="a"><source>Open this file</source></segment>', "</mtc:match></m:matches><segment"),
        (
            '<segment><source>See <ph id="1"/> for details</source></segment>',
            '</mtc:match></mtc:matches><segment id="tm-',
        ),
    ],
)
def test_segments_of_xliff_2(folder: Path, before: str, after: str) -> None:
    written = filled(folder, "a.xlf", XLIFF_2.format(' trgLang="ru"', f'<unit id="1">{before}</unit>'))
    assert after in written
    assert len(list(etree.fromstring(written.encode()).iter("{*}matches"))) == 1
    schema("2.0").assertValid(etree.fromstring(written.encode()))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "messages.po",
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Open the file"\nmsgstr ""\n',
        ),
        ("messages.xlf", XLIFF_1.format("", '<trans-unit id="1"><source>Open the file</source></trans-unit>')),
        ("messages.xlf", XLIFF_2.format("", '<unit id="1"><segment><source>Open the file</source></segment></unit>')),
    ],
)
def test_a_file_without_a_language(folder: Path, name: str, content: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The memory has translations into two."""
    path = folder / name
    path.write_text(content, "utf-8")
    command = ["--base", BASE, "tm", "pretranslate", "--in-place", str(path)]
    assert main(command) == 2
    assert (
        capsys.readouterr()
        .err.splitlines()[-1]
        .endswith("does not say the language of its translations: --target-lang")
    )
    assert path.read_text("utf-8") == content
    assert main([*command, "--target-lang", "ko"]) == 0
    assert "파일 열기" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("lang", "written"),
    [
        ("ko", 'msgstr "노동"'),
        ("ko-KR", 'msgstr "노동"'),
        ("ko-KP", 'msgstr "로동"'),
        ("pt-PT", '#, fuzzy\n#| msgid "labour"\nmsgid "labour"\nmsgstr "trabalho"'),
    ],
)
def test_another_variety_of_a_language_is_no_translation(folder: Path, lang: str, written: str) -> None:
    (folder / "more.csv").write_text("en,ko-KP,ko,pt-BR\nlabour,로동,노동,trabalho\n", "utf-8")
    assert main(["tm", "add", str(folder / "more.csv")]) == 0
    entry = HEAD.format("UTF-8").replace("Language: ru", f"Language: {lang}") + 'msgid "labour"\nmsgstr ""\n'
    unit = '<trans-unit id="1"><source>labour</source></trans-unit>'
    target = filled(folder, "a.xlf", XLIFF_1.format(f' target-language="{lang}"', unit)).partition("</target>")[0]
    assert target.endswith(">" + written.split('"')[-2])
    assert ("exact-match" in target) == ("#" not in written)
    assert filled(folder, "a.po", entry).endswith(("" if "#" in written else 'msgid "labour"\n') + written + "\n")


def test_copies_of_files_with_one_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = HEAD.format("UTF-8") + 'msgid "Open the file"\nmsgstr ""\n'
    for lang in ("ru", "ko"):
        place = folder / "locale" / lang
        place.mkdir(parents=True)
        (place / "a.po").write_text(content.replace("Language: ru", f"Language: {lang}"), "utf-8")
    command = ["--base", BASE, "tm", "pretranslate", str(folder / "locale"), "-o"]
    assert main([*command, str(folder / "out")]) == 0
    written = [(folder / "out" / lang / "a.po").read_text("utf-8") for lang in ("ru", "ko")]
    assert ["Открыть" in written[0], "열기" in written[1]] == [True, True]
    capsys.readouterr()
    assert main([*command, str(folder / "locale")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert (folder / "locale" / "ru" / "a.po").read_text("utf-8") == content


def test_a_file_that_nothing_is_written_into_is_left_alone(folder: Path) -> None:
    path = folder / "a.po"
    path.write_text(HEAD.format("UTF-8") + 'msgid "Unknown"\nmsgstr ""\n', "utf-8")
    before = path.stat()
    assert main(["--base", BASE, "tm", "pretranslate", "--in-place", str(path)]) == 1
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
