"""Which language a bilingual file is in, when the format leaves it open."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from termbase.text import LANGUAGE_OF_SCRIPT, main_script

DEFAULT_SOURCE = "en"
"""Of PO: GNU gettext asks for messages in English."""

_CODE = "[A-Za-z]{2}(?:[_-][A-Za-z]{4})?(?:[_-][A-Za-z]{2})?"
_PAIR = re.compile(rf"(?:.*\.)?({_CODE})-([a-z]{{2}}(?:_[A-Z]{{2}})?)")
"""A part in capitals after a hyphen is a region: ``ko-KP.po`` has one language."""
_SINGLE = re.compile(rf"(?:.*\.)?({_CODE})")
_SAMPLE = 200
_FOREIGN = {
    "ru": re.compile("[A-Za-z\u00c0-\u024f\u1100-\u11ff\uac00-\ud7a3]"),
    "ko": re.compile("[A-Za-z\u00c0-\u052f]"),
}
_NOT_LATIN = re.compile("[\u0400-\u052f\u1100-\u11ff\uac00-\ud7a3]")


class Pair(NamedTuple):
    """Languages of a source and a target, BCP 47; empty when unknown."""

    source: str
    target: str


@lru_cache(1024)  # a memory asks for each of its variants
def tag(code: str) -> str:
    """A language code of any style (``ru_RU.UTF-8``, ``KO-kp``) in the usual spelling of BCP 47."""
    language, *rest = re.split("[_-]", re.split("[.@]", code.strip(), maxsplit=1)[0])
    return "-".join([language.lower(), *(_subtag(part) for part in rest)])


def _subtag(part: str) -> str:
    return {2: part.upper(), 4: part.title()}.get(len(part), part)


def same(one: str, other: str) -> bool:
    """Whether two tags name one language, at least when the region that only one of them names is left out."""
    first, second = tag(one), tag(other)
    one_is_general = "-" not in first or "-" not in second
    return first == second or (one_is_general and first.split("-")[0] == second.split("-")[0])


def from_name(path: Path) -> Pair:
    """Languages in the name of a file: ``en-ru.po``, ``app.en-ko_KP.po``, ``ru.po``, ``ru/LC_MESSAGES/app.po``."""
    if match := _PAIR.fullmatch(path.stem):
        return Pair(tag(match[1]), tag(match[2]))
    if match := _SINGLE.fullmatch(path.stem):
        return Pair("", tag(match[1]))
    if path.parent.name == "LC_MESSAGES":
        return Pair("", tag(path.parent.parent.name))
    return Pair("", "")


def of_texts(texts: Iterable[str]) -> str:
    """The language that the script of the first texts suggests: Russian, Korean or English; empty without letters."""
    return LANGUAGE_OF_SCRIPT.get(main_script(" ".join(islice(filter(None, texts), _SAMPLE))), "")


def believed(lang: str, text: str) -> str:
    """The language that a document gives a paragraph, unless there are letters of another script in it.

    Programs write the language of the keyboard or of a template, and foreign words are seldom marked. Where
    the tag cannot be true of all words, the paragraph has no language, and terms of any are looked for in it.

    Args:
        lang: BCP 47.
        text: of the paragraph.
    """
    return "" if _FOREIGN.get(lang.split("-", maxsplit=1)[0], _NOT_LATIN).search(text) else lang
