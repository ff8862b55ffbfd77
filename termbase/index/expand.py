"""A concept to what the index stores of it: every term in every written form of its own script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from termbase import text
from termbase.files import InputError, InputListError, read_text
from termbase.forms import Form
from termbase.forms.english import English
from termbase.forms.homograph import Homographs
from termbase.forms.korean import Particles, variants
from termbase.forms.russian import Russian
from termbase.index.grams import grams
from termbase.index.schema import DERIVED, SPELLINGS, TRANSCRIBED
from termbase.index.speller import Speller, SpeltWord
from termbase.model import ALLOWED_STATUSES, TERM_STATUSES, Concept, Spelling, Term
from termbase.parse import read_toml
from termbase.translit import Converter, Scheme, SchemeError, load_schemes

PROSE_SCHEME = "ala-lc-rus-cyrl-latn-1997-plain"
"""The scheme in which the right spelling of a misspelt romanisation is proposed."""


class Expansion(NamedTuple):
    """Rows of one concept; numbers in them count from 0 within it. Only what `marshal` can write."""

    concept: tuple[str, str, str, str, str, str, str, str]
    """Id, status, definition, terms, derived words, omissible, pronoun, domains, as the table has them."""
    terms: list[tuple[object, ...]]
    """As the table ``term`` from its column ``lang`` on."""
    forms: list[tuple[int, str, str, str, str]]
    """Term, via, text, features, status."""
    spellings: list[tuple[str, int, str]]
    """Bare key, form, key (empty: the bare key)."""
    russian: list[str]
    """The keys of the forms of Russian terms, whose words are spelt in other scripts too."""
    patterns: list[tuple[str, str, int]]
    """Set of patterns, key, form."""
    near: list[tuple[int, str, list[str]]]
    """Term, its bare keys with line feeds between, their 3-grams: for approximate look-up."""


class Expander:
    """Expands concepts by the rules of the languages and the schemes."""

    def __init__(self, schemes: Path, languages: Path) -> None:
        """Read the rules.

        Args:
            schemes: folder of the transliteration schemes.
            languages: folder of the language data.

        Raises:
            InputError, InputListError: they cannot be used.
        """
        data = {path.stem: read_toml(path) for path in sorted(languages.glob("*.toml"))}
        try:
            self._russian = Russian(data["ru"])
            self._english = English(data["en"])
            self.particles = Particles(data["ko"])
            self.rules = {lang: data[lang] for lang in ("ru", "en", "ko")}
            self.homographs = Homographs.from_data(data["en"], data["en-parts"])
            self.articles: list[str] = data["en"]["phrase"]["articles"]
        except KeyError as error:
            raise InputError(languages, f"the data of a language lack {error}") from None
        self.english = _words(languages / "en-homographs.txt")
        """English words that are romanised Russian too."""
        loaded = _schemes(schemes)
        self.schemes: tuple[str, ...] = tuple(loaded)
        """Their names; the masks of spellings are bits in this order."""
        self.speller = Speller(loaded)
        self._prose = Converter(loaded[PROSE_SCHEME])

    def expand(self, concept: Concept) -> Expansion:
        """All rows of a concept."""
        return _Rows(concept, self).rows()

    def forms(self, term: Term) -> list[Form]:
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

    def is_homograph(self, term: Term) -> bool:
        """Whether it takes the context to tell the term from a verb or an adjective written alike."""
        return term.lang.startswith("en") and self._english.is_common_noun(term.text, term.grammar)

    def spell(self, words: Iterable[str]) -> Iterator[tuple[str, SpeltWord]]:
        """Words of Russian terms, each with its spellings in all schemes."""
        return ((word, self.speller.spell(word)) for word in words)

    def in_prose(self, form: str) -> str:
        """A Russian form as historians romanise it."""
        return self._prose.convert(form)


def _words(path: Path) -> list[str]:
    """The lines of a list, comments left out; a base may do without one."""
    if not path.is_file():
        return []
    return [line for line in read_text(path).splitlines() if line and not line.startswith("#")]


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


class _Rows:
    """Collects the rows of one concept."""

    def __init__(self, concept: Concept, rules: Expander) -> None:
        self._concept = concept
        self._rules = rules
        self._terms: list[tuple[object, ...]] = []
        self._forms: list[tuple[int, str, str, str, str]] = []
        self._spellings: list[tuple[str, int, str]] = []
        self._russian: dict[str, None] = {}
        self._patterns: dict[tuple[str, str, int], int] = {}
        self._bares: dict[int, dict[str, None]] = {}

    def rows(self) -> Expansion:
        """Expand the concept."""
        concept = self._concept
        names: dict[str, list[str]] = {}
        for term in sorted(concept.terms, key=lambda term: TERM_STATUSES.index(term.status)):
            if term.status in ALLOWED_STATUSES:
                names.setdefault(term.lang, []).append(term.text)
        numbers: dict[str, int] = {}
        for term in concept.terms:
            numbers.setdefault(term.text, self._add_term(term))
        for spelling in concept.spellings:
            self._add_spelling(spelling, numbers[spelling.of])
        derived = [entry.partition("=") for entry in concept.matching.derived]
        for word, _, grammar in derived:
            self._add_derived(word, grammar)
        head = (
            concept.id,
            concept.status,
            _lines({lang: [text] for lang, text in concept.definition.items()}),
            _lines(names),
            "\t".join(word for word, _, _ in derived),
            "\t".join(concept.matching.omissible),
            "\t".join(concept.matching.pronoun),
            "\t".join(concept.domains),
        )
        patterns = [(name, key, form) for (name, key, _), form in self._patterns.items()]
        near = list(self._near())
        return Expansion(head, self._terms, self._forms, self._spellings, list(self._russian), patterns, near)

    def _add_term(self, term: Term) -> int:
        """One term and its forms; returns its number."""
        preferred = self._concept.preferred(term.lang)
        instead = [term.use] if term.use else [preferred.text] if preferred and preferred != term else []
        number = self._number(term, instead, noun=self._rules.is_homograph(term))
        dictionary_key = text.key(term.text)
        russian, first = term.lang.startswith("ru"), len(self._forms)
        forms = list(self._rules.forms(term))
        barred = self._barred(term) if any(map(_is_variant, forms)) else ()
        for form in forms:
            key = text.key(form.text)
            if key in barred and _is_variant(form):
                continue
            place = self._add_form(number, "exact" if key == dictionary_key else "form", form, term.status)
            self._add_key(key, place)
            self._add_pattern(term.lang.split("-")[0], key, place)
            if russian:
                self._russian[key] = None
        if russian:
            # Korean adds its own particles to the dictionary form.
            for transcription in self._rules.speller.transcribe(term.text):
                self._add_pattern(TRANSCRIBED, transcription, first)
        if term.lang.startswith("en"):
            place = self._add_form(number, "form", Form(term.text, ""), term.status)
            for article in self._rules.articles:
                self._add_key(text.key(f"{article} {term.text}"), place)
        return number

    def _barred(self, term: Term) -> set[str]:
        """What terms of the language say that are allowed where this one is not, or the reverse: no variant of it."""
        allowed = term.status in ALLOWED_STATUSES
        others = (it for it in self._concept.terms if it.lang == term.lang)
        opposed = [it for it in others if (it.status in ALLOWED_STATUSES) != allowed]
        return {text.key(form.text) for it in opposed for form in self._rules.forms(it) if not _is_variant(form)}

    def _add_spelling(self, spelling: Spelling, of: int) -> None:
        """One listed spelling: looked up as its term, found in running text as itself."""
        form = Form(spelling.form or spelling.of, "")
        self._add_key(text.key(spelling.text), self._add_form(of, "spelling", form, spelling.status))
        allowed = spelling.status in ALLOWED_STATUSES
        lang = next(term.lang for term in self._concept.terms if term.text == spelling.of)
        own = text.main_script(spelling.text) == text.main_script(spelling.of)
        instead = [] if allowed else [form.text if own else self._rules.in_prose(form.text)]
        name = lang if own else f"{lang}-Latn"
        number = self._number(Term(name, spelling.text, spelling.status, reason=spelling.reason), instead)
        place = self._add_form(number, "spelling", Form(spelling.text, ""), spelling.status)
        patterns = name if name == SPELLINGS else lang.split("-")[0]
        self._add_pattern(patterns, text.key(spelling.text), place)

    def _add_derived(self, word: str, grammar: str) -> None:
        """A word that shows that a translation renders the concept: in a set of its own."""
        term = Term(text.LANGUAGE_OF_SCRIPT[text.main_script(word)], word, grammar=grammar)
        number = self._number(term, [])
        for form in self._rules.forms(term):
            place = self._add_form(number, "form", form, term.status)
            self._add_pattern(f"{DERIVED}{term.lang}", text.key(form.text), place)

    def _number(self, term: Term, instead: list[str], *, noun: bool = False) -> int:
        told = ("\t".join(instead), term.reason, term.broad, noun, term.compound, term.case or "", term.grammar)
        self._terms.append((term.lang, term.text, term.status, *told, term.type))
        return len(self._terms) - 1

    def _add_form(self, term: int, via: str, form: Form, status: str) -> int:
        self._forms.append((term, via, form.text, form.features, status))
        return len(self._forms) - 1

    def _add_key(self, key: str, form: int) -> None:
        """A spelling by which a form is looked up."""
        bare = text.bare(key)
        self._spellings.append((bare, form, "" if key == bare else key))
        self._bares.setdefault(self._forms[form][0], {})[bare] = None

    def _add_pattern(self, name: str, key: str, form: int) -> None:
        """A pattern of running text; ё may be written е there."""
        term = self._forms[form][0]
        for written in dict.fromkeys((key, text.without_diaeresis(key))):
            known = self._patterns.get((name, written, term))
            # Capitals are demanded of a text: of forms written alike, the one with fewer stands.
            if known is None or _capitals(self._forms[form][2]) < _capitals(self._forms[known][2]):
                self._patterns[name, written, term] = form

    def _near(self) -> Iterator[tuple[int, str, list[str]]]:
        for term, bares in self._bares.items():
            yield term, "\n".join(bares), sorted(set().union(*map(grams, bares)))


def _is_variant(form: Form) -> bool:
    """Whether it is a term written another way: joined, with a hyphen, in other English."""
    return form.features.endswith(("variant", "spelling"))


def _capitals(form: str) -> int:
    return sum(char.isupper() for char in form)


def _lines(lists: Mapping[str, list[str]]) -> str:
    return "\n".join("\t".join((name, *texts)) for name, texts in lists.items())
