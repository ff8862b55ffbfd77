"""TB609: a Russian name in Korean text is spelt as neither a norm nor usage has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.mentions import targets, texts
from termbase.checks.romanised import TERM_CHECKS
from termbase.index.lookup import look_up
from termbase.replace.korean import particle
from termbase.romanisation.transcription import Standard, Transcriptions
from termbase.units import Edit, Unit

_WORD = re.compile(r"[\uac00-\ud7a3]{3,}")
_SOUTHERN = "ko"
_NORMS = {_SOUTHERN: "nikl-rus-cyrl-hang-2005", "ko-KP": "dprk-rus-cyrl-hang-2001"}
"""Rules of the National Institute of Korean Language for foreign words, Russian table (2005); the northern rules."""


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """Words that with or without particles sound like a name of the base; each word is looked at once."""
    names: dict[str, Transcriptions] = {}
    seen: dict[tuple[str, str], tuple[int, Standard] | None] = {}
    units = list(units)
    documents = [document for document in (*texts(units), *targets(units)) if document.lang == _SOUTHERN]
    for unit in chain.from_iterable(document.units for document in documents):
        text = unit.target.text
        lang = unit.target.lang if unit.target.lang in _NORMS else _SOUTHERN
        if lang not in names:
            names[lang] = _names(context, lang)
        for match in _WORD.finditer(text):
            if (lang, match[0]) not in seen:
                seen[lang, match[0]] = _found(match[0], names[lang], context)
            if found := seen[lang, match[0]]:
                length, standard = found
                yield _finding(check, unit, match.start(), match.start() + length, standard, lang, context)


def _names(context: Context, lang: str) -> Transcriptions:
    schemes = context.schemes
    known = [text for one in dict.fromkeys((lang, *_NORMS)) for text in context.index.texts(one)]
    return Transcriptions(context.index.texts("ru"), known, schemes[_NORMS[lang]], schemes)


def _found(word: str, names: Transcriptions, context: Context) -> tuple[int, Standard] | None:
    """The length of the name that a word is without its particles, and what it should be."""
    for stem, _ in context.index.particles.strip(word):
        if standard := names.instead(stem):
            return len(stem), standard
    return None


def _finding(
    check: Check, unit: Unit, start: int, end: int, standard: Standard, lang: str, context: Context
) -> Finding:
    text = unit.target.text
    concept, better = _term(standard, lang, context)
    after = particle(context.index.particles, text, start, end, better)
    edits = [Edit(start, end, better), *(after or [])]
    stop = max(edit.end for edit in edits)
    suggestion = text[start:stop]
    for edit in reversed(edits):
        suggestion = suggestion[: edit.start - start] + edit.text + suggestion[edit.end - start :]
    return check.finding(
        unit,
        (start, stop),
        f"“{text[start:end]}” is no usual spelling of {standard.source}: “{better}”",
        suggestions=[suggestion],
        concept=concept,
        edits=edits if after is not None else [],
    )


def _term(standard: Standard, lang: str, context: Context) -> tuple[str, str]:
    """The concept of a name, and what it is called: a term of one word if it has one, else what the norm gives."""
    for answer in look_up(context.index, standard.source, fuzzy=False)[:1]:
        terms = answer.terms.get(lang) or answer.terms.get(_SOUTHERN, [])
        if answer.term == standard.source:
            return answer.concept, next((text for text in terms if " " not in text), standard.text)
    return "", standard.text


CHECK = Check(
    code="TB609",
    name="transcription-not-standard",
    severity="warning",
    scope="any",
    summary="A Russian name in Korean text is spelt as neither a norm nor usage has it.",
    explanation=(
        "Reported is a word that sounds like a Russian name of the base and that no declared scheme, southern or "
        "northern, old or new, gives, nor any Korean term of the base: a name in -ov with b at its end "
        "(seutahanobeu). Suggested is the Korean term of the base, else what the norm of the language gives "
        "(National Institute of Korean Language 2005; in `ko-KP` the northern rules of 2001), with the particle that "
        "follows its last sound. Names below three syllables are not looked for: too many words sound like them."
    ),
    run=run,
    yields_to=TERM_CHECKS,
    examples=(
        Example((("", "스타하노브는 광부였다."),), 1, target_lang="ko"),
        Example((("", "스타하노프는 광부였다."),), 0, target_lang="ko"),
    ),
)
