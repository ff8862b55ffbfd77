"""Yomitan, Anki, UTX and the tables of tools: each has every term where it belongs."""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import fastjsonschema
import pytest

from termbase.files import BUNDLED
from termbase.formats.anki import write_anki
from termbase.formats.csv_export import write_csv, write_tsv
from termbase.formats.order import Order
from termbase.formats.utx import write_utx
from termbase.formats.yomitan import write_yomitan
from termbase.index.written import WrittenForms
from termbase.model import ALLOWED_STATUSES, Base
from termbase.parse import load_base

MINI = Path(__file__).parent / "data" / "mini"
TEXT = {"type": "string"}
# What Yomitan's own schemas of format 3 say of the parts that are written (ext/data/schemas).
INDEX = {
    "type": "object",
    "required": ["title", "revision", "format"],
    "properties": {"title": TEXT, "revision": TEXT, "format": {"enum": [3]}, "sequenced": {"type": "boolean"}},
    "additionalProperties": False,
}
DEINFLECTION = {
    "type": "array",
    "items": [TEXT, {"type": "array", "items": TEXT}],
    "minItems": 2,
    "additionalItems": False,
}
TERM = {
    "type": "array",
    "minItems": 8,
    "maxItems": 8,
    "items": [
        {"type": "string", "minLength": 1},
        TEXT,
        TEXT,
        TEXT,
        {"type": "number"},
        {"type": "array", "minItems": 1, "items": {"anyOf": [TEXT, DEINFLECTION]}},
        {"type": "integer"},
        TEXT,
    ],
}
TAG = {
    "type": "array",
    "minItems": 5,
    "maxItems": 5,
    "items": [TEXT, TEXT, {"type": "number"}, TEXT, {"type": "number"}],
}


@pytest.fixture(scope="module", params=[MINI, BUNDLED], ids=["mini", "bundled"])
def base(request: pytest.FixtureRequest) -> Base:
    return load_base(request.param)


def living(base: Base) -> list[tuple[str, str, str, str]]:
    return [
        (concept.id, term.lang, term.text, term.status)
        for concept in base.concepts
        if concept.status != "retired"
        for term in concept.terms
    ]


def yomitan(order: Order) -> tuple[int, dict[str, Any]]:
    file = io.BytesIO()
    count = write_yomitan(order, file)
    with ZipFile(file) as package:
        assert package.testzip() is None
        return count, {name: json.loads(package.read(name)) for name in package.namelist()}


def test_yomitan(base: Base) -> None:
    order = Order(base, forms=WrittenForms(base.root))
    count, parts = yomitan(order)
    fastjsonschema.compile(INDEX)(parts.pop("index.json"))
    tags = parts.pop("tag_bank_1.json")
    fastjsonschema.compile({"type": "array", "items": TAG})(tags)
    valid = fastjsonschema.compile({"type": "array", "items": TERM})
    entries = []
    for number, (name, bank) in enumerate(parts.items(), 1):
        assert name == f"term_bank_{number}.json"
        assert 0 < len(bank) <= 10_000
        entries += valid(bank)
    numbers = {concept.id: n for n, concept in enumerate((it for it in base.concepts if it.status != "retired"), 1)}
    heads = {(entry[0], entry[6]): entry for entry in entries if entry[6]}
    assert count == len(heads)
    terms = living(base)
    alike = Counter((concept, text) for concept, _, text, _ in terms)
    for concept, _, text, status in terms:
        entry = heads[text, numbers[concept]]
        assert entry[2] in {tag[0] for tag in tags}
        if alike[concept, text] == 1:
            assert entry[2] == status
        assert any(text in line or "\u0301" in line for line in entry[5][0].split("\n") if f"({status}" in line)
    # Every form leads to a word that is there.
    words = {word for word, _ in heads}
    links = {(entry[0], entry[5][0][0]) for entry in entries if not entry[6]}
    assert {target for _, target in links} <= words
    if base.root == BUNDLED:
        assert ("стахановцами", "стахановец") in links
        assert len(links) > 30_000


def anki(base: Base, *langs: str) -> tuple[list[str], list[list[str]]]:
    file = io.BytesIO()
    count = write_anki(Order(base, langs), file)
    lines = file.getvalue().decode().split("\n")
    head = lines[:5]
    assert all(line.startswith("#") for line in head)
    rows = list(csv.reader(io.StringIO("\n".join(lines[5:]), newline=""), delimiter="\t", strict=True))
    assert len(rows) == count
    return head, rows


def test_anki(base: Base) -> None:
    head, rows = anki(base, "ru", "en", "ko")
    columns = ["id", "Front", "Back", "tags"]
    assert head == [
        "#separator:tab",
        "#html:false",
        "#guid column:1",
        "#tags column:4",
        "#columns:" + "\t".join(columns),
    ]
    found = {row[0]: dict(zip(columns, row, strict=True)) for row in rows}
    assert len(found) == len(rows)
    for concept in base.concepts:
        usable = {
            lang: [term for term in concept.in_language(lang) if term.status in ALLOWED_STATUSES]
            for lang in ("ru", "en", "ko")
        }
        if concept.status == "retired" or sum(map(bool, usable.values())) < 2:
            assert concept.id not in found
            continue
        row = found[concept.id]
        for terms in usable.values():
            terms.sort(key=lambda term: term.status != "preferred")
        front, *others = (", ".join(term.stress or term.text for term in terms) for terms in usable.values())
        definitions = (concept.definition.get(lang, "") for lang in usable)
        assert row["Front"] == front
        assert row["Back"].split("\n") == [line for line in (*others, *definitions) if line]
        assert row["tags"].split() == list(concept.domains)


def test_utx(base: Base) -> None:
    file = io.BytesIO()
    count = write_utx(Order(base, ("en", "ru")), file)
    head, columns, *rows, end = file.getvalue().decode().split("\r\n")
    assert (head, end) == ("#UTX 1.20; en/ru", "")
    assert columns == "#src\ttgt\tsrc:pos\tterm status\tconcept ID"
    assert len(rows) == count
    found: dict[tuple[str, str, str], str] = {}
    for row in rows:
        source, target, _, status, concept = row.split("\t")
        found.setdefault((concept, "en", source), status)
        found.setdefault((concept, "ru", target), status)
    for it in base.concepts:
        both = all(any(it.in_language(lang)) for lang in ("en", "ru"))
        for term in (*it.in_language("en"), *it.in_language("ru")):
            present = (it.id, term.lang, " ".join(term.text.split())) in found
            assert present == (both and it.status != "retired")
            if present and term.status not in ALLOWED_STATUSES:
                assert found[it.id, term.lang, term.text] == "forbidden"
            if present and term.status == "admitted":
                expected = "non-standard" if it.status == "approved" else "provisional"
                assert found[it.id, term.lang, term.text] == expected


def table(base: Base, tool: str, *langs: str) -> list[list[str]]:
    file = io.BytesIO()
    count = write_csv(Order(base, langs, tool), file)
    rows = list(csv.reader(io.StringIO(file.getvalue().decode(), newline=""), strict=True))
    assert len(rows) == count + 1
    return rows


@pytest.mark.parametrize("tool", ["memoq", "multiterm"])
def test_a_row_an_entry_with_all_usable_terms(base: Base, tool: str) -> None:
    header, *rows = table(base, tool, "en", "ru")
    found = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    for concept in base.concepts:
        usable = {
            name: {term.text for term in concept.in_language(lang) if term.status in ALLOWED_STATUSES}
            for lang, name in (("en", "English"), ("ru", "Russian"))
        }
        if concept.status != "retired" and all(usable.values()):
            for name, texts in usable.items():
                assert {text.removeprefix("'") for text in found[concept.id][name].split("|")} == texts
        else:
            assert concept.id not in found


def test_phrase_strings(base: Base) -> None:
    header, *rows = table(base, "phrase", "en", "ru", "ko")
    assert header == ["term", "case sensitive", "translatable", "description", "ru", "ko"]
    expected = []
    for concept in base.concepts:
        texts = [term.text if (term := concept.preferred(lang)) else "" for lang in ("en", "ru", "ko")]
        if concept.status != "retired" and texts[0] and any(texts[1:]):
            expected.append(texts)
    assert [[row[0], *(cell.removeprefix("'") for cell in row[4:])] for row in rows] == expected


def test_the_comment_for_omegat_tells_the_statuses() -> None:
    file = io.BytesIO()
    write_tsv(Order(load_base(MINI), ("en", "ru"), "omegat"), file)
    rows = [line.split("\t") for line in file.getvalue().decode().splitlines()]
    assert all(len(row) == 3 for row in rows)
    comment = next(row[2] for row in rows if row[1] == "передовик")
    assert comment.startswith("preferred → admitted; ")
