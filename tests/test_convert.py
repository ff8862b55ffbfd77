"""`termbase convert`: romanised Russian from one scheme to another and back; English stays, byte for byte."""

import random
from collections.abc import Callable, Sequence
from functools import cache
from itertools import permutations
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termbase.cli.main import main
from termbase.files import BUNDLED
from termbase.romanisation.conversion import CYRILLIC, Conversion, Place, places, written
from termbase.romanisation.tools import Tools, load_tools
from termbase.romanisation.writing import Writing
from termbase.translit import Converter
from tests.conftest import ROOT

ALA, PLAIN = "ala-lc-rus-cyrl-latn-1997", "ala-lc-rus-cyrl-latn-1997-plain"
ISO, GOST_B = "iso-9-rus-cyrl-latn-1995", "gost-779-b-rus-cyrl-latn-2000"
BGN, SCIENTIFIC = "bgn-pcgn-rus-cyrl-latn-1947", "scientific-rus-cyrl-latn"
POPULAR = "english-popular-rus-cyrl-latn-bare"
WORDS = [word for word in (ROOT / "tests/data/russian-words.txt").read_text("utf-8").split() if word.islower()]
ENGLISH = (ROOT / "tests/data/pages/en.txt").read_text("utf-8").split("\n\n")
CITED = "The author, in “{}” (see p. 10), says little about it."


@cache
def loaded() -> Tools:
    return load_tools(BUNDLED)


@pytest.fixture(scope="module")
def tools() -> Tools:
    return loaded()


def converted(texts: Sequence[str], tools: Tools, old: str, new: str) -> tuple[list[str], list[Place]]:
    """The texts in the new scheme, and what is told of their words."""
    found = places(Writing(texts, tools, old), Conversion(tools, old, new))
    return written(texts, found), found


def titles(words: Sequence[str], scheme: str, tools: Tools, form: Callable[[str], str] = str.capitalize) -> list[str]:
    """Words in cited titles of four between English paragraphs."""
    convert = Converter(tools.schemes[scheme]).convert
    runs = [convert(form(" ".join(words[start : start + 4]))) for start in range(0, len(words), 4)]
    return [text for number, run in enumerate(runs) for text in (CITED.format(run), ENGLISH[number % len(ENGLISH)])]


SAMPLES = st.lists(st.sampled_from(WORDS), min_size=16, max_size=40, unique=True)
SETTINGS = settings(max_examples=40, deadline=None)


@SETTINGS
@given(
    words=SAMPLES,
    schemes=st.permutations([ALA, ISO, GOST_B, SCIENTIFIC]),
    form=st.sampled_from([str.capitalize, str.title, str.upper]),
)
def test_there_and_back(words: list[str], schemes: list[str], form: Callable[[str], str]) -> None:
    old, new, *_ = schemes
    tools = loaded()
    texts = titles(words, old, tools, form)
    there, told = converted(texts, tools, old, new)
    back, _ = converted(there, tools, new, old)
    listed = {place.written for place in told if place.reason}
    assert _without(back, texts, listed) == []


@SETTINGS
@given(
    words=SAMPLES, schemes=st.permutations([PLAIN, POPULAR, BGN, "duden-rus-cyrl-latn", "icao-9303-rus-cyrl-latn-2013"])
)
def test_there_and_back_but_for_what_is_told(words: list[str], schemes: list[str]) -> None:
    old, new, *_ = schemes
    tools = loaded()
    texts = titles(words, old, tools)
    there, told = converted(texts, tools, old, new)
    back, _ = converted(there, tools, new, old)
    assert _without(back, texts, {place.written for place in told if place.reason}) == []


def _without(back: Sequence[str], texts: Sequence[str], told: set[str]) -> list[tuple[str, str]]:
    """Pairs of words that differ and were not told of."""
    pairs = [(a, b) for x, y in zip(back, texts, strict=True) for a, b in zip(x.split(), y.split(), strict=True)]
    return [(a, b) for a, b in pairs if a != b and told.isdisjoint({b.strip("“”"), b.strip("“”’")})]


@pytest.mark.parametrize("new", [ISO, GOST_B, CYRILLIC])
def test_english_stays(new: str, tools: Tools) -> None:
    there, found = converted(ENGLISH, tools, PLAIN, new)
    assert there == ENGLISH
    assert not [place for place in found if place.respelling]


def test_hardly_anything_is_lost_where_the_scheme_is_reversible(tools: Tools) -> None:
    draw = random.Random(7)
    words = lost = 0
    for old, new in permutations([ALA, ISO, GOST_B, SCIENTIFIC], 2):
        _, told = converted(titles(draw.sample(WORDS, 100), old, tools), tools, old, new)
        words += sum(place.respelling is not None for place in told)
        lost += sum(place.respelling is not None and bool(place.reason) for place in told)
    assert words > 1000
    assert lost < words / 100


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        # A whole title: capitals, acronyms, signs, short words, words that are English as well.
        (PLAIN, ISO, "See “Rabochii i Novyi most” of 1935.", "See “Rabočij i Novyj most” of 1935."),
        (PLAIN, ISO, "*Put’ stakhanovtsa*, the book", "*Putʹ stahanovca*, the book"),
        (PLAIN, ISO, "“SHCHIT RABOCHEGO” said", "“ŜIT RABOČEGO” said"),
        (PLAIN, BGN, "the plenum “VTsSPS i stakhanovtsy”", "the plenum “VTsSPS i stakhanovtsy”"),
        (PLAIN, ISO, "the plenum “VTsSPS i stakhanovtsy”", "the plenum “VCSPS i stahanovcy”"),
        (PLAIN, CYRILLIC, "the plenum “VTsSPS i stakhanovtsy”", "the plenum “ВЦСПС и стахановцы”"),
        (PLAIN, CYRILLIC, "“Vse eshche stakhanovtsy”", "“Все еще стахановцы”"),
        # Signs that are not the scheme's own stay, in a scheme that has such.
        (PLAIN, BGN, "'Stakhanovskaia zhizn' i kul'turnost''", "'Stakhanovskaya zhizn' i kul'turnost''"),
        # English little words beside a phrase without quotation marks, and a word that is English but for its sign.
        (PLAIN, CYRILLIC, "On stakhanovskoe dvizhenie, a book", "On стахановское движение, a book"),
        (PLAIN, CYRILLIC, "“On i stakhanovskoe dvizhenie” by", "“Он и стахановское движение” by"),
        (PLAIN, CYRILLIC, "He wrote Put’ stakhanovtsa, a book.", "He wrote Путь стахановца, a book."),
        # Words that English has taken over.
        (PLAIN, ISO, "The kolkhoz and the samizdat of the muzhik", "The kolkhoz and the samizdat of the muzhik"),
        (PLAIN, POPULAR, "“Stakhanovskaia zhizn’”", "“Stakhanovskaya zhizn”"),
        # Names: in prose they stay, in citations their initials go with them.
        (PLAIN, ISO, "Diukanov met the stakhanovtsy.", "Diukanov met the stahanovcy."),
        (PLAIN, ISO, "Iu. A. Diukanov, “Zhizn’ stakhanovtsa”", "Û. A. Dûkanov, “Žiznʹ stahanovca”"),
        (PLAIN, ISO, "Diukanov, Iu. A., “Zhizn’ stakhanovtsa”", "Dûkanov, Û. A., “Žiznʹ stahanovca”"),
        # What the scheme does not spell stays, and so does another language.
        (PLAIN, ISO, "“Vsesoyuznoe soveshchanie rabochikh”", "“Vsesoyuznoe soveŝanie rabočih”"),
        (BGN, ISO, "“Vsesoiuznoe soveshchanie rabochei molodiozhi”", "“Vsesoiuznoe soveshchanie rabochei molodiozhi”"),
        (PLAIN, ISO, "Rivista dell’organizzazione sovietica", "Rivista dell’organizzazione sovietica"),
        (PLAIN, ISO, "“Жизнь rabochikh i krest’ian”", "“Жизнь rabočih i krestʹân”"),
    ],
)
def test_a_text(old: str, new: str, before: str, after: str, tools: Tools) -> None:
    there, _ = converted([before], tools, old, new)
    assert there == [after]


def test_names_on_demand(tools: Tools) -> None:
    text = "Diukanov met the stakhanovtsy."
    (place, _) = places(Writing([text], tools, PLAIN), Conversion(tools, PLAIN, ISO))
    assert (place.written, place.respelling, place.reason) == ("Diukanov", None, "name")
    found = places(Writing([text], tools, PLAIN), Conversion(tools, PLAIN, ISO), names=True)
    assert written([text], found) == ["Dûkanov met the stahanovcy."]


def test_what_may_be_several_words_is_told(tools: Tools) -> None:
    text = "“O stakhanovskom dvizhenii”"
    found = places(Writing([text], tools, PLAIN), Conversion(tools, PLAIN, ISO))
    (place,) = (place for place in found if place.reason)
    assert place.written == "dvizhenii"
    assert place.reason == "several"
    assert place.respelling
    assert {place.respelling.source, *place.respelling.others} == {"движении", "движений"}


MARKDOWN = """# See *Put’ stakhanovtsa*

Gudov wrote [Rabochaia zhizn’](http://a.b/rabochaia),\r
*Put’* `rabochaia` stakhanovskoe dvizhenie.
"""


def run(capsysbinary: pytest.CaptureFixture[bytes], *arguments: object) -> tuple[int, bytes, str]:
    code = main(["convert", *map(str, arguments)])
    out, err = capsysbinary.readouterr()
    return code, out, err.decode()


def test_command(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbf" + MARKDOWN.encode())
    expected = MARKDOWN.replace("Put’ stakhanovtsa", "Putʹ stahanovca").replace("Rabochaia zhizn’", "Rabočaâ žiznʹ")
    expected = expected.replace("stakhanovskoe dvizhenie", "stahanovskoe dviženie")
    code, out, err = run(capsysbinary, "--from", PLAIN, "--to", ISO, path)
    assert (code, out.decode()) == (0, "\ufeff" + expected)
    assert err.count("\n") == 1
    code, out, _ = run(capsysbinary, "--from", PLAIN, "--to", ISO, "--diff", path)
    assert code == 1
    assert b"+# See *Put\xca\xb9 stahanovca*\n" in out
    code, out, _ = run(capsysbinary, "--from", PLAIN, "--to", ISO, "--in-place", path)
    assert (code, out, path.read_bytes().decode()) == (0, b"", "\ufeff" + expected)
    code, _, err = run(capsysbinary, "--from", ISO, "--to", PLAIN, "-o", tmp_path / "b.md", path)
    assert (code, (tmp_path / "b.md").read_bytes().decode()) == (0, "\ufeff" + MARKDOWN)


def test_what_cannot_be_written_is_told(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "a.po"
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\n'
    text += "msgid \"See 'Rabota sela', 'Piataia tysiacha sovetov'.\"\nmsgstr \"\"\n"
    path.write_text(text, "latin-1")
    code, out, err = run(capsysbinary, "--from", PLAIN, "--to", SCIENTIFIC, "--report", path)
    assert (code, out.decode("latin-1")) == (0, text.replace("Piataia", "Pjataja"))
    assert f"{path}:4:36: tysiacha: stays: ISO-8859-1 lacks a character of it" in err


def test_a_document_of_a_word_processor(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    document = docx.Document()
    document.add_paragraph("See “Rabochaia zhizn’”.").add_run(" On stakhanovskoe dvi").bold = True
    document.paragraphs[0].add_run("zhenie, a book.")
    document.save(str(tmp_path / "a.docx"))
    code, _, _ = run(capsysbinary, "--from", PLAIN, "--to", ISO, "-o", tmp_path / "b.docx", tmp_path / "a.docx")
    runs = [run.text for run in docx.Document(str(tmp_path / "b.docx")).paragraphs[0].runs]
    assert code == 0
    assert "".join(runs) == "See “Rabočaâ žiznʹ”. On stahanovskoe dviženie, a book."
    assert len(runs) == 3


def test_the_scheme_is_found(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], tools: Tools) -> None:
    words = [word for word in WORDS[:41] if word != "тысячница"]
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(titles(words, GOST_B, tools)), "utf-8")
    code, out, err = run(capsysbinary, "--to", ISO, path)
    assert (code, f"from {GOST_B} (detected) to {ISO}" in err) == (0, True)
    assert out.decode() == "\n\n".join(titles(words, ISO, tools))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--to", "iso9"], "there is no scheme iso9; near are iso-9-rus-cyrl-latn-1995"),
        (["--to", ""], "there is no scheme ; “termbase schemes” lists them"),
        (["--from", "cyrillic", "--to", ISO], "there is no scheme cyrillic; “termbase schemes” lists them"),
        (["--to", "nikl-rus-cyrl-hang-2005"], "nikl-rus-cyrl-hang-2005 does not write Russian in Latin letters"),
        (["--from", "rr-kor-hang-latn-2000", "--to", ISO], "rr-kor-hang-latn-2000 does not write Russian"),
        (["--to", ISO], "a.txt: has too little romanised Russian to tell by which scheme it is; --from names it"),
        (["--to", ISO, "-o", ""], "--output names no file"),
        (["--to", ISO, "-o", "b.txt", "more.txt"], "--output is for one file"),
        (["--to", ISO, "--from", PLAIN, "gone.txt"], "gone.txt: no such file"),
        (["--to", ISO, "--from", PLAIN, "a.csv"], "a.csv"),
    ],
)
def test_bad_input(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Nothing Russian is here.\n", "utf-8")
    Path("a.csv").write_bytes(b"\xff\x00")
    code, _, err = run(capsysbinary, *arguments, "a.txt")
    assert code == 2
    problems = [line for line in err.splitlines() if line.startswith("termbase: ")]
    assert len(problems) == 1
    assert message in problems[0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.txt"]
