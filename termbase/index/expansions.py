"""What an index is built of, each part made once: the expansions of concepts, and the spellings of words.

A changed concept is expanded again, the others are not. What is new is made by as many processes as there are
processors, when it is much, while this one writes what is there.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from termbase.files import InputError
from termbase.index.expand import Expander, Expansion
from termbase.index.kept import Kept
from termbase.index.speller import SpeltWord
from termbase.model import Vocabulary
from termbase.parse import ShapeError, read_concept
from termbase.workers import spread

_CHUNK = 50
_MANY = 4
"""Chunks; to start processes takes as long as to make about so many."""
_AT_ONCE = 1_000
"""Things that are kept by one transaction."""
T = TypeVar("T")
_Made = tuple[bytes, list[InputError]]
"""A thing as `marshal` writes it, and what is wrong with it instead."""


class Maker:
    """Makes what is wanted of the concepts and words of one base, or finds it among what was made before."""

    def __init__(self, rules: Expander, rules_key: str, paths: Sequence[Path], vocabulary: Vocabulary) -> None:
        """What is to be made, and by what.

        Args:
            rules: what to expand and spell by.
            rules_key: a digest of the rules and of all else that what is made depends on but files and words.
            paths: the concept files.
            vocabulary: the closed lists of the base.
        """
        self._rules = rules
        self._paths = paths
        self._vocabulary = vocabulary
        self._concepts = Kept(rules_key, "concept")
        self._words = Kept(rules_key, "word")

    def expansions(self, problems: list[InputError]) -> Iterator[Expansion]:
        """The expansions of the concepts, in the order of their files.

        Args:
            problems: what is wrong with the base so far.

        Raises:
            ShapeError: after the last one, there are problems, or files do not have the agreed shape.
        """
        digests = [sha256(os.fsencode(path.name) + b"\0" + path.read_bytes()).hexdigest() for path in self._paths]
        seen: dict[str, Path] = {}
        files = dict(zip(digests, self._paths, strict=True))
        for path, (data, wrong) in zip(self._paths, self._all(self._concepts, files, self._expanded), strict=True):
            problems.extend(wrong)
            if wrong or problems:
                continue
            expansion = Expansion(*marshal.loads(data))  # noqa: S302 - our own
            first = seen.setdefault(expansion.concept[0], path)
            if first != path:
                problems.append(InputError(path, f"id: {expansion.concept[0]!r} is also the id of {first}"))
            yield expansion
        if problems:
            raise ShapeError(problems)

    def spelt(self, words: Iterable[str]) -> Iterator[tuple[str, SpeltWord]]:
        """Words by all schemes."""
        items = {word: word for word in words}
        for word, (data, _) in zip(items, self._all(self._words, items, self._spelt), strict=True):
            yield word, SpeltWord(*marshal.loads(data))  # noqa: S302 - our own

    def _expanded(self, path: Path) -> _Made:
        problems: list[InputError] = []
        concept = read_concept(path, self._vocabulary, problems)
        return marshal.dumps(tuple(self._rules.expand(concept))) if concept and not problems else b"", problems

    def _spelt(self, word: str) -> _Made:
        return marshal.dumps(tuple(self._rules.speller.spell(word))), []

    @staticmethod
    def _all(kept: Kept, items: dict[str, T], make: Callable[[T], _Made]) -> Iterator[_Made]:
        known = kept.get(items)
        new = [key for key in items if key not in known]
        chunks = [new[start : start + _CHUNK] for start in range(0, len(new), _CHUNK)]
        fresh: dict[str, bytes] = {}
        with closing(_made(chunks, items, make)) as made:
            for key in items:
                if key in known:
                    yield known[key], []
                    continue
                data, wrong = next(made)
                if not wrong:
                    fresh[key] = data
                yield data, wrong
                if len(fresh) >= _AT_ONCE:
                    kept.add(fresh)
                    fresh.clear()
        if new:
            kept.add(fresh)
            kept.forget(set(items))


def _made(chunks: Sequence[list[str]], items: dict[str, T], make: Callable[[T], _Made]) -> Generator[_Made, None, None]:
    def work() -> Callable[[list[str]], list[_Made]]:
        return lambda chunk: [make(items[key]) for key in chunk]

    with closing(spread(work, chunks, worth=len(chunks) >= _MANY)) as results:
        for made in results:
            yield from made
