"""TB123: what may be left out, or be a pronoun, could be a term."""

from __future__ import annotations

from collections.abc import Iterator

from termbase.checks.knowledge import general
from termbase.checks.omission import pronouns
from termbase.lint.rule import Remark, Rule
from termbase.model import ALLOWED_STATUSES, Base


def run(base: Base) -> Iterator[Remark]:
    """Languages under ``omissible`` and ``pronoun`` of which TB401 demands nothing, or knows no pronoun."""
    for concept in base.concepts:
        allowed = {term.lang for term in concept.terms if term.status in ALLOWED_STATUSES}
        for name, langs in (("omissible", concept.matching.omissible), ("pronoun", concept.matching.pronoun)):
            for lang in langs:
                if not allowed & {lang, general(lang)}:
                    yield Remark(concept, f"match.{name}", f"the concept has no term in {lang} to leave out", lang)
                elif name == "pronoun" and not pronouns(lang):
                    yield Remark(concept, "match.pronoun", f"there is no list of the pronouns of {lang}", lang)


RULE = Rule(
    code="TB123",
    name="omission-without-term",
    severity="warning",
    summary="A translation may leave a concept out in a language in which it has no term.",
    explanation=(
        "`omissible` and `pronoun` under [match] say in which languages a translation need not name the concept "
        "(TB401). Where it has no term none is demanded: the tag of the language is mistaken, or the term is missing. "
        "For `pronoun` the program must know the pronouns of the language, too."
    ),
    run=run,
)
