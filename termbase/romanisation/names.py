"""Names that one document spells in two ways, and names that are near one of the base.

1. The same Russian name by two schemes: Khlevniuk and Khlevnyuk. Popular spellings in the prose and those of the
   strict scheme before a cited title are a layering; so the two are compared each for itself, and told is what is
   rarer there. A first name is compared before the same surname, and may be the English one: Peter and Petr Krivonos.
2. A name that is no spelling of a Russian one, is rare, and has a letter or two otherwise than a name that stands in
   the document often: Seigelbaum and Siegelbaum. That the other is frequent is evidence, and is said to be.
3. A name that is no spelling of a Russian one and has one letter otherwise than a name of the base: Kuzbas.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from termbase.identify import Candidate
from termbase.identify.reader import MARKS
from termbase.index.grams import distance
from termbase.romanisation.fault import Fault
from termbase.romanisation.passages import HYPHENS, OPENING, Passage, Word
from termbase.romanisation.persons import are_apart, initials, is_another_person
from termbase.romanisation.writing import Writing
from termbase.text import bare, key

_NAME = re.compile(rf"\b[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])+(?![{MARKS}][^\W\d_]{{2}})\b")
_BEFORE = re.compile(r"([^\W\d_]+)( )\Z")
_INITIALS = re.compile(r"(?:\b[^\W\d_]\.\s?){2,}\Z")
_GIVEN = re.compile(r"\b(?:[^\W\d_]\.|[^\W\d_]+) \Z")
_LETTERS = 5
"""Letters of a name that is compared with another behind the same initials."""
_TITLE = 12
"""Characters between a name and the cited title that it stands before."""
_SHORTEST = 6
"""Letters of a name that is compared with others letter by letter."""
_LONG = 9
"""Letters from which on two may be otherwise; in shorter ones two that have changed places."""
_OFTEN = 3
"""Times that a name stands in the document to be evidence, and times as often as the other."""


_Groups = dict[tuple[str, str, bool], list[Passage]]
"""By name, by the surname behind it, and by whether a title follows: the places, passages of one word."""


def faults(writing: Writing) -> Iterator[Fault]:
    """The names that are spelt otherwise than elsewhere, name by name; nothing of a document without Russian."""
    if writing.scheme:
        yield from _by_two_schemes(writing)
        yield from _misspelt(writing)


def _by_two_schemes(writing: Writing) -> Iterator[Fault]:
    groups: _Groups = {}
    for number, passage in enumerate(writing.passages):
        if not passage.is_phrase:
            _gather(groups, writing, passage, cites=_stands_before_title(writing, number))
    yield from _once_only(groups, writing)
    for (name, _, _), places in groups.items():
        counts = Counter(place.words[0].text for place in places)
        strict = writing.spell(name)
        usual = max(counts, key=lambda text: (counts[text], text == strict))
        if strict in counts and bare(key(usual)) == bare(key(strict)):
            # A name without its signs is no popular spelling beside the strict one.
            usual = strict
        for place in places:
            word = place.words[0]
            if word.text != usual:
                evidence = f"{usual} stands there {counts[usual]} times, {word.text} {counts[word.text]}"
                yield Fault("name", place, word, (usual,), word.readings[:1], evidence)


def _once_only(groups: _Groups, writing: Writing) -> Iterator[Fault]:
    """First names that are spelt so once, by no strict scheme, and otherwise before other surnames (Alexandr)."""
    found: dict[str, list[Passage]] = {}
    for (name, surname, _), places in groups.items():
        if surname:
            found.setdefault(name, []).extend(places)
    for name, places in found.items():
        counts = Counter(place.words[0].text for place in places)
        usual, often = counts.most_common(1)[0]
        strict = writing.spell(name)
        better = strict if strict in counts else usual
        for place in places:
            word = place.words[0]
            if (
                often >= _OFTEN
                and counts[word.text] == 1
                and word.text != strict
                and word.text not in writing.tools.lexicon
            ):
                yield Fault("name", place, word, (better,), word.readings[:1], f"{usual} stands there {often} times")


def _stands_before_title(writing: Writing, number: int) -> bool:
    """Whether a passage is the name of an author: behind it begins a title."""
    if number + 1 == len(writing.passages):
        return False
    name, title = writing.passages[number : number + 2]
    end, start = name.words[-1].end, title.words[0].start
    near = name.number == title.number and start - end <= _TITLE
    # In some books all words of a title have a capital.
    is_title = title.is_phrase or len(title.words) > 1
    return near and is_title and writing.texts[title.number][start - 1] in OPENING


def _gather(groups: _Groups, writing: Writing, passage: Passage, *, cites: bool) -> None:
    """Add the names of a passage, and the first name before it that is English as well."""
    words = list(passage.words)
    before = _BEFORE.search(writing.texts[passage.number], 0, words[0].start)
    joints = list(passage.joints)
    if before:
        words.insert(0, Word(before.start(1), before.end(1), before[1], (), sure=False))
        joints.insert(0, before[2])
    for place, word in enumerate(words):
        if not (name := _name(writing, word)):
            continue
        surname = ""
        if joints[place : place + 1] == [" "] and not words[place + 1].small:
            last = place + 1
            while joints[last : last + 1] == [" "] and not words[last + 1].small:
                last += 1
            surname = next((one.source for one in words[last].readings), words[last].text)
        if surname or word.text not in writing.tools.lexicon:
            alone = Passage(passage.number, (word._replace(readings=(name,)),), ())
            groups.setdefault((name.source, surname, cites), []).append(alone)


def _name(writing: Writing, word: Word) -> Candidate | None:
    """The Russian name that a word is; an English first name is the Russian one."""
    if word.small or word.text.isupper():
        return None
    if english := writing.tools.habits["first_names"].get(word.text):
        return Candidate(english, english, "", "", (), 0)
    readings = word.readings or writing.tools.reader.readings(word.text)
    return next((one for one in readings if one.source[:1].isupper() and one.schemes), None)


def _misspelt(writing: Writing) -> Iterator[Fault]:
    """Names that are no Russian one as they are spelt, and near another."""
    places = _names(writing)
    yield from _by_initials(writing, places)
    often = [name for name, found in places.items() if len(found) >= _OFTEN and len(name) >= _SHORTEST]
    endings = tuple(writing.tools.habits["english_endings"])
    for name, found in places.items():
        if len(name) < _SHORTEST or name.endswith(endings) or writing.tools.is_english(name):
            continue
        readings = list(writing.tools.reader.readings(name))
        if readings:
            # Platanov is the spelling of a word, not of a name.
            named = [place for place in found if _GIVEN.search(writing.texts[place.number], 0, place.words[0].start)]
            if any(one.source[0].isupper() for one in readings) or len(named) < len(found):
                continue
        like = [
            other
            for other in often
            if len(places[other]) >= _OFTEN * len(found)
            and _is_misspelling(name, other)
            and not are_apart(_initials(writing, found), _initials(writing, places[other]))
        ]
        near = None if like else _of_base(name, writing)
        if like and not readings:
            usual = max(like, key=lambda other: len(places[other]))
            evidence = f"{usual} stands in the document {len(places[usual])} times"
            for place in found:
                yield Fault("name", place, place.words[0], (usual,), (), evidence)
        elif near:
            for place in found:
                if not is_another_person(writing, place.number, place.words[0].start, near):
                    yield Fault("name", place, place.words[0], (writing.spell(near.source),), (near,))


def _initials(writing: Writing, places: Iterable[Passage]) -> list[frozenset[str]]:
    return [initials(writing, place.number, place.words[0].start) for place in places]


def _by_initials(writing: Writing, places: Mapping[str, list[Passage]]) -> Iterator[Fault]:
    """Names with the same two initials, or more, and few letters otherwise: B. M. Pashin and B. M. Pashkin."""
    groups: dict[str, dict[str, list[Passage]]] = {}
    for name, found in places.items():
        for place in found:
            if before := _INITIALS.search(writing.texts[place.number], 0, place.words[0].start):
                initials = "".join(before[0].split())
                groups.setdefault(initials + name[0], {}).setdefault(name, []).append(place)
    for initials, names in groups.items():
        known = {name for name in names if any(one.concept for one in writing.tools.reader.readings(name))}
        ordered = sorted(names, key=lambda name: (name not in known, -len(places[name])))
        for rank, name in enumerate(ordered):
            like = [other for other in ordered[:rank] if _is_variant(name, other)]
            for place in names[name] if like else ():
                evidence = f"{initials[:-1]} {like[0]} stands there {len(names[like[0]])} times"
                yield Fault("name", place, place.words[0], (like[0],), (), evidence)


def _is_variant(name: str, other: str) -> bool:
    """Whether two names of persons with the same initials are one: few letters are otherwise, and none is added."""
    added = name.startswith(other) or other.startswith(name)
    return not added and len(name) >= _LETTERS and distance(name, other, 2) <= 2


def _names(writing: Writing) -> dict[str, list[Passage]]:
    """The words with a capital that are not English, and stand in no phrase, each with its places."""
    phrases: dict[int, list[tuple[int, int]]] = {}
    for passage in writing.passages:
        if len(passage.words) > 1:
            phrases.setdefault(passage.number, []).append((passage.words[0].start, passage.words[-1].end))
    found: dict[str, list[Passage]] = {}
    for number, text in enumerate(writing.texts):
        for match in _NAME.finditer(text):
            name, start = match[0], match.start()
            inside = any(begin <= start < end for begin, end in phrases.get(number, ()))
            if text[match.end() : match.end() + 1] in HYPHENS and text[match.end() + 1 : match.end() + 2].islower():
                # Anarcho-communists
                continue
            if name[0].isupper() and not name.isupper() and not inside and not writing.tools.is_listed(name):
                word = Word(start, match.end(), name, (), sure=False)
                found.setdefault(name, []).append(Passage(number, (word,), ()))
    return found


def _is_misspelling(name: str, other: str) -> bool:
    """Whether few letters are otherwise, and not only an ending is added (Stakhanovite, Stakhanovites)."""
    if name[0] != other[0] or name.startswith(other) or other.startswith(name):
        return False
    apart = distance(name, other, 2)
    return apart == 1 or (apart == 2 and (len(name) >= _LONG or sorted(name) == sorted(other)))


def _of_base(name: str, writing: Writing) -> Candidate | None:
    for candidate in writing.tools.identifier.terms_near(name):
        near = candidate.distance == 1 or len(name) > _LONG
        if near and candidate.source[0].isupper() and " " not in candidate.source:
            return candidate
    return None
