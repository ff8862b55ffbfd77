"""TB411: a word stands twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.knowledge import general, table
from termbase.checks.pairs import pairs
from termbase.units import Unit

_TWICE = re.compile(
    r"(?<![\w\ufffc'’<\[{/=.-])([^\W\d_]+)(?:[ \u00a0]|\s*\n\s*)(?=(\1)(?![\w\ufffc'’/=-]))", re.IGNORECASE
)
_REPEATED = re.compile(r"\b([^\W\d_]+)[\s,]+\1\b", re.IGNORECASE)
"""In the source also with a comma: what it repeats, the translation may repeat in its own way."""


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Not where the source has a word twice too, nor words that their language repeats on purpose."""
    for unit, source, target, _ in pairs(units):
        found = list(_TWICE.finditer(target.text))
        if not found or _REPEATED.search(source.text):
            continue
        for match in found:
            word = match[1].lower()
            allowed: list[str] = table("punctuation")["doubled"].get(general(target.lang), [])
            # «ИМЯ имя» in a usage message is a word and what it stands for; «с С. Орловым» has an initial.
            if match[2] not in (match[1], word) or (len(word) > 1 and match[1].isupper() != match[2].isupper()):
                continue
            if word in allowed:
                continue
            span = (match.start(), match.end(2))
            message = f"“{match[1]}” stands twice"
            in_line = "\n" not in match[0]
            yield check.finding(unit, span, message, suggestions=[match[1]], certain=in_line)


CHECK = Check(
    code="TB411",
    name="doubled-word",
    severity="warning",
    scope="bilingual",
    summary="A word stands twice in a row.",
    explanation=(
        "The target has the same word twice with only spaces or a line end between them. Delete one. Words that the "
        "language repeats for emphasis or by its grammar are not reported, nor is anything where the source has a "
        "word twice as well. On two lines the words may belong to two things, as in a list: that is info."
    ),
    run=run,
    alone=True,
    examples=(
        Example((("In the shop.", "В цехе."),), 0),
        Example((("In the shop.", "В в цехе."),), 1),
        Example((("Very long.", "Очень очень долго."),), 0),
        Example((("Duran Duran sang.", "Пели Дюран Дюран."),), 0),
        Example((("Norms and plans.", "기준량과 기준량과 계획."),), 1, target_lang="ko"),
        Example((("Кто работал?", "Who had had work?"),), 0, "ru", "en"),
        Example((("Кто работал?", "Who was in the the shop?"),), 1, "ru", "en"),
        Example((("Run a command", "Запустить команду\nкоманду"),), 1, certain=False),
        Example((("Yes, yes.", "Да, да — так, так."),), 0),
    ),
)
