"""What the columns of a table of terms are, by the names in its header row (``data/tables.toml``, ``glossary``).

A name is a language (``en``, «Russian», «한국어», ``English_United_States``), what stands in the column («Status»,
«Определение»), or both in either order («Term [en]», ``translation_ru``, «Русский термин», ``English_Def``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import icu

from termbase.formats.columns import language_of, plain, tables
from termbase.formats.tbx_names import reading

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(r"[\s()\[\]{}:]+")
_SIGNS = re.compile(r"[\s()\[\]{}:_-]+")
_SIGN = re.compile("[_-]")
_TERMS = frozenset({"term", "source", "target"})
_OF_TERMS = frozenset({"status", "info", "grammar", "type", "note", *reading()["flags"]})
"""What may be said of one term; without its language it is said of the term on its left, where the name is there for
each term, else of the entry."""


class Column(NamedTuple):
    """A column that is understood."""

    at: int
    """From 0."""
    role: str
    """``term``, or a key of the section ``glossary``."""
    lang: str = ""
    """Of the terms or the definition, BCP 47 as the table has it; empty where the name does not say it."""
    of: int = -1
    """The column of the terms that it is about; -1: it is about the entry."""


class Header(NamedTuple):
    """The columns of a table."""

    names: Sequence[str]
    columns: Sequence[Column]
    others: Sequence[tuple[int, str]]
    """What is not understood, with its name."""

    @property
    def terms(self) -> Sequence[Column]:
        """The columns of terms whose language is known."""
        return [column for column in self.columns if column.role == "term" and (column.lang or self.langs)]

    @property
    def langs(self) -> Sequence[Column]:
        """The column that says the language of each row; empty, or of one."""
        return [column for column in self.columns if column.role == "lang"]

    @property
    def nameless(self) -> Sequence[Column]:
        """The columns of terms of which nothing says the language."""
        return [] if self.langs else [it for it in self.columns if it.role == "term" and not it.lang]


def header_of(names: Sequence[str], langs: Sequence[str] = ()) -> Header:
    """The columns with these names.

    Args:
        names: of the header row.
        langs: of the terms (the source), and of their translations, where the names do not say it.
    """
    meanings = [_meaning(name) for name in names]
    if any(meanings.count((role, "")) > 1 for role in ("term", "source", "target")):  # a row of texts, not of names
        return Header(names, (), [(at, name) for at, name in enumerate(names) if name])
    meanings = list(_with_languages([_unread(meaning, meanings, langs) for meaning in meanings], langs))
    terms = [Column(at, role, lang) for at, (role, lang) in enumerate(meanings) if role == "term"]
    times = Counter(map(plain, names))
    columns = [
        _placed(Column(at, role, lang), terms, several=times[plain(names[at])] > 1)
        for at, (role, lang) in enumerate(meanings)
        if role
    ]
    others = [(at, name) for at, (name, meant) in enumerate(zip(names, meanings, strict=True)) if name and not meant[0]]
    return Header(names, columns, others)


def _unread(meaning: tuple[str, str], all_of_them: Sequence[tuple[str, str]], langs: Sequence[str]) -> tuple[str, str]:
    """The meaning of a column beside the others; none where it says something else then."""
    has_languages = any(lang and role in _TERMS for role, lang in all_of_them)
    is_pair = ("target", "") in all_of_them and ("term", "") not in all_of_them
    if (
        (meaning == ("lang", "") and has_languages)
        or (meaning == ("source", "") and not is_pair)
        or (meaning in (("source", ""), ("target", "")) and has_languages and not langs)
    ):
        return "", ""
    return meaning


def _with_languages(meanings: Sequence[tuple[str, str]], langs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The same with columns of terms as such, and the languages that are said elsewhere."""
    first, second = (*langs, "", "")[:2]
    left = ""
    for role, lang in meanings:
        if role == "synonym":
            yield ("term", lang or left) if lang or left else ("", "")
        elif role in _TERMS:
            left = lang or (second if role == "target" else first)
            yield "term", left
        else:
            yield role, lang


def _placed(column: Column, terms: Sequence[Column], *, several: bool) -> Column:
    """A column with what it is about."""
    if column.role == "definition" and not column.lang and several:
        left = [term for term in terms if term.at < column.at]
        return column._replace(lang=left[-1].lang) if left else column
    if column.role not in _OF_TERMS or not terms:
        return column
    if column.lang:
        near = sorted((term for term in terms if term.lang == column.lang), key=lambda it: _distance(column, it))
    else:
        near = [term for term in reversed(terms) if term.at < column.at] if several or column.role == "info" else []
        if column.role in ("grammar", "type"):
            near = near or [terms[0]]
    return column._replace(of=near[0].at) if near else column


def _distance(column: Column, term: Column) -> tuple[bool, int]:
    """What is on the left is nearer."""
    return term.at > column.at, abs(term.at - column.at)


def _meaning(name: str) -> tuple[str, str]:
    """The role of a column and the language that its name says, either of which may be empty."""
    name = _CAMEL.sub(" ", name)
    if role := _roles().get(plain(name)):
        return role, ""
    for signs in (_BETWEEN, _SIGNS) if _SIGN.search(name) else (_BETWEEN,):
        words = [word for part in signs.split(name) if (word := part.strip(".,;").casefold())]
        if lang := _language(words, signs):
            return "term", lang
        for cut in range(1, len(words)):
            for one, other in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
                if (role := _roles().get(plain(" ".join(one)), "")) and (lang := _language(other, signs)):
                    return role, lang
        if role := _roles().get(" ".join(words)):
            return role, ""
    return "", ""


def _language(words: Sequence[str], signs: re.Pattern[str]) -> str:
    name = " ".join(words)
    code = "-".join(words) if signs is _SIGNS or len(words) == 1 else ""
    return language_of(code) or language_of(name) or _names().get(name, "")


@cache
def _names() -> dict[str, str]:
    """Names of languages with their countries in English, as memoQ has them, and those of the data."""
    found = {
        " ".join(_SIGNS.split(locale.getDisplayName(icu.Locale("en")).casefold())).strip(): f"{code[:2]}-{code[3:]}"
        for code, locale in icu.Locale.getAvailableLocales().items()
        if len(code) == len("en_US") and code[2] == "_"
    }
    return found | {name: code for code, names in tables()["languages"].items() for name in names}


@cache
def _roles() -> dict[str, str]:
    return {plain(name): role for role, names in tables()["glossary"].items() for name in names}
