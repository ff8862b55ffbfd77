"""Files in the shapes that SUSE (TermWeb) and Microsoft publish, in our words: all of them is read, as OmegaT counts."""

import io
from collections import Counter
from pathlib import Path

from lxml import etree

from termbase.formats.export import EXPORTS
from termbase.formats.imported import Imported
from termbase.formats.order import Order
from termbase.formats.tbx_read import read_tbx
from termbase.formats.tbx_rules import problems
from termbase.model import Base, Extension, Term, Vocabulary
from tests.judged import omegat

VOCABULARY = Vocabulary({}, {"fullForm": ""}, dict.fromkeys(["noun", "proper", "verb", "adjective"], ""))
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
TERM_WEB = """<!DOCTYPE martif SYSTEM "./TBXcdv04.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><titleStmt><title>Mine</title></titleStmt>
<sourceDesc><p>Exported</p><p type="DCSName">SYSTEM "TBXDCSv05b.xml"</p></sourceDesc></fileDesc></martifHeader>
<text><body>
"""
STATUSES = ["preferred", "admitted", "notRecommended", "Obsolete"]
LANGUAGES = ["en-us", "ru-ru", "ko-kr", "zh-cn", "zh-tw", "pt-br", "de-de"]


def term_web(number: int) -> str:
    """An entry as TermWeb exports it: ids on everything, regions in lower case, several terms a language."""
    name, section = f"c{number}", ""
    for place, lang in enumerate(LANGUAGES[: 2 + number % 6]):
        section += f'<langSet xml:lang="{lang}">'
        for term in range(1 + (number + place) % 3):
            own = f"{name}-{place}{term}"
            status = STATUSES[(number + term) % 4]
            section += (
                f'<tig id="{own}"><term>pit {number} {lang} {term}</term>'
                f'<termNote id="{own}-f0" type="administrativeStatus">{status}</termNote>'
                + (f'<descrip id="{own}-f3" type="Usage note">of work {number}</descrip>' if term else "")
                + "</tig>"
            )
        section += "</langSet>"
    return (
        f'<termEntry id="{name}"><descrip id="{name}-f2" type="Translation needed">Yes</descrip>\n'
        f'<descrip id="{name}-f4" type="definition">a shaft with the number {number}</descrip>{section}</termEntry>\n'
    )


SPEECH = ["Noun", "Verb", "Proper Noun", "Adjective", "Other"]


def microsoft(number: int) -> str:
    """An entry of Microsoft's: in one line, ntig, ids on terms, the definition in a group in the section."""
    speech = SPEECH[number % 5]

    def ntig(name: int, text: str) -> str:
        note = f'<termNote type="partOfSpeech">{speech}</termNote>'
        return f'<ntig><termGrp><term id="{name}">{text}</term>{note}</termGrp></ntig>'

    more = ntig(3 * number + 2, f"lamp {number}") if number % 50 == 0 else ""
    return (
        f'<termEntry id="{number}_{3 * number}"><langSet xml:lang="en-US"><descripGrp><descrip type="definition">'
        f"A tool with the number {number}.</descrip></descripGrp>{ntig(3 * number, f'pick {number}')}{more}</langSet>"
        f'<langSet xml:lang="ru-RU">{ntig(3 * number + 1, f"кирка {number}")}</langSet></termEntry>'
    )


def file_of(entries: str, head: str = HEAD + TERM_WEB) -> str:
    return f"{head}{entries}</body></text></martif>"


MICROSOFT = (
    '<?xml version="1.0" encoding="UTF-8"?><martif type="TBX" xml:lang="en-US"><martifHeader><fileDesc><titleStmt><title>'
    "T</title></titleStmt><sourceDesc><p>C</p></sourceDesc></fileDesc></martifHeader><text><body>"
)


def read(tmp_path: Path, text: str) -> Imported:
    path = tmp_path / "a.tbx"
    path.write_text(text)
    return read_tbx(path, VOCABULARY)


def pairs(found: Imported) -> Counter[tuple[str, str]]:
    """What a translator from English into Russian is offered."""
    return Counter(
        (source.text, target)
        for concept in found.concepts
        for source in concept.in_language("en")
        for target in [term.text for term in concept.in_language("ru")] or [""]
    )


def offered(folder: Path, text: str) -> Counter[tuple[str, str]]:
    path = folder / "judged.tbx"
    path.write_text(text, "utf-8")
    (rows,) = omegat(folder, ("en", "ru", path))
    return Counter((source, target) for source, target, _ in rows)


def test_a_file_of_term_web(tmp_path: Path) -> None:
    text = file_of("".join(map(term_web, range(810))))
    found = read(tmp_path, text)
    assert len(found.concepts) == 810
    assert not any(found.losses)
    assert pairs(found) == offered(tmp_path, text)
    root = etree.fromstring(text.encode())
    assert sum(len(concept.terms) for concept in found.concepts) == len(root.findall(".//tig"))
    assert found.kept == {"Translation needed": 810, "Usage note": len(root.findall(".//tig/descrip"))}
    concept = found.concepts[3]
    assert [(term.lang, term.status) for term in concept.terms if term.lang in ("en", "zh-TW")] == [
        ("en", "superseded"),
        ("zh-TW", "superseded"),
        ("zh-TW", "preferred"),
    ]
    assert concept.definition == {"en": "a shaft with the number 3"}
    assert concept.extensions[0] == Extension("tbx", "", "", "<descrip type='Translation needed'>Yes</descrip>")


def test_a_file_of_microsoft(tmp_path: Path) -> None:
    text = file_of("".join(map(microsoft, range(5783))), MICROSOFT)
    found = read(tmp_path, text)
    assert len(found.concepts) == 5783
    assert not any(found.losses)
    assert found.kept == {"partOfSpeech": text.count(">Other<")}
    assert found.languages == {"en-US": "en", "ru-RU": "ru"}
    assert pairs(found) == offered(tmp_path, text)
    assert found.concepts[52].terms == (
        Term("en", "pick 52", grammar="proper"),
        Term("ru", "кирка 52", grammar="proper"),
    )
    assert found.concepts[52].definition == {"en": "A tool with the number 52."}
    assert found.concepts[50].id == "50-150"


def test_such_files_are_written_back(tmp_path: Path) -> None:
    text = file_of("".join(map(term_web, range(60))))
    found = read(tmp_path, text)
    base = Base("base", found.concepts, {}, VOCABULARY, {})
    file = io.BytesIO()
    write = EXPORTS["tbx"].write
    assert write
    write(Order(base, ("en", "ru", "ko", "zh-TW"), "multiterm"), file)
    assert list(problems(io.BytesIO(file.getvalue()))) == []
    root = etree.fromstring(file.getvalue())
    before = etree.fromstring(text.encode())
    for category in ("Translation needed", "Usage note"):
        path = f".//descrip[@type='{category}']"
        ours = Counter(element.text for element in root.iterfind(path))
        there = Counter(
            element.text
            for element in before.iterfind(path)
            if element.getparent().tag == "termEntry"
            or element.getparent().getparent().get("{http://www.w3.org/XML/1998/namespace}lang")[:2]
            in ("en", "ru", "ko")
            or "zh-tw" in element.getparent().findtext("term")
        )
        assert ours == there
