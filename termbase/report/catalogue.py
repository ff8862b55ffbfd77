"""The pages of the checks: one for a terminal, and all of them as the Markdown file ``docs/checks.md``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import fill

from termbase.checks.check import Check, Example
from termbase.ignores.rules import IgnoreRule
from termbase.lint.rule import Rule

Subject = Check | Rule | IgnoreRule
_WIDTH = 88
_HEAD = """# What the checks report

This file is written by `termbase explain --all`, from the checks themselves; a test compares the two. The examples
are run as tests, with the miniature base in `tests/data/base`, so their terms need not be those of the termbase.
`termbase explain CODE` prints one page.
"""
_GROUPS = {
    "TB0": ("Of comments that ignore findings", "`termbase check` looks at them too."),
    "TB1": ("Of the base itself", "`termbase lint` applies these rules to the concept files."),
    "TB4": (
        "Of translations",
        "`termbase check` compares source and target in PO, TS, XLIFF, TMX and tables (CSV, TSV, XLSX).",
    ),
    "TB5": ("Of prose", "`termbase check` reads text, Markdown, HTML, DOCX, ODT and EPUB."),
    "TB6": (
        "Of romanised Russian",
        "`termbase check` reads it in prose, and in translations into languages with other letters than Cyrillic ones.",
    ),
    "TB7": ("Of documents against each other", "`termbase check --across` compares all files that are named."),
}


def page(subject: Subject) -> str:
    """What is to be known of a check or a rule, for a terminal; without line end."""
    parts = [f"{subject.code} {subject.name} ({subject.severity})", subject.summary, fill(subject.explanation, _WIDTH)]
    if isinstance(subject, Check):
        for title, examples in _examples(subject):
            lines = [f"  {line}" for example in examples for line in _lines(example)]
            parts.append("\n".join([f"{title}:", *lines]))
        parts.append(f"Where it is wrong, a comment at the place says so: {_ignore(subject)}")
    return "\n\n".join(parts)


def markdown(subjects: Sequence[Subject]) -> str:
    """All pages as one file; ends with a line feed."""
    parts = [_HEAD]
    groups = {subject.code[:3] for subject in subjects}
    for group in sorted(groups):
        title, about = _GROUPS.get(group, (group, ""))
        parts.append(f"## {title}\n\n{about}\n")
        parts += [_section(subject) for subject in subjects if subject.code.startswith(group)]
    return "\n".join(parts)


def _section(subject: Subject) -> str:
    parts = [
        f"### {subject.code} {subject.name}",
        f"Severity: {subject.severity}. {subject.summary}",
        subject.explanation,
    ]
    if isinstance(subject, Check):
        for title, examples in _examples(subject):
            block = "\n\n".join("\n".join(_lines(example)) for example in examples)
            parts.append(f"{title}:\n\n```text\n{block}\n```")
        parts.append(f"To ignore it at one place: `{_ignore(subject)}` in a comment.")
    return "\n\n".join(parts) + "\n"


def _examples(check: Check) -> Iterator[tuple[str, Sequence[Example]]]:
    yield "Reported", [example for example in check.examples if example.findings and example.certain]
    if hints := [example for example in check.examples if example.findings and not example.certain]:
        yield "Reported as info", hints
    yield "Not reported", [example for example in check.examples if not example.findings]


def _lines(example: Example) -> Iterable[str]:
    for source, target in example.pairs:
        if source:
            yield f"{example.source_lang}: {source}"
        yield f"{example.target_lang or 'text'}: {target}"


def _ignore(check: Check) -> str:
    return f"termbase: ignore {check.code} — reason"
