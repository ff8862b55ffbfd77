"""The romanised Russian of one document: its passages, its schemes, and how those would spell a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from termbase.identify import Candidate
from termbase.identify.documents import Profile, profile_of
from termbase.identify.romanised import romanised
from termbase.index.grams import distance
from termbase.romanisation.passages import Passage, Word, in_third_language, passages
from termbase.romanisation.tools import Tools
from termbase.text import key, script
from termbase.translit import Converter

_SUPPORT = 3
"""Words of phrases by which a scheme is told; fewer are chance."""
SOFT, HARD = "\u02b9\u2019\u2032\u02bc'`\u00b4", '\u02ba\u201d\u2033"'
"""The glyphs that stand for the soft and for the hard sign."""


class Writing:
    """What is written in Latin letters and is Russian, in one document.

    Of two layers (`termbase.identify.documents`) the one in which the phrases are written, titles and quotations, is
    the strict one; the other is that of names in the prose.
    """

    def __init__(self, texts: Sequence[str], tools: Tools, declared: str = "") -> None:
        """Find the Russian; linear in the length of the texts.

        Args:
            texts: the paragraphs of the document, without markup.
            tools: what it is read with.
            declared: the scheme that the document is meant to follow; empty: that which it follows.

        Raises:
            KeyError: there is no such scheme.
        """
        self.texts = texts
        self.tools = tools
        found = [place for place in romanised(texts, tools.reader) if script(place.word.text[0]) == "Latn"]
        self.third = in_third_language(texts, found, tools)
        """Whether the document is neither in English nor in Russian."""
        self.passages: list[Passage] = list(passages(texts, found, tools, third=self.third))
        self.profile: Profile = profile_of([place.word for place in found], tools.reader)
        self._declared = declared
        self.scheme = declared or self._strict()
        """The strict scheme; empty: the document has too few words to tell."""
        self._converter = Converter(tools.schemes[self.scheme]) if self.scheme else None

    def _strict(self) -> str:
        """The scheme that gives most words of the phrases, else the first layer's.

        One without signs is not meant if the document has signs in as many words as it lacks them. Of schemes that
        give as many, that from which the words outside are least far.
        """
        layers = self.profile.layers
        if not layers:
            return ""
        phrases: dict[str, frozenset[str]] = {
            word.text: frozenset(scheme for candidate in word.readings for scheme in candidate.schemes)
            for passage, word in self.words()
            if passage.is_phrase and word.sure
        }
        given = Counter(scheme for schemes in phrases.values() for scheme in schemes)
        choice = [name for name in given if given[name] >= _SUPPORT]
        if not choice:
            choice = list(max(layers, key=lambda layer: len(phrases.keys() & set(layer.words))).schemes)
        signing = {name for name in (*given, *choice) if Converter(self.tools.schemes[name]).convert("\u044c")}
        # Of words that are English as well, a sign shows that they are not.
        texts = {word.text for passage, word in self.words() if passage.is_phrase and word.readings}
        signed = sum(any(char in SOFT for char in text) for text in texts)
        lacking = sum(bool(schemes) and signing.isdisjoint(schemes) for schemes in phrases.values())
        if signed and signed >= lacking and signing.intersection(choice):
            choice = [name for name in choice if name in signing]
        most = max(given[name] for name in choice)
        best = (name for name in sorted(choice) if given[name] == most)
        return min(best, key=lambda name: (name not in self.popular, self._strange(name)))

    def _strange(self, name: str) -> int:
        """How far the words outside all layers are from a scheme's spellings, in letters."""
        convert = Converter(self.tools.schemes[name]).convert
        return sum(
            min(
                distance(word.text.lower(), convert(candidate.source).lower(), len(word.text))
                for candidate in word.readings
            )
            for _, word in self.words()
            if word.readings and word.text in self.profile.outside
        )

    @cached_property
    def popular(self) -> frozenset[str]:
        """The schemes in which names may stand in the prose: those of the layers."""
        return frozenset(scheme for layer in self.profile.layers for scheme in layer.schemes)

    def words(self) -> Iterator[tuple[Passage, Word]]:
        """All words with their passages."""
        for passage in self.passages:
            for word in passage.words:
                yield passage, word

    def is_right(self, word: Word) -> bool:
        """Whether the strict scheme gives a word."""
        return any(self.scheme in candidate.schemes for candidate in word.readings)

    @cached_property
    def is_supported(self) -> bool:
        """Whether phrases show the scheme, not names alone, which have popular spellings beside any scheme."""
        phrases = (word for passage, word in self.words() if passage.is_phrase and word.small)
        right = {word.text for word in phrases if self.is_right(word) and not self.tools.is_listed(word.text)}
        return bool(self._declared) or len(right) >= _SUPPORT

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """The Russian words, in Cyrillic and small letters, that stand in the document in its scheme, and how often.

        A word with several readings counts for each of them.
        """
        return Counter(
            source
            for _, word in self.words()
            for source in {candidate.source.lower() for candidate in word.readings if self.scheme in candidate.schemes}
        )

    @cached_property
    def signs(self) -> Mapping[int, Counter[str]]:
        """The glyphs of the soft sign, and how often each stands: in each paragraph, and under -1 in all."""
        found: dict[int, Counter[str]] = {-1: Counter()}
        for passage, word in self.words():
            glyphs = [char for char in word.text[1:] if char in SOFT]
            found[-1].update(glyphs)
            found.setdefault(passage.number, Counter()).update(glyphs)
        return found

    def soft_sign(self, number: int = -1) -> str:
        """The glyph of the soft sign in a paragraph, else in the document, else in the scheme; empty: it has none."""
        plain = self._converter.convert("\u044c") if self._converter else ""
        if plain not in SOFT or not plain:
            return plain
        used = self.signs.get(number) or self.signs[-1]
        return used.most_common(1)[0][0] if used else plain

    def spell(self, source: str, like: str = "", number: int = -1) -> str:
        """A Russian word as the strict scheme spells it, with the document's sign for ь.

        Args:
            source: the word in Cyrillic.
            like: what it stands for: its capitals are taken over.
            number: of the paragraph; empty paragraphs and those without a sign have that of the document.
        """
        if self._converter is None:
            return ""
        text = source
        if like[:1].isupper() and not text[:1].isupper():
            text = text[:1].upper() + text[1:]
        if like.isupper() and len(like) > 1:
            text = text.upper()
        spelt = self._converter.convert(text)
        plain, soft = self._converter.convert("\u044c"), self.soft_sign(number)
        return spelt.replace(plain, soft) if plain else spelt

    def same_letters(self, word: Word, candidate: Candidate) -> bool:
        """Whether a word is spelt right but for its signs."""
        return _letters(word.text) == _letters(self.spell(candidate.source))


def _letters(text: str) -> str:
    return "".join(char for char in key(text) if char.isalpha() and char not in SOFT)
