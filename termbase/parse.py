"""From the TOML files of a termbase to the model; every error of shape is told, and all at once."""

from __future__ import annotations

import gc
import os
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar, cast

from termbase.blocks import ID, LANGUAGE, read_blocks
from termbase.files import BUNDLED, InputError, InputListError, read_text
from termbase.model import (
    CASE_POLICIES,
    CONCEPT_STATUSES,
    EXTENSION_FORMATS,
    RELATION_KINDS,
    TERM_STATUSES,
    Attestation,
    Base,
    CasePolicy,
    Concept,
    ConceptStatus,
    Extension,
    Matching,
    Relation,
    RelationKind,
    Source,
    Spelling,
    Term,
    TermStatus,
    Vocabulary,
)

_ID = re.compile(ID)
T = TypeVar("T")
_LANG = re.compile(LANGUAGE)

_TYPE_NAMES = {str: "a string", int: "a number", list: "a list", dict: "a table"}


class ShapeError(InputListError):
    """A base whose files do not have the agreed shape."""


class _Table:
    """One TOML table being read: takes its keys one by one and collects what is wrong."""

    def __init__(self, data: Mapping[str, Any], path: Path, where: str, problems: list[InputError]) -> None:
        self.data = dict(data)
        self.path = path
        self.where = where
        self.problems = problems

    def wrong(self, key: str, reason: str) -> None:
        place = f"{self.where}.{key}" if self.where else key
        self.problems.append(InputError(self.path, f"{place}: {reason}"))

    def take(self, key: str, kind: type, default: Any = None) -> Any:
        """The value of a key, checked for its type; `default` None: the key is required."""
        if key not in self.data:
            if default is None:
                self.wrong(key, "is missing")
            return kind() if default is None else default
        value = self.data.pop(key)
        if not isinstance(value, kind) or isinstance(value, bool):
            self.wrong(key, f"must be {_TYPE_NAMES[kind]}")
            return kind() if default is None else default
        if isinstance(value, str):
            self.check_string(key, value)
        return value

    def check_string(self, key: str, value: str) -> None:
        if not value.strip():
            self.wrong(key, "is empty")
        elif value != value.strip():
            self.wrong(key, "starts or ends with a space")
        elif not unicodedata.is_normalized("NFC", value):
            self.wrong(key, "is not in Unicode normalisation form C")
        elif any(unicodedata.category(char) in ("Cc", "Cs") for char in value):
            self.wrong(key, "contains a control character")

    def string(self, key: str, default: str | None = None) -> str:
        return cast("str", self.take(key, str, default))

    def flag(self, key: str) -> bool:
        """A key that is there and true, or not there."""
        value = self.data.pop(key, False)
        if value is not True and value is not False:
            self.wrong(key, "must be true or false")
        return value is True

    def either(self, key: str) -> bool | None:
        """True or false; None for a key that is not there."""
        return self.flag(key) if key in self.data else None

    def choice(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        value = self.string(key, default)
        if value and value not in (names := tuple(allowed)):
            self.wrong(key, f"{value!r} is not one of {', '.join(names)}")
            return names[0]
        return value

    def strings(self, key: str, default: list[str] | None = None) -> tuple[str, ...]:
        values = self.take(key, list, default)
        for number, value in enumerate(values, 1):
            if isinstance(value, str):
                self.check_string(f"{key}[{number}]", value)
            else:
                self.wrong(f"{key}[{number}]", "must be a string")
        return tuple(value for value in values if isinstance(value, str))

    def language(self, key: str) -> str:
        value = self.string(key)
        if value:
            self.check_language(key, value)
        return value

    def languages(self, key: str) -> tuple[str, ...]:
        values = self.strings(key, [])
        for number, value in enumerate(values, 1):
            if value in values[: number - 1]:
                self.wrong(f"{key}[{number}]", f"{value!r} stands there twice")
            elif value.strip():
                self.check_language(f"{key}[{number}]", value)
        return values

    def check_language(self, key: str, value: str) -> None:
        if not _LANG.fullmatch(value):
            self.wrong(key, f"{value!r} is not a language tag such as ru, en, ko, ko-KP")

    def table(self, key: str) -> _Table:
        return _Table(self.take(key, dict, {}), self.path, f"{self.where}{key}", self.problems)

    def tables(self, key: str, read: Callable[[_Table], T]) -> tuple[T, ...]:
        found = []
        for number, entry in enumerate(self.take(key, list, []), 1):
            if isinstance(entry, dict):
                table = _Table(entry, self.path, f"{key}[{number}]", self.problems)
                found.append(read(table))
                table.done()
            else:
                self.wrong(f"{key}[{number}]", "must be a table")
        return tuple(found)

    def done(self) -> None:
        for key in self.data:
            self.wrong(key, "is not a known key")


def read_toml(path: Path) -> dict[str, Any]:
    """The content of a TOML file.

    Raises:
        InputError: it cannot be read, or is not TOML; with the place.
    """
    return _toml(path, read_text(path))


def _toml(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
        reason = "not valid TOML: " + re.sub(r" \(at [^)]*\)$", "", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 0)
        raise InputError(path, reason, line, column) from None
    except RecursionError:
        raise InputError(path, "not valid TOML: nested too deeply") from None


def _term(table: _Table, vocabulary: Vocabulary) -> Term:
    term = Term(
        lang=table.language("lang"),
        text=table.string("text"),
        status=cast("TermStatus", table.choice("status", TERM_STATUSES)),
        type=table.choice("type", vocabulary.types, "fullForm"),
        grammar=table.string("grammar", ""),
        stress=table.string("stress", ""),
        forms=table.strings("forms", []),
        confirmed=table.flag("confirmed"),
        reason=table.string("reason", ""),
        broad=table.flag("broad"),
        compound=table.either("compound"),
        case=cast("CasePolicy", table.choice("case", CASE_POLICIES)) if "case" in table.data else None,
        use=table.string("use", ""),
        source=table.string("source", ""),
        note=table.string("note", ""),
    )
    for word in term.grammar.split():
        if word not in vocabulary.grammar:
            table.wrong("grammar", f"{word!r} is not a word of vocabulary.toml")
    return term


def _spelling(table: _Table) -> Spelling:
    return Spelling(
        of=table.string("of"),
        text=table.string("text"),
        form=table.string("form", ""),
        status=cast("TermStatus", table.choice("status", TERM_STATUSES)),
        reason=table.string("reason", ""),
    )


def _attestation(table: _Table) -> Attestation:
    lines = table.take("lines", list)
    if not lines or not all(isinstance(line, int) and line > 0 for line in lines):
        table.wrong("lines", "must be a list of line numbers from 1")
        lines = []
    elif lines != sorted(set(lines)):
        table.wrong("lines", "must be in ascending order, each once")
    return Attestation(
        term=table.string("term"),
        spelling=table.string("spelling"),
        source=table.string("source"),
        lines=tuple(lines),
        chosen=table.flag("chosen"),
    )


def _relation(table: _Table) -> Relation:
    return Relation(table.string("to"), cast("RelationKind", table.choice("kind", RELATION_KINDS)))


def _extension(table: _Table) -> Extension:
    return Extension(
        format=table.choice("format", EXTENSION_FORMATS),
        lang=table.language("lang") if "lang" in table.data else "",
        term=table.string("term", ""),
        content=table.string("content"),
    )


def _definition(table: _Table) -> dict[str, str]:
    return {lang: table.string(lang) for lang in list(table.data)}


def _faulty_references(concept: Concept) -> Iterator[tuple[str, str]]:
    """What names no term of the same concept: the place, and what is wrong there."""
    texts = {term.text for term in concept.terms}
    for number, spelling in enumerate(concept.spellings, 1):
        if spelling.of not in texts:
            yield f"spelling[{number}].of", f"{spelling.of!r} is not a term of this concept"
    for number, attestation in enumerate(concept.attestations, 1):
        if attestation.term not in texts:
            yield f"attestation[{number}].term", f"{attestation.term!r} is not a term of this concept"
    for number, term in enumerate(concept.terms, 1):
        if term.use and term.use not in {other.text for other in concept.in_language(term.lang)} - {term.text}:
            yield f"term[{number}].use", f"{term.use!r} is not another {term.lang} term of this concept"


def read_concept(path: Path, vocabulary: Vocabulary, problems: list[InputError]) -> Concept | None:
    """One concept file. What is wrong with its shape is added to `problems`.

    Returns:
        The concept as far as it could be read; None when the file is not TOML at all.
    """
    try:
        text = read_text(path)
        known = read_blocks(str(path), text, vocabulary)
        if known and not any(_faulty_references(known)):
            return known
        return read_tables(path, text, vocabulary, problems)
    except InputError as error:
        problems.append(error)
        return None


def read_tables(path: Path, text: str, vocabulary: Vocabulary, problems: list[InputError]) -> Concept:
    """The same by way of TOML, for a file in any of its forms.

    Raises:
        InputError: it is not TOML.
    """
    return shaped(_toml(path, text), path, vocabulary, problems)


def shaped(content: Mapping[str, Any], path: Path, vocabulary: Vocabulary, problems: list[InputError]) -> Concept:
    """The concept that the content of a concept file describes, wherever that comes from.

    Args:
        content: keys and values as TOML has them.
        path: of the file, for messages and `Concept.path`.
        vocabulary: the closed lists.
        problems: what is wrong is added to it.
    """
    top = _Table(content, path, "", problems)
    definition = top.table("definition")
    matching = top.table("match")
    concept = Concept(
        id=top.string("id"),
        status=cast("ConceptStatus", top.choice("status", CONCEPT_STATUSES)),
        domains=top.strings("domains"),
        definition=_definition(definition),
        terms=top.tables("term", lambda table: _term(table, vocabulary)),
        spellings=top.tables("spelling", _spelling),
        attestations=top.tables("attestation", _attestation),
        related=top.tables("related", _relation),
        matching=Matching(
            derived=matching.strings("derived", []),
            omissible=matching.languages("omissible"),
            pronoun=matching.languages("pronoun"),
            must=matching.strings("must", []),
            must_not=matching.strings("must_not", []),
        ),
        note=top.string("note", ""),
        extensions=top.tables("extension", _extension),
        path=str(path),
    )
    matching.done()
    top.done()
    if concept.id and not _ID.fullmatch(concept.id):
        top.wrong("id", f"{concept.id!r} is not a slug of a-z, 0-9 and single hyphens")
    if not concept.terms:
        top.wrong("term", "a concept needs at least one term")
    for domain in concept.domains:
        if domain not in vocabulary.domains:
            top.wrong("domains", f"{domain!r} is not in vocabulary.toml")
    for place, reason in _faulty_references(concept):
        top.wrong(place, reason)
    return concept


def read_vocabulary(path: Path, problems: list[InputError]) -> Vocabulary:
    """The closed lists of a base."""
    top = _Table(read_toml(path), path, "", problems)
    domains = top.table("domains").data
    types = _definition(top.table("types"))
    grammar = _definition(top.table("grammar"))
    top.done()
    return Vocabulary(domains, types, grammar)


def _sources(path: Path, problems: list[InputError]) -> dict[str, Source]:
    found = {}
    for source_id, entry in read_toml(path).items():
        if not isinstance(entry, dict):
            problems.append(InputError(path, f"{source_id}: must be a table"))
            continue
        table = _Table(entry, path, source_id, problems)
        found[source_id] = Source(
            id=source_id,
            title=table.string("title"),
            kind=table.choice("kind", ("text", "reference")),
            author=table.string("author", ""),
            year=table.string("year", ""),
            url=table.string("url", ""),
            note=table.string("note", ""),
        )
        table.done()
    return found


def _retired(path: Path, problems: list[InputError]) -> dict[str, str]:
    if not path.exists():
        return {}
    found = {}
    for number, line in enumerate(read_text(path).splitlines(), 1):
        cells = line.split("\t")
        if number == 1 and cells != ["id", "successor", "reason"]:
            problems.append(InputError(path, "the first line must be: id, successor, reason", 1))
        elif len(cells) != 3:
            problems.append(InputError(path, "three cells are needed, separated by tabs", number))
        elif number > 1:
            found[cells[0]] = cells[1]
    return found


def concept_paths(root: Path) -> list[Path]:
    """The concept files of a base, sorted by name.

    Raises:
        InputError: the folder cannot be read.
    """
    folder = root / "concepts"
    try:
        # Paths are slow to make and to sort, and there may be 100,000.
        names = sorted(name for name in os.listdir(folder) if name.endswith(".toml"))  # noqa: PTH208
    except OSError as error:
        raise InputError(folder, f"cannot be read: {(error.strerror or str(error)).lower()}") from None
    return [folder / name for name in names]


def read_lists(root: Path, problems: list[InputError]) -> tuple[Vocabulary, dict[str, Source], dict[str, str]]:
    """The closed lists of a base: vocabulary, sources, retired ids. What is wrong with them is added to `problems`."""
    return (
        read_vocabulary(root / "vocabulary.toml", problems),
        _sources(root / "sources.toml", problems),
        _retired(root / "retired.tsv", problems),
    )


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Nothing of a base is garbage, and looking for some in it again and again takes half of the time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def load_base(root: str | os.PathLike[str] = BUNDLED) -> Base:
    """Read a whole termbase.

    Args:
        root: its folder, with ``concepts/``, ``sources.toml``, ``vocabulary.toml`` and ``retired.tsv``.

    Raises:
        InputError: the folder is not a termbase, or a file of its closed lists cannot be read.
        ShapeError: files do not have the agreed shape; all of them are told.
    """
    root = Path(root)
    if not (root / "concepts").is_dir():
        reason = "is not a termbase: it has no folder named concepts" if root.exists() else "no such folder"
        raise InputError(root, reason)
    problems: list[InputError] = []
    vocabulary, sources, retired = read_lists(root, problems)
    with rarely_collecting():
        read = (read_concept(path, vocabulary, problems) for path in concept_paths(root))
        concepts = sorted((concept for concept in read if concept), key=lambda concept: concept.id)
    for first, second in pairwise(concepts):
        if first.id == second.id:
            problems.append(InputError(second.path, f"id: {second.id!r} is also the id of {first.path}"))
    if problems:
        raise ShapeError(problems)
    return Base(str(root), tuple(concepts), sources, vocabulary, retired)
