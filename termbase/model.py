"""What a termbase is made of: frozen values, with the contract under each field.

The concept orientation and the names follow ISO 704 and ISO 1087 (concept, designation, definition)
and ISO 30042, TBX (term, administrative status, term type).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

TermStatus = Literal["preferred", "admitted", "superseded", "deprecated"]
ConceptStatus = Literal["draft", "review", "approved", "retired"]
RelationKind = Literal["broader", "narrower", "associative", "contrast"]
CasePolicy = Literal["exact", "free"]

TERM_STATUSES: tuple[TermStatus, ...] = get_args(TermStatus)
CONCEPT_STATUSES: tuple[ConceptStatus, ...] = get_args(ConceptStatus)
CASE_POLICIES: tuple[CasePolicy, ...] = get_args(CasePolicy)
RELATION_KINDS: tuple[RelationKind, ...] = get_args(RelationKind)
EXTENSION_FORMATS = ("tbx",)
"""The formats whose elements are kept: TBX of either edition, as its DCA style writes it."""
INVERSE_KIND: Mapping[str, str] = {
    "broader": "narrower",
    "narrower": "broader",
    "associative": "associative",
    "contrast": "contrast",
}
ALLOWED_STATUSES: frozenset[str] = frozenset({"preferred", "admitted"})
"""The statuses whose terms a translator may use (ISO 30042, administrativeStatus)."""

_LANGUAGES = ("ru", "en", "ko", "ko-KP")
REQUIRED_LANGUAGES = ("ru", "en", "ko")
"""The languages in which every concept has a preferred term and a definition."""


def language_rank(lang: str) -> tuple[int, str]:
    """Sort key of languages: Russian, English, Korean, northern Korean, then the others by tag."""
    return (_LANGUAGES.index(lang) if lang in _LANGUAGES else len(_LANGUAGES), lang)


@dataclass(frozen=True, slots=True)
class Term:
    """One designation of a concept in one language."""

    lang: str
    """BCP 47: ``ru``, ``en``, ``ko`` (southern usage), ``ko-KP`` (northern usage)."""
    text: str
    """Dictionary form, NFC, without stress marks."""
    status: TermStatus = "preferred"
    type: str = "fullForm"
    """A TBX ``termType`` listed in ``vocabulary.toml``."""
    grammar: str = ""
    """Words of the closed list ``grammar`` in ``vocabulary.toml``: part of speech, gender, animacy …"""
    stress: str = ""
    """The same word with the stress marked by U+0301 (Russian)."""
    forms: tuple[str, ...] = ()
    """Inflected forms, where the analyser's paradigm is wrong; each ``form`` or ``form=features``."""
    confirmed: bool = False
    """Russian: a person has read the forms that the analyser guessed, and they are right."""
    reason: str = ""
    """Why the term is admitted or deprecated."""
    broad: bool = False
    """A wider word that names other things too: good as a translation of the concept, but where it stands in a
    source text, nothing is demanded of the translation."""
    compound: bool | None = None
    """Korean: whether the term may stand inside a longer word (운동 in 운동본부); None: by its length, as
    ``languages/ko.toml`` says."""
    case: CasePolicy | None = None
    """Which letters of the text must be written like the term's; None: its capitals, while lower-case letters may be
    either. ``exact``: lower-case ones too, but for the beginning of a sentence and all capitals. ``free``: none."""
    use: str = ""
    """The term of the same language to use instead; empty: the preferred one."""
    source: str = ""
    """Id in ``sources.toml`` of the work that has this term; empty: not verified in a source."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling of a term that no transliteration scheme produces."""

    of: str
    """Text of the term it belongs to."""
    text: str
    form: str = ""
    """The inflected form that is meant; empty: the dictionary form."""
    status: TermStatus = "admitted"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Attestation:
    """Where a spelling stands in a source text: places, never the sentence."""

    term: str
    spelling: str
    source: str
    lines: tuple[int, ...]
    """Line numbers from 1, lines separated by LF; of a phrase that runs over a line end, its first line."""
    chosen: bool = False
    """A person chose the lines, because elsewhere the same letters mean something else (Gorky the city, the writer);
    else they are all lines of the text with this spelling, as ``termbase attest`` finds them."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to another concept (ISO 704: generic, partitive, associative)."""

    to: str
    kind: RelationKind


@dataclass(frozen=True, slots=True)
class Matching:
    """What the recognition of the concept needs beside its terms, and examples that run as tests."""

    derived: tuple[str, ...] = ()
    """Words made from the terms (adjectives, verbs, names of persons) that are no terms of the concept, but whose
    presence in a translation shows that it was rendered; each ``word`` or ``word=grammar``."""
    omissible: tuple[str, ...] = ()
    """Languages whose translations may leave the concept out (BCP 47; ``ko`` is for ``ko-KP`` too)."""
    pronoun: tuple[str, ...] = ()
    """Languages in whose translations a pronoun may stand for it."""
    must: tuple[str, ...] = ()
    """Texts in which the concept is found."""
    must_not: tuple[str, ...] = ()
    """Texts in which it is not."""


@dataclass(frozen=True, slots=True)
class Extension:
    """What the file of another program says and this model has no field for: kept as it is, and written back."""

    format: str
    """One of `EXTENSION_FORMATS`."""
    lang: str = ""
    """The language section that says it, as of a term or a spelling (``ru-Latn``); empty: said of the concept."""
    term: str = ""
    """The text of the term or spelling of this language that it is said of; empty: of none."""
    content: str = ""
    """One XML element without namespaces, as `termbase.formats.tbx_fragment` writes it."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: one file, all languages inside."""

    id: str
    """Permanent ASCII slug, equal to the file name; never reused."""
    status: ConceptStatus
    domains: tuple[str, ...]
    definition: Mapping[str, str]
    """Language to definition, in the project's own words."""
    terms: tuple[Term, ...]
    spellings: tuple[Spelling, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    related: tuple[Relation, ...] = ()
    matching: Matching = Matching()
    note: str = ""
    extensions: tuple[Extension, ...] = ()
    path: str = field(default="", compare=False)
    """The file it was read from."""

    def in_language(self, lang: str) -> Iterator[Term]:
        """The terms of one language, in the order of the file."""
        return (term for term in self.terms if term.lang == lang)

    def preferred(self, lang: str) -> Term | None:
        """The preferred term of a language, if the concept has one."""
        return next((term for term in self.in_language(lang) if term.status == "preferred"), None)


@dataclass(frozen=True, slots=True)
class Source:
    """A work that terms, spellings or definitions are taken from (``sources.toml``)."""

    id: str
    title: str
    kind: str
    """``text`` (one of the works the base was built from) or ``reference``."""
    author: str = ""
    year: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The closed lists of ``vocabulary.toml``: id to what it means."""

    domains: Mapping[str, Mapping[str, str]]
    """Domain id to its title per language."""
    types: Mapping[str, str]
    grammar: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Base:
    """A whole termbase as it stands in its folder."""

    root: str
    concepts: tuple[Concept, ...]
    """Sorted by id."""
    sources: Mapping[str, Source]
    vocabulary: Vocabulary
    retired: Mapping[str, str]
    """Id of a retired concept to the id that replaced it (empty: none)."""

    def concept(self, concept_id: str) -> Concept | None:
        """The concept with this id, if the base has it."""
        return next((concept for concept in self.concepts if concept.id == concept_id), None)
