"""How often ``identify --document`` names the right schemes, in documents made for it.

    .venv/bin/python scripts/bench_documents.py [FILE…]

A document cites Russian words in titles of four, romanised by one scheme (20 words) or by two (20 and 10). Schemes
and words are drawn with fixed seeds. The words are those of running Russian text: the reader and the definitions of
the base, or the files that are given. In a noisy document each word has, one time in ten, a random letter for one of
its own. A mixed document counts only if at least three deciding words of either layer stand in it: words that are
looked at (in the dictionary, and not English as well) and that the other scheme spells differently.
"""

from __future__ import annotations

import random
import re
import string
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import polib

import termbase
from termbase.files import BUNDLED, read_text
from termbase.identify import Identifier, Profile, load_homographs, load_identifier, profile
from termbase.identify.reader import Reader
from termbase.translit import Converter, Scheme, load_schemes

READER = Path(__file__).resolve().parent.parent / "translations" / "stakhanovite-reader" / "en-ru.po"
NOISE = 0.1
_RUSSIAN = re.compile("[\u0410-\u044f\u0451]{4,}")


class Simulation:
    """Documents made of the words of a text, and what is said of them."""

    def __init__(
        self, words: Sequence[str], identifier: Identifier, english: Collection[str], schemes: Mapping[str, Scheme]
    ) -> None:
        self._words = words
        self._identifier = identifier
        self._english = english
        self._schemes = schemes
        self._reader = Reader(identifier, english, schemes)
        self._converters = {
            name: Converter(scheme)
            for name, scheme in schemes.items()
            if (scheme.source_script, scheme.target_script) == ("Cyrl", "Latn")
        }

    def run(self, documents: int, noise: float, seed: int) -> Counter[str]:
        """Make so many pure and so many mixed documents and count what is said of them.

        Args:
            documents: of either kind.
            noise: share of the words that have a wrong letter.
            seed: the same documents come of the same seed.
        """
        draw = random.Random(seed)  # noqa: S311 - samples, not secrets
        counts: Counter[str] = Counter()
        for _ in range(documents):
            counts.update(self._pure(draw, noise))
            counts.update(self._mixed(draw, noise))
        return counts

    def _pure(self, draw: random.Random, noise: float) -> Counter[str]:
        scheme = draw.choice(list(self._converters))
        found = self._profile(self._spelt(draw.sample(self._words, 20), scheme, noise, draw))
        named = [name for layer in found.layers[:1] for name in layer.schemes]
        return Counter(
            {
                "pure": 1,
                "pure, nothing said": not named,
                "pure, wrong": bool(named) and scheme not in named,
                "pure, as two": len(found.layers) > 1,
                "pure, schemes": len(named),
            }
        )

    def _mixed(self, draw: random.Random, noise: float) -> Counter[str]:
        one, other = draw.sample(list(self._converters), 2)
        words = draw.sample(self._words, 30)
        spelt = self._spelt(words[:20], one, noise, draw), self._spelt(words[20:], other, noise, draw)
        if min(self._deciding(spelt[0], one, other), self._deciding(spelt[1], other, one)) < 3:
            return Counter()
        found = self._profile([*spelt[0], *spelt[1]])
        named = [layer.schemes for layer in found.layers]
        two = len(named) == 2
        right = two and any(one in named[first] and other in named[1 - first] for first in (0, 1))
        return Counter(
            {
                "mixed": 1,
                "mixed, flagged": two,
                "mixed, right": right,
                "mixed, schemes": sum(map(len, named)) if two else 0,
            }
        )

    def _spelt(self, words: Iterable[str], scheme: str, noise: float, draw: random.Random) -> list[str]:
        spelt = [self._converters[scheme].convert(word) for word in words]
        return [_misspelt(word, draw) if draw.random() < noise else word for word in spelt]

    def _deciding(self, words: Iterable[str], scheme: str, other: str) -> int:
        looked_at = map(self._reader.read, words)
        return sum(word is not None and scheme in word.schemes and other not in word.schemes for word in looked_at)

    def _profile(self, spelt: Sequence[str]) -> Profile:
        titles = [" ".join(spelt[start : start + 4]) for start in range(0, len(spelt), 4)]
        texts = [f"The author, in his book of 1936 (see {title}, p. 10), says little about it." for title in titles]
        return profile(texts, self._identifier, self._english, self._schemes)


def _misspelt(word: str, draw: random.Random) -> str:
    place = draw.randrange(len(word))
    return word[:place] + draw.choice(string.ascii_lowercase) + word[place + 1 :]


def running_words(text: str) -> list[str]:
    """The different Russian words of a text, of four letters or more; small where they are written small somewhere."""
    found = dict.fromkeys(_RUSSIAN.findall(text))
    return sorted(word for word in found if word.islower() or word.lower() not in found)


def own_text() -> str:
    """Running Russian of the project itself: the reader, and the definitions of the base."""
    definitions = [concept.definition.get("ru", "") for concept in termbase.load().content.concepts]
    return "\n".join([*(entry.msgstr for entry in polib.pofile(str(READER))), *definitions])


def documents(text: str, seed: int = 0) -> None:
    """Print the figures for documents made of the words of a text."""
    simulation = Simulation(
        running_words(text), load_identifier(BUNDLED), load_homographs(BUNDLED), load_schemes(Path(BUNDLED, "schemes"))
    )
    for title, noise in (("clean", 0.0), ("10 % of words misspelt", NOISE)):
        counts = simulation.run(1000, noise, seed)
        pure, mixed, flagged = counts["pure"], counts["mixed"], counts["mixed, flagged"]
        print(f"documents, {title}: {pure} of one scheme, {mixed} of two that can be told apart")
        for name, share, target in (
            ("one scheme: a wrong one named", counts["pure, wrong"] / pure, "≤ 3 %"),
            ("one scheme: called two", counts["pure, as two"] / pure, "≤ 3 %"),
            ("two schemes: seen to be two", flagged / mixed, "≥ 95 %"),
            ("two schemes: both named", counts["mixed, right"] / mixed, "≥ 85 %"),
        ):
            print(f"  {name:<34}{share:8.1%}  target {target}")
        print(f"  one scheme: nothing said          {counts['pure, nothing said'] / pure:8.1%}")
        print(f"  schemes that a layer names, mean  {counts['pure, schemes'] / pure:8.1f}  of one")
        print(f"                                    {counts['mixed, schemes'] / (2 * flagged):8.1f}  of two")


if __name__ == "__main__":
    documents("\n".join(map(read_text, sys.argv[1:])) or own_text())
