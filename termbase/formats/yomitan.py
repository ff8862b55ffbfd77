"""Yomitan (and Yomichan), format 3: a ZIP file with a dictionary for looking words up in the browser.

Every term of every language is an entry with the article of its concept; an inflected form leads to its term.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo
from zlib import crc32

from termbase.formats.article import HOLDS as ARTICLE
from termbase.formats.article import article, headwords, titles
from termbase.formats.order import Order

HOLDS = ARTICLE
_A_BANK = 10_000
"""Entries a file: more are slow to import."""
_SCORES = {"preferred": 2, "admitted": 1, "superseded": -1, "deprecated": -2}
"""What is better stands first among the results."""


def write_yomitan(order: Order, file: BinaryIO) -> int:
    """Write the dictionary.

    Returns:
        The number of terms.

    Raises:
        InputError: an unknown language, nothing to write, or a text that is none.
    """
    count = terms = check = 0
    bank: list[bytes] = []
    with ZipFile(file, "w") as package:
        for entry in _entries(order):
            data = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
            check = crc32(data, check)
            terms += entry[6] > 0
            bank.append(data)
            if len(bank) == _A_BANK:
                count += 1
                _add_bank(package, count, bank)
                bank.clear()
        if bank:
            _add_bank(package, count + 1, bank)
        tags = [[status, "frequent", place, f"{status} term", 0] for place, status in enumerate(_SCORES)]
        package.writestr(_part("tag_bank_1.json"), json.dumps(tags))
        index = {"title": "Termbase", "format": 3, "revision": f"{check:08x}", "sequenced": True}
        package.writestr(_part("index.json"), json.dumps(index))
    return terms


def _entries(order: Order) -> Iterator[list[Any]]:
    """Expression, reading, tags of the definition, rules, score, definitions, number of the concept, tags."""
    names = titles(order.base, HOLDS.languages(order)[0])
    for number, entry in enumerate(HOLDS.entries(order), 1):
        text = article(order, entry, names)
        for word, term in headwords(entry).items():
            yield [word, "", term.status, "", _SCORES[term.status], [text], number, ""]
            for form in dict.fromkeys(" ".join(form.split()) for form in order.forms.inflected(entry.concept, term)):
                if form not in {word, ""}:
                    yield [form, "", "", "", 0, [[word, ["inflected"]]], 0, ""]


def _add_bank(package: ZipFile, number: int, entries: list[bytes]) -> None:
    package.writestr(_part(f"term_bank_{number}.json"), b"[" + b",\n".join(entries) + b"]")


def _part(name: str) -> ZipInfo:
    part = ZipInfo(name)  # of 1980, as the same base must give the same bytes
    part.compress_type = ZIP_DEFLATED
    return part
