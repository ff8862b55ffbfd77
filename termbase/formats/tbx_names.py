"""The names of the wild: what TBX files call languages, statuses, categories; the lists are data."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from typing import Any

from termbase.files import BUNDLED, read_text
from termbase.formats.language import tag

_TAG = re.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?(?![^-])")
_NOISE = re.compile(r"[\s_\-]+")


@cache
def reading() -> dict[str, Any]:
    """The content of ``data/tbx-reading.toml``, its words and keys as `key` makes them."""
    content = tomllib.loads(read_text(f"{BUNDLED}/tbx-reading.toml"))
    statuses, work = (
        {key(word): name for name, words in content[table].items() for word in words} for table in ("statuses", "work")
    )
    keyed = {
        name: {key(word): value for word, value in content[name].items()}
        for name in ("fields", "relations", "flags", "grammar", "types")
    }
    return keyed | {
        "statuses": statuses,
        "order": list(content["statuses"]),
        "work": work,
        "spellings": {key(word) for word in content["spellings"]["types"]},
        **{answer: {key(word) for word in content["values"][answer]} for answer in ("yes", "no")},
    }


@lru_cache(4096)
def key(name: str) -> str:
    """A name without capitals, spaces, hyphens, underscores: ``Example sentence`` gives ``examplesentence``."""
    return _NOISE.sub("", name).casefold()


@cache
def _codes() -> dict[str, Any]:
    content = tomllib.loads(read_text(f"{BUNDLED}/language-codes.toml"))
    three = {long: short for short, long in content["codes"].items()} | content["bibliographical"]
    known = set(content["codes"]) | set(content["three"]["codes"].split())
    return {
        "three": three,
        "known": known - set(content["none"]),
        "names": content["names"],
        "plain": set(content["plain"]),
    }


@lru_cache(1024)
def language(code: str) -> str:
    """The tag of a language as bases write it; empty for what names none.

    Examples: ``en-US``, ``EN``, ``eng``, ``English`` → ``en``; ``ru_RU.UTF-8`` → ``ru``; ``ko-kp`` → ``ko-KP``;
    ``ru-Latn-t-ru-m0-alaloc`` → ``ru-Latn``; ``de-CH-1996`` → ``de-CH``; ``C`` → nothing.
    """
    codes = _codes()
    if name := codes["names"].get(code.partition("(")[0].strip().casefold()):
        return str(name)
    primary, *rest = tag(code).split("-")
    primary = str(codes["three"].get(primary, primary))
    if primary not in codes["known"]:
        return ""
    known = _TAG.match("-".join([primary, *rest]))
    found = known[0] if known else primary
    return primary if found in codes["plain"] or found.lower() == f"{primary}-{primary}" else found
