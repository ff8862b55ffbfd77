"""DICT: ``.index`` and ``.dict.dz`` for dictd and its like (RFC 2229; dictfmt(1)); the articles are those of StarDict.

The index leads to an article from every term, inflected form, listed spelling and romanisation.
"""

from __future__ import annotations

from pathlib import Path

from termbase.formats.article import HOLDS, article, headwords, other_spellings, titles
from termbase.formats.dictzip import DictZip
from termbase.formats.folder import files_in
from termbase.formats.order import Order

_NAME = "termbase"
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_HEAD = {
    "00-database-utf8": "",
    # No character of a word is left out when it is compared: hyphens and apostrophes count.
    "00-database-allchars": "",
    "00-database-short": "Termbase",
    "00-database-info": "Exported by termbase: terms of all languages, with definitions.",
}


def write_dict(order: Order, folder: Path) -> tuple[Path, ...]:
    """Write ``termbase.index`` and ``termbase.dict.dz`` into a folder, UTF-8.

    Returns:
        The files.

    Raises:
        InputError: an unknown language, nothing to write, or the folder cannot be written.
    """
    text = DictZip()
    lines = {f"{name}\t{_place(*text.add(f'{name}{chr(10)}{value}{chr(10)}'))}" for name, value in _HEAD.items()}
    with files_in(folder) as open_file:
        names = titles(order.base, HOLDS.languages(order)[0])
        for entry in HOLDS.entries(order):
            words = headwords(entry)
            place = _place(*text.add(f"{', '.join(words)}\n{_indented(article(order, entry, names))}\n"))
            for word, term in words.items():
                found = (word, *other_spellings(order, entry.concept, term))
                lines.update(f"{spelling.lower()}\t{place}" for spelling in found)
        # dictd compares words in lower case, by bytes.
        open_file(f"{_NAME}.index").writelines(line + b"\n" for line in sorted(map(str.encode, lines), key=_order))
        text.write(open_file(f"{_NAME}.dict.dz"), order.base.root)
    return folder / f"{_NAME}.index", folder / f"{_NAME}.dict.dz"


def _order(line: bytes) -> tuple[bytes, bytes]:
    return line.partition(b"\t")[0], line


def _indented(text: str) -> str:
    return "\n".join(f"   {line}" for line in text.split("\n"))


def _place(start: int, length: int) -> str:
    return f"{_base64(start)}\t{_base64(length)}"


def _base64(number: int) -> str:
    """A number in the digits of base 64, the highest first (dictfmt(1))."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 64)
        digits = _DIGITS[digit] + digits
    return digits
