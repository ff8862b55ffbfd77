"""What the model has no field for: every element that a file of another program holds is in our file again."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from termbase.canon import canonical
from termbase.files import InputError
from termbase.formats import tbx_fragment as fragment
from termbase.formats.export import EXPORTS
from termbase.formats.holds import extensions, losses
from termbase.formats.imported import Imported, clean
from termbase.formats.order import Order
from termbase.formats.tbx_categories import rules
from termbase.formats.tbx_read import read_tbx
from termbase.formats.tbx_rules import problems
from termbase.formats.xml_stream import LANG
from termbase.merge.combine import Combining
from termbase.model import Base, Concept, Extension, Term, Vocabulary

VOCABULARY = Vocabulary(
    {"mining": {"en": "Mining"}},
    dict.fromkeys(["fullForm", "acronym", "variant", "phrase", "shortForm", "abbreviation"], ""),
    dict.fromkeys(["noun", "verb", "proper", "masculine", "plural"], ""),
)
HEADER = "<{0}><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></{0}>"
SPACES = "".join(f' xmlns:{name}="{spaces[0]}"' for name, spaces in rules()["modules"].items())
FRAMES = {
    "2008": ('<martif type="TBX" xml:lang="en">' + HEADER.format("martifHeader"), "</martif>"),
    "2019": (
        f'<tbx xmlns="{rules()["2019"]["namespace"]}"{SPACES} type="TBX-Own" style="{{}}" xml:lang="en">'
        + HEADER.format("tbxHeader"),
        "</tbx>",
    ),
}
NAMES = {"conceptEntry": "termEntry", "langSec": "langSet", "termSec": "tig"}
MODULES = {name: category["module"] for name, category in rules()["categories"].items()}

TEXTS = st.text(st.sampled_from("abЯ가\u0301<>&\"' ;:\n\t"), min_size=1, max_size=9).filter(
    lambda text: clean(text) != ""
)
PLAIN = st.text(st.sampled_from("abЯ가;:"), min_size=1, max_size=6)
SOURCES = st.from_regex("[a-z]{1,5}", fullmatch=True)
"""Ids; a title would become one, and stand in the back matter."""
Said = tuple[str, str, str]
"""Element, category and value."""


def said(element: str, *categories: str, values: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[Said]:
    return st.tuples(st.just(element), st.sampled_from(categories), values)


AUX = said("descrip", "figure", "Entry status", "Own & <other>") | said("admin", "entrySource", "projectSubset")
GRAPHICS = st.tuples(st.just("xref"), st.sampled_from(["xGraphic", "externalCrossReference"]), PLAIN)
TERM_NOTES = st.lists(
    said("termNote", "partOfSpeech", values=st.sampled_from(["noun", "verb", "other", "interjection"]))
    | said("termNote", "administrativeStatus", values=st.sampled_from(["preferredTerm-admn-sts", "blue"]))
    | said("termNote", "termType", values=st.sampled_from(["acronym", "variant", "symbol"]))
    | said("termNote", "register", "geographicalUsage", "etymology"),
    max_size=3,
    unique_by=lambda one: one[1],
)
OF_TERM = st.lists(
    AUX | GRAPHICS | said("descrip", "context", "Usage note") | said("admin", "source", values=SOURCES), max_size=4
)


@st.composite
def entries(draw: st.DrawFn) -> etree._Element:
    """An entry of 2019 in DCA style."""
    entry = etree.Element("conceptEntry", {"id": "c1"})
    add_all(entry, draw(st.lists(AUX | GRAPHICS | said("note", ""), max_size=3)))
    if draw(st.booleans()):
        add(entry, "descrip", "subjectField", "Mining")
    if draw(st.booleans()):
        group = etree.SubElement(entry, "transacGrp")
        add(group, "transac", "transactionType", draw(st.sampled_from(["origination", "import"])))
        etree.SubElement(group, "date").text = "2020-02-03"
        add(group, "transacNote", "responsibility", draw(TEXTS)).set("target", draw(st.sampled_from(["c1", "r1"])))
    for lang in draw(st.sampled_from([["en"], ["en", "ru"]])):
        section = etree.SubElement(entry, "langSec", {LANG: lang})
        if draw(st.booleans()):
            group = etree.SubElement(section, "descripGrp")
            add(group, "descrip", "definition", clean(draw(TEXTS)))
            add_all(group, draw(st.lists(said("admin", "source") | said("note", ""), max_size=2)))
        add_all(section, draw(st.lists(AUX | said("note", "") | said("admin", "transferComment"), max_size=2)))
        for text in draw(st.lists(PLAIN, min_size=1, max_size=2, unique=True)):
            group = etree.SubElement(section, "termSec")
            term = etree.SubElement(group, "term")
            if draw(st.booleans()):
                etree.SubElement(term, "hi", {"type": "italics"}).text = text
            else:
                term.text = text
            add_all(group, draw(TERM_NOTES))
            add_all(group, draw(OF_TERM))
    return entry


def add(parent: etree._Element, name: str, category: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, name, {"type": category} if category else {})
    element.text = text
    if name == "xref":
        element.set("target", "https://example.org/a?b=1&c")
    return element


def add_all(parent: etree._Element, all_said: list[Said]) -> None:
    for one in all_said:
        add(parent, *one)


def file_of(entry: etree._Element, edition: str, style: str) -> str:
    text = etree.tostring(entry, encoding="unicode")
    if edition == "2008":
        for new, old in NAMES.items():
            text = text.replace(f"<{new}", f"<{old}").replace(f"</{new}", f"</{old}")
    elif style == "dct":
        root = etree.fromstring(text)
        for element in root.iter("descrip", "admin", "termNote", "transac", "transacNote", "xref"):
            if module := MODULES.get(element.get("type", "")):
                element.tag = f"{{{rules()['modules'][module][0]}}}{element.attrib.pop('type')}"
        text = etree.tostring(root, encoding="unicode")
    before, after = FRAMES[edition]
    return f"{before.format(style)}<text><body>{text}</body></text>{after}"


def statements(entry: etree._Element) -> Iterator[tuple[str, str, str, str]]:
    """Language, term, category and value of all that an entry says; what a note tells of an extension too."""
    for element in entry.iter(etree.Element):
        name = fragment.local_name(element)
        if name in rules()["2019"]["content"] or name in rules()["2008"]["content"] or name == "term":
            continue
        lang = term = ""
        for parent in element.iterancestors():
            kind = fragment.local_name(parent)
            if kind in ("termSec", "tig"):
                term = "".join(next(child for child in parent if fragment.local_name(child) == "term").itertext())
            elif kind in ("langSec", "langSet"):
                lang = parent.get(LANG, "")
        text = "".join(element.itertext())
        if name == "note" and text.startswith("extension: "):
            group = etree.Element("descripGrp")
            group.append(fragment.parsed(text.removeprefix("extension: ")))
            yield from ((lang, term, category, value) for _, _, category, value in statements(group))
        else:
            yield lang, term, fragment.category(element), clean(text)


def read(text: str) -> Imported:
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.tbx")
        path.write_text(text)
        return read_tbx(path, VOCABULARY)


def written(base: Base, name: str, tool: str) -> bytes:
    file = io.BytesIO()
    write = EXPORTS[name].write
    assert write
    write(Order(base, (), tool), file)
    return file.getvalue()


def base_of(*concepts: Concept) -> Base:
    return Base("base", concepts, {}, VOCABULARY, {})


@pytest.mark.parametrize(
    "said",
    [
        "<termNoteGrp><termNote type='administrativeStatus'> </termNote><note>n</note></termNoteGrp>",
        "<note xml:lang='fr'>of doors</note>",
        "<note from='developer'>of doors</note>",
        "<termNote type='partOfSpeech' datatype='x'>noun</termNote>",
        "<admin type='source' target='c1' xml:lang='de'>book</admin>",
    ],
)
def test_groups_and_attributes_come_back(said: str) -> None:
    entry = etree.fromstring(
        "<conceptEntry id='c1'><langSec xml:lang='en'><termSec><term>bolt</term></termSec></langSec></conceptEntry>"
    )
    entry[0][0].append(etree.fromstring(said))
    before = base_of(*read(file_of(entry, "2019", "dca")).concepts)
    for tool in ("linguist", "linguist-dct"):
        file = written(before, "tbx3", tool)
        assert list(problems(io.BytesIO(file))) == []
        assert [canonical(it) for it in read(file.decode()).concepts] == [canonical(it) for it in before.concepts]


@pytest.mark.parametrize(("edition", "style"), [("2008", "dca"), ("2019", "dca"), ("2019", "dct")])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entry=entries())
def test_every_element_comes_back(edition: str, style: str, entry: etree._Element) -> None:
    found = read(file_of(entry, edition, style))
    assert not any(found.losses)
    data = written(base_of(*found.concepts), "tbx3", "linguist")
    assert list(problems(io.BytesIO(data))) == []
    before = set(statements(entry))
    after = set(statements(etree.fromstring(data).find(".//{*}conceptEntry")))
    assert before - after == set()
    fields = {"note", "administrativeStatus", "termType", "partOfSpeech"}
    assert {one for one in after - before if one[2] not in fields} == set()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries())
def test_what_came_from_a_file_is_read_from_ours_again(entry: etree._Element) -> None:
    found = read(file_of(entry, "2019", "dca"))
    again = read(written(base_of(*found.concepts), "tbx3", "linguist").decode())
    assert [canonical(concept) for concept in again.concepts] == [canonical(concept) for concept in found.concepts]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries())
def test_files_of_2008_hold_what_their_rules_allow_and_the_rest_is_counted(entry: etree._Element) -> None:
    concept = replace(read(file_of(entry, "2019", "dca")).concepts[0], status="approved")
    base = base_of(replace(concept, terms=(*concept.terms, Term("ko", "x"), Term("fr", "y"))))
    for tool, holds in EXPORTS["tbx"].layouts.items():
        order = Order(base, (), tool)
        data = written(base, "tbx", tool)
        root = etree.fromstring(data)
        assert [problem for problem in problems(io.BytesIO(data)) if problem.rule != "value"] == []
        # Weblate gets an entry a pair of terms, of one pair of languages.
        kept = [it for concept in read(data.decode()).concepts for it in concept.extensions]
        tags = holds.languages(order)
        lost = losses(order, holds).lost["extensions"]
        terms = [term for term in concept.terms if term.status in holds.statuses and term.lang in tags]
        wanted = extensions(concept, terms)
        if "extensions" in holds.held:
            assert {it for it in concept.extensions if it in kept} <= set(wanted)
            assert len({it for it in wanted if it in kept}) == len(wanted) - lost
        else:
            assert lost == len(wanted)
            assert root.xpath("//@id[contains(., '.x')]") == []


CONTEXT = "<descrip type='context'>Workers & more.</descrip>".replace("&", "&amp;")
SPEAKING = Concept(
    "c",
    "review",
    (),
    {"en": "d", "fr": "e"},
    (Term("en", "worker"), Term("ru", "рабочий")),
    note="n",
)


@pytest.mark.parametrize(
    ("lang", "term", "content", "line"),
    [
        ("en", "worker", CONTEXT, '<descrip type="context" id="c.x1">Workers &amp; more.</descrip>'),
        ("en", "worker", "<term>work<hi>er</hi></term>", "<term>work<hi>er</hi></term>"),
        (
            "en",
            "",
            "<descripGrp><descrip type='definition'/><admin type='source'>s</admin></descripGrp>",
            '<descripGrp> <descrip type="definition">d</descrip> <admin type="source">s</admin> </descripGrp>',
        ),
        (
            "",
            "",
            "<descripGrp><descrip type='definition' xml:lang='fr'/><admin type='source'>s</admin></descripGrp>",
            '<descripGrp> <descrip type="definition" xml:lang="fr">e</descrip> <admin type="source">s</admin>',
        ),
        ("", "", "<note>a <hi>b</hi></note>", '<note id="c.x1">a <hi>b</hi></note>'),
        ("", "", "<note><hi>a</hi><hi>b</hi></note>", '<note id="c.x1"><hi>a</hi><hi>b</hi></note>'),
        (
            "en",
            "worker",
            "<termNoteGrp><termNote type='administrativeStatus'/><note>m</note></termNoteGrp>",
            '<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote> <note>m</note> </termNoteGrp>',
        ),
        ("", "", "<descrip type='figure'>a.png</descrip>", "extension: &lt;descrip type='figure'&gt;a.png&lt;/"),
        ("", "", "<ref target='gone' type='crossReference'>x</ref>", "<note>extension: &lt;ref target='gone'"),
        ("", "", "<descrip type='context'>x</descrip>", "<note>extension: &lt;descrip type='context'"),
        ("", "", "<termCompList type='lemma'><termComp>x</termComp></termCompList>", "<note>extension: &lt;termComp"),
        ("", "", "<note xml:lang='en'/>", '<note xml:lang="en" id="c.x1"/>'),
        ("", "", "<note from='translator'>x</note>", "<note>extension: &lt;note from='translator'&gt;x"),
        (
            "en",
            "worker",
            "<termNote type='administrativeStatus'>admittedTerm-admn-sts</termNote>",
            "<note>extension: &lt;termNote type='administrativeStatus'",
        ),
    ],
)
def test_where_an_extension_is_written(lang: str, term: str, content: str, line: str) -> None:
    concept = replace(SPEAKING, extensions=(Extension("tbx", lang, term, content),))
    data = written(base_of(concept), "tbx3", "linguist")
    assert list(problems(io.BytesIO(data))) == []
    assert line in " ".join(data.decode().split())
    assert canonical(read(data.decode()).concepts[0]) == canonical(concept)


def test_an_extension_that_is_no_element_is_refused() -> None:
    concept = replace(SPEAKING, path="c.toml", extensions=(Extension("tbx", "", "", "<a"),))
    with pytest.raises(InputError, match=r"^c\.toml: an extension "):
        written(base_of(concept), "tbx3", "linguist")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('<note  a="1" xmlns="urn:x"\n id="i">x</note>', "<note a='1'>x</note>"),
        ("<note></note>", "<note/>"),
        ("<descripGrp>\n <note>a\n b </note>\n</descripGrp>", "<descripGrp><note>a&#10; b </note></descripGrp>"),
        ('<note a="\'&amp;&#9;">\u0338&lt;e\u0301</note>', "<note a='&apos;&amp;&#9;'>&#824;&lt;é</note>"),
        (
            f'<register xmlns="{rules()["modules"]["linguist"][0]}">x</register>',
            "<termNote type='register'>x</termNote>",
        ),
        ("<note>a<!-- c --><hi>b</hi> c</note>", "<note>a<hi>b</hi> c</note>"),
    ],
)
def test_there_is_one_way_to_write_an_element(content: str, line: str) -> None:
    element = etree.fromstring(content, etree.XMLParser(remove_comments=True))
    assert fragment.written(element) == line
    assert fragment.is_written(line)


@pytest.mark.parametrize(
    "content", ["", "x", "<a", "<a><b></a>", "<!DOCTYPE a><a/>", "<a xmlns='b'/>", "<b:a/>", "<a/>x", "<a />"]
)
def test_what_is_not_written_so_is_known(content: str) -> None:
    assert not fragment.is_written(content)


def test_notes_stay_apart_where_they_were() -> None:
    entry = etree.Element("conceptEntry", {"id": "c1"})
    section = etree.SubElement(entry, "langSec", {LANG: "en"})
    group = etree.SubElement(section, "termSec")
    etree.SubElement(group, "term").text = "a"
    for parent in (entry, group):
        for text in ("one; two", "three | four", "five"):
            note = etree.Element("note")
            note.text = text
            parent.insert(0 if parent is entry else 1, note)
    found = read(file_of(entry, "2019", "dca"))
    assert found.concepts[0].note == "five | one; two"
    data = written(base_of(*found.concepts), "tbx3", "linguist")
    notes = [one[3] for one in statements(etree.fromstring(data)) if one[2] == "note"]
    for text in ("one; two", "three | four", "five"):
        assert notes.count(text) == 2, notes


def test_an_element_that_is_too_long_is_counted() -> None:
    entry = etree.Element("conceptEntry", {"id": "c1"})
    add(entry, "descrip", "figure", "a" * fragment.LONGEST)
    section = etree.SubElement(entry, "langSec", {LANG: "en"})
    etree.SubElement(etree.SubElement(section, "termSec"), "term").text = "a"
    found = read(file_of(entry, "2019", "dca"))
    assert found.concepts[0].extensions == ()
    assert found.losses.lost == {"elements over 30,000 characters": 1}


OLD = (Extension("tbx", "en", "worker", CONTEXT), Extension("tbx", "", "", "<note>a</note>"))
NEW = (Extension("tbx", "en", "worker", CONTEXT.replace("more", "less")), Extension("tbx", "ru", "", "<note>b</note>"))


@pytest.mark.parametrize(
    ("old", "new", "replaces", "both"),
    [
        (OLD, OLD, False, OLD),
        (OLD, OLD, True, OLD),
        (OLD, NEW, False, OLD + NEW),
        (OLD, NEW, True, OLD[1:] + NEW),
        (OLD, (), True, OLD),
        ((), NEW, False, NEW),
    ],
)
def test_extensions_of_base_and_file(
    old: tuple[Extension, ...], new: tuple[Extension, ...], replaces: bool, both: tuple[Extension, ...]
) -> None:
    combining = Combining(replaces=replaces)
    found = combining.concept(replace(SPEAKING, extensions=old), replace(SPEAKING, extensions=new), is_stated=False)
    assert found.extensions == both
    assert combining.conflicts == []
