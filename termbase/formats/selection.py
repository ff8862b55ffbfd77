"""Which languages and concepts of a base an export holds, and which texts no format can carry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from termbase.files import InputError
from termbase.model import ALLOWED_STATUSES, TERM_STATUSES, Base, Concept, Term, language_rank

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All that is not a ``Char`` of XML 1.0 (section 2.2); the same goes for PO and CSV, for which it is no text."""


def primary(lang: str) -> str:
    """The language subtag of a tag: ``ko-KP`` gives ``ko``."""
    return lang.partition("-")[0]


def languages(base: Base, wanted: Sequence[str] = (), *, regional: bool = False) -> tuple[str, ...]:
    """The language tags to export, in order; the first is the working language of the file.

    Args:
        wanted: the tags that were asked for, which keep their order; empty: all of the base, English first.
        regional: whether *all* includes a tag with a region (``ko-KP``) beside the one without (``ko``).

    Raises:
        InputError: a tag that was asked for has no term in the base, or the base has no term at all.
    """
    present = {term.lang for concept in base.concepts for term in concept.terms}
    for lang in wanted:
        if lang not in present:
            known = ", ".join(sorted(present, key=language_rank)) or "none"
            raise InputError(base.root, f"has no term in the language {lang!r}; its languages: {known}")
    if not present:
        raise InputError(base.root, "has no term to export")
    if wanted:
        return tuple(dict.fromkeys(wanted))
    # English first: it is what CAT tools take for the source language when nobody says.
    ordered = sorted(present, key=lambda lang: (lang != "en", language_rank(lang)))
    return tuple(lang for lang in ordered if regional or lang == primary(lang) or primary(lang) not in present)


def tool_languages(base: Base, wanted: Sequence[str] = ()) -> tuple[str, ...]:
    """The same for files that translators' tools read, to which ``ko`` and ``ko-KP`` are one language.

    Raises:
        InputError: as `languages`; or two tags of one language were asked for; or there are fewer than two.
    """
    tags = languages(base, wanted)
    if not wanted:  # of zh-CN and zh-TW the first
        tags = tuple({primary(tag): tag for tag in reversed(tags)}.values())[::-1]
    for first in tags:
        for second in tags:
            if first < second and primary(first) == primary(second):
                reason = f"{first} and {second} are one language to translators' tools: export one of them"
                raise InputError(base.root, reason)
    if len(tags) < 2:
        raise InputError(base.root, f"a glossary for translators needs two languages, not only {tags[0]}")
    return tags


def concepts(base: Base) -> Iterator[Concept]:
    """The concepts of a base, each checked to be writable.

    Raises:
        InputError: a text holds a character that is not text (a control character, a lone surrogate,
            U+FFFE, U+FFFF), or a term is empty.
    """
    for domain, titles in base.vocabulary.domains.items():
        for title in titles.values():
            check_text(base.root, title, f"domain {domain}")
    for concept in base.concepts:
        check_text(concept.path or base.root, "\n".join(_texts(concept)), concept.id)
        if not all(term.text.strip() for term in concept.terms):
            raise InputError(concept.path or base.root, f"{concept.id}: a term is empty")
        yield concept


def living(base: Base) -> Iterator[Concept]:
    """The concepts that a translator may use: all but the retired ones; checked as `concepts` does."""
    return (concept for concept in concepts(base) if concept.status != "retired")


def check_text(path: str, text: str, where: str) -> None:
    """Refuse a text that no XML, PO or CSV file can hold.

    Raises:
        InputError: with the file, the place in it and the code point.
    """
    if found := _UNWRITABLE.search(text):
        code = f"U+{ord(found[0]):04X}"
        raise InputError(path, f"{where}: contains {code}, a character that no exported file can hold")


def by_status(concept: Concept, lang: str) -> list[Term]:
    """The terms of a language, preferred first, then as in the model's list of statuses."""
    terms = [term for term in concept.terms if term.lang == lang]
    if len(terms) > 1:
        terms.sort(key=lambda term: TERM_STATUSES.index(term.status))
    return terms


def usable(concept: Concept, lang: str) -> list[Term]:
    """The terms of a language that a translator may use, preferred first."""
    return [term for term in by_status(concept, lang) if term.status in ALLOWED_STATUSES]


def avoided(concept: Concept, lang: str) -> list[Term]:
    """The terms of a language that a translator may not use."""
    return [term for term in by_status(concept, lang) if term.status not in ALLOWED_STATUSES]


def domain_titles(base: Base, concept: Concept, lang: str) -> list[str]:
    """The titles of a concept's domains in a language; in English, in any, else by id, where that has none."""
    titles = (base.vocabulary.domains.get(domain, {}) for domain in concept.domains)
    return [
        title.get(lang) or title.get(primary(lang)) or title.get("en") or next(iter(title.values()), domain)
        for title, domain in zip(titles, concept.domains, strict=True)
    ]


def bibliography(base: Base) -> Iterator[str]:
    """One line a source, ``id: author: title, year. address``; checked as `concepts` does."""
    for source in base.sources.values():
        author = f"{source.author}: " if source.author else ""
        year = f", {source.year}" if source.year else ""
        url = f". {source.url}" if source.url else ""
        line = f"{source.id}: {author}{source.title}{year}{url}"
        check_text(base.root, line, f"source {source.id}")
        yield line


def _texts(concept: Concept) -> Iterator[str]:
    yield concept.note
    yield from concept.definition.values()
    for term in concept.terms:
        yield from (term.text, term.stress, term.reason, term.note, *term.forms)
    for spelling in concept.spellings:
        yield from (spelling.text, spelling.form, spelling.reason)
    for attestation in concept.attestations:
        yield attestation.spelling
    for extension in concept.extensions:
        yield extension.content
