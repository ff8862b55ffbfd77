"""English noun phrases, without a tagger: word classes from lists, what a word is where it stands from its neighbours.

1. Words that are no part of a noun phrase end one: function words, verbs, adverbs, and a noun that is a verb where it
   stands (`termbase.forms.homograph`).
2. A phrase is adjectives, participles and nouns, and ends in a noun: «designed capacity», «milling machine».
3. Two phrases with *of* between them are one: «productivity of labour».
4. Every phrase inside a longer one is a mention too; `termbase.extract.rank` weighs them.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal

from termbase.extract.candidate import Mention
from termbase.extract.passage import Capitals, Passage, Word
from termbase.forms.english import English as Forms
from termbase.forms.homograph import Homographs
from termbase.text import key

LANG = "en"
Part = Literal["stop", "verb", "adjective", "either", "participle", "gerund", "noun", "of", "article"]
"""What a word is: ``either`` an adjective or a noun; ``participle`` in -ed; ``gerund`` a verb in -ing, or a noun."""
Chunk = list[Word]

_LONGEST = 5
"""Words of a phrase without *of*; longer ones are not terms but descriptions."""
_SHORTEST = 4
"""Letters of a term of one word, and of a stem with an ending that says what it is."""
_CLOSING = " \n\u00ad*”’»\"'"


class English:
    """Finds noun phrases."""

    def __init__(
        self, grammar: Mapping[str, Any], parts: Mapping[str, Any], words: Mapping[str, Any], own: Mapping[str, Any]
    ) -> None:
        """Take the data, all under ``data/languages``; a missing key raises ``KeyError``.

        Args:
            grammar: ``en.toml``.
            parts: ``en-parts.toml``.
            words: ``en-words.toml``.
            own: the table ``en`` of ``extract.toml``.
        """
        context = grammar["context"]
        closed = ("subjects", "determiners", "contracted", "objects", "function_words", "auxiliaries", "third_person")
        listed = frozenset(word for name in closed for word in context[name]) | frozenset(own["stop"])
        self.stop = listed - frozenset(own["not_stop"])
        """Words that are in no phrase."""
        self._before_participle = frozenset(context["determiners"]) | frozenset(grammar["phrase"]["prepositions"])
        self._lists: dict[Part, frozenset[str]] = {
            "of": frozenset(own["of"]),
            "article": frozenset(own["articles"]),
            "stop": self.stop | frozenset(words["adverbs"]),
            "noun": frozenset(words["general"]) | frozenset(own["not_participles"]) | frozenset(context["not_gerunds"]),
            "adjective": frozenset(words["adjectives"]),
            "either": frozenset(parts["adjective"]) | frozenset(own["weak"]),
            "verb": frozenset(words["verbs"]),
        }
        self._and = frozenset(own["and"])
        self.general = frozenset(words["general"])
        """Nouns that every text has."""
        self.weak = frozenset(own["weak"])
        self._empty = frozenset(own["empty"])
        self._also_verbs = frozenset(parts["verb"]) | frozenset(parts["also_verb"])
        self._mostly_verbs = frozenset(parts["verb"])
        self._owners: tuple[str, ...] = tuple(end for end in grammar["phrase"]["owners"] if not end.startswith("s"))
        self._plurals: list[tuple[str, str]] = [(many, one) for many, one in own["plurals"]]
        self._adjectival: tuple[str, ...] = tuple(own["adjectival"])
        self._no_plurals: tuple[str, ...] = tuple(own["no_plurals"])
        self._irregular: dict[str, str] = {
            many: one for one, forms in grammar["plural"]["irregular"].items() for many in forms
        }
        self._homographs = Homographs.from_data(grammar, parts)
        self._forms = Forms(grammar)
        self._parts: dict[str, Part] = {}
        self._keys: dict[str, str] = {}

    def phrases(self, passage: Passage, capitals: Capitals, foreign: Container[int] = ()) -> Iterator[Mention]:
        """Every noun phrase of a passage, nested ones too, and every noun.

        Args:
            passage: the paragraph.
            capitals: of all texts.
            foreign: where the words begin that are romanised Russian, and in no English phrase.
        """
        words = [word for word in passage.words if word.start not in foreign]
        names = {word.start for word in words if word.first and not passage.heading and not capitals.is_common(word)}
        for run in self._runs(passage, words):
            for chunk in run:
                for start in range(len(chunk)):
                    for end in range(start + 1, min(len(chunk), start + _LONGEST) + 1):
                        part = chunk[start:end]
                        named = part[0].start in names if len(part) == 1 else self._names_one(part, capitals)
                        if not named and self._is_phrase(passage, part):
                            yield self.mention(passage, chunk[start:end])
            for left, right in pairwise(run):
                if self._is_phrase(passage, right):
                    for start in range(max(0, len(left) - _LONGEST + 1), len(left)):
                        head = left[start:]
                        if self._is_phrase(passage, head, alone=False):
                            yield self.mention(passage, head, right)

    def _names_one(self, words: Sequence[Word], capitals: Capitals) -> bool:
        """Whether words end in a name that they only say something of: miner Ivan Artyukhov, reported Stakhanov."""
        last = self.singular(words[-1].text)
        small = key(last)
        if last[0].islower() or all(word.text[0].isupper() for word in words):
            return False
        return not (capitals.has(small) and capitals.has(f"{small}s"))  # a common noun has a plural: Stakhanovites

    def chunk_before(self, passage: Passage, offset: int) -> Chunk:
        """The noun phrase that ends just before an offset, quotation marks aside; empty: none does."""
        words = passage.before(offset, _LONGEST)
        if not words or passage.text[words[-1].end : offset].strip(_CLOSING + ",."):
            return []
        first = len(words) - 1
        while first and words[first].joined:
            first -= 1
        runs = [chunk for run in self._runs(passage, words[first:]) for chunk in run]
        if not runs or runs[-1][-1] != words[-1]:
            return []
        chunk = runs[-1]
        for place, word in enumerate(chunk):
            if word.lower in self._and:
                chunk = chunk[place + 1 :]
                break
        while len(chunk) > 1 and chunk[0].lower in self.weak:
            chunk = chunk[1:]
        return chunk

    def mention(self, passage: Passage, head: Sequence[Word], of: Sequence[Word] = ()) -> Mention:
        """The mention of a phrase: its head noun in the singular, what follows *of* as it is."""
        words = [self._lemma(self._cased(word), last=word is head[-1]) for word in head]
        start, end = head[0].start, (of or head)[-1].end - self._owner(of[-1] if of else head[-1])
        if of:
            between = passage.between(head[-1].end, of[0].start)
            words += [word.lower for word in between] + [self._lemma(word.text, last=False) for word in of]
        if passage.heading:
            words = [word.lower() for word in words]
        return Mention("phrase", LANG, self.key(" ".join(words)), " ".join(words), start, end)

    def key(self, phrase: str) -> str:
        """One key for all spellings of a phrase: small letters, no hyphens, British and American alike."""
        return " ".join(map(self._word_key, phrase.replace("-", " ").split()))

    def _word_key(self, word: str) -> str:
        if word not in self._keys:
            small = word.lower()
            spellings = [form.text for form in self._forms.expand(small, "phrase") if form.features in ("", "spelling")]
            self._keys[word] = min(spellings)
        return self._keys[word]

    def words(self) -> frozenset[str]:
        """All words of the lists, in small letters."""
        return self._also_verbs.union(*self._lists.values())

    def knows(self, word: str) -> bool:
        """Whether a word in small letters stands in a list of English words."""
        return any(word in words for words in self._lists.values()) or word in self._also_verbs

    def is_empty(self, word: str) -> bool:
        """Whether a word in small letters names nothing by itself: an adjective, a month."""
        return any(word in words for words in (self._empty, self._lists["adjective"], self._lists["either"]))

    def singular(self, word: str) -> str:
        """A noun in the singular, as far as its ending says."""
        small = word.lower()
        if small in self._irregular:
            return f"{word[:1]}{self._irregular[small][1:]}"
        if small.endswith(self._no_plurals) or len(word) < _SHORTEST or word.isupper():
            return word
        many, one = next((pair for pair in self._plurals if small.endswith(pair[0])), ("", ""))
        return word.removesuffix(many) + one

    def _cased(self, word: Word) -> str:
        """A word without the capital that only a sentence gives it."""
        return word.text.lower() if word.first and self.knows(word.lower) else word.text

    def _lemma(self, word: str, *, last: bool) -> str:
        own = next((end for end in self._owners if word.endswith(end)), "")
        return self.singular(word.removesuffix(own)) if last else word.replace("’", "'")

    def _owner(self, word: Word) -> int:
        """Length of the ending of an owner."""
        return next((len(end) for end in self._owners if word.text.endswith(end)), 0)

    # 1. Word classes

    def part(self, passage: Passage, word: Word) -> Part:
        """What a word is where it stands."""
        small = word.lower[: len(word.lower) - self._owner(word)]
        if small not in self._parts:
            self._parts[small] = self._part(small)
        part = self._parts[small]
        if part in ("noun", "gerund") and small in self._also_verbs and word.text.islower():
            return part if self._homographs.is_noun(passage.folded, word.start, word.end) else "verb"
        return part

    def _part(self, word: str) -> Part:
        if len(word) == 1 or "'" in word:  # isn't
            return "stop"
        for part, words in self._lists.items():
            if word in words:
                return part
        stem = word[:-3]
        _, hyphen, last = word.rpartition("-")
        if hyphen and (last in self._lists["adjective"] or last.endswith("ed")):
            return "adjective"
        if len(stem) >= _SHORTEST - 1 and word.endswith("ly"):
            return "stop"
        if len(stem) >= _SHORTEST - 1 and word.endswith(self._adjectival):
            return "adjective"
        if len(stem) >= _SHORTEST - 2 and word.endswith("ed"):
            return "participle"
        if word.endswith("ing") and self._is_verb(stem, stem + "e", stem[:-1]):
            return "gerund"
        return "verb" if word.endswith("s") and {word[:-1], word[:-2]} & self._lists["verb"] else "noun"

    def _is_verb(self, *stems: str) -> bool:
        return any(stem in self._lists["verb"] or stem in self._also_verbs for stem in stems)

    def _is_third_person(self, word: str) -> bool:
        """Whether a word has the letters of one that is more often a verb, with -s: recalls, adds."""
        return word.endswith("s") and bool({word[:-1], word[:-2]} & (self._mostly_verbs | self._lists["verb"]))

    def _is_phrase(self, passage: Passage, words: Sequence[Word], *, alone: bool = True) -> bool:
        """Whether a part of a chunk is a phrase of its own that may be a term."""
        first, last = words[0], words[-1]
        if first.lower in self._and:
            return False
        capital = all(word.text[0].isupper() for word in words)
        if all(word.text.isupper() for word in words) and not passage.heading:
            return False
        if capital and not passage.heading and not (first.first and len(words) == 1):
            return False  # a name
        if first.lower in self.weak and (first.first or first.text.islower() or passage.heading):
            return False
        part = self.part(passage, last)
        if part == "either" and not self._homographs.is_noun(passage.folded, last.start, last.end):
            return False
        small = self.singular(last.lower)
        if part not in ("noun", "either", "gerund") or small in self._empty:
            return False
        if len(words) > 1 or not alone:
            return True
        verb = {small, last.lower} & self._mostly_verbs
        return part == "noun" and not verb and len(small) >= _SHORTEST

    # 2. Chunks

    def _runs(self, passage: Passage, words: Sequence[Word] | None = None) -> Iterator[list[Chunk]]:
        """Chunks of words of noun phrases; those with *of* between them together."""
        run: list[Chunk] = []
        chunk: Chunk = []
        before: Word | None = None
        words = passage.words if words is None else words
        for number, word in enumerate(words):
            joined = word.joined and (before is None or passage.words[passage.index(word.start) - 1] is before)
            after = words[number + 1] if number + 1 < len(words) and words[number + 1].joined else None
            if joined and chunk and after and word.lower in self._and and self._both(passage, chunk[-1], after):
                chunk.append(word)
                before = word
                continue
            part = self._in_chunk(passage, word, chunk, before if joined else None)
            waiting = bool(run) and not chunk  # behind "of"
            if not joined or part == "stop" or (part == "article" and not waiting) or (part == "of" and not chunk):
                if chunk:
                    run.append(chunk)
                if run:
                    yield run
                run, chunk = [], []
            elif part == "of" or (chunk and self._owner(chunk[-1]) and chunk[-1].text[0].isupper()):
                run.append(chunk)
                chunk = []
                if part != "of":  # Stalin's speech: the owner is no part of the phrase
                    yield run
                    run = []
            if part not in ("stop", "of", "article"):
                chunk.append(word)
            before = word
        if chunk:
            run.append(chunk)
        if run:
            yield run

    def _both(self, passage: Passage, *words: Word) -> bool:
        """Whether both of two words are adjectives: cultural and technical level."""
        return all(self.part(passage, word) in ("adjective", "either") for word in words)

    def _in_chunk(self, passage: Passage, word: Word, chunk: Chunk, before: Word | None) -> Part:
        """What a word is there, "stop" where it cannot belong to a noun phrase."""
        part = self.part(passage, word) if word.script == "Latn" else "stop"
        if part == "verb":
            return "stop"
        if chunk and before is chunk[-1] and before.text[0].isupper() and self._is_third_person(word.lower):
            return "stop"  # Gudov recalls
        if part in ("participle", "gerund") and word.text.islower():
            last = self.part(passage, chunk[-1]) if chunk else "stop"
            if chunk and before is chunk[-1]:
                return "stop" if part == "participle" and last in ("noun", "gerund") else part
            determined = before is not None and before.lower in self._before_participle
            return part if determined else "stop"
        return part
