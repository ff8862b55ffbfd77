"""``termbase import``: what a file adds to a base, what contradicts it, and that nothing is half written."""

import io
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from termbase.canon import canonical
from termbase.files import InputError
from termbase.formats.export import EXPORTS
from termbase.formats.holds import Losses
from termbase.formats.imported import Imported
from termbase.formats.imports import read_terms
from termbase.formats.order import Order
from termbase.formats.tbx_read import read_tbx
from termbase.merge.plan import Plan, plan
from termbase.merge.writing import write
from termbase.model import Base, Concept, Relation, Source, Term, Vocabulary
from termbase.parse import load_base
from tests.bases import bases
from tests.conftest import ROOT

MINI = ROOT / "tests" / "data" / "mini"
NORM = Concept(
    "norm",
    "approved",
    ("work",),
    {"en": "A quota."},
    (
        Term("ru", "норма", grammar="noun feminine", source="book"),
        Term("ru", "урок", status="admitted"),
        Term("en", "norm"),
        Term("en", "quota", status="deprecated", reason="of trade"),
    ),
    note="Of output.",
)
MINE = Concept("mine", "review", (), {}, (Term("ru", "шахта"), Term("en", "mine")))
PIT = Concept("pit", "review", (), {}, (Term("ru", "яма"), Term("en", "pit")))
BASE = Base(
    "base",
    (MINE, NORM, PIT),
    {"book": Source("book", "A book", "reference")},
    Vocabulary({"work": {"en": "Work"}}, {"fullForm": ""}, {"noun": "", "feminine": ""}),
    {"old": "norm"},
)


def imported(*concepts: Concept, named: bool = True, stated: bool = False) -> Imported:
    ids = frozenset(concept.id for concept in concepts)
    none: frozenset[str] = frozenset()
    return Imported(
        Path("a.tbx"),
        "TBX",
        concepts,
        ids if stated else none,
        ids if named else none,
        {},
        {},
        Losses(Counter(), Counter()),
        {},
    )


def planned(*concepts: Concept, named: bool = True, stated: bool = False, replaces: bool = False) -> Plan:
    return plan(BASE, imported(*concepts, named=named, stated=stated), replaces=replaces)


def result(found: Plan, concept_id: str = "norm") -> Concept:
    return found.changed[concept_id][1]


def test_what_the_base_has_already_changes_nothing() -> None:
    for named in (True, False):
        found = planned(NORM, MINE, PIT, named=named, stated=True)
        assert (found.changed, found.conflicts, found.sources) == ({}, [], {})


def test_a_concept_is_known_by_its_id() -> None:
    found = planned(Concept("norm", "draft", (), {"ru": "Задание."}, (Term("ru", "норма"), Term("de", "Norm"))))
    concept = result(found)
    assert concept.definition == {"en": "A quota.", "ru": "Задание."}
    assert concept.terms == (*NORM.terms, Term("de", "Norm", source="import-a-tbx"))
    assert concept.status == "approved"
    assert found.sources == {"import-a-tbx": Source("import-a-tbx", "a.tbx", "reference", note="TBX")}
    assert (found.conflicts, found.matches, found.new) == ([], [], 0)


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ((Term("ru", "Норма"), Term("en", "norm"), Term("ko", "x")), "ru Норма, en norm"),
        ((Term("ru", "урок"), Term("ko", "x")), "ru урок"),
    ],
)
def test_a_concept_is_known_by_its_terms(terms: tuple[Term, ...], told: str) -> None:
    found = planned(Concept("urok", "draft", (), {}, terms), named=False)
    assert list(found.changed) == ["norm"]
    assert found.matches == [f"urok is norm: {told}"]


def test_of_several_concepts_the_one_with_all_terms_is_meant() -> None:
    rival = replace(NORM, id="rival", terms=(Term("ru", "норма"), Term("en", "norm"), Term("en", "standard")))
    found = plan(replace(BASE, concepts=(*BASE.concepts, rival)), imported(replace(NORM, id="x"), named=False))
    assert (found.changed, found.conflicts) == ({}, [])
    assert found.matches == ["x is norm: ru норма, en norm"]


@pytest.mark.parametrize(
    ("concept", "named", "told"),
    [
        (
            Concept("x", "draft", (), {}, (Term("ru", "норма"), Term("en", "standard"))),
            True,
            "x: left out: has ru норма with norm, but no term in the other languages: ru норма, en standard",
        ),
        (
            Concept("x", "draft", (), {}, (Term("ru", "яма"), Term("en", "mine"))),
            True,
            "x: left out: may be pit or mine: ru яма, en mine",
        ),
        (
            Concept("norm", "draft", (), {}, (Term("ru", "закон"),)),
            True,
            "norm: left out: norm in the base has none of its terms: ru закон",
        ),
    ],
)
def test_in_doubt_a_concept_is_left_out(concept: Concept, named: bool, told: str) -> None:
    found = planned(concept, named=named)
    assert (found.changed, found.conflicts) == ({}, [told])


def test_an_id_that_was_made_says_nothing() -> None:
    found = planned(Concept("norm", "approved", (), {}, (Term("ru", "закон"),)), named=False)
    assert list(found.changed) == ["norm-2"]


def test_new_concepts_are_for_review_and_name_their_file() -> None:
    new = Concept("old", "approved", (), {"en": "d"}, (Term("ru", "закон"),), related=(Relation("urok", "broader"),))
    found = planned(new, Concept("urok", "draft", (), {}, NORM.terms), stated=True)
    concept = result(found, "old-2")
    assert concept.status == "review"
    assert concept.terms == (Term("ru", "закон", source="import-a-tbx"),)
    assert concept.related == (Relation("norm", "broader"),), "an id that is retired is not used again"


CONTRADICTIONS = [
    (replace(NORM, definition={"en": "A rule."}), "definition (en): «A quota.» in the base, «A rule.» in the file"),
    (replace(NORM, status="draft"), "status: «approved» in the base, «draft» in the file"),
    (replace(NORM, note="Of input."), "note: «Of output.» in the base, «Of input.» in the file"),
    (
        replace(NORM, terms=(Term("en", "quota"), Term("en", "norm", status="admitted"))),
        "status of en quota: «deprecated» in the base, «preferred» in the file",
    ),
    (
        replace(NORM, terms=(Term("en", "norm", status="deprecated"),)),
        "status of en norm: «preferred» in the base, «deprecated» in the file",
    ),
    (
        replace(NORM, terms=(Term("ru", "норма", source="dictionary"),)),
        "source of ru норма: «book» in the base, «dictionary» in the file",
    ),
]


@pytest.mark.parametrize(("concept", "told"), CONTRADICTIONS)
def test_contradictions_are_told_and_change_nothing(concept: Concept, told: str) -> None:
    found = planned(concept, stated=True)
    assert f"norm: {told}" in found.conflicts
    assert not found.changed


@pytest.mark.parametrize("concept", [concept for concept, _ in CONTRADICTIONS])
def test_with_replace_the_file_is_right(concept: Concept) -> None:
    found = result(planned(concept, stated=True, replaces=True))
    assert found.definition == concept.definition
    assert (found.status, found.note) == (concept.status, concept.note)
    terms = {(term.lang, term.text): term for term in found.terms}
    for term in concept.terms:
        assert terms[term.lang, term.text].status == term.status
        assert not term.source or terms[term.lang, term.text].source == term.source
    assert len(list(filter(lambda term: term.lang == "en" and term.status == "preferred", found.terms))) <= 1


@pytest.mark.parametrize("replaces", [False, True])
def test_two_preferred_terms_of_a_file_do_not_contradict_each_other(replaces: bool) -> None:
    twice = replace(MINE, terms=(Term("ru", "шахта"), Term("ru", "рудник"), Term("en", "mine")))
    base = replace(BASE, concepts=(twice,))
    found = plan(base, imported(replace(twice, status="draft")), replaces=replaces)
    assert (found.changed, found.conflicts) == ({}, [])


def test_a_second_preferred_term_is_admitted() -> None:
    found = planned(replace(NORM, terms=(Term("en", "norm", status="admitted"), Term("en", "standard"))))
    assert found.conflicts == ["norm: preferred term (en): «norm» in the base, «standard» in the file"]
    assert [(term.text, term.status) for term in result(found).in_language("en")] == [
        ("norm", "preferred"),
        ("quota", "deprecated"),
        ("standard", "admitted"),
    ]


# --- files ---


def exported(base: Base, path: Path, name: str, tool: str = "") -> Path:
    with path.open("wb") as file:
        assert EXPORTS[name].write
        EXPORTS[name].write(Order(base, (), tool), file)  # type: ignore[misc]
    return path


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bases())
def test_a_base_is_restored_from_its_file(base: Base) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(Plan(domains={}, sources={}), replace(base, root=str(MINI)), folder / "made")
        path = exported(base, folder / "a.tbx", "tbx3", "linguist")
        empty = replace(base, concepts=(), sources={}, root=str(folder / "made"))
        (folder / "made" / "vocabulary.toml").write_text(_vocabulary(base.vocabulary))
        changes = plan(empty, read_tbx(path, base.vocabulary), replaces=True)
        write(changes, empty, folder / "made")
        back = load_base(folder / "made")
    assert [canonical(concept) for concept in back.concepts] == [canonical(concept) for concept in base.concepts]
    assert base.sources.items() >= {key: it for key, it in back.sources.items() if key != "lost"}.items()


def _vocabulary(vocabulary: Vocabulary) -> str:
    domains = "\n".join(f'{name} = {{ en = "x" }}' for name in vocabulary.domains)
    types = "\n".join(f'{name} = "x"' for name in vocabulary.types)
    grammar = "\n".join(f'{name} = "x"' for name in vocabulary.grammar)
    return f"[domains]\n{domains}\n\n[types]\n{types}\n\n[grammar]\n{grammar}\n"


@pytest.mark.parametrize(
    ("name", "tool"),
    [
        *(("tbx", tool) for tool in ("", "phrase", "lokalize", "omegat", "memoq", "crowdin", "okapi")),
        ("tbx3", ""),
        ("tbx3", "linguist"),
        ("csv", ""),
    ],
)
def test_our_own_files_contradict_nothing(name: str, tool: str, tmp_path: Path) -> None:
    base = load_base(MINI)
    path = exported(base, tmp_path / f"a{EXPORTS[name].suffix}", name, tool)
    found = plan(base, read_terms(path, base.vocabulary))
    assert (found.conflicts, found.matches, found.sources, found.domains) == ([], [], {}, {})
    assert not found.changed


def run(*arguments: object, base: Path = MINI) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "termbase", "--base", str(base), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, env=dict(os.environ))


WILD = """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE martif SYSTEM "TBXcdv04.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="c147"><descrip type="subjectField">Mining</descrip>
<langSet xml:lang="en-us"><tig><term>pit prop</term><termNote type="partOfSpeech">noun</termNote></tig></langSet>
<langSet xml:lang="ru-ru"><tig><term>стойка</term><termNote type="usage status">notRecommended</termNote></tig></langSet>
</termEntry>
<termEntry id="c148"><langSet xml:lang="en-us"><tig><term>Stakhanovite</term></tig><tig><term>shock
  worker</term></tig></langSet><langSet xml:lang="rus"><tig><term>стахановец</term></tig></langSet></termEntry>
</body></text></martif>"""


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    shutil.copytree(MINI, tmp_path / "mini")
    (tmp_path / "wild.tbx").write_text(WILD)
    return tmp_path / "mini"


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_dry_run_shows_a_diff_and_writes_nothing(mini: Path) -> None:
    before = snapshot(mini)
    done = run("import", mini.parent / "wild.tbx", "--dry-run", base=mini)
    assert done.returncode == 0
    assert snapshot(mini) == before
    assert '+text = "shock worker"\n+status = "admitted"\n+source = "import-wild-tbx"\n' in done.stdout
    assert "--- /dev/null\n+++ concepts/c147.toml\n" in done.stdout
    assert done.stderr.splitlines() == [
        "1 concept would be added, 1 changed",
        "recognised by their terms (1):",
        "  c148 is stakhanovets: en Stakhanovite, ru стахановец",
        "new sources (1):",
        "  import-wild-tbx",
        "new domains (1):",
        "  mining",
        "languages read: en-us as en, ru-ru as ru, rus as ru",
    ]


def test_an_import_leaves_a_well_shaped_base(mini: Path) -> None:
    assert run("import", mini.parent / "wild.tbx", base=mini).returncode == 0
    base = load_base(mini)
    concept = base.concept("c147")
    assert concept
    assert (concept.status, concept.domains) == ("draft", ("mining",))
    assert [(term.lang, term.text, term.status) for term in concept.terms] == [
        ("ru", "стойка", "deprecated"),
        ("en", "pit prop", "preferred"),
    ]
    assert base.sources["import-wild-tbx"].title == "wild.tbx"
    assert base.vocabulary.domains["mining"] == {"en": "Mining"}
    assert list(base.sources) == ["003", "dictionary", "import-wild-tbx"]
    found = run("lint", base=mini).stdout
    assert "c147" in found
    assert "TB119" not in found
    assert run("fmt", "--check", base=mini).returncode == 0
    again = run("import", mini.parent / "wild.tbx", base=mini)
    assert again.stderr.startswith("0 concepts were added, 0 changed\n")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("vocabulary.toml", 'domains = {}\n[types]\nfullForm = "x"\n[grammar]\n', "it has no line [domains]"),
        ("sources.toml", 'a = { title = "x", kind = "text" }\n', "sources cannot be added"),
    ],
)
def test_lists_in_another_form_are_left_alone(name: str, content: str, said: str, mini: Path) -> None:
    shutil.rmtree(mini / "concepts")
    (mini / "concepts").mkdir()
    (mini / name).write_text(content)
    before = snapshot(mini)
    done = run("import", mini.parent / "wild.tbx", base=mini)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert said in done.stderr
    assert snapshot(mini) == before


def test_a_new_base_is_made(mini: Path) -> None:
    made = mini.parent / "made" / "base"
    assert run("import", mini.parent / "wild.tbx", "--into", made, base=mini).returncode == 0
    assert [concept.id for concept in load_base(made).concepts] == ["c147", "c148"]


def test_contradictions_are_exit_1(mini: Path) -> None:
    text = WILD.replace("c148", "stakhanovets").replace('<langSet xml:lang="rus">', '<langSet xml:lang="en">')
    path = mini.parent / "wild.tbx"
    path.write_text(text.replace("<tig><term>Stakhanovite</term></tig>", ""))
    before = snapshot(mini)
    done = run("import", path, base=mini)
    assert done.returncode == 1
    assert "none of its terms" in done.stderr or "preferred term" in done.stderr
    assert {name: data for name, data in snapshot(mini).items() if "stakhanovets" in name} == {
        name: data for name, data in before.items() if "stakhanovets" in name
    }


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.tbx", WILD[:-40], "not well-formed XML"),
        ("a.tbx", WILD.replace("ru-ru", "zz"), "a.tbx:5: 'zz' is no known language"),
        ("a.csv", "a,b\n1,2\n", "a.csv:1: the first row names no language"),
        ("a.csv", 'concept,lang,term\na,en,"b\n', "a.csv:2: not CSV"),
        ("a.csv", "concept,lang,term\na,en,\n", "a.csv:2: a row has no term"),
        ("a.csv", "concept,lang,term,term status\na,en,b,good\n", "a.csv:2: 'good' is no term status"),
        ("a.tmx", "<tmx><body/></tmx>", "a.tmx: has no term"),
        ("a.tmx", '<tmx><tu>\n<tuv xml:lang="C"><seg>a</seg></tuv></tu></tmx>', "a.tmx:2: 'C' is no known language"),
        ("a.tmx", "<tmx>", "a.tmx:1:"),
        ("a.po", 'msgid "a"\nmsgstr "b"\n', "its name must say the languages"),
        ("en-ru.po", 'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n', "en-ru.po:4: a term is empty"),
        ("en-ru.po", f'msgid "a"\nmsgstr "{"b" * 300}"\n', "a text of 300 characters is no term"),
        ("en-ru.po", "nonsense", "en-ru.po: not PO"),
        ("a.doc", "x", "is none of the files that can be imported"),
    ],
)
def test_bad_input_writes_nothing(name: str, content: str, said: str, mini: Path) -> None:
    path = mini.parent / name
    path.write_text(content)
    before = snapshot(mini)
    done = run("import", path, base=mini)
    assert (done.returncode, done.stderr.count("\n"), done.stdout) == (2, 1, "")
    assert said in done.stderr
    assert snapshot(mini) == before


def test_what_cannot_be_finished_is_undone(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = load_base(mini)
    changes = plan(base, read_tbx(mini.parent / "wild.tbx", base.vocabulary))
    before = snapshot(mini)
    moved = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "vocabulary.toml" and "new" in self.parts:
            raise OSError(28, "No space left on device")
        return moved(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(InputError, match="no space left"):
        write(changes, base, mini)
    assert snapshot(mini) == before


def test_tmx_and_po_glossaries_contradict_nothing(tmp_path: Path) -> None:
    base = load_base(MINI)
    write_folder = EXPORTS["po"].write_folder
    assert write_folder
    paths = [exported(base, tmp_path / "a.tmx", "tmx"), *write_folder(Order(base), tmp_path / "po")]
    assert len(paths) == 7
    for path in paths:
        back = read_terms(path, base.vocabulary)
        assert back.named == {concept.id for concept in back.concepts}
        found = plan(base, back)
        assert (found.changed, found.conflicts, found.matches) == ({}, [], [])
        for concept in back.concepts:
            original = base.concept(concept.id)
            assert original
            assert concept.terms == tuple(
                Term(term.lang, original.preferred(term.lang).text)  # type: ignore[union-attr]
                for term in concept.terms
            )


def test_csv_gives_back_what_it_holds(tmp_path: Path) -> None:
    base = load_base(MINI)
    path = exported(base, tmp_path / "a.csv", "csv")
    back = read_terms(path, base.vocabulary)
    assert {concept.id for concept in back.concepts} == {concept.id for concept in base.concepts}
    file = io.BytesIO()
    assert EXPORTS["csv"].write
    known = {concept.id: concept for concept in back.concepts}
    EXPORTS["csv"].write(Order(replace(base, concepts=tuple(known[key] for key in sorted(known)))), file)
    assert file.getvalue() == path.read_bytes()
