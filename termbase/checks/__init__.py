"""The checks, one a file. This list is the registry; a test compares it with the folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from termbase.checks import (
    tb401_term_not_used,
    tb402_deprecated_term,
    tb403_inconsistent_translation,
    tb404_untranslated,
    tb405_reused_translation,
    tb406_mixed_korean,
    tb407_term_count,
    tb408_numbers_differ,
    tb409_placeholders,
    tb410_quotation_style,
    tb411_doubled_word,
    tb412_spaces,
    tb413_brackets,
    tb414_program_words,
    tb415_end_punctuation,
    tb501_deprecated_term_in_prose,
    tb502_two_terms,
    tb503_first_mention_without_gloss,
    tb504_acronym_never_expanded,
    tb505_term_capitalisation,
    tb506_korean_term_spacing,
    tb507_wrong_particle,
    tb508_original_at_first_mention,
    tb509_mixed_script,
    tb601_scheme_mix,
    tb602_misspelt_romanisation,
    tb603_sign_glyph,
    tb604_misplaced_sign,
    tb605_script_mix,
    tb606_case_government,
    tb607_name_in_two_spellings,
    tb608_title_in_two_spellings,
    tb609_transcription,
    tb701_documents_differ,
)
from termbase.checks.check import Check
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.pieces import Piece, findings, ordered
from termbase.units import Unit

CHECKS: tuple[Check, ...] = (
    tb401_term_not_used.CHECK,
    tb402_deprecated_term.CHECK,
    tb403_inconsistent_translation.CHECK,
    tb404_untranslated.CHECK,
    tb405_reused_translation.CHECK,
    tb406_mixed_korean.CHECK,
    tb407_term_count.CHECK,
    tb408_numbers_differ.CHECK,
    tb409_placeholders.CHECK,
    tb410_quotation_style.CHECK,
    tb411_doubled_word.CHECK,
    tb412_spaces.CHECK,
    tb413_brackets.CHECK,
    tb414_program_words.CHECK,
    tb415_end_punctuation.CHECK,
    tb501_deprecated_term_in_prose.CHECK,
    tb502_two_terms.CHECK,
    tb503_first_mention_without_gloss.CHECK,
    tb504_acronym_never_expanded.CHECK,
    tb505_term_capitalisation.CHECK,
    tb506_korean_term_spacing.CHECK,
    tb507_wrong_particle.CHECK,
    tb508_original_at_first_mention.CHECK,
    tb509_mixed_script.CHECK,
    tb601_scheme_mix.CHECK,
    tb602_misspelt_romanisation.CHECK,
    tb603_sign_glyph.CHECK,
    tb604_misplaced_sign.CHECK,
    tb605_script_mix.CHECK,
    tb606_case_government.CHECK,
    tb607_name_in_two_spellings.CHECK,
    tb608_title_in_two_spellings.CHECK,
    tb609_transcription.CHECK,
    tb701_documents_differ.CHECK,
)


ACROSS = tb701_documents_differ.CHECK.code
"""Compares documents with each other."""
ALWAYS = tuple(check for check in CHECKS if not check.asked)


def run_checks(units: Iterable[Unit], context: Context, checks: Collection[Check] = ALWAYS) -> list[Finding]:
    """All findings of the checks over the units of one run, in the order of files and places."""
    units = list(units)
    (found,) = findings(units, [Piece(list(checks), 0, len(units))], lambda: context)
    return ordered(found, units, checks)
