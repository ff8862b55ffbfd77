"""Korean: spacing variants of a term, and the particles that may follow it inside an eojeol.

A term keeps its shape and particles are written on to it, so no forms are listed: the text behind a term is
checked against the automaton of ``data/languages/ko.toml``. Standard library only; the index stores
``Particles.to_dict()`` and a look-up reads that back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NamedTuple, Self
else:
    from termbase.tuples import NamedTuple

FIRST, LAST, FINALS = 0xAC00, 0xD7A3, 28
"""Hangul syllables, and how many of them (no final consonant, then 27) stand in one row: Unicode, chapter 3.12."""
RIEUL = 8
"""ㄹ among the final consonants of that order."""
VARIANTS = 16
LONGEST_TAIL = 24
"""Syllables; no chain of particles is nearly as long, and text without spaces is not read to its end each time."""


class Tail(NamedTuple):
    """What stands between a term and the end of its eojeol.

    ``length`` is in characters from the end of the term; it includes closing quotation marks when particles
    follow them. ``chain`` is the particles in order. ``fits`` is False when one of them is the allomorph
    for another sound (운동를): a mistake, still a particle.
    """

    length: int
    chain: tuple[str, ...]
    fits: bool


class _Arc(NamedTuple):
    form: str
    after: str
    to: str
    strict: bool


def variants(text: str) -> list[str]:
    """``text`` (NFC) as written first, then with its inner spaces left out, and with a space in a long word.

    스타하노프 운동, 스타하노프운동; 번역메모리, 번역 메모리: a word of four syllables and more is divided once,
    two and more on each side. At most 16 ways to leave spaces out; of more than four spaces the first four vary.
    """
    words = text.split()
    if not words:
        return [text]
    free = VARIANTS.bit_length() - 1
    choices = [(" ", "") if index < free else (" ",) for index in range(len(words) - 1)]
    rest = [tuple(zip(gaps, words[1:], strict=True)) for gaps in product(*choices)]
    joined = [words[0] + "".join(gap + word for gap, word in pairs) for pairs in rest]
    divided = [
        " ".join((*words[:index], f"{word[:cut]} {word[cut:]}", *words[index + 1 :]))
        for index, word in enumerate(words)
        if all(map(is_syllable, word))
        for cut in range(2, len(word) - 1)
    ]
    return joined + divided


class Particles:
    """The particle grammar."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """``data`` is ``data/languages/ko.toml`` as a dict; raises ``KeyError`` for a missing key."""
        # In the language file arcs are a list of groups, compiled they are a table by state.
        self._compiled = data if isinstance(data["arcs"], dict) else _compile(data)
        self._start: str = data["start"]
        self._short: str = data["short"]
        self._inside: list[list[int]] = self._compiled["inside"]
        self._others: tuple[str, ...] = tuple(data["others"])
        self._bound: frozenset[str] = frozenset(data["bound"])
        self._prospective = tuple(f"{syllable} " for syllable in data["prospective"])
        self._final = frozenset(data["final"])
        self._alone = frozenset(data["alone"])
        self._closers: str = data["closers"]
        self._sounds: dict[str, str] = data["sounds"]
        self._full: dict[str, str] = data["full"]
        self._contracted: dict[str, str] = data["contracted"]
        self._pairs: dict[str, list[str]] = self._compiled["pairs"]
        self._arcs: dict[tuple[str, str], list[_Arc]] = {}
        for state, arcs in self._compiled["arcs"].items():
            for form, after, to, strict in arcs:
                self._arcs.setdefault((state, form[0]), []).append(_Arc(form, after, to, strict))
        self._wanted = {
            arc.form: arc.after for arcs in self._arcs.values() for arc in arcs if arc.after and not arc.strict
        }

    @classmethod
    def from_dict(cls, compiled: Mapping[str, Any]) -> Self:
        """The grammar from what ``to_dict`` gave, directly or through JSON."""
        return cls(compiled)

    def to_dict(self) -> dict[str, Any]:
        """The compiled grammar: dicts, lists, strings and booleans only."""
        return dict(self._compiled)

    def tail(self, text: str, end: int, begin: int | None = None) -> Tail | None:
        """What follows a term that ends before ``text[end]`` (NFC), up to the next non-Hangul character.

        None when that is neither nothing nor a chain of particles: the term is part of a longer word. Closing
        quotation marks and brackets between term and particles are passed over; with nothing but marks behind
        the term, ``length`` is 0. ``begin`` is where the term begins, when that is known: after one syllable
        fewer things are particles (위한 is not 위 with 하다).
        """
        single = begin is not None and end - begin == 1 and is_syllable(text[begin])
        start = end
        while start < len(text) and text[start] in self._closers:
            start += 1
        stop = start
        while stop < len(text) and is_syllable(text[stop]):
            stop += 1
            if stop - start > LONGEST_TAIL:
                return None
        best = self._best(text[start:stop], text[end - 1 : end], self._short if single else self._start)
        if start > end and (best is None or not best[0]):
            return Tail(0, (), fits=True)
        return best and Tail(stop - end, best[0], best[1])

    def with_one(self, text: str) -> list[str]:
        """A term with each of the usual particles, in the form for its sound: 운동을, 운동의, 운동으로.

        Nothing when the term may be read in more ways than one (Latin letters, hanja).
        """
        if not self._sound(text[-1:]):
            return []
        forms = (
            arc.form
            for (state, _), arcs in self._arcs.items()
            for arc in arcs
            if state == self._start and arc.form in self._alone and self._agrees(text[-1], arc.after)
        )
        return list(dict.fromkeys(text + form for form in forms))

    def refit(self, chain: Sequence[str], old: str, new: str) -> tuple[str, ...] | None:
        """The particles behind a term as they are behind another.

        Args:
            chain: as in `Tail`.
            old: the term they stand behind.
            new: the term that takes its place.

        Returns:
            The chain with its first particle in the form for the last sound of `new` (each of the others agrees with
            the particle before it); None when it is not certain: `new` may be read in more ways than one, or the
            first particle is a form of several (야 of 아 and of 이야).
        """
        if not chain or old[-1:] == new[-1:]:
            return tuple(chain)
        first, *rest = chain
        arcs = [arc for arc in self._arcs.get((self._start, first[0]), ()) if arc.form == first]
        if not any(arc.after for arc in arcs):
            return (self._contracted.get(first, first) if self._sound(new[-1:]) == "v" else first, *rest)
        if not self._sound(new[-1:]):
            return None
        if all(self._agrees(new[-1:], arc.after) for arc in arcs):
            return tuple(chain)
        # The other form stands beside it in the file, or is the copula in full.
        others = {other for arc in arcs for other in self._pairs.get(arc.form, ())} or {self._full.get(first, "")}
        if len(others) != 1 or not (other := others.pop()):
            return None
        return (other, *rest)

    def compound(self, text: str, start: int, end: int) -> bool:
        """Whether a term at ``text[start:end]`` may be a part of the longer word it stands in, by the lengths.

        A Sino-Korean word has two syllables: what is left of a compound without the term is rarely shorter
        (운동본부), and what is shorter makes another word (운동장). The rules are ``inside`` in the language file.
        """
        length = sum(map(is_syllable, text[start:end]))
        begin = start
        while begin and is_syllable(text[begin - 1]):
            begin -= 1
        stop = end
        while stop < len(text) and is_syllable(text[stop]):
            stop += 1
        rules = [rule for rule in self._inside if rule[0] <= length]
        if not rules or stop - end > LONGEST_TAIL or text.startswith(self._others, end):
            return False
        tails = ((cut - end, self.tail(text, cut)) for cut in range(end, stop + 1))
        after = next((count for count, tail in tails if tail and tail.fits), stop - end)
        _, least_before, least_after = rules[-1]
        return all(
            count == 0 or 0 < least <= count for count, least in ((start - begin, least_before), (after, least_after))
        )

    def is_bound(self, text: str, start: int, end: int) -> bool:
        """Whether a word is a bound noun with its particle behind a prospective: 할 수도 있다 has no 수도."""
        return text[start:end] in self._bound and text.endswith(self._prospective, 0, start)

    def repaired(self, before: str, chain: Iterable[str], other: Mapping[str, str]) -> str:
        """A chain with each particle in the form that agrees with the sound before it; empty when that cannot be told.

        Args:
            before: the last character of the term.
            chain: as `tail` gives it.
            other: form to its allomorph (을 to 를), both ways, of the particles that may be changed.
        """
        right = ""
        for form in chain:
            agrees = self._agrees((before + right)[-1], self._wanted.get(form, ""))
            right += form if agrees else other.get(form, "")
        best = self._best(right, before, self._start)
        return right if best and best[1] and best[0] else ""

    def strip(self, word: str) -> list[tuple[str, tuple[str, ...]]]:
        """Every way to read ``word`` (NFC) as a stem and a chain of particles, longest stem first.

        The first is the word itself: "스타하노프 운동의" gives itself with (), then "스타하노프 운동" with ("의",).
        """
        splits: list[tuple[str, tuple[str, ...]]] = [(word, ())]
        cut = len(word) - 1
        while cut > 0 and is_syllable(word[cut]):
            best = self._best(word[cut:], word[cut - 1], self._start)
            if best and not word[cut - 1].isspace():
                splits.append((word[:cut], best[0]))
            cut -= 1
        return splits

    def _best(self, run: str, before: str, state: str) -> tuple[tuple[str, ...], bool] | None:
        """The chain that ``run`` is and whether it fits; of several one that fits, then the shortest."""
        found = [(misfits > 0, len(chain), chain) for chain, misfits in self._chains(run, before, state)]
        if not found:
            return None
        misfit, _, chain = min(found)
        return chain, not misfit

    def _chains(self, run: str, before: str, state: str) -> Iterator[tuple[tuple[str, ...], int]]:
        if not run:
            if state in self._final:
                yield (), 0
            return
        for arc in self._arcs.get((state, run[0]), ()):
            if not run.startswith(arc.form):
                continue
            fits = self._agrees(before, arc.after)
            if fits or not arc.strict:
                for chain, misfits in self._chains(run[len(arc.form) :], arc.form[-1], arc.to):
                    yield (arc.form, *chain), misfits + (not fits)

    def _agrees(self, before: str, after: str) -> bool:
        """Whether the sound of ``before`` is the one a form wants.

        C consonant, v vowel, n consonant but ㄹ, r vowel or ㄹ.
        """
        sound = self._sound(before)
        if not after or not sound:
            return True
        return sound in {"c": "cr", "v": "v", "n": "c", "r": "vr"}[after]

    def _sound(self, character: str) -> str:
        """The last sound: c consonant, v vowel, r ㄹ, "" if it can be read in more ways (Latin letters, hanja)."""
        if not is_syllable(character):
            return self._sounds.get(character, "")
        final = (ord(character) - FIRST) % FINALS
        return "r" if final == RIEUL else "c" if final else "v"


def _compile(data: Mapping[str, Any]) -> dict[str, Any]:
    """The language file with its groups of forms spread out: state → [form, the sound it wants, next state, strict]."""
    arcs: dict[str, list[list[Any]]] = {}
    pairs: dict[str, list[str]] = {}
    for group in data["arcs"]:
        left, right = ("n", "r") if group.get("rieul") else ("c", "v")
        for written in group["forms"]:
            first, slash, second = written.partition("/")
            sounded = [(first, left), (second, right)] if slash else [(first, "")]
            if first and second:
                pairs.setdefault(first, []).append(second)
                pairs.setdefault(second, []).append(first)
            for state in group["from"]:
                arcs.setdefault(state, []).extend(
                    [form, after, group["to"], bool(group.get("strict"))] for form, after in sounded if form
                )
    kept = (
        "start",
        "short",
        "final",
        "alone",
        "closers",
        "sounds",
        "others",
        "bound",
        "prospective",
        "full",
        "contracted",
    )
    inside = [[rule["syllables"], rule["before"], rule["after"]] for rule in data["inside"]]
    return {key: data[key] for key in kept} | {"inside": inside, "arcs": arcs, "pairs": pairs}


def is_syllable(character: str) -> bool:
    """Whether ``character`` is a precomposed Hangul syllable.

    Single letters are not: ㆍ is used as a dot between words.
    """
    return len(character) == 1 and FIRST <= ord(character) <= LAST
