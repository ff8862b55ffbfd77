"""The engine: a scheme compiled into a converter of running text.

How a text is converted:

0. Schemes that come first have their turn with the whole text.
1. The text is brought to NFC, so that й in one or two code points is one letter.
2. It is cut into words: runs of letters of the source script, with the marks on them. Everything
   else (Latin words, digits, punctuation, emoji) passes through. Hangul is taken apart into letters.
3. The first rule that fits at each place replaces its letters; what stands around them is read
   off the source, never off the result.
4. Capitals of the word are given to the result, as the scheme and the kind of word want it.
5. Stress marks return to the letters that stand for theirs, except in Hangul, which has none. The
   result is NFC, which also puts Hangul syllables together.

Words repeat, so each is converted once and remembered; new ones are converted together, one to a
line. Whoever has many words gains much by joining them with line feeds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from termbase.translit.scheme import SCRIPTS, Rule, Scheme, joins, spelled

_MARKS: Final = "\u0300-\u036f\u0483-\u0487"
# Grave and acute: the only marks that Russian print sets on a letter without making another letter.
_STRESS: Final = "\u0300\u0301"
# Private use, so not letters of a word: each stands for what a special rule has found.
_HOLDERS: Final = 0xE000
_CAPITAL_HOLDERS: Final = 0xE800
_STEP_BY_STEP: Final = "\uf000"  # stands for a letter with a stress on it: the short way is no good
_REMEMBERED: Final = 1 << 16  # words; the dictionary of a long text, a few megabytes
_LONGEST: Final = 64  # letters of a word worth remembering


@dataclass(frozen=True, slots=True)
class Step:
    """One replacement that was made.

    ``offset`` counts code points of the text in NFC (from Hangul: of the ``spelled`` text); where
    schemes come first, their steps stand first, and the other offsets count in what they made.
    ``rule`` is None for a letter of the source script that the scheme does not have, which is left
    as it is.
    """

    offset: int
    source: str
    result: str
    rule: Rule | None


class Converter:
    """A scheme, ready to run. Converters are meant to be made once and kept."""

    def __init__(self, scheme: Scheme) -> None:
        """Compile ``scheme`` with the options that are enabled in it."""
        self.scheme = scheme
        self._first = [Converter(first) for first in scheme.first]
        rules = [rule for rule in scheme.rules if not rule.option or rule.option in scheme.enabled]
        self._letters = {rule.source: rule for rule in rules if len(rule.source) == 1 and not rule.contextual}
        # Everything that needs more than one letter to be known, in the order of precedence, under the
        # letter that it begins with: whole groups are passed over at once, which is four times as fast.
        special = [rule for rule in rules if self._letters.get(rule.source) is not rule]
        firsts = dict.fromkeys(rule.source[0] for rule in special)
        self._special = [rule for first in firsts for rule in special if rule.source[0] == first]
        self._vowels = frozenset(scheme.classes.get("vowel", ""))
        groups = "|".join(
            f"(?=[{_both_cases(first)}])(?:{'|'.join(self._pattern(r) for r in special if r.source[0] == first)})"
            for first in firsts
        )
        # One look at all the beginnings first: most letters are the beginning of nothing.
        beginnings = _both_cases("".join(firsts))
        self._find = re.compile(f"(?=[{beginnings}])(?:{groups})" if groups else r"(?!)", re.MULTILINE)
        self._table: dict[int, str] = {}
        for letter, rule in self._letters.items():
            self._table[ord(letter.upper())] = _capitalised(rule.target)
            self._table[ord(letter)] = rule.target
        for number, rule in enumerate(self._special, start=1):
            self._table[_HOLDERS + number] = rule.target
            self._table[_CAPITAL_HOLDERS + number] = _capitalised(rule.target)
        letters = SCRIPTS[scheme.source_script]
        self._word = re.compile(f"([{letters}][{letters}{_MARKS}]*)")
        self._hangul = scheme.source_script == "Hang"
        self._stressed = _stressed(self._letters)
        self._table |= dict.fromkeys(map(ord, self._stressed), _STEP_BY_STEP)
        self._known: dict[bool | None, dict[str, str]] = {None: {}, False: {}, True: {}}

    def convert(self, text: str, *, acronym: bool | None = None) -> str:
        """Return ``text`` with the words of the source script converted, in NFC.

        A word in capitals (more than one letter) is capitals throughout, ЩЁЛОКОВ → SHCHELOKOV,
        or every capital stands for itself, ВЦСПС → VTsSPS. ``acronym`` says which: True takes
        words in capitals for acronyms, False does not, None decides word by word: without a vowel
        it can only be an acronym. (ЦИК has a vowel: say True for a term known to be one.)
        Under ``capitals = "letter"`` every capital always stands for itself. A letter that the
        scheme does not have (Ukrainian ї in a Russian norm) is left as it is, never guessed.
        """
        for first in self._first:
            text = first.convert(text, acronym=acronym)
        # Line by line, because one stress mark makes normalisation of the whole text slow.
        lines = [unicodedata.normalize("NFC", line) for line in text.split("\n")]
        parts = self._word.split("\n".join(lines))
        words, known = parts[1::2], self._known[acronym]
        if len(known) > _REMEMBERED:
            known.clear()
        if new := list(set(words).difference(known)):
            known.update(zip(new, self._converted(new, acronym=acronym), strict=True))
        parts[1::2] = map(known.__getitem__, words)
        for word in new:
            if len(word) > _LONGEST:
                del known[word]
        if self.scheme.capitals == "name" or self.scheme.after_digit:
            for place in range(1, len(parts), 2):
                parts[place] = self._joined(parts[place - 1][-1:], parts[place])
        return unicodedata.normalize("NFC", "".join(parts))

    def trace(self, text: str, *, acronym: bool | None = None) -> list[Step]:
        """Return what ``convert`` does, rule by rule, for the words of the source script."""
        steps: list[Step] = []
        for first in self._first:
            steps += first.trace(text, acronym=acronym)
            text = first.convert(text, acronym=acronym)
        text = spelled(text) if self._hangul else unicodedata.normalize("NFC", text)
        for word in self._word.finditer(text):
            before: str | None = text[max(word.start() - 1, 0) : word.start()]
            for step in self._steps(word[0], acronym=acronym):
                result = step.result if before is None else self._joined(before, step.result)
                before = before if not result else None
                steps.append(Step(word.start() + step.offset, step.source, result, step.rule))
        return steps

    def _joined(self, before: str, result: str) -> str:
        """Fit the beginning of a word to the character before it."""
        if self.scheme.capitals == "name" and before != "-":
            result = _capitalised(result)
        return self.scheme.after_digit + result if result and before.isdigit() else result

    def _pattern(self, rule: Rule) -> str:
        """Write a rule as a group of the pattern that finds special rules in a word."""
        source = "".join(f"[{_both_cases(letter)}]" for letter in rule.source)
        behind = self._context(rule.after, "start", "^", "(?<={})")
        ahead = self._context(rule.before, "end", "$", "(?={})")
        return f"({behind}{source}{ahead})"

    def _context(self, items: tuple[str, ...], edge: str, at_edge: str, beside: str) -> str:
        if not items:
            return ""
        rows = [item.split(" ") for item in items]
        letters = "".join(self._class(row[0]) for row in rows if len(row) == 1 and row != [edge])
        choices = [at_edge] if [edge] in rows else []
        choices += [beside.format(f"[{_both_cases(letters)}]")] if letters else []
        for row in rows:
            if len(row) > 1:
                places = [at_edge if part == edge else f"[{_both_cases(self._class(part))}]" for part in row]
                choices.append(beside.format("".join(places)))
        return f"(?:{'|'.join(choices)})"

    def _class(self, name: str) -> str:
        return self.scheme.classes.get(name, name)

    def _converted(self, words: list[str], *, acronym: bool | None) -> list[str]:
        """Convert words, all at once; those with capitals or marks are looked at again."""
        words = list(map(spelled, words)) if self._hangul else words
        results = self._find.sub(_held, "\n".join(words)).translate(self._table).split("\n")
        for number, word in enumerate(words):
            if _STEP_BY_STEP in results[number] or not word.isalpha():
                results[number] = "".join(step.result for step in self._steps(word, acronym=acronym))
            elif word.isupper() and self._in_capitals(word, acronym=acronym):
                results[number] = results[number].upper()
        return results

    def _in_capitals(self, word: str, *, acronym: bool | None) -> bool:
        """Whether the result is to be in capitals throughout; the word is without marks."""
        if len(word) == 1 or self.scheme.capitals != "word" or word != word.upper():
            return False
        if acronym is None:
            return not self._vowels.isdisjoint(word.lower())
        return not acronym

    def _steps(self, word: str, *, acronym: bool | None) -> Iterator[Step]:
        """Convert one word letter by letter."""
        letters, marks, offsets = self._unmarked(word)
        in_capitals = self._in_capitals(letters, acronym=acronym)
        place = 0
        while place < len(letters):
            letter = letters[place]
            rule = self._rule(letters, place)
            end = place + (len(rule.source) if rule else 1)
            result = rule.target if rule else letter
            if in_capitals:
                result = result.upper()
            elif letter != letter.lower():
                result = _capitalised(result)
            yield Step(
                offsets[place],
                word[offsets[place] : offsets[end]],
                result if self.scheme.target_script == "Hang" else _marked(result, "".join(marks[place:end])),
                rule,
            )
            place = end

    def _rule(self, letters: str, place: int) -> Rule | None:
        """The rule for what stands at a place of a word."""
        match = self._find.match(letters, place)
        return self._special[(match.lastindex or 0) - 1] if match else self._letters.get(letters[place].lower())

    def step(self, word: str, place: int) -> tuple[int, str]:
        """How many letters are replaced at a place of a word in small letters without marks, and by what.

        A step depends on no more of the word than ``reach`` says. Schemes that come first have no part in it.
        """
        rule = self._rule(word, place)
        return (len(rule.source), rule.target) if rule else (1, word[place])

    def reach(self, letter: str) -> tuple[int, int]:
        """How many letters before a letter, and from it onwards, can have a say in what it is replaced by."""
        rules = [rule for rule in self._special if rule.source[0] == letter]
        before = [len(item.split(" ")) for rule in rules for item in rule.after]
        onwards = [len(rule.source) + max((len(item.split(" ")) for item in rule.before), default=0) for rule in rules]
        return max(before, default=0), max(onwards, default=1)

    def _unmarked(self, word: str) -> tuple[str, list[str], list[int]]:
        """Part a word into its letters, the marks on each, and the offset of each in the word."""
        letters: list[str] = []
        marks: list[str] = []
        offsets: list[int] = []
        for offset, char in enumerate(word):
            letter, mark = self._stressed.get(char, (char, ""))
            if unicodedata.combining(letter):
                marks[-1] += letter
            else:
                letters.append(letter)
                marks.append(mark)
                offsets.append(offset)
        return "".join(letters), marks, [*offsets, len(word)]


def _stressed(known: dict[str, Rule]) -> dict[str, tuple[str, str]]:
    """Map letters that Unicode composes with a stress (ѐ) to letter and mark, if not letters."""
    pairs: dict[str, tuple[str, str]] = {}
    for letter in [*known, *map(str.upper, known)]:
        for mark in _STRESS:
            composed = unicodedata.normalize("NFC", letter + mark)
            if len(composed) == 1 and composed.lower() not in known:
                pairs[composed] = (letter, mark)
    return pairs


def _both_cases(letters: str) -> str:
    """Write letters for a regular expression's class, small and capital."""
    return re.escape("".join(dict.fromkeys(letters + letters.upper())))


def _held(match: re.Match[str]) -> str:
    capital = match[0][0] != match[0][0].lower()
    return chr((_CAPITAL_HOLDERS if capital else _HOLDERS) + (match.lastindex or 0))


def _capitalised(text: str) -> str:
    """Capitalise the first letter, and those that a tie joins to it (i͡u → I͡U, as LC prints)."""
    chars = list(text)
    done = False
    for place, char in enumerate(chars):
        if done and not joins(chars[place - 1]):
            if unicodedata.combining(char):
                continue
            break
        chars[place] = char.upper()
        done = done or chars[place] != char
    return "".join(chars)


def _marked(text: str, marks: str) -> str:
    """Put marks on the last letter of a result that has case: the vowel of ya, not a prime."""
    if not marks:
        return text
    end = len(text)
    while end and text[end - 1].lower() == text[end - 1].upper():
        if unicodedata.combining(text[end - 1]):
            break
        end -= 1
    end = end or len(text)
    return text[:end] + marks + text[end:]
