"""Why a term was found in a text, or at which step it fell out.

The rules stand in `termbase.match.finder` and only there. Here it is asked about texts that differ from the given one
in one respect: with the listed form at the place (capitals cannot matter then), with a space before it or behind it
(the boundary cannot), in any language (the region cannot). The first respect that makes the difference is the step.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from string import punctuation
from typing import Literal, NamedTuple

from termbase.forms.korean import is_syllable
from termbase.index.grams import distance, grams
from termbase.index.lookup import known_forms
from termbase.index.spelt import all_spellings, spelled
from termbase.index.store import FormEntry, Index, TermEntry
from termbase.match.finder import Finder, Hit
from termbase.text import bare, fold, key, main_script, without_diaeresis

StepName = Literal["form", "boundaries", "particles", "capitals", "own word", "part of speech", "region", "longer term"]

_COMPARED = 50
"""Written forms that share most 3-grams with a text are compared with its words letter by letter."""


class Step(NamedTuple):
    """One of the things that are asked of a place."""

    name: StepName
    passed: bool
    reason: str


class Place(NamedTuple):
    """Where the letters of a form stand in a text."""

    start: int
    end: int
    """Offsets in the text as given."""
    form: FormEntry
    via: str
    """As `termbase.match.finder.Hit.via`; what it would be where the term is not found."""
    steps: tuple[Step, ...]
    """In their order, up to the first that failed."""

    @property
    def found(self) -> bool:
        """Whether the term was found there."""
        return self.steps[-1].passed


class Near(NamedTuple):
    """The words of a text that are most like a form of a term."""

    written: str
    words: str
    distance: int
    """Edits between their bare keys (`termbase.text.bare`)."""


class Why(NamedTuple):
    """What became of a term in a text."""

    term: TermEntry
    forms: int
    """How many forms it has in its own letters."""
    spellings: int
    """How many in others: by the schemes, and listed."""
    places: tuple[Place, ...]
    """Where letters of it stand, in the order of the text."""
    near: Near | None
    """Without places: the nearest words, if any are near."""


def named(index: Index, query: str) -> list[TermEntry]:
    """The terms of the base that are written so; when there are none, those of which it is a form or a spelling."""
    folded = key(query)
    terms = {entry.term: index.term(entry.term) for _, entry, _ in known_forms(index, folded)}
    listed = [term for term in terms.values() if key(term.text) == folded]
    return listed or list(terms.values())


def form_of(index: Index, hit: Hit, seen: str) -> FormEntry | None:
    """The form that was found: its text in the letters of the term, its features, its schemes.

    Args:
        index: the compiled base.
        hit: what was found.
        seen: the text there.
    """
    folded = key(seen)
    found = [
        (entry.term != hit.term.n, written != folded, entry.via == "spelling", place, entry)
        for place, (written, entry) in enumerate(spelled(index, folded))
        if index.term(entry.term).concept == hit.term.concept
    ]
    return min(found)[-1] if found else None


def why(finder: Finder, text: str, term: TermEntry, lang: str = "") -> Why:
    """What became of a term in a text.

    Args:
        finder: is asked.
        text: any text; the work grows with its length and the number of places.
        term: a term of its index.
        lang: BCP 47, the language of the text; empty: any.
    """
    return _Inquiry(finder, text, term, lang).answer()


class _Inquiry:
    """Asks about one term in one text."""

    def __init__(self, finder: Finder, text: str, term: TermEntry, lang: str) -> None:
        self._finder = finder
        self._index = finder.index
        self._text = text
        self._term = term
        self._lang = lang
        self._written = self._forms()
        self._own = {
            other.n
            for other in self._index.terms_of(term.concept)
            if other.n == term.n or any(form.term == term.n for form in self._listed(other))
        }
        """The term, and the listed spellings of it, which are found as terms of their own."""

    def _listed(self, spelling: TermEntry) -> Iterator[FormEntry]:
        folded = key(spelling.text)
        for written, form in self._index.spelled(bare(folded)):
            if written == folded and form.via == "spelling" and not form.schemes:
                yield form

    def _forms(self) -> dict[str, FormEntry]:
        """Everything that running text is searched for: keys to forms."""
        found: dict[str, FormEntry] = {}
        for each in self._index.bares(self._term.n):
            for written, form in self._index.spelled(each):
                if form.term != self._term.n:
                    continue
                own = key(form.text)
                if form.via != "spelling" and written != own:
                    continue  # with an article: for look-up only
                found.setdefault(written, form)
                if form.via != "spelling":
                    found.setdefault(without_diaeresis(own), form)
        if self._term.lang.startswith("ru"):
            for written, form in list(found.items()):
                for spelling, mask in all_spellings(self._index, written).items():
                    found.setdefault(spelling, form._replace(via="spelling", schemes=mask))
        return found

    def answer(self) -> Why:
        forms = {form.text for form in self._written.values() if form.via != "spelling"}
        spellings = sum(form.via == "spelling" for form in self._written.values())
        places = tuple(self._place(*span) for span in self._spans())
        return Why(self._term, len(forms), spellings, places, None if places else self._near())

    def _spans(self) -> list[tuple[int, int, str]]:
        """Where letters of a form stand, in the order of the text; within a longer one's, a form does not count."""
        folded = fold(self._text)
        found: list[tuple[int, int, str]] = []
        for written, form in self._written.items():
            start = folded.text.find(written)
            while start >= 0:
                # A spelling by a scheme that begins within a word says nothing: too many letters look so.
                if not form.schemes or start == 0 or not folded.text[start - 1].isalnum():
                    found.append((start, start + len(written), written))
                start = folded.text.find(written, start + 1)
        kept: list[tuple[int, int, str]] = []
        for span in sorted(found, key=lambda span: (span[0], -span[1])):
            if not kept or span[1] > kept[-1][1]:
                kept.append(span)
        return [(folded.start(start), folded.end(end), written) for start, end, written in kept]

    def _place(self, start: int, end: int, written: str) -> Place:
        form = self._written[written]
        steps: list[Step] = []
        for step in self._steps(start, end, form):
            steps.append(step)
            if not step.passed:
                break
        hit = next(iter(self._at(self._finder.find(self._text, self._lang), start, end)), None)
        return Place(start, end, form, hit.via if hit else form.via, tuple(steps))

    def _steps(self, start: int, end: int, form: FormEntry) -> Iterator[Step]:
        seen = self._text[start:end]
        names = self._index.meta("schemes").split("\n")
        schemes = [name for bit, name in enumerate(names) if form.schemes >> bit & 1]
        features = f", {form.features}" if form.features else ""
        by = f" by {schemes[0]}" + (f" and {len(schemes) - 1} more" if schemes[1:] else "") if schemes else ""
        yield Step("form", passed=True, reason=f"“{seen}” is written like “{form.text}”{features}{by}")
        yield self._boundaries(start, end, form)
        yield self._capitals(start, end, form)
        hits, others = self._anywhere()
        if self._at(others, start, end) and not self._at(hits, start, end):
            yield Step("part of speech", passed=False, reason=f"“{seen}” is a verb or an adjective here, not the noun")
        elif self._term.noun:
            yield Step("part of speech", passed=True, reason="a noun here, as far as its neighbours tell")
        yield self._region(start, end)
        yield self._longest(start, end)

    def _boundaries(self, start: int, end: int, form: FormEntry) -> Step:
        """Whether it is a word of its own: asked with the listed form in its place, so that nothing else matters."""
        before, after = self._text[:start], self._text[end:]
        if self._stands(before, form, after):
            behind = self._tail(end) if is_syllable(after[:1]) and is_syllable(self._text[end - 1]) else ""
            reason = f"followed by particles, “{behind}”" if behind else "begins and ends with a word"
            return Step("particles" if behind else "boundaries", passed=True, reason=reason)
        word = self._word(start, end)
        inside = f"stands inside the longer word “{word}”"
        if self._stands(before, form, " " + after) and is_syllable(after[:1]):
            return Step("particles", passed=False, reason=self._no_particles(start, end))
        if self._stands(before + " ", form, after) or word != self._text[start:end]:
            return Step("boundaries", passed=False, reason=inside)
        return Step("particles", passed=False, reason="a bound noun with its particle, behind a verb")

    def _stands(self, before: str, form: FormEntry, after: str) -> bool:
        text = f"{before}{form.text}{after}"
        start, end = len(before), len(before) + len(form.text)
        others = self._finder.translation(text, self._term.lang)[1] if self._term.noun else []
        return bool(self._at([*self._finder.all_hits(text), *others], start, end))

    def _tail(self, end: int) -> str:
        stop = end
        while stop < len(self._text) and is_syllable(self._text[stop]):
            stop += 1
        return self._text[end:stop]

    def _no_particles(self, start: int, end: int) -> str:
        tail = self._index.particles.tail(self._text, end, start)
        rest = self._tail(end)
        if tail is not None and not tail.fits:
            return f"“{rest}” is a particle, but not one that follows the sound of “{self._text[start:end]}”"
        kept_out = "; its `compound = false` keeps it out of longer words" if self._term.compound is False else ""
        return f"“{rest}” is no chain of particles: the longer word “{self._word(start, end)}”{kept_out}"

    def _word(self, start: int, end: int) -> str:
        def inside(char: str) -> bool:
            return char.isalnum() or char == "_" or unicodedata.combining(char) != 0

        while start and inside(self._text[start - 1]):
            start -= 1
        while end < len(self._text) and inside(self._text[end]):
            end += 1
        return self._text[start:end]

    def _capitals(self, start: int, end: int, form: FormEntry) -> Step:
        """Whether the letters are such that it is found at all, whatever the language."""
        seen = self._text[start:end]
        hits, others = self._anywhere()
        if self._at([*hits, *others], start, end):
            return Step("capitals", passed=True, reason="as the term asks")
        if not form.schemes:
            how = "just so" if self._term.case == "exact" else "with its capitals"
            return Step("capitals", passed=False, reason=f"“{seen}” is not “{form.text}”, which must be written {how}")
        for other in (seen.capitalize(), seen.upper()):
            text = self._text[:start] + other + self._text[end:]
            if self._at(self._finder.romanised(text), start, end):
                reason = f"“{form.text}” has capitals, “{seen}” has not"
                return Step("capitals", passed=False, reason=reason)
        reason = (
            f"“{seen}” is short, or a word of its own language: it is believed in italics, brackets, quotation marks"
        )
        return Step("own word", passed=False, reason=reason)

    def _region(self, start: int, end: int) -> Step:
        hits = [*self._finder.all_hits(self._text, self._lang), *self._finder.romanised(self._text, self._lang)]
        lang = self._term.lang
        if self._at(hits, start, end):
            return Step(
                "region", passed=True, reason=f"{lang} is looked for in texts in {self._lang or 'any language'}"
            )
        if lang.startswith(f"{self._lang}-"):
            return Step("region", passed=False, reason=f"{lang} is not used in {self._lang}")
        return Step("region", passed=False, reason=f"the term is {lang}; the text is said to be {self._lang}")

    def _longest(self, start: int, end: int) -> Step:
        hits = self._finder.find(self._text, self._lang)
        if self._at(hits, start, end):
            return Step("longer term", passed=True, reason="none covers it")
        over = next((hit for hit in hits if hit.start < end and start < hit.end), None)
        if over is None:
            return Step("longer term", passed=True, reason="none covers it")
        longer = f"“{self._text[over.start : over.end]}”, {over.term.lang} {over.term.text}"
        return Step("longer term", passed=False, reason=f"{longer} of {self._index.concept(over.term.concept).id}")

    def _anywhere(self) -> tuple[list[Hit], list[Hit]]:
        """The terms of any language, and what would be a noun elsewhere."""
        others = self._finder.translation(self._text, self._term.lang)[1] if self._term.noun else []
        return [*self._finder.all_hits(self._text), *self._finder.romanised(self._text)], others

    def _at(self, hits: Sequence[Hit], start: int, end: int) -> list[Hit]:
        return [
            hit
            for hit in hits
            if (hit.start, hit.end) == (start, end)
            and (hit.term.n in self._own or (hit.via == "spelling" and hit.term.concept == self._term.concept))
        ]

    def _near(self) -> Near | None:
        """The nearest words, compared with the forms that share most 3-grams with the text."""
        words = [word.strip(punctuation) for word in fold(self._text).text.split()]
        shared = set().union(*(grams(bare(word)) for word in words)) if words else set()
        script = main_script(self._text)
        forms = [written for written in self._written if main_script(written) == script]
        forms.sort(key=lambda written: -len(grams(bare(written)) & shared))
        best: Near | None = None
        for written in forms[:_COMPARED]:
            wanted, count = bare(written), len(written.split())
            for start in range(len(words)):
                for stop in range(start + 1, min(start + count + 1, len(words)) + 1):
                    phrase = " ".join(words[start:stop])
                    limit = best.distance - 1 if best else len(wanted) // 2
                    apart = distance(wanted, bare(phrase), limit)
                    if apart <= limit:
                        best = Near(
                            self._written[written].text if script == main_script(self._term.text) else written,
                            phrase,
                            apart,
                        )
        return best
