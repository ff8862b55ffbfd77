"""The rules for the base itself, one a file. This list is the registry; a test compares it with the folder."""

from __future__ import annotations

from termbase.lint import (
    tb101_id_file_name,
    tb102_no_preferred_term,
    tb103_two_preferred_terms,
    tb104_mixed_script,
    tb105_unknown_source,
    tb106_deprecated_without_replacement,
    tb107_same_term_in_two_concepts,
    tb108_one_sided_relation,
    tb109_missing_definition,
    tb110_approved_without_source,
    tb111_match_example,
    tb112_doubtful_paradigm,
    tb113_circular_definition,
    tb114_circular_relation,
    tb115_missing_language,
    tb116_untyped_acronym,
    tb117_homograph,
    tb118_inconsistent_grammar,
    tb119_not_canonical,
    tb120_retired_id,
    tb121_unused_source,
    tb122_near_duplicate,
)
from termbase.lint.rule import Rule

RULES: tuple[Rule, ...] = (
    tb101_id_file_name.RULE,
    tb102_no_preferred_term.RULE,
    tb103_two_preferred_terms.RULE,
    tb104_mixed_script.RULE,
    tb105_unknown_source.RULE,
    tb106_deprecated_without_replacement.RULE,
    tb107_same_term_in_two_concepts.RULE,
    tb108_one_sided_relation.RULE,
    tb109_missing_definition.RULE,
    tb110_approved_without_source.RULE,
    tb111_match_example.RULE,
    tb112_doubtful_paradigm.RULE,
    tb113_circular_definition.RULE,
    tb114_circular_relation.RULE,
    tb115_missing_language.RULE,
    tb116_untyped_acronym.RULE,
    tb117_homograph.RULE,
    tb118_inconsistent_grammar.RULE,
    tb119_not_canonical.RULE,
    tb120_retired_id.RULE,
    tb121_unused_source.RULE,
    tb122_near_duplicate.RULE,
)
