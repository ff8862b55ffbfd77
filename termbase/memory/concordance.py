"""Where words stand in the texts of a store, on either side: as written, in all their forms, or as terms of a concept.

What the base knows is looked for in all forms that it has of it, another word in the forms that
`termbase.memory.inflected` makes. A term in another script (udarnik) is looked for as the base has it (ударник).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from termbase.index.believed import is_believed
from termbase.index.lookup import known_forms
from termbase.index.store import Index
from termbase.memory.blocks import primary
from termbase.memory.entry import Storage, Stored, Text
from termbase.memory.inflected import Form, forms_of_word
from termbase.memory.key import search_key
from termbase.text import LANGUAGE_OF_SCRIPT, fold, key, main_script

_PLAIN = re.compile(r"""["(]*[^\W_]+(?:['-][^\W_]+)*[").,;:!?]*""")
_SIGNS = '.,:;!?"'


class Occurrence(NamedTuple):
    """Words in a text of a store."""

    pair: Stored
    backwards: bool
    """They stand in the target of the pair."""
    start: int
    end: int
    """Offsets in the text, of the first that was found in it."""


class Words(NamedTuple):
    """What is looked for."""

    lang: str
    """Primary language of the texts; empty: any."""
    begin: str
    """With what every hit begins, folded."""
    pattern: re.Pattern[str]
    """In a folded text."""


def as_written(query: str, lang: str = "") -> list[Words]:
    """The letters of a query, wherever they stand; capitals and glyphs of quotation marks do not count."""
    folded = key(query)
    return [Words(lang, folded, re.compile(re.escape(folded)))] if folded else []


def in_all_forms(index: Index, query: str, lang: str = "") -> list[Words]:
    """A word or phrase in all its forms; in the language of a term that it is a romanisation of, too.

    Args:
        index: of the base.
        query: in any form.
        lang: its primary language; empty: what its script suggests.
    """
    folded = key(query)
    folded = folded.strip(_SIGNS) or folded
    own = lang or LANGUAGE_OF_SCRIPT.get(main_script(query), "")
    english = frozenset(index.meta("english").split("\n"))
    terms: dict[int, None] = {}
    for _, form, _ in known_forms(index, folded):
        is_own = form.via != "spelling" and primary(index.term(form.term).lang) == own
        is_spelt = form.via == "spelling" and not lang and is_believed(query, 0, len(query), form.text, english)
        if is_own or is_spelt:
            terms[form.term] = None
    found = list(_of_terms(index, sorted(terms)))
    if any(words.lang == own for words in found) or not folded:
        return found
    return [*_phrase([forms_of_word(index, word, own) for word in folded.split(" ")], own), *found]


def _phrase(words: Sequence[Sequence[Form]], lang: str) -> Iterator[Words]:
    """Words one after another, each in any of its forms: as many searches as the first has beginnings."""
    rest = "".join(rf"\s+(?:{'|'.join(form.pattern for form in forms)})" for forms in words[1:])
    for forms in _alike(words[0]):
        first = "|".join(form.pattern for form in sorted(forms, key=lambda form: -len(form.pattern)))
        yield Words(lang, _common([form.begin for form in forms]), re.compile(rf"(?<!\w)(?:{first}){rest}(?!\w)"))


def _alike(forms: Iterable[Form]) -> list[list[Form]]:
    """Forms by what they begin with: three letters, or one of them if it has fewer."""
    groups: list[list[Form]] = []
    for form in sorted(forms):
        if groups and form.begin.startswith(groups[-1][0].begin[:3]):
            groups[-1].append(form)
        else:
            groups.append([form])
    return groups


def of_concept(index: Index, concept: str) -> list[Words]:
    """All terms of a concept, those not to be used too, in all forms; none where there is no such concept."""
    n = index.concept_number(concept)
    return list(_of_terms(index, (term.n for term in index.terms_of(n)))) if n else []


def _of_terms(index: Index, terms: Iterable[int]) -> Iterator[Words]:
    """One for each term."""
    for n in terms:
        term = index.term(n)
        forms = {fold(form.text).text for form in index.forms_of(n)} or {key(term.text)}
        lang = primary(term.lang)
        # Particles follow Korean words, and spaces in them are free.
        written = sorted((re.escape(form).replace(r"\ ", r"\s?" if lang == "ko" else r"\s") for form in forms), key=len)
        end = "" if lang == "ko" else r"(?!\w)"
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(reversed(written))}){end}")
        yield Words(lang, _common(sorted(forms)), pattern)


def _common(forms: Sequence[str]) -> str:
    """What all forms begin with, up to the first space, which may be left out."""
    first, last = forms[0], forms[-1]
    same = next((n for n, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[:same].split(" ")[0]


def occurrences(store: Storage, wanted: Iterable[Words], most: int) -> list[Occurrence]:
    """The pairs in which words stand, in the order of their segments; of those with the same texts one.

    Args:
        store: what to search in.
        wanted: any of them.
        most: how many at most.
    """
    return list(islice(_found(store, wanted), most))


def _found(store: Storage, wanted: Iterable[Words]) -> Iterator[Occurrence]:
    seen: set[tuple[str, str]] = set()
    for words in wanted:
        for segment, text in store.containing(_parts(words.begin), words.lang):
            if span := _place(text, words):
                for pair in store.pairs(segment):
                    texts = (pair.source.text, pair.target.text)
                    if texts not in seen:
                        seen.add(texts)
                        yield Occurrence(pair, pair.source != text, *span)


def _parts(begin: str) -> set[str]:
    """What the key of a text in which words begin so certainly has: not what may be part of a placeholder."""
    words = begin.split(" ")
    plain = [word for word in words if _PLAIN.fullmatch(word)]
    return {search_key(begin)} if plain == words else {*map(search_key, plain)}


def _place(text: Text, words: Words) -> tuple[int, int] | None:
    folded = fold(text.text)
    match = words.pattern.search(folded.text)
    return (folded.start(match.start()), folded.end(match.end())) if match else None
