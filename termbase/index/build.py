"""Compile a termbase: every term to all its written forms, keyed for look-up and for running text."""

from __future__ import annotations

import marshal
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from daachorse import CharwiseDoubleArrayAhoCorasick

from termbase import text
from termbase.files import InputError, InputListError
from termbase.forms import Form
from termbase.forms.english import English
from termbase.forms.homograph import Homographs
from termbase.forms.korean import Particles, variants
from termbase.forms.russian import Russian
from termbase.index import schema
from termbase.index.grams import grams, pack
from termbase.index.schema import DERIVED, SPELLINGS
from termbase.model import ALLOWED_STATUSES, TERM_STATUSES, Base, Concept, Spelling, Term
from termbase.parse import read_toml
from termbase.translit import Converter, Scheme, SchemeError, load_schemes

PROSE_SCHEME = "ala-lc-rus-cyrl-latn-1997-plain"
"""The scheme in which the right spelling of a misspelt romanisation is proposed."""
_LANG_OF_SCRIPT = {"Cyrl": "ru", "Latn": "en", "Hang": "ko"}


class _Languages:
    """Expands a term by the rules of its language."""

    def __init__(self, folder: Path) -> None:
        data = {path.stem: read_toml(path) for path in sorted(folder.glob("*.toml"))}
        try:
            self._russian = Russian(data["ru"])
            self._english = English(data["en"])
            self.particles = Particles(data["ko"])
            self.homographs = Homographs.from_data(data["en"], data["en-parts"])
            self.articles: list[str] = data["en"]["phrase"]["articles"]
        except KeyError as error:
            raise InputError(folder, f"the data of a language lack {error}") from None

    def is_homograph(self, term: Term) -> bool:
        """Whether it takes the context to tell the term from a verb or an adjective written alike."""
        return term.lang.startswith("en") and self._english.is_common_noun(term.text, term.grammar)

    def expand(self, term: Term) -> list[Form]:
        """All written forms of a term in its own script, the dictionary form first."""
        language = term.lang.split("-")[0]
        if language == "ru":
            return self._russian.expand(term.text, term.grammar, term.forms)
        if language == "en":
            return self._english.expand(term.text, term.grammar, term.forms)
        # Korean particles are read off the text, so only the spacing varies.
        written = [term.text, *term.forms]
        spaced = dict.fromkeys(form for text in written for form in (variants(text) if language == "ko" else [text]))
        return [Form(form, "") for form in spaced]


class _Writer:
    """Fills the tables of one index."""

    def __init__(self, base: Base, schemes: Mapping[str, Converter], languages: _Languages) -> None:
        self.base = base
        self.schemes = schemes
        self.languages = languages
        self.bares: dict[str, int] = {}
        self.terms: list[tuple[object, ...]] = []
        self.statuses: dict[int, str] = {}
        self.forms: list[tuple[object, ...]] = []
        self.patterns: dict[str, dict[str, list[tuple[int, str, str, str]]]] = defaultdict(dict)

    def concepts(self) -> Iterator[tuple[object, ...]]:
        """Rows of the table ``concept``; fills the other tables on the way."""
        for n, concept in enumerate(self.base.concepts, 1):
            if concept.status == "retired":
                continue
            definition = {lang: [text] for lang, text in concept.definition.items()}
            names: dict[str, list[str]] = {}
            numbers: dict[str, int] = {}
            for term in sorted(concept.terms, key=lambda term: TERM_STATUSES.index(term.status)):
                if term.status in ALLOWED_STATUSES:
                    names.setdefault(term.lang, []).append(term.text)
            for term in concept.terms:
                numbers.setdefault(term.text, self.add_term(n, concept, term))
            for spelling in concept.spellings:
                self.add_spelling(n, concept, spelling, numbers[spelling.of])
            derived = [entry.partition("=") for entry in concept.matching.derived]
            for word, _, grammar in derived:
                self.add_derived(n, word, grammar)
            yield (
                n,
                concept.id,
                concept.status,
                _lines(definition),
                _lines(names),
                "\t".join(word for word, _, _ in derived),
            )

    def add_term(self, n: int, concept: Concept, term: Term) -> int:
        """One term and its forms; returns its number."""
        preferred = concept.preferred(term.lang)
        instead = [term.use] if term.use else [preferred.text] if preferred and preferred != term else []
        number = self.number(n, term, instead, noun=self.languages.is_homograph(term))
        self.statuses[number] = term.status
        dictionary_key = text.key(term.text)
        forms = self.languages.expand(term)
        for form in forms:
            key = text.key(form.text)
            via = "exact" if key == dictionary_key else "form"
            self.add_form(key, number, via, form)
            self.add_pattern(term.lang.split("-")[0], key, number, via, form)
        if term.lang.startswith("en"):
            for article in self.languages.articles:
                self.add_form(text.key(f"{article} {term.text}"), number, "form", Form(term.text, ""))
        if term.lang.startswith("ru"):
            self.add_romanised(number, forms, acronym=term.type == "acronym" or None)
        return number

    def add_romanised(self, term: int, forms: list[Form], *, acronym: bool | None) -> None:
        """Every form in every scheme; a spelling that several schemes share is one row."""
        written = "\n".join(form.text for form in forms)
        masks: dict[tuple[str, int], int] = {}
        for bit, converter in enumerate(self.schemes.values()):
            # All forms of a term at once: a call for each is three times slower.
            for place, surface in enumerate(converter.convert(written, acronym=acronym).split("\n")):
                spelling = (text.key(surface), place)
                masks[spelling] = masks.get(spelling, 0) | 1 << bit
        for (key, place), mask in masks.items():
            self.add_form(key, term, "spelling", forms[place], mask)

    def add_spelling(self, n: int, concept: Concept, spelling: Spelling, of: int) -> None:
        """One listed spelling: looked up as its term, found in running text as itself."""
        form = Form(spelling.form or spelling.of, "")
        self.add_form(text.key(spelling.text), of, "spelling", form, status=spelling.status)
        allowed = spelling.status in ALLOWED_STATUSES
        instead = [] if allowed else [self.schemes[PROSE_SCHEME].convert(form.text)]
        lang = next(term.lang for term in concept.terms if term.text == spelling.of)
        name = lang if text.main_script(spelling.text) == text.main_script(spelling.of) else f"{lang}-Latn"
        number = self.number(n, Term(name, spelling.text, spelling.status, reason=spelling.reason), instead)
        self.add_pattern(
            name if name == SPELLINGS else lang.split("-")[0],
            text.key(spelling.text),
            number,
            "spelling",
            Form(spelling.text, ""),
        )

    def add_derived(self, n: int, word: str, grammar: str) -> None:
        """A word that shows that a translation renders the concept: in an automaton of its own."""
        term = Term(_LANG_OF_SCRIPT[text.main_script(word)], word, grammar=grammar)
        number = self.number(n, term, [])
        for form in self.languages.expand(term):
            self.add_pattern(f"{DERIVED}{term.lang}", text.key(form.text), number, "form", form)

    def number(self, n: int, term: Term, instead: list[str], *, noun: bool = False) -> int:
        """Add a row of the table ``term``."""
        place = len(self.terms) + 1
        told = ("\t".join(instead), term.reason, term.broad)
        self.terms.append(
            (place, n, term.lang, term.text, term.status, *told, noun, term.compound, term.case or "")
        )
        return place

    def add_form(self, key: str, term: int, via: str, form: Form, mask: int = 0, status: str = "") -> None:
        """Add a row of the table ``form``."""
        bare = self.bares.setdefault(text.bare(key), len(self.bares) + 1)
        self.forms.append((key, bare, term, via, form.text, form.features, mask, status or self.statuses[term]))

    def add_pattern(self, automaton: str, key: str, term: int, via: str, form: Form) -> None:
        """Add a pattern of running text; ё may be written е there."""
        for written in dict.fromkeys((key, text.without_diaeresis(key))):
            entries = self.patterns[automaton].setdefault(written, [])
            known = next((entry for entry in entries if entry[0] == term), None)
            if known is None:
                entries.append((term, via, form.text, form.features))
            elif _capitals(form.text) < _capitals(known[2]):  # capitals are demanded of a text: the fewer stand
                entries[entries.index(known)] = (term, via, form.text, form.features)

    def posting_rows(self) -> Iterator[tuple[str, bytes]]:
        """Rows of the table ``gram``."""
        postings: dict[str, list[int]] = defaultdict(list)
        for bare, number in self.bares.items():
            for gram in grams(bare):
                postings[gram].append(number)
        for gram in sorted(postings):
            yield gram, pack(postings[gram])

    def pattern_rows(self) -> Iterator[tuple[object, ...]]:
        """Rows of the table ``pattern``, in the order of the automata's patterns."""
        for name, patterns in self.patterns.items():
            for n, key in enumerate(patterns):
                for entry in patterns[key]:
                    yield name, n, *entry

    def automata(self) -> Iterator[tuple[str, bytes]]:
        """Rows of the table ``automaton``."""
        for name, patterns in self.patterns.items():
            yield name, CharwiseDoubleArrayAhoCorasick(list(patterns)).serialize()


def _capitals(text: str) -> int:
    return sum(char.isupper() for char in text)


def _lines(lists: Mapping[str, list[str]]) -> str:
    return "\n".join("\t".join((name, *texts)) for name, texts in lists.items())


def _schemes(folder: Path) -> dict[str, Scheme]:
    """The schemes that Russian is written by."""
    try:
        loaded = load_schemes(folder)
    except SchemeError as error:
        problems = (InputError(problem.file, f"{problem.key}: {problem.reason}") for problem in error.problems)
        raise InputListError(problems) from None
    if PROSE_SCHEME not in loaded:
        raise InputError(folder, f"has no scheme {PROSE_SCHEME}")
    return {name: scheme for name, scheme in loaded.items() if scheme.source_script == "Cyrl"}


def build_index(base: Base, schemes: Path, languages: Path, path: Path) -> None:
    """Write the index of a base.

    Args:
        base: the termbase.
        schemes: folder of the transliteration schemes.
        languages: folder of the language data.
        path: the file to write; it is empty or does not exist.

    Raises:
        InputError, InputListError: the schemes or the data of the languages cannot be used.
    """
    loaded = _schemes(schemes)
    rules = _Languages(languages)
    writer = _Writer(base, {name: Converter(scheme) for name, scheme in loaded.items()}, rules)
    meta = {
        "complete": schema.stamp(),
        "schemes": "\n".join(loaded),
        "particles": marshal.dumps(rules.particles.to_dict()),
        "homographs": marshal.dumps(rules.homographs.to_dict()),
    }
    db = sqlite3.connect(path)
    try:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + schema.TABLES)
        db.executemany("INSERT INTO concept VALUES (?, ?, ?, ?, ?, ?)", writer.concepts())
        db.executemany("INSERT INTO term VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", writer.terms)
        db.executemany("INSERT INTO form VALUES (?, ?, ?, ?, ?, ?, ?, ?)", writer.forms)
        db.executemany("INSERT INTO bare VALUES (?, ?)", ((n, bare) for bare, n in writer.bares.items()))
        db.executemany("INSERT INTO gram VALUES (?, ?)", writer.posting_rows())
        db.executemany("INSERT INTO pattern VALUES (?, ?, ?, ?, ?, ?)", writer.pattern_rows())
        db.executemany("INSERT INTO automaton VALUES (?, ?)", writer.automata())
        db.executescript(schema.INDEXES)
        db.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        db.commit()
    finally:
        db.close()
