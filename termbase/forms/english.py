"""All forms of an English term.

Plural, possessive, verb forms, spacing variants, British and American spelling.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from termbase.forms import Form

Labelled = tuple[str, str]
"""(text, features)"""


class English:
    """Expands English terms to their written forms; needs no analyser."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """``data`` is ``data/languages/en.toml`` as a dict.

        Raises ``KeyError`` for a key missing from it.
        """
        self._grammar: dict[str, list[str]] = data["grammar"]
        self._phrase: dict[str, list[str]] = data["phrase"]
        self._plural: dict[str, Any] = data["plural"]
        self._verb: dict[str, Any] = data["verb"]
        self._variants: dict[str, Any] = data["variants"]
        self._grades: dict[str, Any] = data["grades"]
        self._dashes = "".join(data["variants"]["dashes"])
        self._joint = re.compile(f"([ {re.escape(self._dashes)}])")
        self._spelling = _Spelling(data["spelling"])

    def expand(self, text: str, grammar: str = "", forms: Sequence[str] = ()) -> list[Form]:
        """Every written form of the term ``text``, which comes first with empty features; no text twice.

        ``grammar`` is the concept file's string; without a part of speech a term is taken for a noun.
        ``forms``, when given, replace the inflection (each "form" or "form=features"); spacing and spelling
        variants are made of them too. Features: "plur", "poss", "plur poss", "attr plur" (the plural of a
        noun before the head: weapons programme), "comp" and "sup" (higher norm), and for verbs "pres 3", "past",
        "ger"; a further "spelling" (labour/labor) or "variant" (five-year plan/five year plan) marks a form
        that is written another way.
        """
        inflected = list(self._inflect(text, grammar))
        if forms:
            # What a form is that does not say it, the rules tell, if they make it too.
            made = dict([*self._decline(text, []), *inflected])
            explicit = [item.partition("=") for item in forms]
            inflected = [
                (form.strip(), features.strip() or made.get(form.strip(), "")) for form, _, features in explicit
            ]
        found = {text: ""}
        for form, features in [(text, ""), *inflected]:
            found.setdefault(form, features)
        for mark, ways in (
            ("spelling", self._spelling.variants),
            ("variant", self._apostrophes),
            ("variant", self._spaced),
        ):
            for form, features in list(found.items()):
                for other in ways(form):
                    found.setdefault(other, f"{features} {mark}".strip())
        return [Form(form, features) for form, features in found.items()]

    def is_common_noun(self, text: str, grammar: str) -> bool:
        """Whether a term is a noun of one word in lower case, which may have the letters of a verb or an adjective."""
        others = ("verb", "still", "name")
        return text.isalpha() and text.islower() and not any(self._marked(grammar.split(), kind) for kind in others)

    # 1. Inflection

    def _inflect(self, text: str, grammar: str) -> Iterator[Labelled]:
        marks = grammar.split()
        first, _, rest = text.partition(" ")
        if rest and first.lower() in self._phrase["articles"]:
            yield rest, "variant"
            yield from self._inflect(rest, grammar)
            return
        if self._marked(marks, "verb"):
            if rest and first.lower() in self._phrase["infinitive"]:
                yield rest, "variant"
                first, _, rest = rest.partition(" ")
            for form, features in self._conjugate(first):
                yield f"{form} {rest}".strip(), features
        elif not self._marked(marks, "still"):
            yield from self._decline(text, marks)
        elif self._marked(marks, "compared"):
            yield from zip(self._compared(text), ("comp", "sup"), strict=False)

    def _marked(self, marks: Iterable[str], kind: str) -> bool:
        return any(mark in self._grammar[kind] for mark in marks)

    def _decline(self, text: str, marks: list[str]) -> Iterator[Labelled]:
        plural_only = self._marked(marks, "plural")
        yield from self._possessive(text, "poss", plural=plural_only)
        if self._marked(marks, "name"):
            return
        yield from self._modified(text, "")
        if plural_only or self._marked(marks, "uncountable"):
            return
        for plural in self._plural_phrases(text):
            yield plural, "plur"
            yield from self._possessive(plural, "plur poss", plural=True)
            yield from self._modified(plural, " plur")

    def _possessive(self, text: str, features: str, *, plural: bool) -> Iterator[Labelled]:
        for apostrophe in self._phrase["apostrophes"]:
            if text.endswith("s"):
                yield text + apostrophe, features
            if not (text.endswith("s") and plural):
                yield text + apostrophe + "s", features

    def _modified(self, phrase: str, features: str) -> Iterator[Labelled]:
        """The first word of a phrase compared (higher norm), or a noun in the plural (weapons programme)."""
        first, _, rest = phrase.partition(" ")
        if not rest[:1].islower() or rest.split()[0] in self._phrase["prepositions"] or not first.isalpha():
            return
        if grades := self._compared(first):
            yield from zip((f"{grade} {rest}" for grade in grades), ("comp" + features, "sup" + features), strict=True)
        elif not first.isupper() and not first.lower().endswith(tuple(self._phrase["attributes"])):
            for plural in self._plurals(first):
                yield f"{plural} {rest}", "attr plur" + features

    def _compared(self, adjective: str) -> list[str]:
        """Comparative and superlative of one of the adjectives that have them, else nothing."""
        lower = adjective.lower()
        if irregular := self._grades["irregular"].get(lower):
            return [adjective[:1] + grade[1:] if grade[:1] == lower[:1] else grade for grade in irregular]
        if lower not in self._grades["adjectives"]:
            return []
        stem = adjective.removesuffix("e")
        if stem == adjective:
            stem = stem[:-1] + "i" if stem.endswith("y") else self._doubled(stem)
        return [stem + "er", stem + "est"]

    def _plural_phrases(self, text: str) -> Iterator[str]:
        """The plurals of a nominal phrase: of the word before its first preposition, else of its last.

        An adjective may come behind its noun (courts martial).
        """
        parts = self._joint.split(text)
        words = parts[::2]
        prepositions = [index for index, word in enumerate(words) if word.lower() in self._phrase["prepositions"]]
        if prepositions[:1] == [0]:
            return
        head = prepositions[0] - 1 if prepositions else len(words) - 1
        if head and words[0].lower() in self._phrase["double"]:
            parts[0] = self._plurals(words[0])[0]
        postposed = len(words) > 1 and not prepositions and words[-1].lower() in self._phrase["postposed"]
        for place in (head - 1, head) if postposed else (head,):
            for plural in self._plurals(words[place]):
                yield "".join((*parts[: 2 * place], plural, *parts[2 * place + 1 :]))

    def _plurals(self, word: str) -> list[str]:
        lower = word.lower()
        if not word[-1:].isalpha() or lower.endswith(tuple(self._plural["none_endings"])):
            return []
        if word.isupper() and len(word) > 1:  # an abbreviation: MTSs
            return [word + "s"]
        if irregular := self._plural["irregular"].get(lower):
            return [word[:1] + plural[1:] for plural in irregular]
        if part := next((part for part in self._plural["compounds"] if lower.endswith(part)), ""):
            known = self._plural["irregular"].get(part, [part])
            return [word.removesuffix(part) + plural for plural in known]
        end, ending = next(pair for pair in self._plural["endings"] if lower.endswith(pair[0]))
        return [word[: len(word) - len(end)] + ending]

    def _conjugate(self, verb: str) -> Iterator[Labelled]:
        end, ending = next(
            pair
            for pair in self._plural["endings"]
            if pair[0] not in self._verb["not_third"] and verb.endswith(pair[0])
        )
        yield self._verb["third"].get(verb, verb[: len(verb) - len(end)] + ending), "pres 3"
        stem = self._doubled(verb)
        silent = verb.endswith("e") and not verb.endswith("ee")
        yield (verb[:-1] if silent and verb != "be" else stem) + "ing", "ger"
        for form in self._verb["irregular"].get(verb, ()):
            yield form, "past"
        if verb not in self._verb["irregular"]:
            consonant_y = verb.endswith("y") and verb[-2:-1] not in self._verb["vowels"]
            yield (verb + "d" if silent else verb[:-1] + "ied" if consonant_y else stem + "ed"), "past"

    def _doubled(self, verb: str) -> str:
        vowels = self._verb["vowels"]
        short = len(verb) > 2 and sum(letter in vowels for letter in verb) == 1 and verb[-2] in vowels
        return (
            verb + verb[-1]
            if verb in self._verb["always_double"] or (short and verb[-1] in self._verb["double_final"])
            else verb
        )

    # 2. Spacing

    def _apostrophes(self, text: str) -> Iterator[str]:
        """The other ways to write the owners inside a term: workers' club, worker's club, workers club."""
        words = text.split(" ")
        for index, word in enumerate(words[:-1]):
            owner = next((word.removesuffix(end) for end in self._phrase["owners"] if word.endswith(end)), "")
            if owner and not owner.endswith("s"):
                for end in (*self._phrase["owners"], "s"):
                    yield " ".join((*words[:index], owner + end, *words[index + 1 :]))

    def _spaced(self, text: str) -> Iterator[str]:
        parts = self._joint.split(text)
        joints = parts[1::2]
        dashes = [joint for joint in joints if joint != " "]
        if dashes:
            solid = [""] if len(dashes) == 1 and self._may_join(parts[joints.index(dashes[0]) * 2 :][:3]) else []
            for joint in (*self._variants["written"], " ", *solid):
                yield "".join(joint if index % 2 and part != " " else part for index, part in enumerate(parts))
        elif len(joints) == 1 and self._may_join(parts):
            yield "-".join(parts[::2])
            if min(map(len, parts[::2])) >= self._variants["solid_letters"]:
                yield "".join(parts[::2])
        elif joints:  # five year plan: the words before the head are joined
            for index in range(1, len(parts) - 2, 2):
                if self._may_join(parts[index - 1 : index + 2]):
                    yield "".join((*parts[:index], "-", *parts[index + 1 :]))
        elif not joints and len(text) >= self._variants["prefixed_letters"]:
            for beginning, hyphenated in self._variants["prefixes"].items():
                if text.startswith(beginning):
                    yield hyphenated + text.removeprefix(beginning)

    def _may_join(self, parts: Sequence[str]) -> bool:
        left, _, right = parts
        words = (*self._phrase["articles"], *self._phrase["infinitive"], *self._phrase["prepositions"])
        return right.islower() and left.lower() not in words and right not in words


class _Spelling:
    """British and American spellings of the words of a form, from the stems and endings of en.toml."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        british, american = data["ize_letters"]
        self._pairs: dict[str, str] = {gb + end: us + end for gb, us in data["stems"] for end in data["endings"]}
        for stem in data["doubled"]:
            self._pairs |= {stem + stem[-1] + end: stem + end for end in data["doubled_endings"]}
        self._pairs |= dict(data["words"])
        self._pairs |= {us: gb for gb, us in self._pairs.items()}
        after = "|".join(sorted(data["ize_after"], key=len, reverse=True))
        endings = "|".join(end[2:] for end in data["ize_endings"])
        letters = f"{british}{american}"
        self._ize = re.compile(f"(?P<stem>.{{2,}}(?:{after})i)(?P<letter>[{letters}])(?P<end>{endings})")
        self._swap = {british: american, american: british}
        self._not_ize = frozenset(word.replace(british, american) for word in data["ize_not"]) | set(data["ize_not"])

    def variants(self, text: str) -> Iterator[str]:
        """The other spellings of ``text``: each word that has one may take it."""
        parts = re.split(r"([^\W\d_]+)", text)
        choices = [(part, *self._other(part)) for part in parts]
        for chosen in product(*choices):
            if (variant := "".join(chosen)) != text:
                yield variant

    def _other(self, word: str) -> tuple[str, ...]:
        lower = word.lower()
        other = self._pairs.get(lower, "")
        if not other and lower not in self._not_ize and (match := self._ize.fullmatch(lower)):
            other = match["stem"] + self._swap[match["letter"]] + match["end"]
        return (word[:1] + other[1:],) if other else ()
