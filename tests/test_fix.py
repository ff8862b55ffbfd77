"""`termbase check --fix`: what is certain is put right, in every format, and nothing else is changed."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from termbase.api import load
from termbase.checks import run_checks
from termbase.checks.context import Context
from termbase.fix import Edited, settled
from termbase.formats import read
from termbase.match import Finder
from termbase.units import Document
from tests.conftest import ROOT

BASE = Path(__file__).parent / "data" / "replaced"
HEADER = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@cache
def context() -> Context:
    """One for all tests: it loads the analyser."""
    return Context(Finder(load(BASE).index))


def fixed(name: str, content: str | bytes, lang: str = "") -> Edited:
    """What becomes of a file; and fixing it again changes nothing, and no fix is left but the refused ones."""
    path = Path(name)
    data = content.encode() if isinstance(content, str) else content
    judge = partial(run_checks, context=context())
    reread = partial(_read, path, lang)
    result = settled(path, data, reread, judge)
    again = settled(path, result.data, reread, judge)
    assert (again.data, again.fixed) == (result.data, 0)
    left = [finding for finding in judge(result.document.units) if finding.fix]
    assert [finding.text for finding in left] == [refusal.finding.text for refusal in result.refusals]
    return result


def _read(path: Path, lang: str, data: bytes) -> Document:
    return read(path, data, target_lang=lang)


@pytest.mark.parametrize(
    ("lang", "before", "after"),
    [
        # Case and number.
        ("ru", "юзер юзера юзеру юзером о юзере", "пользователь пользователя пользователю пользователем о пользователе"),
        ("ru", "юзеры юзеров юзерам юзерами о юзерах", "пользователи пользователей пользователям пользователями о пользователях"),
        ("ru", "видели юзера", "видели пользователя"),
        ("ru", "у продкарточки", "у заборной книжки"),
        ("ru", "без наставления", "без инструкции"),
        ("ru", "заголовки готовы", "рубрики готовы"),
        # Capitals.
        ("ru", "Юзер пришёл. ЮЗЕР!", "Пользователь пришёл. ПОЛЬЗОВАТЕЛЬ!"),
        ("ru", "НОВОМУ ЗАГОЛОВКУ", "НОВОЙ РУБРИКЕ"),
        ("en", "Shock labourers; SHOCK LABOURERS; Shock Labourers", "Udarniks; UDARNIKS; Udarniks"),
        ("en", "Bread Cards, Bread cards", "Ration Cards, Ration cards"),
        # Gender: the adjectives before it follow.
        ("ru", "на новый заголовок", "на новую рубрику"),
        ("ru", "к нашему большому заголовку", "к нашей большой рубрике"),
        ("ru", "Под новым заголовком стояло", "Под новой рубрикой стояло"),
        ("ru", "в последнем наставлении", "в последней инструкции"),
        ("ru", "его заголовку", "его рубрике"),
        # Prepositions.
        ("ru", "об ударном рабочем, о новом ударном рабочем", "об ударнике, о новом ударнике"),
        ("ru", "о наставлении, об этом наставлении", "об инструкции, об этой инструкции"),
        # Numerals.
        ("ru", "два юзера, пять юзеров, 2 юзера", "два пользователя, пять пользователей, 2 пользователя"),
        ("ru", "двумя заголовками", "двумя рубриками"),
        # A misspelling in the term's own letters; a case that the preposition tells.
        ("ru", "Ударнег.", "Ударник."),
        ("ru", "о новых заголовках, под новой продкарточкой", "о новых рубриках, под новой заборной книжкой"),
        # English: number, possessive, article.
        ("en", "A superscription’s end, superscriptions", "A heading’s end, headings"),
        ("en", "a shock labourer, an MTS", "an udarnik, an MTS"),
        ("en", "A time unit is an agricultural collective", "An hour is a collective"),
        ("en", "a tractor depot, the tractor depots", "an MTS, the MTSs"),
        ("en", "the bread\ncards", "the ration\ncards"),
        # A misspelt romanisation, in the same case.
        ("", "an udarnick and udarniki-ov", "an udarnik and udarnikov"),
        # Korean: particles.
        ("ko", "유저가 유저를 유저로", "회원이 회원을 회원으로"),
        ("ko", "유저는 유저와 유저나 유저라고", "회원은 회원과 회원이나 회원이라고"),
        ("ko", "유저의 유저도 유저에게 유저들이", "회원의 회원도 회원에게 회원들이"),
        ("ko", "유저다. 유저이다. 유저였다.", "회원이다. 회원이다. 회원이었다."),
        ("ko", "“유저”를 유저(user)의", "“회원”을 회원(user)의"),
        ("ko", "한양으로 한양은", "서울로 서울은"),
        ("ko", "헤딩이 헤딩을 헤딩으로", "표제가 표제를 표제로"),
        ("ko", "식량 카드를 식량카드가", "배급표를 배급표가"),
        ("ko", "유저를 본 유저", "회원을 본 회원"),
    ],
)  # fmt: skip
def test_what_is_certain(lang: str, before: str, after: str) -> None:
    result = fixed("a.txt", f"{before}\n", lang)
    assert result.data.decode() == f"{after}\n"
    assert result.refusals == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Новый заголовок стоит здесь."),  # or the accusative
        ("ru", "Заголовок стал больше."),  # the verb would follow
        ("ru", "Над этим заголовком, который висит."),
        ("ru", "Под заголовком. Он велик."),
        ("ru", "Старый и новый заголовок."),
        ("ru", "Один из заголовков."),
        ("ru", "Два новых заголовка."),  # две новые
        ("ru", "Оба заголовка."),
        ("ru", "Два ударных рабочих."),
        ("ru", "Две продкарточки."),
        ("ru", "По рабочему заголовку."),  # an adjective or a noun
        ("en", "the redaction of Pravda"),  # says more
        ("en", "A flower."),  # flour has no plural and no article
        ("ko", "유저야"),  # 아, or 이야
        ("ko", "유저(user)를"),
    ],
)
def test_what_is_not_certain_is_a_suggestion(lang: str, text: str) -> None:
    result = fixed("a.txt", text, lang)
    assert (result.data.decode(), result.fixed) == (text, 0)
    findings = run_checks(result.document.units, context())
    assert all(finding.suggestions and finding.fix is None for finding in findings)
    assert findings


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    ("lang", "before", "after"),
    [
        ("en", "# The *bread cards*\n\n`bread card` [bread cards](bread-card.md)\n", "# The *ration cards*\n\n`bread card` [ration cards](bread-card.md)\n"),
        ("en", "> the bread\n> cards of\n\n- a bread\n  card\n", "> the ration\n> cards of\n\n- a ration\n  card\n"),
        ("en", "> a shock\n> labourer of\n", "> an udarnik of\n"),
        ("ru", "о **юзере** и *«юзерах»*", "о **пользователе** и *«пользователях»*"),
        ("ko", "**유저**를 [유저](u.md)가", "**회원**을 [회원](u.md)이"),
        ("ko", "| 유저를 |\n|---|\n| 유저가 |\n", "| 회원을 |\n|---|\n| 회원이 |\n"),
        ("en", "manufactory yards\n", "works \\& yard\n"),
    ],
)  # fmt: skip
def test_markdown(lang: str, before: str, after: str, ending: str) -> None:
    result = fixed("a.md", before.replace("\n", ending), lang)
    assert result.data.decode() == after.replace("\n", ending)


def test_words_that_stay_keep_their_markup() -> None:
    text = "a **bread** *card*, bread car&#100;\n"
    assert fixed("a.md", text, "en").data.decode() == text.replace("bread", "ration")


def test_markup_in_the_words_to_be_changed() -> None:
    text = "a sho**ck labourer**\n"
    result = fixed("a.md", text, "en")
    assert (result.data.decode(), [refusal.reason for refusal in result.refusals]) == (
        text,
        ["markup stands in the words to be changed"],
    )


PO = (
    HEADER
    + """# comment with bread card
#: a.c:1
#, c-format
msgctxt "юзер"
msgid "user %s"
msgstr ""
"Говорят: \\"юзеру"
" \\"%s\\", что юзе"
"ры "
"идут\\n"

#, fuzzy
msgid "users"
msgstr "юзеры"

msgid "%d user"
msgid_plural "%d users"
msgstr[0] "%d юзер"
msgstr[1]   "%d юзера"
msgstr[2] "%d юзеров"

#~ msgid "gone"
#~ msgstr "юзер"
"""
)


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "BOM"])
def test_po(ending: str, mark: bytes) -> None:
    result = fixed("a.po", mark + PO.replace("\n", ending).encode())
    expected = (
        PO.replace('\\"юзеру"', '\\"пользователю"')
        .replace('юзе"\n"ры "', 'пользователи"\n" "')
        .replace("%d юзера", "%d пользователя")
        .replace("%d юзеров", "%d пользователей")
        .replace('[0] "%d юзер"', '[0] "%d пользователь"')
    )
    assert result.data == mark + expected.replace("\n", ending).encode()
    assert result.fixed == 5


def test_po_means_the_same_to_polib() -> None:
    before, after = polib.pofile(PO), polib.pofile(fixed("a.po", PO).data.decode())
    assert before.metadata == after.metadata
    for old, new in zip(before, after, strict=True):
        assert (old.msgid, old.msgctxt, old.flags, old.occurrences, old.comment) == (
            new.msgid,
            new.msgctxt,
            new.flags,
            new.occurrences,
            new.comment,
        )
        if "fuzzy" in old.flags or old.obsolete:
            assert old.msgstr == new.msgstr
    assert after[0].msgstr == 'Говорят: "пользователю "%s", что пользователи идут\n'


@pytest.mark.parametrize("charset", ["koi8-r", "windows-1251"])
def test_po_in_another_character_set(charset: str) -> None:
    content = PO.replace("UTF-8", charset)
    data = fixed("a.po", content.encode(charset)).data
    assert data == fixed("a.po", PO).data.decode().replace("UTF-8", charset).encode(charset)


def test_a_character_that_the_file_cannot_hold() -> None:
    content = (
        HEADER.replace("UTF-8", "koi8-r").replace(": ru", ": en") + 'msgid "х"\nmsgstr "the simplicism, a bread card"\n'
    )
    result = fixed("a.po", content.encode("koi8-r"))
    assert result.data == content.replace("bread", "ration").encode("koi8-r")
    assert [refusal.reason for refusal in result.refusals] == ["koi8-r lacks a character of it"]


_PIECES = st.sampled_from(
    ["юзер ", "юзеров ", "юзерами, ", "дом ", '"', "\\", "\n", "\t", "слово ", "%s ", "ё", "(", "&", " "]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(_PIECES, min_size=1, max_size=12),
    st.lists(st.integers(0, 80), max_size=6),
    st.sampled_from(["\n", "\r\n", "\n\n"]),
)
def test_po_strings_however_they_are_cut(pieces: list[str], cuts: list[int], ending: str) -> None:
    text = "".join(pieces)
    if not text.strip():
        return
    places = sorted({min(cut, len(text)) for cut in cuts} | {0, len(text)})
    parts = [polib.escape(text[first:last]) for first, last in pairwise(places)]
    quoted = ending.join(f'"{part}"' for part in parts)
    content = f'{HEADER}# юзер\nmsgid "юзер"\nmsgstr {quoted}\n\n#~ msgid "x"\n#~ msgstr "юзер"\n'
    (entry,) = [entry for entry in polib.pofile(fixed("a.po", content).data.decode()) if not entry.obsolete]
    plain = fixed("a.txt", text.replace("%s", "–").encode(), "ru").data.decode()
    if "\n" not in text and "&" not in text:
        assert entry.msgstr.replace("%s", "–") == plain
    # Outside the strings nothing changes: the same lines in the same order, with the same signs around them.
    after = fixed("a.po", content).data.decode()
    shape = partial(re.sub, r'"[^\n]*"', '""')
    assert shape(after) == shape(content)


XLIFF = """<?xml version="1.0" encoding="{encoding}"?>
<!-- юзер -->
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language='ru'
   original="юзер" datatype="plaintext"><body>
<trans-unit   id="1"><source>user</source><target state="final">О &quot;юзере&#34; &amp; <g id="1">юзерах</g>.</target><note>юзер</note></trans-unit>
<trans-unit id="2"><source>user</source><target>О юз<x id="1"/>ере, о юзе<g id="2">рах</g> и <![CDATA[юзере]]></target></trans-unit>
</body></file></xliff>
"""
TMX = """<?xml version="1.0" encoding="{encoding}"?>
<tmx version="1.4"><header creationtool="юзер" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/>
<body><tu><prop type="x">юзер</prop><tuv xml:lang="en"><seg>user</seg></tuv>
<tuv xml:lang="ru"><seg>О <bpt i="1">{{b}}</bpt>юзере<ept i="1"/></seg></tuv>
<tuv xml:lang="ko"><seg>유저를 &lt;유저가&gt;</seg></tuv></tu></body></tmx>
"""


@pytest.mark.parametrize(
    ("name", "document", "changes", "refused"),
    [
        (
            "a.xlf",
            XLIFF,
            [("О &quot;юзере", "О &quot;пользователе"), (">юзерах<", ">пользователях<"), ("[юзере]", "[пользователе]")],
            1,
        ),
        ("a.tmx", TMX, [("юзере<", "пользователе<"), (">유저를", ">회원을"), ("&lt;유저가", "&lt;회원이")], 0),
    ],
)
@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "UTF-8 with mark"])
def test_xml(name: str, document: str, changes: list[tuple[str, str]], refused: int, encoding: str) -> None:
    def encoded(text: str) -> bytes:
        codec = {"UTF-8 with mark": "utf-8-sig"}.get(encoding, encoding)
        return text.format(encoding=encoding.split(maxsplit=1)[0]).encode(codec)

    expected = document
    for old, new in changes:
        assert expected.count(old) == 1
        expected = expected.replace(old, new)
    result = fixed(name, encoded(document))
    assert result.data == encoded(expected)
    assert len(result.refusals) == refused
    # lxml sees the same elements with the same attributes.
    trees = [etree.fromstring(data) for data in (encoded(document), result.data)]
    shapes = [[(element.tag, sorted(element.attrib.items())) for element in tree.iter()] for tree in trees]
    assert shapes[0] == shapes[1]


def check(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "termbase", "--base", str(BASE), "check", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False, timeout=120, env=env)


@pytest.fixture
def files(tmp_path: Path) -> Callable[[], dict[str, bytes]]:
    (tmp_path / "a.txt").write_bytes("유저를\r\n두 유저야\r\n".encode())
    (tmp_path / "b.md").write_bytes(b"\xef\xbb\xbfthe bread cards")
    (tmp_path / "c.po").write_text(PO, encoding="utf-8")
    (tmp_path / "d.md").write_text("Nothing.\n", encoding="utf-8")
    (tmp_path / "b.md").chmod(0o640)
    return lambda: {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_fix(tmp_path: Path, files: Callable[[], dict[str, bytes]]) -> None:
    before = files()
    times = (tmp_path / "d.md").stat().st_mtime_ns
    result = check("--fix", "--ignore", "TB412", str(tmp_path))
    assert result.returncode == 1
    assert [line.split(": ")[1][:5] for line in result.stdout.splitlines() if ": TB" in line] == ["TB501"]
    assert result.stderr.splitlines() == ["7 findings fixed in 3 files", "1 finding in 8 units of 4 files"]
    after = files()
    assert after["a.txt"] == "회원을\r\n두 유저야\r\n".encode()
    assert after["b.md"] == b"\xef\xbb\xbfthe ration cards"
    assert (tmp_path / "b.md").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "d.md").stat().st_mtime_ns == times
    assert set(after) == set(before)
    assert check("--fix", "--ignore", "TB412", str(tmp_path)).stderr.splitlines()[0] == "0 findings fixed in 0 files"
    assert files() == after


def test_diff(tmp_path: Path, files: Callable[[], dict[str, bytes]]) -> None:
    before = files()
    result = check("--diff", str(tmp_path))
    assert (result.returncode, files()) == (1, before)
    assert "-the bread cards\n\\ No newline at end of file\n+the ration cards\n\\ No newline" in result.stdout.replace(
        "\ufeff", ""
    )
    assert check("--fix", str(tmp_path)).returncode == 1
    assert check("--diff", str(tmp_path)).returncode == 0


def test_diff_and_fix_exclude_each_other(tmp_path: Path) -> None:
    assert check("--diff", "--fix", str(tmp_path)).returncode == 2


def write_modes(command: Sequence[str], folder: Path) -> tuple[dict[str, str], subprocess.CompletedProcess[str]]:
    """The files after `--fix`, which are the files after the patch that `--diff` gives; and what `--fix` said."""
    patch = check(*command, "--diff", ".", cwd=folder)
    patched = Path(shutil.copytree(folder, folder.parent / "patched"))
    if patch.stdout:
        subprocess.run(["git", "apply", "--unsafe-paths", "-p0"], cwd=patched, input=patch.stdout.encode(), check=True)
    result = check(*command, "--fix", ".", cwd=folder)
    after = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.txt")) + sorted(folder.glob("*.md"))}
    assert after == {name: (patched / name).read_text("utf-8") for name in after}
    return after, result


TWO = {"a.md": "<!-- termbase: ignore TB501 — quoted -->\na bread card\n\na bread card\n", "b.txt": "유저가\n"}


@pytest.mark.parametrize(
    ("arguments", "a", "b"),
    [
        ([], "ration", "회원이\n"),
        (["--select", "TB50"], "ration", "회원이\n"),
        (["--select", "TB411"], "bread", "유저가\n"),
        (["--ignore", "TB501"], "bread", "유저가\n"),
        (["--domains", "food"], "ration", "유저가\n"),
    ],
)
def test_nothing_is_fixed_that_would_not_be_reported(arguments: list[str], a: str, b: str, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in TWO.items():
        (folder / name).write_text(text, "utf-8")
    after, _ = write_modes(arguments, folder)
    first, second = TWO["a.md"].split("\n\n")
    assert after == {"a.md": f"{first}\n\n{second.replace('bread', a)}", "b.txt": b}


def test_by_the_settings_of_a_path(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "termbase.toml").write_text('[per-path."b*"]\nignore = ["TB501"]\n', "utf-8")
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("유저가\n", "utf-8")
    assert write_modes([], folder)[0] == {"a.txt": "회원이\n", "b.txt": "유저가\n"}


KNOWN = "유저가 여기.\n\n유저를 저기.\n"


@pytest.mark.parametrize(
    ("now", "after"),
    [
        (KNOWN, KNOWN),
        (KNOWN.replace("저기", "거기"), KNOWN.replace("유저를 저기", "회원을 거기")),
        (KNOWN + "\n유저는.\n", KNOWN + "\n회원은.\n"),
        (KNOWN + "\n유저를 저기.\n", KNOWN + "\n회원을 저기.\n"),
    ],
)
def test_what_the_baseline_knows_is_not_fixed(now: str, after: str, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.txt").write_text(KNOWN, "utf-8")
    arguments = ["--baseline", "../known.jsonl"]
    assert check(*arguments, "--write-baseline", ".", cwd=folder).returncode == 0
    (folder / "a.txt").write_text(now, "utf-8")
    files, result = write_modes(arguments, folder)
    assert files == {"a.txt": after}
    assert len(result.stderr.splitlines()) == 2
    again = check(*arguments, "--fix", ".", cwd=folder)
    assert (again.returncode, again.stdout) == (0, "")
    assert (folder / "a.txt").read_text("utf-8") == files["a.txt"]


def test_beside_a_known_fault_nothing_is_fixed(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.txt").write_text("유저야, 유저를\n", "utf-8")
    known = {"path": "files/a.txt", "code": "TB501", "concept": "user"}
    arguments = ["--baseline", "../known.jsonl"]
    check(*arguments, "--write-baseline", ".", cwd=folder)
    (record,) = map(json.loads, (tmp_path / "known.jsonl").read_text("utf-8").splitlines())
    assert record.pop("count") == 2
    assert record.items() >= known.items()
    (tmp_path / "known.jsonl").write_text(json.dumps(record), "utf-8")
    files, result = write_modes(arguments, folder)
    assert files == {"a.txt": "유저야, 유저를\n"}
    assert result.stderr.splitlines()[0] == (
        "termbase: a.txt:1:6: not fixed: another fault of this text is in the baseline"
    )
    assert result.returncode == 1


def test_what_has_not_changed_is_not_fixed(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.txt").write_text("유저가\n\n유저를\n", "utf-8")
    (folder / "b.txt").write_text("유저가\n", "utf-8")
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=n", "-c", "user.email=e", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    (folder / "a.txt").write_text("유저가\n\n이 유저를\n", "utf-8")
    files, result = write_modes(["--changed-since", "HEAD"], folder)
    assert files == {"a.txt": "유저가\n\n이 회원을\n", "b.txt": "유저가\n"}
    assert (result.returncode, result.stdout) == (0, "")


@pytest.mark.parametrize("mode", ["--fix", "--diff"])
def test_a_baseline_is_written_after_the_fixes(mode: str, tmp_path: Path) -> None:
    result = check(mode, "--baseline", str(tmp_path / "known.jsonl"), "--write-baseline", str(tmp_path))
    assert result.returncode == 2
    assert "--write-baseline writes down what is found" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [([], False), (["--format", "html"], False), (["--json"], True), (["--format", "sarif"], True), (["--diff"], True)],
)
def test_a_fix_that_nobody_asks_for_is_not_worked_out(arguments: list[str], loaded: bool, tmp_path: Path) -> None:
    load(BASE)  # the analyser builds the index
    path = tmp_path / "ru.txt"
    path.write_text("О юзерах.\n", "utf-8")
    program = "import sys; from termbase.cli.main import main; code = main(sys.argv[1:]); print(code, 'pymorphy3' in sys.modules)"
    command = [sys.executable, "-c", program, "--base", str(BASE), "check", "--lang", "ru", *arguments, str(path)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert result.stdout.splitlines()[-1] == f"1 {loaded}"


def test_lines_that_a_fix_takes_away_are_not_waited_for(tmp_path: Path) -> None:
    """What stands below is reported where it stands then."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.txt").write_text("x\n\n유저야\n", "utf-8")
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=n", "-c", "user.email=e", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    (folder / "a.txt").write_text("a tractor\ndepot\n\n유저야, x\n", "utf-8")
    result = check("--changed-since", "HEAD", "--fix", "--format", "oneline", "a.txt", cwd=folder)
    assert (folder / "a.txt").read_text("utf-8") == "an MTS\n\n유저야, x\n"
    assert [line.split(": ")[0] for line in result.stdout.splitlines()] == ["a.txt:3:1"]
