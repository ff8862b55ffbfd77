"""What the columns of a bilingual table are, by the names in its header row."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import icu

from termbase.files import BUNDLED, read_text
from termbase.formats import language

_CODE = re.compile(r"([a-z]{2})(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|[0-9]{3}))?", re.IGNORECASE)
_PARTS = re.compile(r"[()\[\]:,/|]|\s[-–—]\s")
_SPACES = re.compile(r"[\s_-]+")


class Column(NamedTuple):
    """A column with texts."""

    number: int
    """From 0."""
    lang: str
    """BCP 47; empty when its name does not say."""


class Columns(NamedTuple):
    """The columns of a table; each by its number from 0, or -1 where there is no such column."""

    source: Column
    targets: tuple[Column, ...]
    id: int = -1
    context: int = -1
    status: int = -1
    fuzzy: int = -1
    comments: tuple[int, ...] = ()
    """Columns that explain the texts."""


class _Meaning(NamedTuple):
    role: str
    lang: str


@cache
def tables() -> dict[str, Any]:
    """The content of ``data/tables.toml``."""
    return tomllib.loads(read_text(f"{BUNDLED}/tables.toml"))


def plain(text: str) -> str:
    """A name or a word as it is compared: «Source_Text» is «source text»."""
    return _SPACES.sub(" ", text).strip().casefold()


def recognise(header: Sequence[str], source_lang: str = "") -> Columns | None:
    """The columns that a header row names; none when it names no source or no target.

    A name is a language (``en``, ``ru_RU``, «Korean», «한국어»), a role («source», «перевод», «id»), or both
    («Source (en-US)», ``target_ru``). Where no column is called source, it is the one in `source_lang`, else the
    first in a language. Every other column in another language is a target.
    """
    meanings = [_meaning(name) for name in header]
    roles: dict[str, int] = {}
    texts: list[tuple[str, Column]] = []
    comments: list[int] = []
    for number, (role, lang) in enumerate(meanings):
        if role in {"source", "target"} or (lang and not role):
            texts.append((role, Column(number, lang)))
        elif role == "comment":
            comments.append(number)
        elif role:
            roles.setdefault(role, number)
    source = _source(texts, source_lang)
    if source is None:
        return None
    targets = [
        column for role, column in texts if role != "source" and not (column.lang and column.lang == source.lang)
    ]
    targets = [column for column in targets if column.number != source.number]
    return Columns(source, tuple(targets), **roles, comments=tuple(comments)) if targets else None


def _source(texts: Iterable[tuple[str, Column]], lang: str) -> Column | None:
    named = [column for role, column in texts if role == "source"]
    others = [column for role, column in texts if not role]
    wanted = [column for column in others if lang and language.same(column.lang, lang)]
    return next(iter([*named, *wanted, *others]), None)


def _meaning(name: str) -> _Meaning:
    """«Source (en-US)» is a source in en-US, «English (en-US)» in en-US too, «Comment» nothing."""
    if whole := _role(name):
        return _Meaning(whole, "")
    parts = [_part(part.strip()) for part in _PARTS.split(name)]
    role = next((part.role for part in parts if part.role), "")
    langs = [part.lang for part in parts if part.lang]
    lang = max((lang for lang in langs if lang.split("-")[0] == langs[0].split("-")[0]), key=len, default="")
    return _Meaning(role, lang)


def _part(text: str) -> _Meaning:
    """A role or a language; or both, in either order: «Source English», ``ru_target``."""
    if (role := _role(text)) or (lang := language_of(text)):
        return _Meaning(role, "" if role else lang)
    for sign in " _":
        for one, other in (text.split(sign, 1), text.rsplit(sign, 1)) if sign in text else ():
            for word, rest in ((one, other), (other, one)):
                if (role := _role(word)) in {"source", "target"} and (lang := language_of(rest)):
                    return _Meaning(role, lang)
    return _Meaning("", "")


def _role(name: str) -> str:
    return _roles().get(plain(name), "")


@cache
def _roles() -> dict[str, str]:
    return {plain(name): role for role, names in tables()["columns"].items() for name in names}


def language_of(name: str) -> str:
    """The language that a name or a code is, BCP 47; empty for what is none."""
    name = name.strip()
    code = _CODE.fullmatch(name)
    if code and code[1].lower() in _codes():
        return language.tag(name)
    return _names().get(plain(name), "")


@cache
def _codes() -> frozenset[str]:
    """ISO 639-1; codes of three letters would take «age» and «day» for languages."""
    return frozenset(code for code in icu.Locale.getISOLanguages() if len(code) == 2)


@cache
def _names() -> dict[str, str]:
    return {
        plain(icu.Locale(code).getDisplayLanguage(icu.Locale(reader))): code
        for code in sorted(_codes())
        for reader in ("en", "ru", "ko", code)
    }
