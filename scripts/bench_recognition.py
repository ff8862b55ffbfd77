"""Measure how well terms are found in running text: recall and precision on treebanks, beside the usual ways.

    .venv/bin/python scripts/bench_recognition.py [--half 1|2] [--analyser] ru_….conllu en_….conllu ko_….conllu

A treebank (CoNLL-U, named <lang>_….conllu) gives every word its lemma, Korean ones their morphemes. Terms are sampled
from the lemmas: one word (nouns), and two (adjective or noun with its noun, Russian noun with a genitive; Korean:
two eojeols). They are written in their dictionary form, put into a termbase, and looked for in the raw text; right is
what stands where the treebank has the lemmas. What it marks as misprints is left out. A Korean term is right wherever
morphemes begin and end with it, also inside a longer compound, and however it is spaced. `--half` takes every other
sentence: what was tuned on one half is reported on the other.
"""

from __future__ import annotations

import argparse
import importlib
import random
import re
import shutil
import sys
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from termbase.files import BUNDLED
from termbase.index.build import build_index
from termbase.index.expand import PROSE_SCHEME, Expander
from termbase.index.store import Index
from termbase.match import Finder
from termbase.match.kiwi import PACKAGE, Kiwi
from termbase.model import CasePolicy, Concept, Term

SAMPLE = {1: 3000, 2: 4000}
"""Terms of one word and of two."""
SEED = 1935
LANGUAGES = {"ru": "russian", "en": "english", "ko": ""}
"""Language to its Snowball stemmer; there is none for Korean."""

Place = tuple[int, int]
"""Number of the sentence, offset in its text."""
Places = dict[str, set[Place]]
"""Term to where it stands."""


class Word(NamedTuple):
    """A word of a treebank; features as CoNLL-U has them."""

    number: int
    form: str
    lemma: str
    part: str
    tags: str
    features: dict[str, str]
    head: int
    relation: str
    start: int
    """Offset in the sentence, -1 when the form does not stand there."""

    @property
    def misspelt(self) -> bool:
        """Marked as a misprint by the treebank."""
        return self.features.get("Typo") == "Yes"


class Sentence(NamedTuple):
    """A sentence as it was printed, and its words."""

    text: str
    words: list[Word]


def sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file."""
    text, words, place = "", list[Word](), 0
    with path.open(encoding="utf-8") as file:
        for line in file:
            cells = unicodedata.normalize("NFC", line.rstrip("\n")).split("\t")
            if cells[0].startswith("# text ="):
                text = cells[0].removeprefix("# text =").strip()
            elif len(cells) == 10 and cells[0].isdigit():
                _, form, lemma, part, tags, features, head, relation, *_ = cells
                start = text.find(form, place)
                place = start + len(form) if start >= 0 else place
                pairs = dict(pair.split("=", 1) for pair in features.split("|") if "=" in pair)
                words.append(Word(int(cells[0]), form, lemma, part, tags, pairs, int(head), relation, start))
            elif not cells[0] and words:
                yield Sentence(text, words)
                text, words, place = "", [], 0


# 1. Terms and where they stand

NOUNS = ("NOUN", "PROPN")
_WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*")
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_ENDINGS = {  # of the lemma of a Russian adjective: feminine, neuter; the first that fits
    "кий": ("кая", "кое"), "гий": ("гая", "гое"), "хий": ("хая", "хое"), "ший": ("шая", "шее"), "щий": ("щая", "щее"),
    "чий": ("чая", "чее"), "жий": ("жая", "жее"), "ый": ("ая", "ое"), "ой": ("ая", "ое"), "ий": ("яя", "ее"),
}  # fmt: skip


def _one_word(corpus: list[Sentence]) -> Places:
    """Lemmas of nouns."""
    places: Places = defaultdict(set)
    for number, sentence in enumerate(corpus):
        for word in sentence.words:
            if word.part in NOUNS and word.start >= 0 and not word.misspelt and _WORD.fullmatch(word.lemma):
                places[word.lemma].add((number, word.start))
    return _one_spelling(places)


def _two_words(corpus: list[Sentence], phrase: Callable[[Word, Word], str]) -> Places:
    """Neighbours, as `phrase` writes them in a dictionary."""
    places: Places = defaultdict(set)
    for number, sentence in enumerate(corpus):
        for first, second in pairwise(sentence.words):
            if first.number != second.head and second.number != first.head:
                continue
            written = min(first.start, second.start) >= 0 and not (first.misspelt or second.misspelt)
            lemmas = _WORD.fullmatch(first.lemma) and _WORD.fullmatch(second.lemma)
            if written and lemmas and (term := phrase(first, second)):
                places[term].add((number, first.start))
    return _one_spelling(places)


def _one_spelling(places: Places) -> Places:
    """Lemmas that differ by their capitals are one term, written with the fewest (state, State)."""
    alike: dict[str, list[str]] = defaultdict(list)
    for term in places:
        alike[term.casefold()].append(term)
    return {
        min(terms, key=lambda term: (sum(map(str.isupper, term)), term)): set().union(*(places[term] for term in terms))
        for terms in alike.values()
    }


def _english_phrase(first: Word, second: Word) -> str:
    """Adjective or noun before a noun."""
    fits = second.part in NOUNS and first.part in ("ADJ", *NOUNS) and first.head == second.number
    return f"{first.lemma} {second.lemma}" if fits else ""


def _russian_phrase(first: Word, second: Word) -> str:
    """Adjective before a noun, by its spelling (no analyser is asked: it is measured here); noun and genitive."""
    if first.part == "ADJ" and second.part in NOUNS and first.relation == "amod" and first.head == second.number:
        ending = next((ending for ending in _ENDINGS if first.lemma.endswith(ending)), "")
        gender = second.features.get("Gender", "")
        if not ending or not gender:
            return ""
        feminine, neuter = _ENDINGS[ending]
        return (
            first.lemma.removesuffix(ending)
            + {"Fem": feminine, "Neut": neuter}.get(gender, ending)
            + f" {second.lemma}"
        )
    fits = first.part in NOUNS and second.part in NOUNS and second.relation == "nmod" and second.head == first.number
    genitive = fits and second.features.get("Case") == "Gen"
    return f"{first.lemma} {second.form}" if genitive else ""


def _one_eojeol(corpus: list[Sentence]) -> Places:
    """The nouns that eojeols begin with, taken together; two syllables and more."""
    terms = {stem for sentence in corpus for word in sentence.words if len(stem := _nouns(word)) > 1}
    return _aligned(terms, corpus)


def _two_eojeols(corpus: list[Sentence]) -> Places:
    """An eojeol that is nothing but nouns, and the nouns of the next."""
    terms = {
        f"{first.form} {nouns}"
        for sentence in corpus
        for first, second in pairwise(sentence.words)
        if first.start >= 0 and (nouns := _nouns(second)) and _nouns(first) == first.form
        if sentence.text[first.start + len(first.form) :].startswith(f" {nouns}")
    }
    return _aligned(terms, corpus)


def _nouns(word: Word) -> str:
    """The nouns that an eojeol begins with; tags of the Sejong and the Kaist corpus."""
    found = ""
    for morpheme, tag in zip(word.lemma.split("+"), word.tags.split("+"), strict=False):
        if not (tag in ("NNG", "NNP") or tag.startswith(("nc", "nq"))) or not _HANGUL.fullmatch(morpheme):
            break
        found += morpheme
    return found if word.form.startswith(found) else ""


def _aligned(terms: set[str], corpus: list[Sentence]) -> Places:
    """Where morphemes begin and end with a term; spaces count for nothing."""
    places: Places = {term: set() for term in terms}
    for number, sentence in enumerate(corpus):
        begins, ends = _boundaries(sentence)
        offsets = [offset for offset, char in enumerate(sentence.text) if char != " "]
        solid = sentence.text.replace(" ", "")
        for term in terms:
            bare = term.replace(" ", "")
            for place in _all(bare, solid):
                if offsets[place] in begins and offsets[place + len(bare) - 1] + 1 in ends:
                    places[term].add((number, offsets[place]))
    return {term: found for term, found in places.items() if found}


def _boundaries(sentence: Sentence) -> tuple[set[int], set[int]]:
    """Offsets where morphemes begin and where they end; what is contracted (하+어, 해) is one piece."""
    begins, ends = set[int](), set[int]()
    for word in sentence.words:
        if word.start < 0:
            continue
        left, right = word.start, word.start + len(word.form)
        begins.add(left)
        ends.add(right)
        morphemes = word.lemma.split("+")
        for morpheme in morphemes:
            if not sentence.text.startswith(morpheme, left) or left + len(morpheme) > right:
                break
            left += len(morpheme)
            begins.add(left)
            ends.add(left)
        for morpheme in reversed(morphemes):
            if not sentence.text.endswith(morpheme, left, right):
                break
            right -= len(morpheme)
            begins.add(right)
            ends.add(right)
    return begins, ends


def _all(needle: str, text: str) -> Iterator[int]:
    place = text.find(needle)
    while place >= 0:
        yield place
        place = text.find(needle, place + 1)


SAMPLERS: dict[tuple[str, int], Callable[[list[Sentence]], Places]] = {
    ("ru", 1): _one_word,
    ("en", 1): _one_word,
    ("ko", 1): _one_eojeol,
    ("ru", 2): lambda corpus: _two_words(corpus, _russian_phrase),
    ("en", 2): lambda corpus: _two_words(corpus, _english_phrase),
    ("ko", 2): _two_eojeols,
}


# 2. Ways to find them


def ours(
    lang: str,
    terms: Iterable[str],
    corpus: list[Sentence],
    analyser: Kiwi | None = None,
    case: CasePolicy | None = None,
) -> Places:
    """A termbase with these terms, compiled, and every hit in the raw text."""
    found: Places = defaultdict(set)
    concepts = tuple(
        Concept(f"c{number}", "approved", (), {}, (Term(lang, term, case=case),)) for number, term in enumerate(terms)
    )
    with tempfile.TemporaryDirectory() as scratch:
        schemes = Path(scratch, "schemes")
        schemes.mkdir()
        for name in (PROSE_SCHEME, PROSE_SCHEME.removesuffix("-plain")):  # all of them would make it ten times slower
            shutil.copy(Path(BUNDLED, "schemes", f"{name}.toml"), schemes)
        path = Path(scratch, "index.sqlite")
        rules = Expander(schemes, Path(BUNDLED, "languages"))
        build_index(rules, map(rules.expand, concepts), rules.spell, path)
        finder = Finder(Index(str(path)), analyser)
        for number, sentence in enumerate(corpus):
            for hit in finder.all_hits(sentence.text, lang):
                found[hit.term.text].add((number, hit.start))
    return found


def whole_words(terms: Iterable[str], corpus: list[Sentence]) -> Places:
    r"""``\bterm\b``, case ignored: Weblate's glossary check."""
    found: Places = defaultdict(set)
    texts = [sentence.text.casefold() for sentence in corpus]
    for term in terms:
        bare = term.casefold()
        for number, text in enumerate(texts):
            for place in _all(bare, text):
                end = place + len(bare)
                if not (place and text[place - 1].isalnum()) and not text[end : end + 1].isalnum():
                    found[term].add((number, place))
    return found


def substrings(terms: Iterable[str], corpus: list[Sentence]) -> Places:
    """The letters of the term anywhere, spaces ignored."""
    found: Places = defaultdict(set)
    for number, sentence in enumerate(corpus):
        offsets = [offset for offset, char in enumerate(sentence.text) if char != " "]
        solid = sentence.text.replace(" ", "")
        for term in terms:
            found[term].update((number, offsets[place]) for place in _all(term.replace(" ", ""), solid))
    return found


def stems(terms: Iterable[str], corpus: list[Sentence], stem: Callable[[str], str]) -> Places:
    """Words with the stems of the term one after another: OmegaT's way, with Snowball."""
    by_first: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for term in terms:
        parts = [stem(match[0].lower()) for match in re.finditer(r"\w+", term)]
        by_first[parts[0]].append((term, parts))
    found: Places = defaultdict(set)
    for number, sentence in enumerate(corpus):
        words = [(match.start(), stem(match[0].lower())) for match in re.finditer(r"\w+", sentence.text)]
        for index, (start, first) in enumerate(words):
            for term, parts in by_first.get(first, ()):
                if [part for _, part in words[index : index + len(parts)]] == parts:
                    found[term].add((number, start))
    return found


def snowball(language: str) -> Callable[[str], str] | None:
    """The stemmer of a language; None when snowballstemmer is not installed or has none for it."""
    try:
        stemmer: Any = importlib.import_module("snowballstemmer").stemmer(language)
    except (ImportError, KeyError):
        return None
    return cache(lambda word: str(stemmer.stemWord(word)))


# 3. The table


class Score(NamedTuple):
    """Of one way to find terms."""

    recall: float
    inflected: float
    """Recall of what is not written like the term."""
    precision: float


def score(found: Places, gold: Places, corpus: list[Sentence]) -> Score:
    """Compare places; a term that the way does not know counts as missed."""
    right = wrong = missed = inflected = inflected_missed = 0
    for term, places in gold.items():
        hits = found.get(term, set())
        right += len(hits & places)
        wrong += len(hits - places)
        missed += len(places - hits)
        changed = {(n, at) for n, at in places if not corpus[n].text.casefold().startswith(term.casefold(), at)}
        inflected += len(changed)
        inflected_missed += len(changed - hits)
    return Score(right / (right + missed), 1 - inflected_missed / (inflected or 1), right / (right + wrong or 1))


def measure(path: Path, half: int, show: str, *, analyser: bool) -> None:
    """The table of one treebank."""
    lang = path.name[:2]
    if lang not in LANGUAGES:
        print(f"{path.name}: not measured; the name of a treebank starts with {', '.join(LANGUAGES)}")
        return
    corpus = [sentence for number, sentence in enumerate(sentences(path)) if half in (0, number % 2 + 1)]
    for words in (1, 2):
        everything = SAMPLERS[lang, words](corpus)
        chosen = sorted(everything)
        random.Random(SEED).shuffle(chosen)  # noqa: S311 - a sample, no secret
        gold = {term: everything[term] for term in chosen[: SAMPLE[words]]}
        size = sum(map(len, gold.values()))
        print(f"{path.name}, {len(corpus):,} sentences; {len(gold):,} terms of {words} word(s), {size:,} occurrences")
        ways: dict[str, Places] = {"ours": ours(lang, gold, corpus)}
        if lang == "en":  # names are written small in part of this text: alcatraz island
            ways["ours, case = free"] = ours(lang, gold, corpus, case="free")
        if analyser and lang == "ko" and find_spec(PACKAGE):
            ways[f"ours, {PACKAGE}"] = ours(lang, gold, corpus, Kiwi())
        ways["whole words (Weblate)"] = whole_words(gold, corpus)
        if lang == "ko":
            ways["substring"] = substrings(gold, corpus)
        elif stem := snowball(LANGUAGES[lang]):
            ways["Snowball stems (OmegaT)"] = stems(gold, corpus, stem)
        for name, found in ways.items():
            recall, inflected, precision = score(found, gold, corpus)
            f1 = 2 * recall * precision / (recall + precision or 1)
            print(
                f"  {name:<26} recall {recall:.3f} (inflected {inflected:.3f})  precision {precision:.3f}  F1 {f1:.3f}"
            )
        if show:
            errors(ways["ours"], gold, corpus, show)


def errors(found: Places, gold: Places, corpus: list[Sentence], kind: str) -> None:
    """Print what was missed or wrong, with the text around it."""
    for term in sorted(gold):
        places = gold[term] - found.get(term, set()) if kind == "missed" else found.get(term, set()) - gold[term]
        for number, at in sorted(places):
            print(f"    {term}: {corpus[number].text[max(0, at - 30) : at + len(term) + 30]}")


def main() -> int:
    """Measure the treebanks named on the command line."""
    parser = argparse.ArgumentParser(description="Recall and precision of term recognition on treebanks.")
    parser.add_argument("treebank", nargs="+", type=Path, help="CoNLL-U files named <lang>_….conllu")
    parser.add_argument("--half", type=int, choices=(1, 2), default=0, help="every other sentence only")
    parser.add_argument("--analyser", action="store_true", help="a second row for Korean, with kiwipiepy if installed")
    parser.add_argument("--show", choices=("missed", "wrong"), default="", help="print these places")
    options = parser.parse_args()
    for path in options.treebank:
        measure(path, options.half, options.show, analyser=options.analyser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
