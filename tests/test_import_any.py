"""What is exported comes back by ``import``: all of it, or all but what the loss report counts; tables of other people."""

import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings

from termbase.canon import canonical
from termbase.files import BUNDLED, InputError
from termbase.formats.export import EXPORTS
from termbase.formats.holds import Holds
from termbase.formats.imported import Imported
from termbase.formats.imports import READERS, UNNAMED, read_terms
from termbase.formats.order import Order
from termbase.merge.plan import plan
from termbase.model import Base, Concept, Matching, Relation, Term
from termbase.parse import load_base
from tests.bases import bases
from tests.conftest import ROOT

MINI = ROOT / "tests" / "data" / "mini"
EMPTY = Concept("none", "draft", (), {}, ())
# What rdflib itself calls when it reads JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def exported(base: Base, folder: Path, name: str, tool: str = "", *langs: str) -> Sequence[Path]:
    export, order = EXPORTS[name], Order(base, langs, tool)
    folder.mkdir(parents=True, exist_ok=True)
    if export.write_folder:
        return export.write_folder(order, folder / name)
    path = folder / f"a{'.utf8' if tool == 'omegat' and name == 'tsv' else export.suffix}"
    with path.open("wb") as file:
        assert export.write
        export.write(order, file)
    return [path]


def back(base: Base, name: str, tool: str = "") -> Imported:
    """What is read of an export."""
    with tempfile.TemporaryDirectory() as folder:
        return read_terms(exported(base, Path(folder), name, tool)[0], base.vocabulary)


# -- All of it -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("root", [MINI, BUNDLED], ids=["mini", "bundled"])
def test_a_workbook_is_the_whole_base(root: Path) -> None:
    base = load_base(root)
    found = back(base, "xlsx")
    assert list(map(canonical, found.concepts)) == list(map(canonical, base.concepts))
    assert found.sources == base.sources


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bases())
def test_any_base_comes_back_from_a_workbook(base: Base) -> None:
    assert list(map(canonical, back(base, "xlsx").concepts)) == list(map(canonical, base.concepts))


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_a_workbook_that_libreoffice_saved_is_the_same(suffix: str, tmp_path: Path) -> None:
    base = load_base(MINI)
    path = exported(base, tmp_path, "xlsx")[0]
    office = shutil.which(os.environ.get("SOFFICE", "soffice"))
    assert office, "soffice is missing: install the Debian package libreoffice-calc-nogui"
    command = [office, "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--convert-to", suffix]
    subprocess.run([*command, "--outdir", tmp_path / "saved", path], check=True, capture_output=True, timeout=300)
    saved = tmp_path / "saved" / f"{path.stem}.{suffix}"
    assert saved.read_bytes() != path.read_bytes()
    found = read_terms(saved, base.vocabulary)
    assert list(map(canonical, found.concepts)) == list(map(canonical, base.concepts))


# -- All but what the loss report counts -----------------------------------------------------------------------------

_PLURAL = {"domains": "domains", "definition": "definitions", "note": "concept notes", "related": "relations"}
_PLURAL |= {"spellings": "spellings", "attestations": "attestations", "extensions": "extensions"}
_OF_TERMS = {"type": "term types", "grammar": "grammar notes", "stress": "stress marks", "forms": "listed forms"}
_OF_TERMS |= {"reason": "reasons", "use": "terms to use instead", "source": "sources", "note": "term notes"}
_DIRECTS = ("broad", "compound", "case", "confirmed")
"""What directs this program, and no format but our own has."""


def reduced(base: Base, holds: Holds) -> list[Concept]:
    """What a format has of a base by its own account."""
    tags = holds.languages(Order(base))
    entries = (holds.entry(concept, tags) for concept in base.concepts)
    return [
        _reduced(entry.concept, [it for tag in tags for it in entry.terms.get(tag, ())], holds)
        for entry in entries
        if entry
    ]


def _reduced(concept: Concept, terms: Sequence[Term], holds: Holds) -> Concept:
    gone = {name: getattr(EMPTY, name) for name, plural in _PLURAL.items() if plural not in holds.held}
    known = {term.text for term in terms}
    if holds.beside_terms:
        langs = {term.lang for term in terms}
        concept = replace(concept, definition={key: it for key, it in concept.definition.items() if key in langs})
    kept = replace(
        concept,
        terms=tuple(_term(term, holds) for term in terms),
        spellings=tuple(it for it in concept.spellings if it.of in known),
        attestations=tuple(it for it in concept.attestations if it.term in known),
        matching=Matching(),
    )
    return replace(kept, **gone)


def _term(term: Term, holds: Holds) -> Term:
    lost = [name for name, plural in _OF_TERMS.items() if plural not in holds.held]
    defaults = {field.name: field.default for field in fields(Term)}
    return replace(term, **{name: defaults[name] for name in (*lost, *_DIRECTS)})  # type: ignore[arg-type]


def plain(concept: Concept, tags: Sequence[str]) -> Concept:
    """What two records of one concept are compared by: lists without order, definitions in the languages of the file."""
    return replace(
        concept,
        status="draft",
        domains=tuple(sorted(concept.domains)),
        definition={lang: text for lang, text in concept.definition.items() if lang in tags},
        terms=tuple(sorted((replace(it, forms=tuple(sorted(set(it.forms)))) for it in concept.terms), key=repr)),
        spellings=tuple(sorted(set(concept.spellings), key=repr)),
        related=tuple(sorted(set(concept.related), key=repr)),
        path="",
    )


def _without_doubles(base: Base) -> Base:
    """A graph is a set: of two relations to one concept, or of two spellings of one text, it has one."""
    ids = {concept.id for concept in base.concepts}

    def single(concept: Concept) -> Concept:
        related: dict[str, Relation] = {it.to: it for it in concept.related if it.to in ids}
        texts = {term.text for term in concept.terms}
        spellings = {it.text: it for it in concept.spellings if it.text not in texts}
        terms = {term.text: term for term in concept.terms}
        return replace(
            concept, related=tuple(related.values()), spellings=tuple(spellings.values()), terms=tuple(terms.values())
        )

    return replace(base, concepts=tuple(map(single, base.concepts)))


@pytest.mark.parametrize("name", ["csv", "tsv", "skosxl", "skosxl-json"])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(base=bases())
def test_what_comes_back_is_what_the_loss_report_leaves(name: str, base: Base) -> None:
    base = _without_doubles(base)
    assume(len({term.text for concept in base.concepts for term in concept.terms}) > 1)
    holds = EXPORTS[name].layouts[""]
    tags = holds.languages(Order(base))
    found = {concept.id: plain(concept, tags) for concept in back(base, name).concepts}
    wanted = {concept.id: plain(concept, tags) for concept in reduced(base, holds)}
    if name.startswith("skos"):
        wanted = {key: _ranked(concept) for key, concept in wanted.items()}
        found = {key: _ranked(concept) for key, concept in found.items()}
    assert found == wanted


def _ranked(concept: Concept) -> Concept:
    """Relations as SKOS can have them: two ways of one hierarchy, and association between what is not in one."""
    return replace(concept, related=tuple(sorted({Relation(it.to, "associative") for it in concept.related}, key=repr)))


OURS = [
    *(("tbx", tool) for tool in ("", "phrase", "lokalize", "omegat")),
    *(("tbx3", ""), ("tbx3", "linguist"), ("csv", ""), ("tsv", ""), ("xlsx", ""), ("utx", "")),
    *(("csv", "memoq"), ("csv", "multiterm"), ("tsv", "memoq"), ("xlsx", "memoq"), ("xlsx", "multiterm")),
    *(("xlsx", "phrase"), ("po", ""), ("tmx", ""), ("xliff", ""), ("xliff2", "")),
    *(("skos", ""), ("skos-json", ""), ("skosxl", ""), ("skosxl-json", "")),
]


@pytest.mark.parametrize("root", [MINI, BUNDLED], ids=["mini", "bundled"])
@pytest.mark.parametrize(("name", "tool"), OURS)
def test_our_own_files_say_nothing_else_than_the_base(name: str, tool: str, root: Path, tmp_path: Path) -> None:
    base = load_base(root)
    for path in exported(base, tmp_path, name, tool)[:1]:
        found = read_terms(path, base.vocabulary)
        wanted = [concept for concept in base.concepts if concept.status != "retired"]
        assert len(found.concepts) >= min(len(wanted), 7)
        changes = plan(base, found)
        # Where a file has neither ids nor a second language that tells homonyms apart, they are left out and told.
        assert [told for told in changes.conflicts if "left out: may be" not in told] == []
        assert len(changes.conflicts) < 2
        assert changes.domains == {}
        assert not changes.changed


@pytest.mark.parametrize(("name", "tool"), [("tsv", "omegat"), ("csv", "phrase")])
def test_tables_that_do_not_name_their_languages(name: str, tool: str, tmp_path: Path) -> None:
    base = load_base(MINI)
    path = exported(base, tmp_path, name, tool, "en", "ru")[0]
    with pytest.raises(InputError, match="--lang en,ru"):
        read_terms(path, base.vocabulary)
    found = read_terms(path, base.vocabulary, langs=["en", "ru"])
    changes = plan(base, found)
    assert not changes.new
    assert all("left out: may be" in told for told in changes.conflicts)


@pytest.mark.parametrize(("name", "tool"), [("tsv", "omegat"), ("utx", "")])
def test_a_number_sign_makes_no_remark_of_a_line(name: str, tool: str, tmp_path: Path) -> None:
    base = replace(load_base(MINI), concepts=(Concept("x", "approved", (), {}, (Term("en", "#1"), Term("ru", "№ 1"))),))
    path = exported(base, tmp_path, name, tool, "en", "ru")[0]
    langs = ["en", "ru"] if tool else []
    assert read_terms(path, base.vocabulary, langs=langs).concepts[0].terms == base.concepts[0].terms


# -- Tables of other people ------------------------------------------------------------------------------------------


def read(folder: Path, name: str, content: str, langs: Sequence[str] = ()) -> list[Concept]:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return list(read_terms(path, load_base(MINI).vocabulary, langs=langs).concepts)


def told(concept: Concept) -> str:
    """A concept in one line."""
    marks = {"preferred": "", "admitted": "?"}
    terms = ", ".join(
        f"{term.lang} {term.text}{marks.get(term.status, '!')}"
        f"{term.grammar and ' '}{term.grammar}{f' ({term.note})' if term.note else ''}"
        for term in concept.terms
    )
    rest = {"def": dict(concept.definition), "note": concept.note, "domains": concept.domains}
    return f"{concept.id}: {terms}" + "".join(f"; {name}={value}" for name, value in rest.items() if value)


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("a.csv", "en,ru\nmine,шахта\n", ["mine: en mine, ru шахта"]),
        ("a.csv", "Russian;English;Korean\nшахта;mine;탄광\n", ["mine: ru шахта, en mine, ko 탄광"]),
        ("a.csv", "sep=;\r\nрусский;корейский\r\nшахта;탄광\r\n", ["entry-1: ru шахта, ko 탄광"]),
        ("a.csv", "ID,en-US,ru_RU\nT-7,mine,шахта\n", ["t-7: en mine, ru шахта"]),
        ("a.csv", "English,Russian,Comment\nmine,шахта|рудник,for coal\n", ["mine: en mine, ru шахта, ru рудник?; note=for coal"]),
        ("a.csv", "English,English,Russian\nmine,pit,шахта\n", ["mine: en mine, en pit?, ru шахта"]),
        ("a.csv", "en,ru,Definition\nmine,шахта,Место добычи\n", ["mine: en mine, ru шахта; def={'ru': 'Место добычи'}"]),
        ("a.csv", "en,ru,definition_en\nmine,шахта,A pit.\n", ["mine: en mine, ru шахта; def={'en': 'A pit.'}"]),
        ("a.csv", "id,en,ru\n1,mine,шахта\n1,pit,\n", ["1: en mine, ru шахта, en pit?"]),
        ("a.csv", "id,en,ru\nШ-1,mine,шахта\nК-1,pick,кирка\nШ-1,pit,\n", ["mine: en mine, ru шахта, en pit?", "pick: en pick, ru кирка"]),
        ("a.csv", "en,ru\n'em,их\n'-ism,'-изм\n", ["em: en 'em, ru их", "ism: en -ism, ru -изм"]),
        ("a.csv", 'en,ru\n"a, b",ц\n', ["a-b: en a, b, ru ц"]),
        ("a.tsv", "영어\t한국어\nmine\t탄광\n", ["mine: en mine, ko 탄광"]),
        ("a.csv", "domain,en,ru\nTitles & <honours>,Hero,герой\n", ["hero: en Hero, ru герой; domains=('titles',)"]),
        ("a.csv", "domain,en,ru\nMining; Coal,mine,шахта\n", ["mine: en mine, ru шахта; domains=('mining', 'coal')"]),
        ("a.csv", "en,ru,note\nmine,шахта,a\nmine,шахта,b\n", ["mine: en mine, ru шахта; note=a | b"]),
        ("a.csv", "en,ru,def\nbank,банк,Money.\nbank,банк,A shore.\n", ["bank: en bank, ru банк; def={'en': 'Money.'}", "bank-2: en bank, ru банк; def={'en': 'A shore.'}"]),
        ("a.csv", "Mining terms\n\nEnglish;Russian\nmine;шахта\n", ["mine: en mine, ru шахта"]),
        ("a.csv", "en,ru\rmine,шахта\r", ["mine: en mine, ru шахта"]),
        ("a.csv", 'en,ru\nmine,"шахта\nкопь|\nрудник"\n', ["mine: en mine, ru шахта, ru копь?, ru рудник?"]),
        ("a.csv", "Английский эквивалент;Термин (рус.);На корейском языке\nmine;шахта;탄광\n", ["mine: en mine, ru шахта, ko 탄광"]),
        ("a.csv", "용어(영문),국문\nmine,탄광\n", ["mine: en mine, ko 탄광"]),
        ("a.csv", "English,Synonym,Russian,Synonym\nmine,pit,шахта,копь\n", ["mine: en mine, en pit?, ru шахта, ru копь?"]),
        # memoQ, Crowdin, MultiTerm, Microsoft, Smartling, IATE, Lingohub, DeepL.
        ("a.csv", "Entry_ID,Entry_Note,English_United_States_Def,English_United_States,Term_Info,Russian\n7,n,A pit.,mine,CasePermissive,шахта\n", ["7: en mine, ru шахта; def={'en': 'A pit.'}; note=n"]),
        ("a.csv", 'Entry_ID;English;Term_Info;Russian;Term_Info;Russian;Term_Info\n7;mine;CasePermissive;шахта;;дыра;"HalfPrefix;Forbidden"\n', ["7: en mine, ru шахта, ru дыра!"]),
        ("a.csv", "Term [en],Description [en],Part of Speech [en],Status [en],Term [ru],Status [ru],Note [ru]\nmine,A pit.,noun,preferred,дыра,obsolete,bad\n", ["mine: en mine noun, ru дыра! (bad); def={'en': 'A pit.'}"]),
        ("a.csv", "English,English Status,Russian,Russian Status\nmine,preferred,шахта,\nhole,forbidden,дыра,not recommended\n", ["mine: en mine, ru шахта", "hole: en hole!, ru дыра!"]),
        ("a.csv", "ConceptID,Term [EN-US],Term [RU-RU]\n1,mine,шахта\n", ["1: en mine, ru шахта"]),
        ("a.csv", "Entry UID,Part of Speech,en-US Term,en-US Synonyms,ru-RU Term,ru-RU Notes\na,Noun,mine,pit,шахта,n\n", ["a: en mine noun, en pit?, ru шахта (n)"]),
        ("a.csv", "E_ID|L_CODE|T_TERM|T_EVALUATION\n127|en|mine|Preferred\n127|ru|шахта|\n127|ru|дыра|Deprecated\n", ["127: en mine, ru шахта, ru дыра!"]),
        ("a.csv", "entryId,entryDescription,term,termLocale\n1,A pit.,mine,en\n1,A pit.,шахта,ru\n", ["1: en mine, ru шахта; def={'en': 'A pit.'}"]),
        ("a.csv", "mine,шахта,en,ru\npit,яма,en,ru\n", ["mine: en mine, ru шахта", "pit: en pit, ru яма"]),
        ("a.csv", "en,Forbidden,ru,Forbidden,Status\nmine,FALSE,шахта,,approved\nhole,TRUE,дыра,x,New\n", ["mine: en mine, ru шахта", "hole: en hole!, ru дыра!"]),
        ("a.csv", "en,ru,status\nhole,дыра,forbidden\n", ["hole: en hole!, ru дыра!"]),
        ("a.utx", "#UTX 1.20; en/ru\n#src\ttgt\tterm status\tsrc:pos\nmine\tшахта\tapproved\tnoun\npit\tяма\tforbidden\n", ["mine: en mine noun, ru шахта", "pit: en pit, ru яма!"]),
        ("a.ttl", '@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n<http://x.org/7> a s:Concept ; s:prefLabel "mine"@en , "шахта"@ru ; s:altLabel "pit"@en ; s:scopeNote "Coal." .', ["7: en mine, ru шахта, en pit?; note=Coal."]),
        ("a.rdf", '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2004/02/skos/core#"><s:Concept r:about="http://x.org/#mine"><s:prefLabel xml:lang="en">mine</s:prefLabel></s:Concept></r:RDF>', ["mine: en mine"]),
        ("a.jsonld", '{"@context": {"s": "http://www.w3.org/2004/02/skos/core#"}, "@id": "urn:x:mine", "@type": "s:Concept", "s:prefLabel": {"@value": "mine", "@language": "en"}}', ["mine: en mine"]),
        ("a.xlf", '<xliff version="1.2"><file source-language="en" target-language="ru-RU" original="a" datatype="x"><body><trans-unit id="u1"><source>mine</source><target>шахта</target></trans-unit></body></file></xliff>', ["u1: en mine, ru шахта"]),
        ("a.xlf", '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="ru"><file id="f"><unit id="u"><g:glossary xmlns:g="urn:oasis:names:tc:xliff:glossary:2.0"><g:glossEntry id="e1"><g:term>mine</g:term><g:translation>шахта</g:translation><g:translation>рудник</g:translation><g:definition>A pit.</g:definition></g:glossEntry></g:glossary><segment><source>The mine is deep.</source></segment></unit></file></xliff>', ["e1: en mine, ru шахта, ru рудник?; def={'en': 'A pit.'}"]),
    ],
)  # fmt: skip
def test_files_of_other_people(name: str, content: str, wanted: list[str], tmp_path: Path) -> None:
    assert list(map(told, read(tmp_path, name, content))) == wanted


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("a.utf8", "# ours\nmine\tшахта\tcoal\nmine\tрудник\n\n", ["mine: en mine, ru шахта, ru рудник?; note=coal"]),
        ("a.txt", 'the "pit"\tяма\n', ['the-pit: en the "pit", ru яма']),
        ("a.csv", "mine,шахта\n", ["mine: en mine, ru шахта"]),
        # Weblate, Transifex, Lokalise; a row that only looks like names.
        ("a.csv", "location,source,target,id,fuzzy\nx,mine,шахта,,False\n", ["mine: en mine, ru шахта"]),
        (
            "a.csv",
            "term,pos,comment,translation_ru,comment_ru\nmine,Noun,c,шахта,к\n",
            ["mine: en mine noun, ru шахта (к); note=c"],
        ),
        (
            "a.csv",
            "term;description;forbidden;ru;ru_description\nhole;A pit.;yes;дыра;Яма\n",
            ["hole: en hole!, ru дыра!; def={'en': 'A pit.', 'ru': 'Яма'}"],
        ),
        (
            "a.csv",
            "mine,шахта\nEnglish,английский\n",
            ["mine: en mine, ru шахта", "english: en English, ru английский"],
        ),
        ("a.csv", "term,translation,source\nmine,шахта,Dal\n", ["mine: en mine, ru шахта"]),
        ("a.utf8", "translation\tперевод\n", ["translation: en translation, ru перевод"]),
        ("glossary.po", 'msgid "mine"\nmsgstr "шахта"\n', ["mine: en mine, ru шахта"]),
    ],
)
def test_with_the_languages_said(name: str, content: str, wanted: list[str], tmp_path: Path) -> None:
    assert list(map(told, read(tmp_path, name, content, ["en", "ru"]))) == wanted


@pytest.mark.parametrize(
    ("rows", "wanted", "lost"),
    [
        ([["No.", "English", "Русский", "Примечание"], [1, "mine", "шахта", 1935]], ["1: en mine, ru шахта; note=1935"], {}),
        ([["en", "ru", "note"], ["mine", "шахта", date(1935, 8, 31)]], ["mine: en mine, ru шахта; note=1935-08-31"], {}),
        ([["en", "ru"], ["mine", "#N/A"], [None, None], ["pit", "яма"]], ["mine: en mine", "pit: en pit, ru яма"], {}),
        ([["Of mines"], [None, "en", "ru"], [None, "mine", "шахта"]], ["mine: en mine, ru шахта"], {"rows above the names of the columns": 1}),
        ([["en", "ru"], ["'-ism", "-изм"]], ["ism: en '-ism, ru -изм"], {}),
        ([["en", "ru"], ["mine", "шахта"], [], ["Korean"]], ["mine: en mine, ru шахта", "korean: en Korean"], {}),
    ],
)  # fmt: skip
def test_a_sheet_with_a_table(
    rows: list[list[object]], wanted: list[str], lost: dict[str, int], tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["A remark on this file"])
    sheets = [book.create_sheet(title) for title in ("Secret", "Terms", "More")]
    for row in [["en", "ru"], ["secret", "тайна"]]:
        sheets[0].append(row)
        sheets[2].append(row)
    sheets[0].sheet_state = "hidden"
    for cells in rows:
        sheets[1].append(cells)
    for suffix in ("xlsx", "xlsm"):
        book.save(tmp_path / f"a.{suffix}")
        found = read_terms(tmp_path / f"a.{suffix}", load_base(MINI).vocabulary)
        assert list(map(told, found.concepts)) == wanted
        assert found.losses.lost == {"rows of the sheet “More”": 1} | lost


ROW = "<t:table-row>{}</t:table-row>"
CELL = "<t:table-cell><x:p>{}</x:p></t:table-cell>"
HEADER = ROW.format(CELL.format("en") + CELL.format("ru"))
PAIR = ROW.format(CELL.format("mine") + CELL.format("шахта"))


def ods(folder: Path, *tables: str, styles: str = "", **parts: str) -> Path:
    """A workbook of OpenDocument with these tables and further parts."""
    spaces = {"office": "o", "table": "t", "text": "x", "style": "s"}
    names = " ".join(f'xmlns:{it}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name, it in spaces.items())
    names += ' xmlns:c="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    body = "".join(it if it.startswith("<t:table ") else f"<t:table t:name='A'>{it}</t:table>" for it in tables)
    content = f"<o:document-content {names}><o:automatic-styles>{styles}</o:automatic-styles><o:body><o:spreadsheet>{body}</o:spreadsheet></o:body></o:document-content>"
    path = folder / "a.ods"
    with zipfile.ZipFile(path, "w") as package:
        for name, part in ({"content.xml": content} | parts).items():
            package.writestr(name, part)
    return path


@pytest.mark.parametrize(
    ("tables", "wanted"),
    [
        ([HEADER + PAIR], ["mine: en mine, ru шахта"]),
        (["<t:table t:name='B' t:style-name='h'>" + HEADER + PAIR.replace("mine", "pit") + "</t:table>", HEADER + PAIR], ["mine: en mine, ru шахта"]),
        ([ROW.format("<t:table-cell t:number-columns-repeated='3'/>" + CELL.format("ru")) + "<t:table-row t:number-rows-repeated='1000000'/>" + ROW.format("<t:covered-table-cell/><t:table-cell t:number-columns-repeated='2'/>" + CELL.format("шах<x:span>та</x:span>") + "<t:table-cell t:number-columns-repeated='16380'/>")], ["entry-1: ru шахта"]),
        ([HEADER + ROW.format("<t:table-cell><o:annotation><x:p>me</x:p></o:annotation><x:p>coal<x:s x:c='2'/>mine</x:p><x:p>pit</x:p></t:table-cell><t:table-cell c:value-type='error'><x:p>#N/A</x:p></t:table-cell>")], ["coal-mine: en coal  mine, en pit?"]),
    ],
)  # fmt: skip
def test_a_workbook_of_opendocument(tables: list[str], wanted: list[str], tmp_path: Path) -> None:
    hidden = "<s:style s:name='h'><s:table-properties t:display='false'/></s:style>"
    found = read_terms(ods(tmp_path, *tables, styles=hidden), load_base(MINI).vocabulary)
    assert list(map(told, found.concepts)) == wanted


@pytest.mark.parametrize(
    ("table", "parts", "said"),
    [
        (PAIR, {}, "has no sheet whose first row names languages"),
        (HEADER + PAIR.replace("<t:table-cell>", "<t:table-cell t:number-columns-repeated='20000000'>"), {}, "has over 20,000,000 cells"),
        (HEADER, {"content.xml": "<a/>"}, "is not an OpenDocument workbook"),
        (HEADER, {"content.xml": "<a>"}, "content.xml:1"),
        (HEADER, {"META-INF/manifest.xml": "<m><encryption-data/></m>"}, "is encrypted"),
    ],
)  # fmt: skip
def test_a_workbook_of_opendocument_that_is_refused(
    table: str, parts: dict[str, str], said: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        read_terms(ods(tmp_path, table, **parts), load_base(MINI).vocabulary)
    assert said in str(caught.value)
    assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le", "utf-8-sig"])
def test_a_table_in_unicode_as_excel_writes_it(encoding: str, tmp_path: Path) -> None:
    mark = "" if encoding in ("utf-16", "utf-8-sig") else "\ufeff"
    for name in ("a.csv", "a.txt"):
        (tmp_path / name).write_bytes(f'{mark}English\tRussian\r\n"mi\tne"\tшахта\r\n'.encode(encoding))
        assert [told(it) for it in read_terms(tmp_path / name, load_base(MINI).vocabulary).concepts] == [
            "mi-ne: en mi ne, ru шахта"
        ]


def test_what_stands_between_terms_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('en;ru\n"mine; pit";шахта|копь\n', encoding="utf-8")
    vocabulary = load_base(MINI).vocabulary
    assert list(map(told, read_terms(path, vocabulary).concepts)) == ["mine-pit: en mine; pit, ru шахта, ru копь?"]
    assert list(map(told, read_terms(path, vocabulary, between=";").concepts)) == [
        "mine: en mine, en pit?, ru шахта|копь"
    ]
    (tmp_path / "a.tbx").write_text("<martif/>")
    with pytest.raises(InputError, match="“--split” is for tables"):
        read_terms(tmp_path / "a.tbx", vocabulary, between=";")


TMX = '<tmx version="1.4"><body><tu><note>n</note><prop type="p">q</prop><tuv xml:lang="en"><seg>mi<bpt i="1">b</bpt>ne<ept i="1"/></seg></tuv></tu></body></tmx>'
XLIFF = '<xliff version="1.2"><file source-language="en" target-language="ru" original="a" datatype="x"><body><trans-unit id="1"><source>mine</source><target>шахта</target><note>n</note></trans-unit></body></file></xliff>'
TABLE = """en,ru,Weight,Case sensitive,ru pos,ru def,Definition Russian
mine,шахта,3,false,Nuon,a,b
pit,яма,,true,,a,a
"""


@pytest.mark.parametrize(
    ("name", "content", "lost"),
    [
        ("a.csv", TABLE, {f"cells in the column “{name}”": 1 for name in ("Weight", "ru pos", "Definition Russian")}),
        ("a.csv", "Of mines\n\n2020\nen,ru\nmine,шахта\n", {"rows above the names of the columns": 2}),
        ("a.csv", "en,ru,Source,Language\nmine,шахта,Dal,x\n", {f"cells in the column “{it}”": 1 for it in ("Source", "Language")}),
        ("a.csv", "en,ru,Forbidden English\nmine,шахта,hole\npit,яма,нет\n", {"cells in the column “Forbidden English”": 1}),
        ("a.csv", "id,en,def\n1,mine,a\n1,pit,b\n", {"second definitions": 1}),
        ("a.tmx", TMX, {"notes and properties": 2}),
        ("a.xlf", XLIFF, {"notes": 1}),
        ("en-ru.po", '#. c\nmsgid "mine"\nmsgstr "шахта"\n', {"entries' comments": 1}),
        ("a.utx", "#UTX 1.20; en/ru\n#src\ttgt\tsrc:pos\tterm status\tcomment\nmine\tшахта\tnoun\tgood\tc\npit\tяма\tx\tprovisional\t\n", {f"cells in the column “{name}”": 1 for name in ("comment", "term status", "src:pos")}),
    ],
)  # fmt: skip
def test_what_has_no_place_is_counted(name: str, content: str, lost: dict[str, int], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    found = read_terms(path, load_base(MINI).vocabulary)
    assert found.losses.lost == lost
    assert found.concepts[0].terms[0].text == "mine"


# -- What is refused -------------------------------------------------------------------------------------------------


def book(change: dict[str, tuple[bytes, bytes]]) -> bytes:
    """The workbook of the small base with bytes of its parts changed."""
    file = io.BytesIO()
    write = EXPORTS["xlsx"].write
    assert write
    write(Order(load_base(MINI)), file)
    made = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            before, after = change.get(name, (b"", b""))
            content = old.read(name)
            assert before in content
            new.writestr(name, content.replace(before, after, 1) if before else content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("part", "before", "after", "said"),
    [
        (1, b">approved<", b">aproved<", r"status: 'aproved' is not one of draft, review"),
        (2, b">noun", b">nuon", r"grammar: 'nuon' is not a word of vocabulary"),
        (2, b">ru<", b">zz<", r":\d+: 'zz' is no known language"),
        (2, b">grammar<", b">grammer<", r"sheet terms: 'grammer' is none of its columns"),
        (2, b">chudo<", b">chuda<", r"sheet terms: a row of no concept"),
        (4, b">1, 33<", b">33; x<", r"column lines: '33; x' is no list of line numbers"),
        (1, b"<sheetData>", b"<sheetDat>", r"is no workbook, or a damaged one"),
    ],
)
def test_a_workbook_with_a_fault(part: int, before: bytes, after: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(book({f"xl/worksheets/sheet{part}.xml": (before, after)}))
    with pytest.raises(InputError, match=said) as caught:
        read_terms(path, load_base(MINI).vocabulary)
    assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "a,b\n1,2\n", "a.csv:1: the first row names no language"),
        ("a.csv", "", "names no language"),
        ("a.csv", "en,ru\n,\n", "has no term"),
        ("a.csv", "id,en,ru\n1,,\n", "a.csv:2: a row has no term"),
        ("a.csv", 'en,ru\n"a,b\n', "not CSV"),
        ("a.csv", "source,target\nmine,шахта\n", "a.csv:1: the column “source” does not say its language: “--lang en,ru”"),
        ("a.csv", f"en,ru\nmine,{'ш' * 201}\n", "a.csv:2: a text of 201 characters is no term"),
        ("a.csv", "mine,шахта,en,ru\npit,яма,en,ru\npit,옘,en,ko\n", "a.csv:3: a row is in other languages than the first"),
        ("a.xlsx", "PK", "a.xlsx: "),
        ("a.utx", "src\ttgt\n", "a.utx:1: its first line must be as: #UTX 1.20; en/ru"),
        ("a.utx", "#UTX 1.20; en/ru\nmine\t\n", "a.utx:2: a term is empty"),
        ("a.utx", "#UTX 1.20; en/ru\n#src\ttgt\n", "has no term"),
        ("a.utx", "#UTX 1.20; en/zz\nmine\tx\n", "a.utx:1: 'zz' is no known language"),
        ("a.ttl", "@prefix", "cannot be read as turtle"),
        ("a.ttl", "<urn:a> <urn:b> <urn:c> .", "has no term"),
        ("a.ttl", f"<urn:a> <urn:b> {'(' * 100_000}", "cannot be read as turtle"),
        ("a.rdf", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&a;</r:RDF>', "declares an entity"),
        ("a.jsonld", "{", "not JSON"),
        ("a.jsonld", '{"@context": "https://schema.org/", "@graph": []}', "a context at another address is not followed"),
        ("a.jsonld", '[{"x": {"@context": [{}, "http://a.example/"]}}]', "a context at another address is not followed"),
        ("a.jsonld", f"{'[' * 100_000}", "not JSON"),
        ("a.ttl", '@prefix s: <http://www.w3.org/2004/02/skos/core#> . <urn:x:a> a s:Concept ; s:prefLabel "mine" .', "the label “mine” has no language"),
        ("a.rdf", "<x/>", "the root element is <x>, not <RDF>"),
        ("a.xlf", "<xliff/>", "XLIFF of unknown version"),
    ],
)  # fmt: skip
def test_what_cannot_be_read(name: str, content: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, name, content)
    assert said in str(caught.value)
    assert str(caught.value).count("\n") == 0


def test_what_is_skipped_leaves_no_concept_without_terms(tmp_path: Path) -> None:
    (tmp_path / "a.utx").write_text("#UTX 1.20; zz/zx\nmine\tpit\n")
    with pytest.raises(InputError, match="has no term"):
        read_terms(tmp_path / "a.utx", load_base(MINI).vocabulary, skip=True)


def test_languages_are_said_of_files_that_do_not_say_them(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="says its languages itself"):
        read(tmp_path, "a.tbx", "<martif/>", ["en", "ru"])
    assert not READERS.keys() & UNNAMED.keys()


def test_skos_without_rdflib(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    with pytest.raises(InputError, match=r"the extra termbase\[skos\]"):
        read(tmp_path, "a.ttl", "")
