"""StarDict and DICT: sdcv and dictd find the article of a concept by every term, inflected form and romanisation."""

import gzip
import io
import json
import os
import random
import shutil
import socket
import struct
import subprocess
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termbase.files import BUNDLED
from termbase.formats.article import HOLDS, article, titles
from termbase.formats.dictd import write_dict
from termbase.formats.dictzip import DictZip
from termbase.formats.order import Order
from termbase.formats.stardict import write_stardict
from termbase.index.written import WrittenForms
from termbase.model import Base, Concept, Term, Vocabulary
from termbase.parse import load_base

MINI = Path(__file__).parent / "data" / "mini"
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8"}


def program(name: str, package: str) -> str:
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        pytest.fail(f"{name} is missing: install the Debian package {package}")
    return found


class Dictionaries(NamedTuple):
    """The same order as StarDict and as DICT, and what has to be found."""

    order: Order
    folder: Path
    articles: dict[str, str]
    """Concept id to article."""
    words: dict[str, set[str]]
    """Term to the ids of its concepts."""
    forms: dict[str, set[str]]
    """Every other spelling to the ids of the concepts that have it."""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Dictionaries:
    base, folder = load_base(BUNDLED), tmp_path_factory.mktemp("dictionaries")
    order = Order(base, forms=WrittenForms(BUNDLED))
    write_stardict(order, folder / "stardict")
    write_dict(order, folder / "dict")
    names = titles(base, "en")
    words, forms = defaultdict(set), defaultdict(set)
    articles = {}
    for entry in HOLDS.entries(order):
        articles[entry.concept.id] = article(order, entry, names)
        for term in entry.concept.terms:
            words[term.text].add(entry.concept.id)
            for spelling in order.spellings(entry.concept, term):
                forms[spelling].add(entry.concept.id)
    return Dictionaries(order, folder, articles, words, forms)


def looked_up(folder: Path, words: Sequence[str]) -> list[list[str]]:
    """The articles that sdcv has for each word."""
    command = [program("sdcv", "sdcv"), "-n", "-e", "-j", "--data-dir", str(folder), *words]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=ENVIRONMENT)
    return [
        [found["definition"].strip("\n") for found in json.loads(line)]
        for line in run.stdout.splitlines()
        if line.startswith("[")
    ]


def test_sdcv_finds_every_term_and_every_form(both: Dictionaries) -> None:
    folded: dict[str, set[str]] = defaultdict(set)
    for found in (both.words, both.forms):
        for word, concepts in found.items():
            folded[word.lower()] |= concepts
    several = [word for word in both.forms if len(folded[word.lower()]) > 1]
    some = random.Random(8).sample(sorted(both.forms), 1_000)
    words = sorted({*both.words, *several, *some})
    assert len(words) > 8_000
    for word, (text,) in zip(words, looked_up(both.folder / "stardict", words), strict=True):
        articles = text.split("\n\n")
        # A spelling leads to a term, and this may be one of several concepts.
        expected = {both.articles[concept] for concept in folded[word.lower()]}
        assert expected == set(articles) if word in both.words else expected <= set(articles), word
        own = {both.articles[concept] for concept in both.words.get(word, ())}
        assert set(articles[: len(own)]) >= own, word


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("стахановцами", "stakhanovets"),
        ("stakhanovtsami", "stakhanovets"),
        ("stachanowez", "stakhanovets"),
        ("stakhanovtza", "stakhanovets"),
        ("chudesami", "miracle"),
        ("miracles", "miracle"),
        ("gijeok", "miracle"),
        ("기적을", "miracle"),
        ("유훈으로", "behest"),
    ],
)
def test_a_word_in_many_spellings(both: Dictionaries, word: str, concept: str) -> None:
    assert concept in both.words[word] | both.forms[word]
    assert both.articles[concept] in looked_up(both.folder / "stardict", [word])[0][0]


@pytest.fixture(scope="module")
def server(both: Dictionaries) -> Iterator[int]:
    """A dictd on loopback; its port. Started by root it becomes another user, to whom pytest's folders are closed."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        shutil.copytree(both.folder / "dict", folder, dirs_exist_ok=True)
        yield from _served(Path(folder), port)


def _served(folder: Path, port: int) -> Iterator[int]:
    data = folder / "termbase"
    settings_file = folder / "dictd.conf"
    settings_file.write_text(
        "global {\n  listen_to 127.0.0.1\n}\naccess { allow * }\n"
        f'database termbase {{\n  data "{data}.dict.dz"\n  index "{data}.index"\n}}\n'
    )
    command = [program("dictd", "dictd"), "-c", settings_file, "-p", port, "--locale", "C.UTF-8", "-d", "nodetach"]
    with subprocess.Popen(list(map(str, command)), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as dictd:
        try:
            yield port
        finally:
            dictd.terminate()


def batches(words: Sequence[str], count: int) -> Iterator[Sequence[str]]:
    """The words in parts."""
    return (words[start : start + count] for start in range(0, len(words), count))


def defined(port: int, words: Sequence[str]) -> list[list[str]]:
    """The articles that a DICT server has for each word (RFC 2229), of words without quotation marks: dictd 1.13 refuses
    some of those that are quoted as the RFC has it."""
    for _ in range(100):
        try:
            connection = socket.create_connection(("127.0.0.1", port), timeout=30)
            break
        except ConnectionRefusedError:
            time.sleep(0.1)
    answers = []
    with connection, connection.makefile("rw", encoding="utf-8", newline="\r\n") as talk:
        lines = (line.rstrip("\r\n") for line in talk)
        assert next(lines).startswith("220 ")
        # All at once (RFC 2229, 2.6): dictd answers in many small pieces, and would wait for an acknowledgement of each.
        for some in batches(words, 50):
            talk.write("".join(f'DEFINE termbase "{word}"\r\n' for word in some))
            talk.flush()
            answers += [_answer(lines) for _ in some]
        talk.write("QUIT\r\n")
    return answers


def _answer(lines: Iterator[str]) -> list[str]:
    articles: list[str] = []
    while not (line := next(lines)).startswith(("250 ", "552 ")):
        assert line.startswith(("150 ", "151 ")), line
        if line.startswith("151 "):
            articles.append("\n".join(one.removeprefix("..") for one in iter(lambda: next(lines), ".")))
    return articles


def test_dictd_finds_every_term_and_some_forms(both: Dictionaries, server: int) -> None:
    folded: dict[str, set[str]] = defaultdict(set)
    for found in (both.words, both.forms):
        for word, concepts in found.items():
            folded[word.lower()] |= concepts
    terms, forms = (sorted(it for it in words if not set(it) & set('"\\')) for words in (both.words, both.forms))
    assert len(both.words) - len(terms) < 10
    words = [*terms, *random.Random(9).sample(forms, 600)]
    # dictd answers 2,000 questions a connection.
    answers = [answer for some in batches(words, 1_900) for answer in defined(server, some)]
    for word, articles in zip(words, answers, strict=True):
        bodies = {"\n".join(line.removeprefix("   ") for line in body.strip("\n").split("\n")[1:]) for body in articles}
        assert bodies == {both.articles[concept] for concept in folded[word.lower()]}, word


def test_dict_asks_dictd(server: int) -> None:
    command = [program("dict", "dict"), "-h", "127.0.0.1", "-p", str(server), "udarnikov"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=ENVIRONMENT)
    assert "1 definition found" in run.stdout
    assert "уда́рник" in run.stdout


@pytest.mark.parametrize("place", ["stardict", "dict"])
def test_dictzip_accepts_the_articles(both: Dictionaries, place: str) -> None:
    file = both.folder / place / "termbase.dict.dz"
    subprocess.run([program("dictzip", "dictzip"), "--test", str(file)], check=True, capture_output=True)
    subprocess.run(["gzip", "--test", str(file)], check=True, capture_output=True)


def test_every_status_stands_in_its_article(both: Dictionaries) -> None:
    for concept in both.order.base.concepts:
        if concept.status == "retired":
            continue
        lines = both.articles[concept.id].split("\n")
        for term in concept.terms:
            beginning = f"{term.lang}: {term.stress or term.text} ({term.status}"
            assert any(line.startswith(beginning) for line in lines), beginning


@pytest.mark.parametrize(("most", "more"), [(0, False), (1, True), (10_000, True)])
def test_spellings_are_capped(tmp_path: Path, most: int, more: bool) -> None:
    order = Order(load_base(MINI), forms=WrittenForms(MINI), most=most)
    write_stardict(order, tmp_path)
    count = (tmp_path / "termbase.syn").read_bytes().count(b"\0")
    assert (count > 0) == more
    words = sum(len({term.text for term in entry.concept.terms}) for entry in HOLDS.entries(order))
    assert most > 1 or count <= 4 * most * words  # numbers hold zero bytes too


TEXT = st.text(st.characters(codec="utf-8"), max_size=300)


@settings(deadline=None)
@given(st.lists(TEXT | st.builds(lambda text: text * 1_000, TEXT), max_size=20))
def test_a_piece_of_dictzip_is_what_was_written(texts: list[str]) -> None:
    target = DictZip()
    places = [target.add(text) for text in texts]
    file = io.BytesIO()
    target.write(file, "base")
    whole = gzip.decompress(file.getvalue())
    assert [whole[start : start + length].decode() for start, length in places] == texts
    # Each piece alone, as a reader of dictzip jumps to it.
    _, size, count = struct.unpack_from("<HHH", file.getvalue(), 16)
    sizes = struct.unpack_from(f"<{count}H", file.getvalue(), 22)
    place = 22 + 2 * count
    pieces = []
    for length in sizes:
        pieces.append(zlib.decompressobj(-15).decompress(file.getvalue()[place : place + length]))
        place += length
    assert b"".join(pieces) == whole
    assert all(len(piece) == size for piece in pieces[:-1])


def test_a_term_longer_than_a_word_of_stardict_is_found_by_its_beginning(tmp_path: Path) -> None:
    term = "ж" * 200
    concept = Concept("a", "approved", (), {}, (Term("ru", term), Term("en", "a\u2028b")))
    write_stardict(Order(Base("base", (concept,), {}, Vocabulary({}, {}, {}), {})), tmp_path)
    ((found,), (other,)) = looked_up(tmp_path, ["ж" * 127, "a b"])
    assert found == other == f"en: a b (preferred)\nru: {term} (preferred)"
