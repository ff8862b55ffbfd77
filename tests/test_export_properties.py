"""Any base, with every kind of text in it, arrives in tables, dictionaries and cards with its statuses."""

import csv
import gzip
import io
import json
import struct
from collections import Counter, defaultdict
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings

from termbase.formats.export import EXPORTS
from termbase.formats.holds import losses
from termbase.formats.order import Order
from termbase.model import ALLOWED_STATUSES, Base
from tests.test_export_any import bases, written

ANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def flat(text: str) -> str:
    return " ".join(text.split())


def lines_of(base: Base) -> dict[str, set[str]]:
    """Term on one line to how the articles of its concepts begin the lines about it."""
    found: dict[str, set[str]] = defaultdict(set)
    for concept in base.concepts:
        if concept.status != "retired":
            for term in concept.terms:
                found[flat(term.text)].add(f"{term.lang}: {flat(term.stress or term.text)} ({term.status}")
    return found


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
@ANY
@given(base=bases())
def test_tables(name: str, delimiter: str, base: Base) -> None:
    text = written(EXPORTS[name], base)[name].decode()
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    assert Counter(
        (row["concept"], row["lang"], row["term"].removeprefix("'"), row["term status"], row["note"].removeprefix("'"))
        for row in rows
    ) == Counter(
        (concept.id, term.lang, term.text, term.status, term.note)
        for concept in base.concepts
        for term in concept.terms
    )


@ANY
@given(bases())
def test_stardict(base: Base) -> None:
    files = written(EXPORTS["stardict"], base)
    articles = gzip.decompress(files["termbase.dict.dz"])
    info = dict(line.split("=") for line in files["termbase.ifo"].decode().splitlines()[1:])
    words, index = [], files["termbase.idx"]
    while index:
        word, _, rest = index.partition(b"\0")
        start, length = struct.unpack(">LL", rest[:8])
        words.append((word, articles[start : start + length].decode()))
        index = rest[8:]
    assert words == sorted(words, key=lambda one: (one[0].lower(), one[0]))
    assert len({word for word, _ in words}) == len(words) == int(info["wordcount"])
    found = dict(words)
    for term, beginnings in lines_of(base).items():
        lines = found[term.encode()[:255].decode(errors="ignore").encode()].split("\n")
        for beginning in beginnings:
            assert any(line.startswith(beginning) for line in lines)
    synonyms, rest = [], files["termbase.syn"]
    while rest:
        word, _, rest = rest.partition(b"\0")
        synonyms.append(word)
        assert struct.unpack(">L", rest[:4])[0] < len(words)
        rest = rest[4:]
    assert synonyms == sorted(synonyms, key=lambda word: (word.lower(), word))
    assert len(synonyms) == int(info["synwordcount"])
    assert not set(synonyms) & set(found)


@ANY
@given(bases())
def test_dict(base: Base) -> None:
    files = written(EXPORTS["dict"], base)
    articles = gzip.decompress(files["termbase.dict.dz"])
    lines = files["termbase.index"].split(b"\n")[:-1]
    assert [line.split(b"\t")[0] for line in lines] == sorted(line.split(b"\t")[0] for line in lines)
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        word, start, length = line.decode().split("\t")
        first, size = (
            sum(DIGITS.index(digit) * 64**place for place, digit in enumerate(reversed(it))) for it in (start, length)
        )
        found[word].append(articles[first : first + size].decode())
    for term, beginnings in lines_of(base).items():
        body = "\n".join(found[term.lower()]).split("\n")
        for beginning in beginnings:
            assert any(line.strip().startswith(beginning) for line in body)


@ANY
@given(bases())
def test_yomitan(base: Base) -> None:
    with ZipFile(io.BytesIO(written(EXPORTS["yomitan"], base)["yomitan"])) as package:
        bank = json.loads(package.read("term_bank_1.json"))
    found: dict[str, set[str]] = defaultdict(set)
    for word, _, _, _, _, (text, *_), number, _ in bank:
        if number:
            found[word] |= set(text.split("\n"))
    for term, beginnings in lines_of(base).items():
        for beginning in beginnings:
            assert any(line.startswith(beginning) for line in found[term])


@ANY
@given(bases())
def test_anki(base: Base) -> None:
    text = written(EXPORTS["anki"], base, "en", "ru")["anki"].decode()
    head, body = text.split("\n", 5)[:5], text.split("\n", 5)[5]
    assert head[-1] == "#columns:id\tFront\tBack\ttags"
    rows = list(csv.reader(io.StringIO(body, newline=""), delimiter="\t", strict=True))
    for concept, row in zip((it for it in base.concepts if it.status != "retired"), rows, strict=True):
        assert row[0] == concept.id
        lengths = []
        for lang in ("en", "ru"):
            usable = [term for term in concept.in_language(lang) if term.status in ALLOWED_STATUSES]
            lengths.append(sum(len(term.stress or term.text) for term in usable) + 2 * (len(usable) - 1))
        told = "".join(f"\n{concept.definition[lang]}" for lang in ("en", "ru") if lang in concept.definition)
        assert row[2].endswith(told)
        assert [len(row[1]), len(row[2]) - len(told)] == lengths


@ANY
@given(bases())
def test_every_format_writes_what_it_does_not_count_as_lost(base: Base) -> None:
    for export in EXPORTS.values():
        for tool, holds in export.layouts.items():
            order = Order(base, tool=tool)
            entries = sum(holds.entry(concept, holds.languages(order)) is not None for concept in base.concepts)
            lost = sum(
                count for name, count in losses(order, holds).lost.items() if name.startswith(("concepts ", "retired"))
            )
            assert entries + lost == len(base.concepts)
