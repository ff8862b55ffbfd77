"""The findings about ignores themselves; their codes begin with TB0."""

from __future__ import annotations

from dataclasses import dataclass

from termbase.checks.finding import Severity


@dataclass(frozen=True, slots=True)
class IgnoreRule:
    """What a comment to the checks must be."""

    code: str
    name: str
    severity: Severity
    summary: str
    explanation: str


NO_REASON = IgnoreRule(
    "TB001",
    "ignore-without-reason",
    "warning",
    "A comment ignores findings and does not say why.",
    "A finding may be ignored for a reason that the next reader can judge: “termbase: ignore TB402 — reason”. "
    "Without one the comment has no effect.",
)
EXPIRED = IgnoreRule(
    "TB002",
    "expired-ignore",
    "warning",
    "A comment ignores findings until a day that is over.",
    "The date after “until” is the last day on which the comment holds; since then what it ignored is reported again. "
    "Mend the text, or give the comment a later date.",
)
UNUSED = IgnoreRule(
    "TB003",
    "unused-ignore",
    "warning",
    "A comment ignores what is not found there.",
    "None of the checks that the comment names reports anything there any more: take the comment out, or those "
    "codes. Nothing is said of checks that did not run, and of translations that are not finished (fuzzy).",
)
MISUNDERSTOOD = IgnoreRule(
    "TB004",
    "ignore-not-understood",
    "warning",
    "A comment to the checks cannot be understood.",
    "After “termbase:” stands “ignore” with codes, “off” or “on”; then, if it is to end, “until” and a date such as "
    "2027-01-31; then a dash, a hyphen or a colon, and the reason. A code that no check has does nothing.",
)
RULES = (NO_REASON, EXPIRED, UNUSED, MISUNDERSTOOD)
