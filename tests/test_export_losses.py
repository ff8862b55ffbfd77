"""What a format says that it holds is what it writes; what it has no place for is counted, and --strict refuses it."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from termbase.files import BUNDLED
from termbase.formats.export import EXPORTS, Export
from termbase.formats.holds import ALL, FIELDS, Holds, losses
from termbase.formats.order import Order
from termbase.model import (
    TERM_STATUSES,
    Attestation,
    Base,
    Concept,
    Extension,
    Relation,
    Source,
    Spelling,
    Term,
    TermStatus,
    Vocabulary,
)
from termbase.parse import load_base
from tests.conftest import ROOT
from tests.test_export_any import written

MINI = Path(__file__).parent / "data" / "mini"
LAYOUTS = [
    pytest.param(export, tool, id=f"{name}-{tool}") for name, export in EXPORTS.items() for tool in export.layouts
]


def base_of(*concepts: Concept) -> Base:
    sources = {"a": Source("a", "A", "text"), "b": Source("b", "B", "text")}
    return Base("base", concepts, sources, Vocabulary({"x": {"en": "X"}, "y": {"en": "Y"}}, {}, {}), {})


def terms(lang: str, **changed: str) -> tuple[Term, ...]:
    """A term of each status; the preferred and the deprecated one have something to say."""
    return tuple(
        Term(
            lang,
            f"{lang}{status}",
            status,
            **{
                "type": "acronym",
                "grammar": "noun plural",
                "stress": f"{lang}{status}\u0301",
                "reason": "r",
                "source": "a",
                "note": "n",
                "use": f"{lang}admitted",
            }
            | changed,  # type: ignore[arg-type]
            forms=("one", "two"),
        )
        for status in TERM_STATUSES
    )


OTHER = Concept(
    "other",
    "approved",
    ("x",),
    {},
    (Term("en", "other"), Term("ru", "othr"), Term("ko", "otr"), Term("en", "bad", "deprecated")),
)
FULL = Concept(
    "full",
    "review",
    ("x",),
    {"en": "d", "ru": "d", "ko": "d"},
    terms("en") + terms("ru") + terms("ko"),
    spellings=(Spelling("rupreferred", "spelt"),),
    attestations=(Attestation("rupreferred", "attested", "a", (1,)),),
    related=(Relation("other", "broader"),),
    note="n",
    extensions=(Extension("tbx", "ru", "rupreferred", "<descrip type='context'>c</descrip>"),),
)


def each(concept: Concept, change: Callable[[Term], Term]) -> Concept:
    return replace(concept, terms=tuple(change(term) for term in concept.terms))


SWAPPED: dict[TermStatus, TermStatus] = {"admitted": "preferred", "preferred": "admitted"}
TERMS = r"(preferred|admitted|superseded|deprecated) terms|terms in .*"
CHANGES: dict[str, Callable[[Concept], Concept]] = {
    "definitions": lambda concept: replace(concept, definition=dict.fromkeys(concept.definition, "changed")),
    "domains": lambda concept: replace(concept, domains=("y",)),
    "concept statuses": lambda concept: replace(concept, status="approved"),
    "concept notes": lambda concept: replace(concept, note="changed"),
    "relations": lambda concept: replace(concept, related=(Relation("other", "associative"),)),
    "spellings": lambda concept: replace(concept, spellings=(Spelling("rupreferred", "changed"),)),
    "attestations": lambda concept: replace(concept, attestations=(Attestation("rupreferred", "c", "b", (2,)),)),
    "term statuses": lambda concept: each(
        concept, lambda term: replace(term, status=SWAPPED.get(term.status, term.status))
    ),
    "term types": lambda concept: each(concept, lambda term: replace(term, type="variant")),
    "grammar notes": lambda concept: each(concept, lambda term: replace(term, grammar="verb plural")),
    "further grammar": lambda concept: each(concept, lambda term: replace(term, grammar="noun singular")),
    "stress marks": lambda concept: each(concept, lambda term: replace(term, stress="changed")),
    "listed forms": lambda concept: each(concept, lambda term: replace(term, forms=("one", "changed"))),
    "reasons": lambda concept: each(concept, lambda term: replace(term, reason="changed")),
    "terms to use instead": lambda concept: each(concept, lambda term: replace(term, use=f"{term.lang}preferred")),
    "sources": lambda concept: each(concept, lambda term: replace(term, source="b")),
    "term notes": lambda concept: each(concept, lambda term: replace(term, note="changed")),
    "extensions": lambda concept: replace(
        concept, extensions=(replace(concept.extensions[0], content="<descrip type='context'>changed</descrip>"),)
    ),
}
"""Each field of `FIELDS` changed, and nothing else."""


def kept(concept: Concept, holds: Holds) -> Concept:
    """A concept with the terms that a format takes, so that what it says of others does not count."""
    return replace(concept, terms=tuple(term for term in concept.terms if term.status in holds.statuses))


def test_every_field_is_changed() -> None:
    assert list(CHANGES) == list(FIELDS)


@pytest.mark.parametrize(("export", "tool"), LAYOUTS)
@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_in_the_file_when_the_format_says_so(export: Export, tool: str, field: str) -> None:
    holds = export.layouts[tool]
    if field == "term statuses" and len(holds.statuses) == 1:
        assert field not in holds.told
        return
    before = kept(FULL, holds)
    differs = written(export, base_of(before, OTHER), tool=tool) != written(
        export, base_of(CHANGES[field](before), OTHER), tool=tool
    )
    assert differs == (field in holds.held | holds.told)


@pytest.mark.parametrize(("export", "tool"), LAYOUTS)
@pytest.mark.parametrize("status", TERM_STATUSES)
def test_a_status_is_in_the_file_when_the_format_says_so(export: Export, tool: str, status: TermStatus) -> None:
    holds = export.layouts[tool]
    changed = each(FULL, lambda term: replace(term, text=f"{term.text}z") if term.status == status else term)
    bare = [
        replace(each(it, lambda term: replace(term, use="", stress="")), spellings=(), attestations=())
        for it in (FULL, changed)
    ]
    one, other = (written(export, base_of(concept, OTHER), tool=tool) for concept in bare)
    assert (one != other) == (status in holds.statuses | holds.told_statuses)


@pytest.mark.parametrize(("export", "tool"), LAYOUTS)
def test_a_term_of_a_region_is_in_the_file_when_the_format_says_so(export: Export, tool: str) -> None:
    holds = export.layouts[tool]
    northern = [replace(FULL, terms=(*FULL.terms, Term("ko-KP", text))) for text in ("one", "other")]
    one, other = (written(export, base_of(concept, OTHER), tool=tool) for concept in northern)
    langs = holds.languages(Order(base_of(northern[0])))
    held = "ko-KP" in langs and "preferred" in holds.statuses
    assert (one != other) == (held or (holds.regional != "" and "ko" in langs))


@pytest.mark.parametrize(("export", "tool"), LAYOUTS)
def test_retired_concepts_are_in_the_file_when_the_format_says_so(export: Export, tool: str) -> None:
    one, other = (
        written(export, base_of(replace(FULL, status="retired", note=note, definition={"en": note}), OTHER), tool=tool)
        for note in "ab"
    )
    assert (one != other) == export.layouts[tool].retired


def test_losses_are_counted() -> None:
    holds = Holds(frozenset({"preferred"}), held=frozenset({"domains"}), told=frozenset({"definitions"}), together=2)
    lone = Concept("lone", "approved", ("x",), {}, (Term("en", "lone"),))
    gone = replace(FULL, id="gone", status="retired")
    northern = replace(OTHER, terms=(*OTHER.terms, Term("ko-KP", "north")), note="n")
    found = losses(Order(base_of(FULL, northern, lone, gone)), holds)
    assert found.told == {"definitions": 3}
    assert found.lost == {
        "admitted terms": 3,
        "deprecated terms": 4,
        "superseded terms": 3,
        "concept notes": 2,
        "concept statuses": 1,
        "relations": 1,
        "spellings": 1,
        "attestations": 1,
        "extensions": 1,
        "concepts without preferred terms in two languages": 1,
        "retired concepts": 1,
        "terms in ko-KP": 1,
        **dict.fromkeys(
            (
                "term types",
                "grammar notes",
                "further grammar",
                "stress marks",
                "listed forms",
                "reasons",
                "terms to use instead",
                "sources",
                "term notes",
            ),
            3,
        ),
    }


def test_what_was_not_asked_for_is_no_loss() -> None:
    found = losses(Order(load_base(MINI), ("en", "ru")), Holds(ALL, held=frozenset(FIELDS), retired=True))
    assert not any(found)


@pytest.mark.parametrize(("export", "tool"), LAYOUTS)
def test_terms_and_losses_add_up_to_the_base(export: Export, tool: str) -> None:
    base, holds = load_base(BUNDLED), export.layouts[tool]
    order = Order(base)
    entries = list(holds.entries(order))
    found = losses(order, holds)
    both = found.lost + found.told
    whole = sum(len(entry.concept.terms) for entry in entries)
    dropped = sum(count for name, count in both.items() if re.fullmatch(TERMS, name))
    held = sum(len(terms) for entry in entries for terms in entry.terms.values())
    if holds.regional == "held":
        held += sum(term.lang not in entry.terms for entry in entries for term in entry.concept.terms)
    assert held + dropped == whole
    concepts = sum(count for name, count in both.items() if name.startswith("concepts ") or name == "retired concepts")
    assert len(entries) + concepts == len(base.concepts)


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "termbase", "--base", str(MINI), "export", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, env=dict(os.environ))


def test_the_report(tmp_path: Path) -> None:
    done = run("tmx", "-o", tmp_path / "x.tmx", "--lang", "en,ru")
    assert done.returncode == 0
    said = done.stderr.splitlines()
    assert said[0] == f"7 entries in {tmp_path / 'x.tmx'}"
    assert len(said) == 2
    assert said[1].startswith("left out: ")
    assert "1 deprecated terms" in said[1]


def test_strict_writes_nothing_that_is_not_whole(tmp_path: Path) -> None:
    (tmp_path / "x.tmx").write_text("mine")
    done = run("tmx", "-o", tmp_path / "x.tmx", "--strict")
    assert done.returncode == 2
    assert done.stderr.startswith(f"termbase: {tmp_path / 'x.tmx'}: not written, as tmx cannot hold all; left out: ")
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "x.tmx").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["x.tmx"]


def test_strict_is_content_with_remarks(tmp_path: Path) -> None:
    done = run("tbx3", "-o", tmp_path / "x.tbx", "--strict")
    assert done.returncode == 0
    assert done.stderr.splitlines()[1].startswith("only as remarks: ")
    assert (tmp_path / "x.tbx").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tmx", "--for", "word"], "tmx has no layout for 'word'; it has: none"),
        (["tmx", "--forms", "-1"], "--forms cannot be less than none"),
    ],
)
def test_options_that_make_no_sense(arguments: list[str], said: str, tmp_path: Path) -> None:
    done = run(*arguments, "-o", tmp_path / "x")
    assert (done.returncode, done.stderr) == (2, f"termbase: {said}\n")
    assert not list(tmp_path.iterdir())


def test_concepts_without_the_first_language_are_counted() -> None:
    lone = Concept("lone", "approved", (), {}, (Term("ru", "a"), Term("ko", "b")))
    found = losses(Order(base_of(lone, OTHER), ("en", "ru", "ko")), EXPORTS["csv"].layouts["phrase"])
    assert found.lost["concepts without preferred terms in the first language and another"] == 1
