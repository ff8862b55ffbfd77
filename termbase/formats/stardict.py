"""StarDict 2.4.2 (StarDictFileFormat, stardict-4): a dictionary for GoldenDict, KOReader, sdcv and their like.

Headwords are the terms of all languages, each once, with the articles of its concepts; ``.syn`` leads from inflected
forms, listed spellings and romanisations to them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from termbase.formats.article import HOLDS, article, headwords, other_spellings, titles
from termbase.formats.dictzip import DictZip
from termbase.formats.folder import files_in
from termbase.formats.order import Order

_NAME = "termbase"
_LONGEST = 255
"""Bytes of a word; programs read it into 256."""


def write_stardict(order: Order, folder: Path) -> tuple[Path, ...]:
    """Write ``termbase.ifo``, ``.idx``, ``.syn`` and ``.dict.dz`` into a folder.

    A term of more than 255 bytes is found by its beginning; another spelling that long is left out.

    Returns:
        The files.

    Raises:
        InputError: an unknown language, nothing to write, or the folder cannot be written.
    """
    text = DictZip()
    with files_in(folder) as open_file:
        found = _collected(order)
        places: dict[tuple[int, ...], tuple[int, int]] = {}
        for numbers in found.heads.values():
            if numbers not in places:
                places[numbers] = text.add("\n\n".join(found.articles[number] for number in numbers))
        words = sorted(found.heads, key=_order)
        index = b"".join(word + b"\0" + struct.pack(">LL", *places[found.heads[word]]) for word in words)
        ranks = {word: rank for rank, word in enumerate(words)}
        spellings = sorted(found.links, key=_order)
        open_file(f"{_NAME}.ifo").write(_info(len(words), len(spellings), len(index)).encode())
        open_file(f"{_NAME}.idx").write(index)
        links = (spelling + b"\0" + struct.pack(">L", ranks[found.links[spelling]]) for spelling in spellings)
        open_file(f"{_NAME}.syn").writelines(links)
        text.write(open_file(f"{_NAME}.dict.dz"), order.base.root)
    return tuple(folder / f"{_NAME}.{suffix}" for suffix in ("ifo", "idx", "syn", "dict.dz"))


class _Collected(NamedTuple):
    articles: list[str]
    """Of the concepts, by their numbers."""
    heads: dict[bytes, tuple[int, ...]]
    """Headword to the numbers of the concepts whose articles it has."""
    links: dict[bytes, bytes]
    """Any other spelling to a headword with its article."""


def _collected(order: Order) -> _Collected:
    """What goes into the files.

    Not every program shows more than one article of a name, and some make no difference of capitals (sdcv 0.5.2 does
    neither). So all names that are alike but for capitals have one article, with those of all their concepts, the ones
    with this term first; and a spelling of several concepts is a headword.
    """
    names = titles(order.base, HOLDS.languages(order)[0])
    articles: list[str] = []
    terms: dict[bytes, dict[int, None]] = {}
    others: dict[bytes, bytes] = {}
    alike: dict[bytes, dict[int, None]] = {}
    for number, entry in enumerate(HOLDS.entries(order)):
        articles.append(article(order, entry, names))
        for headword, term in headwords(entry).items():
            word = _cut(headword)
            terms.setdefault(word, {})[number] = None
            alike.setdefault(_folded(word), {})[number] = None
            for spelling in _short(other_spellings(order, entry.concept, term)):
                others.setdefault(spelling, word)
                alike.setdefault(_folded(spelling), {})[number] = None
    own = {_folded(word): word for word in terms}
    links: dict[bytes, bytes] = {}
    for spelling, word in others.items():
        folded = _folded(spelling)
        links[spelling] = own.setdefault(folded, spelling) if len(alike[folded]) > 1 else own.get(folded, word)
    heads = {word: tuple({**terms.get(word, {}), **alike[_folded(word)]}) for word in (*terms, *own.values())}
    return _Collected(articles, heads, {word: head for word, head in links.items() if word not in heads})


def _folded(word: bytes) -> bytes:
    return word.decode().lower().encode()


def _info(words: int, spellings: int, size: int) -> str:
    return (
        "StarDict's dict ifo file\nversion=2.4.2\nbookname=Termbase\n"
        f"wordcount={words}\nsynwordcount={spellings}\nidxfilesize={size}\nsametypesequence=m\n"
    )


def _order(word: bytes) -> tuple[bytes, bytes]:
    """The order that readers search by: ASCII letters in either case first, then bytes."""
    return word.lower(), word


def _cut(word: str) -> bytes:
    return word.encode()[:_LONGEST].decode(errors="ignore").encode()


def _short(words: Iterable[str]) -> Iterator[bytes]:
    return (data for data in map(str.encode, words) if len(data) <= _LONGEST)
