"""An index file, opened for reading. Standard library only: the look-up path uses it."""

from __future__ import annotations

import sqlite3
from itertools import islice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple

    from termbase.forms.korean import Particles
else:
    from termbase.tuples import NamedTuple


_LONGEST = 40
"""Letters of a word that is looked for among others without spaces."""
_TOGETHER = 500
"""Keys that are looked up together."""
_SPELLED = "spelling.key, term, via, text, features, status FROM spelling JOIN form ON form.n = spelling.form"


class ConceptEntry(NamedTuple):
    """What the index knows of a concept."""

    n: int
    id: str
    status: str
    definition: dict[str, str]
    terms: dict[str, list[str]]
    """Language to its preferred and admitted terms, preferred first."""
    derived: list[str]
    """Words that are no terms, but show that a translation renders the concept."""
    omissible: list[str]
    """Languages whose translations may leave it out."""
    pronoun: list[str]
    """Languages in whose translations a pronoun may stand for it."""
    domains: list[str]


class TermEntry(NamedTuple):
    """What the index knows of a term, or of a listed spelling of one."""

    n: int
    concept: int
    lang: str
    """Of a listed spelling in Latin letters of a Russian term: ``ru-Latn``."""
    text: str
    status: str
    instead: list[str]
    """What to write instead, when the term is not to be used."""
    reason: str
    broad: bool
    """Accepted as a translation, never demanded by its occurrence in a source text."""
    noun: bool
    """An English noun of one word: where the same word is a verb or an adjective, it is not the term."""
    compound: bool | None
    """Whether it may stand inside a longer Korean word; None: by its length."""
    case: str
    """``exact``, ``free``, or empty: the capitals of the term must be capitals in the text."""
    grammar: str
    """As in the concept file; empty for a listed spelling."""
    type: str
    """A TBX ``termType`` (``acronym``, ``shortForm`` …)."""


class FormEntry(NamedTuple):
    """One written form of a term."""

    term: int
    via: str
    """``exact`` the term as listed, ``form`` an inflected form, ``spelling`` a romanisation."""
    text: str
    """The form in the script of the term."""
    features: str
    schemes: int = 0
    """Bit mask over the names in ``meta("schemes")``."""
    status: str = ""
    """Administrative status of a listed spelling, else of the term."""


class Spelling(NamedTuple):
    """A word of Russian terms in another script."""

    word: str
    key: str
    schemes: int
    """Mask of the schemes that spell it so, as `FormEntry.schemes`."""


class Index:
    """Reads one index file; it is never written to."""

    def __init__(self, path: str) -> None:
        self.path = path
        name = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")  # SQLite, URI Filenames
        self._db = sqlite3.connect(f"file:{name}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._concepts: dict[int, ConceptEntry] = {}
        self._terms: dict[int, TermEntry] = {}
        self._particles: Particles | None = None

    def __del__(self) -> None:
        """Python 3.13 warns of a connection that nobody closed."""
        if hasattr(self, "_db"):
            self._db.close()

    def meta(self, name: str) -> str:
        """A stored value: ``complete``, ``schemes`` (a line each)."""
        return str(self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()[0])

    @property
    def particles(self) -> Particles:
        """The grammar of Korean particles, read when first asked for."""
        if self._particles is None:
            from termbase.forms.korean import Particles  # noqa: PLC0415  (for Hangul only)

            self._particles = Particles.from_dict(self._compiled("particles"))
        return self._particles

    def _compiled(self, name: str) -> dict[str, object]:
        import marshal  # noqa: PLC0415  (not for every look-up; json would bring re with it)

        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return dict(marshal.loads(row[0]))  # noqa: S302 - the index is the user's own and of this Python's version

    def homographs(self) -> dict[str, object]:
        """The lists for English nouns that are something else too, for `termbase.forms.homograph.Homographs`."""
        return self._compiled("homographs")

    def rules(self, lang: str) -> dict[str, object]:
        """The language data that terms in Russian (``ru``), English (``en``) or Korean (``ko``) were expanded by."""
        return self._compiled(f"rules-{lang}")

    def concept(self, n: int) -> ConceptEntry:
        """The concept with a number."""
        if n not in self._concepts:
            self._concepts[n] = self._concept(n)
        return self._concepts[n]

    def concept_number(self, name: str) -> int:
        """The number of the concept with an id; 0 when there is none."""
        row = self._db.execute("SELECT n FROM concept WHERE id = ?", (name,)).fetchone()
        return int(row[0]) if row else 0

    def term(self, n: int) -> TermEntry:
        """The term, or listed spelling, with a number."""
        if n not in self._terms:
            self._terms[n] = self._term(n)
        return self._terms[n]

    def _concept(self, n: int) -> ConceptEntry:
        row = self._db.execute(
            "SELECT id, status, definition, terms, derived, omissible, pronoun, domains FROM concept WHERE n = ?", (n,)
        ).fetchone()
        definition = dict(line.split("\t") for line in row[2].split("\n") if line)
        terms = {lang: texts for line in row[3].split("\n") if line for lang, *texts in [line.split("\t")]}
        lists = (text.split("\t") if text else [] for text in row[4:])
        return ConceptEntry(n, row[0], row[1], definition, terms, *lists)

    def terms_named(self, concept: str, lang: str) -> list[str]:
        """The terms of a concept, by its id, that may be used in a language, preferred first."""
        row = self._db.execute("SELECT n FROM concept WHERE id = ?", (concept,)).fetchone()
        return self.concept(row[0]).terms.get(lang, []) if row else []

    def domains(self) -> dict[str, tuple[str, ...]]:
        """The domains of each concept, by its id."""
        return {
            name: tuple(domains.split("\t")) for name, domains in self._db.execute("SELECT id, domains FROM concept")
        }

    def _term(self, n: int) -> TermEntry:
        row = self._db.execute(
            "SELECT concept, lang, text, status, instead, reason, broad, noun, compound, letters, grammar, type"
            " FROM term WHERE n = ?",
            (n,),
        ).fetchone()
        concept, lang, text, status, instead, reason, broad, noun, compound, letters, grammar, kind = row
        inside = None if compound is None else bool(compound)
        better = instead.split("\t") if instead else []
        said = (lang, text, status, better, reason, bool(broad), bool(noun), inside, letters, grammar, kind)
        return TermEntry(n, concept, *said)

    def term_languages(self) -> list[str]:
        """The languages that terms have."""
        return [lang for (lang,) in self._db.execute("SELECT DISTINCT lang FROM term ORDER BY lang")]

    def number(self, concept: str) -> int:
        """The number of the concept with an id; 0: it is not in the index, as retired ones are."""
        row = self._db.execute("SELECT n FROM concept WHERE id = ?", (concept,)).fetchone()
        return int(row[0]) if row else 0

    def texts(self, lang: str) -> list[str]:
        """The terms and listed spellings of a language that may be used."""
        query = "SELECT text FROM term WHERE lang = ? AND status IN ('preferred', 'admitted')"
        return [text for (text,) in self._db.execute(query, (lang,))]

    def terms_of(self, concept: int) -> list[TermEntry]:
        """All terms and listed spellings of a concept, in the order of its file."""
        rows = self._db.execute("SELECT n FROM term WHERE concept = ? ORDER BY n", (concept,))
        return [self.term(n) for (n,) in rows]

    def spelled(self, bare: str) -> list[tuple[str, FormEntry]]:
        """The forms that have a bare key in their own script, or are listed so, each with the key itself."""
        query = f"SELECT {_SPELLED} WHERE bare = ? ORDER BY spelling.rowid"
        return [
            (key or bare, FormEntry(term, via, text, features, 0, status))
            for key, term, via, text, features, status in self._db.execute(query, (bare,))
        ]

    def spelled_so(self, bares: Iterable[str]) -> dict[str, list[tuple[str, FormEntry]]]:
        """What `spelled` says of each of many bare keys; those that say nothing are left out."""
        found: dict[str, list[tuple[str, FormEntry]]] = {}
        asked = iter(bares)
        while some := list(islice(asked, _TOGETHER)):
            places = ",".join("?" * len(some))
            query = f"SELECT bare, {_SPELLED} WHERE bare IN ({places}) ORDER BY spelling.rowid"
            for bare, key, term, via, text, features, status in self._db.execute(query, some):
                found.setdefault(bare, []).append((key or bare, FormEntry(term, via, text, features, 0, status)))
        return found

    def spellings(self, bare: str) -> list[Spelling]:
        """The words of Russian terms that a scheme spells with a bare key."""
        return [one for _, one in self._spelt((bare,))]

    def beginnings(self, bare: str) -> list[tuple[int, Spelling]]:
        """The words of Russian terms that letters begin with, each with its length."""
        return self._spelt(tuple(bare[:end] for end in range(1, min(len(bare), _LONGEST) + 1)))

    def _spelt(self, bares: tuple[str, ...]) -> list[tuple[int, Spelling]]:
        query = "SELECT word.text, key, schemes FROM spelt JOIN word ON word.n = spelt.word WHERE bare = ?"
        return [
            (len(bare), Spelling(word, key or bare, schemes))
            for bare in bares
            for word, key, schemes in self._db.execute(query, (bare,))
        ]

    def spellings_of(self, word: str) -> list[Spelling]:
        """A word of Russian terms by all schemes."""
        row = self._db.execute("SELECT bares FROM word WHERE text = ?", (word,)).fetchone()
        if row is None:
            return []
        return [one for _, one in self._spelt(tuple(row[0].split("\n"))) if one.word == word]

    def begun_by(self, word: str) -> list[str]:
        """The keys of the forms of Russian terms whose first word this is, alone or with others."""
        row = self._db.execute("SELECT phrases FROM word WHERE text = ?", (word,)).fetchone()
        return row[0].split("\n") if row and row[0] else []

    def word(self, n: int) -> str:
        """The word of Russian terms with a number."""
        return str(self._db.execute("SELECT text FROM word WHERE n = ?", (n,)).fetchone()[0])

    def word_bares(self, n: int) -> list[str]:
        """The bare keys of all spellings of a word."""
        return str(self._db.execute("SELECT bares FROM word WHERE n = ?", (n,)).fetchone()[0]).split("\n")

    def word_postings(self, gram: str) -> bytes | None:
        """The packed numbers of the words with a 3-gram in a bare key of a spelling."""
        row = self._db.execute("SELECT words FROM word_gram WHERE text = ?", (gram,)).fetchone()
        return row[0] if row else None

    def phrases(self, lang: str) -> list[tuple[int, str, str]]:
        """The forms with a space in them of the terms of a language: term, text, features."""
        query = (
            "SELECT term, form.text, features FROM form JOIN term ON term.n = form.term"
            " WHERE lang = ? AND via != 'spelling' AND form.text LIKE '% %'"
        )
        return self._db.execute(query, (lang,)).fetchall()

    def inflected(self, term: TermEntry, features: str) -> str:
        """A term in the same grammatical form as another: the first that shares one of its features.

        Args:
            term: the term to inflect.
            features: as `FormEntry.features` has them, alternatives separated by commas.

        Returns:
            The form; the term as listed when it has no such form.
        """
        wanted = set(features.split(", "))
        query = "SELECT text, features FROM form WHERE term = ? AND via = 'form'"
        for text, offered in self._db.execute(query, (term.n,)):
            if wanted & set(offered.split(", ")):
                return str(text)
        return term.text

    def forms_of(self, term: int) -> list[FormEntry]:
        """A term in all its written forms, the listed one first; none of a listed spelling."""
        query = "SELECT term, via, text, features FROM form WHERE term = ? AND via != 'spelling' ORDER BY n"
        return [FormEntry(*row) for row in self._db.execute(query, (term,))]

    def misused(self) -> list[str]:
        """The written forms of the terms, and listed spellings, that are not to be used."""
        query = (
            "SELECT DISTINCT form.text FROM form JOIN term ON term.n = form.term"
            " WHERE term.status NOT IN ('preferred', 'admitted')"
        )
        return [text for (text,) in self._db.execute(query)]

    def bares(self, term: int) -> list[str]:
        """The bare keys of a term in its own script, and of its listed spellings."""
        row = self._db.execute("SELECT texts FROM bares WHERE term = ?", (term,)).fetchone()
        return str(row[0]).split("\n")

    def postings(self, gram: str) -> bytes | None:
        """The packed numbers of the terms with a 3-gram in a bare key."""
        row = self._db.execute("SELECT terms FROM gram WHERE text = ?", (gram,)).fetchone()
        return row[0] if row else None

    def patterns(self) -> list[str]:
        """The names of the sets of patterns: languages, and as `termbase.index.schema` has them."""
        rows = self._db.execute("SELECT name FROM words UNION SELECT name FROM automaton ORDER BY name")
        return [name for (name,) in rows]

    def automaton(self, name: str) -> bytes:
        """What `termbase.index.patterns.Automaton` is loaded from."""
        return bytes(self._db.execute("SELECT data FROM automaton WHERE name = ?", (name,)).fetchone()[0])

    def words(self, name: str) -> tuple[str, str, str, str] | None:
        """What `termbase.index.patterns.Words` is loaded from; None: the patterns are an automaton."""
        row = self._db.execute("SELECT singles, phrases, firsts, groups FROM words WHERE name = ?", (name,)).fetchone()
        return tuple(row) if row else None

    def pattern(self, name: str, n: int) -> list[FormEntry]:
        """The forms that a pattern of a set stands for."""
        query = (
            "SELECT term, via, text, features FROM pattern JOIN form ON form.n = pattern.form"
            " WHERE name = ? AND pattern.n = ? ORDER BY pattern.form"
        )
        return [FormEntry(*row) for row in self._db.execute(query, (name, n))]

    def close(self) -> None:
        """Close the file."""
        self._db.close()
