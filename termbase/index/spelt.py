"""Russian terms by their spellings in other scripts, put together from those of their words. Standard library only.

The index has each word of the Russian terms once, with its spellings in all schemes: the forms of a term share most
of their words, and terms share words too. A phrase is spelt by the schemes that spell all its words so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termbase.index.store import FormEntry, Index, Spelling
from termbase.text import bare, is_combining

_INSIDE = "'\"·"
"""Signs that schemes write for letters."""
_MOST_WORDS = 8
_MOST_NEAR = 12
"""Words near one of a phrase that are tried; the nearest are."""


def words(key: str) -> list[tuple[int, int]]:
    """Where the words of a key are: runs of letters and digits, with signs for letters between them."""
    found: list[tuple[int, int]] = []
    if key.replace(" ", "").isalnum():
        for word in key.split(" "):
            place = found[-1][1] + 1 if found else 0
            found.append((place, place + len(word)))
        return found
    start = end = -1
    for place, char in enumerate(key):
        if char.isalnum() or (end == place and is_combining(char)):
            if start < 0 or any(sign not in _INSIDE for sign in key[end:place]):
                if start >= 0:
                    found.append((start, end))
                start = place
            end = place + 1
    return [*found, (start, end)] if start >= 0 else found


def spelled(index: Index, key: str) -> list[tuple[str, FormEntry]]:
    """The forms that have a spelling with the same bare key, each with the key of that spelling.

    Args:
        index: the compiled base.
        key: of the spelling, in any script.
    """
    return [*index.spelled(bare(key)), *_by_schemes(index, key)]


def _by_schemes(index: Index, key: str) -> Iterator[tuple[str, FormEntry]]:
    if any("\u0400" <= char <= "\u052f" for char in key):
        return
    parts = [key[start:end] for start, end in words(key)]
    if 0 < len(parts) <= _MOST_WORDS:
        yield from _put_together(index, [_meant(index, part) for part in parts])


def _meant(index: Index, part: str) -> list[Spelling]:
    """The words that a part of a query may be; what is none may stand in a term as it is: a number, Roman or not."""
    return index.spellings(bare(part)) or [Spelling(part, part, -1)]


def _put_together(index: Index, choices: Iterable[list[Spelling]]) -> Iterator[tuple[str, FormEntry]]:
    found: dict[tuple[str, ...], list[tuple[tuple[str, ...], int]]] = {(): [((), -1)]}
    for choice in choices:
        after: dict[tuple[str, ...], list[tuple[tuple[str, ...], int]]] = {}
        for done, spellings in found.items():
            for one in choice:
                longer = [((*keys, one.key), mask & one.schemes) for keys, mask in spellings if mask & one.schemes]
                if longer:
                    after.setdefault((*done, one.word), []).extend(longer)
        found = after
    for phrase, spellings in found.items():
        for written, entry in _forms(index, phrase):
            for keys, mask in spellings:
                if mask > 0:
                    yield _rewritten(written, keys), entry._replace(via="spelling", schemes=mask)


def _forms(index: Index, phrase: tuple[str, ...]) -> Iterator[tuple[str, FormEntry]]:
    """The forms of Russian terms that consist of some words, with their keys."""
    for written, entry in index.spelled(bare("".join(phrase))):
        russian = entry.via != "spelling" and index.term(entry.term).lang.startswith("ru")
        if russian and tuple(written[start:end] for start, end in words(written)) == phrase:
            yield written, entry


def _rewritten(written: str, keys: tuple[str, ...]) -> str:
    """A key with other words in the place of its own."""
    parts, done = [], 0
    for (start, end), key in zip(words(written), keys, strict=True):
        parts += [written[done:start], key]
        done = end
    return "".join(parts) + written[done:]


def all_spellings(index: Index, written: str) -> dict[str, int]:
    """The keys of all spellings by schemes of a form of a Russian term, each with the mask of its schemes.

    Args:
        index: the compiled base.
        written: the key of the form.
    """
    found: dict[tuple[str, ...], int] = {(): -1}
    for start, end in words(written):
        word = written[start:end]
        choice = index.spellings_of(word) or [Spelling(word, word, -1)]
        found = {
            (*keys, one.key): mask & one.schemes for keys, mask in found.items() for one in choice if mask & one.schemes
        }
    return {_rewritten(written, keys): mask for keys, mask in found.items() if mask > 0}


def near(index: Index, key: str, limit: int) -> Iterator[tuple[int, FormEntry]]:
    """The forms of Russian terms that have a spelling within a few edits of a key, with their distances.

    Spaces may be wanting when nothing else is wrong; otherwise the words of a phrase are as they are in the key.

    Args:
        index: the compiled base.
        key: of the spelling, in another script than Cyrillic.
        limit: edits allowed.
    """
    from termbase.index.grams import allowed_distance, nearest  # noqa: PLC0415  (most look-ups do not come here)

    letters = bare(key)
    joined = {phrase for phrase in _cut(index, letters) if len(phrase) > 1}
    for phrase in sorted(joined):
        for _, entry in _forms(index, phrase):
            yield 0, entry
    parts = [bare(key[start:end]) for start, end in words(key)]
    if not limit or not 0 < len(parts) <= _MOST_WORDS:
        return
    known = [dict.fromkeys((one.word for one in index.spellings(part)), 0) for part in parts]
    about: list[dict[str, int]] = []
    for part, exact in zip(parts, known, strict=True):
        close = {part: 0} if part.isdigit() else dict(exact)
        most = min(limit, max(allowed_distance(len(part)), len(parts) > 1))
        for distance, _, number in nearest(part, index.word_postings, index.word_bares, most):
            close.setdefault(index.word(number), distance)
        about.append(close)
    # In a phrase, a word that is right is seldom meant to be another one.
    likely = [exact or close for exact, close in zip(known, about, strict=True)]
    for choices in (likely, about) if len(parts) > 1 else (about,):
        found = [
            (distance, entry) for distance, phrase in _combined(choices, limit) for _, entry in _forms(index, phrase)
        ]
        yield from found
        if found:
            return


def _combined(choices: Iterable[dict[str, int]], limit: int) -> list[tuple[int, tuple[str, ...]]]:
    found: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for choice in choices:
        likely = sorted(choice.items(), key=lambda item: item[1])[:_MOST_NEAR]
        found = [
            (sum_, (*done, word))
            for so_far, done in found
            for word, distance in likely
            if (sum_ := so_far + distance) <= limit
        ]
    return found


def _cut(index: Index, letters: str) -> Iterator[tuple[str, ...]]:
    """The phrases that letters without spaces may be."""
    at: list[dict[tuple[str, ...], int]] = [{} for _ in range(len(letters) + 1)]
    at[0][()] = -1
    for start in range(len(letters)):
        for end, one in index.beginnings(letters[start:]) if at[start] else ():
            after = at[start + end]
            for done, mask in at[start].items():
                if (both := mask & one.schemes) and len(done) < _MOST_WORDS:
                    phrase = (*done, one.word)
                    after[phrase] = after.get(phrase, 0) | both
    yield from at[-1]
