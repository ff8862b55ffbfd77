"""What a file of another program holds, in the words of the model, and what of it has no place there."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from termbase.files import InputError
from termbase.formats.holds import Losses
from termbase.formats.tbx_names import language
from termbase.model import Concept, Source, Vocabulary

_CONTROL = re.compile(r"\s*[\x00-\x1f\x7f-\x9f]\s*")
LONGEST = 200
"""Characters of a term in files that may hold sentences; the longest slogans have half of that."""
_WINDOWS = {
    code: char
    for code in range(0x80, 0xA0)
    if code != 0x85 and (char := bytes([code]).decode("cp1252", "ignore"))  # U+0085 ends a line
}
"""Control characters that are quotation marks and dashes: of Windows, in a file that calls itself Latin-1."""
LONGEST_ID = 200
"""Characters; with a number and the suffix it is the name of a file, of which systems allow 255 bytes."""
_NOT_IN_IDS = re.compile("[^a-z0-9]+")
_NOT_IN_NAMES = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read."""

    path: Path
    kind: str
    """What the file is, for people: ``TBX-Basic 2008``."""
    concepts: tuple[Concept, ...]
    """In the order of the file; ids are unique. ``path`` of a concept is empty."""
    stated: frozenset[str]
    """Ids of the concepts whose status the file says."""
    named: frozenset[str]
    """Ids that the file has itself; the others were made from terms."""
    sources: Mapping[str, Source]
    domains: Mapping[str, Mapping[str, str]]
    """Domains that the vocabulary lacks: id to titles by language."""
    losses: Losses
    languages: Mapping[str, str]
    """Codes of the file to the tags they were read as, where they differ."""
    kept: Mapping[str, int] = field(default_factory=dict)
    """What is kept as extensions, by category."""
    ranks: bool = True
    """Whether the file says which terms are preferred; else the first of a language counts as such in a new concept."""


@dataclass(slots=True)
class Faults:
    """What to do with a part of a file that cannot be taken: refuse the file, or leave the part out and count."""

    path: Path
    skip: bool = False
    """Leave out and count."""
    lost: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    """Kept as extensions, by category."""
    languages: dict[str, str] = field(default_factory=dict)

    def refuse(self, line: int, reason: str, name: str) -> None:
        """Refuse, or count under `name`.

        Raises:
            InputError: nothing is to be skipped.
        """
        if not self.skip:
            raise InputError(self.path, reason, line)
        self.lost[name] += 1

    def language(self, code: str | None, line: int) -> str:
        """The tag of a language, as `termbase.formats.tbx_names.language`; what is unknown is refused."""
        if not code or not code.strip():
            self.refuse(line, "a section has no language", "sections without language")
            return ""
        if (found := self.languages.get(code)) is None:
            found = language(code)
            self.languages[code] = found
        if not found:
            self.refuse(line, f"{code!r} is no known language", f"sections in the unknown language {code!r}")
        return found


def clean(text: str) -> str:
    """A text as concept files may hold it: NFC, line ends and other control characters as one space, trimmed."""
    if not text.isprintable():
        text = _CONTROL.sub(" ", text.translate(_WINDOWS))
    return unicodedata.normalize("NFC", text).strip()


def is_term(text: str, line: int, faults: Faults) -> bool:
    """Whether a text may be a term, and no sentence of a translation.

    Raises:
        InputError: it is too long, and `faults` refuses.
    """
    if len(text) > LONGEST:
        faults.refuse(line, f"a text of {len(text)} characters is no term", "texts that are no terms")
    return len(text) <= LONGEST


def slug(text: str) -> str:
    """An id made of a text, ASCII; empty when a letter or digit of it is not, as others would have the same id."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    if any(char.isalnum() and not char.isascii() for char in plain):
        return ""
    return _NOT_IN_IDS.sub("-", plain.encode("ascii", "ignore").decode()).strip("-")


def name_of(text: str) -> str:
    """An id made of a text, in any script, for what is no file; empty when it has no letter or digit."""
    return slug(text) or _NOT_IN_NAMES.sub("-", text.casefold()).strip("-")


def free_id(wanted: Iterable[str], taken: Mapping[str, object] | set[str], number: int) -> str:
    """An id that is made of the first text it can be made of, with a number where it is taken; else ``entry-7``."""
    base = next(filter(None, map(slug, wanted)), f"entry-{number}")[:LONGEST_ID].rstrip("-")
    if base not in taken:
        return base
    free = 2
    while f"{base}-{free}" in taken:
        free *= 2
    used = free // 2
    while free - used > 1:  # the numbers before it are taken one after the other
        middle = (free + used) // 2
        free, used = (free, middle) if f"{base}-{middle}" in taken else (middle, used)
    return f"{base}-{free}"


def gathered(
    kind: str,
    concepts: Mapping[str, Concept],
    stated: Iterable[str],
    named: Iterable[str],
    vocabulary: Vocabulary,
    faults: Faults,
    titles: Mapping[str, Mapping[str, str]] | None = None,
) -> Imported:
    """What was read, once all rows are.

    Args:
        kind: what it is, for people.
        concepts: by id.
        stated: ids of those whose status the file says.
        named: ids that the file has itself.
        vocabulary: of the base.
        faults: what was left out, and the file.
        titles: of domains, where the file says them.

    Raises:
        InputError: there is no concept.
    """
    concepts = {concept_id: concept for concept_id, concept in concepts.items() if concept.terms}
    if not concepts:
        raise InputError(faults.path, "has no term")
    domains = dict.fromkeys(domain for concept in concepts.values() for domain in concept.domains)
    return Imported(
        path=faults.path,
        kind=kind,
        concepts=tuple(concepts.values()),
        stated=frozenset(stated),
        named=frozenset(named),
        sources={},
        domains={
            domain: (titles or {}).get(domain, {"en": domain}) for domain in domains if domain not in vocabulary.domains
        },
        losses=Losses(+faults.lost, Counter()),
        languages={code: lang for code, lang in faults.languages.items() if lang and lang != code},
    )
