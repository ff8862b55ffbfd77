"""Transliteration: schemes as data files, and one small engine that runs them all.

schemes = load_schemes(root / "schemes")
Converter(schemes["ala-lc-rus-cyrl-latn-1997"]).convert("стахановец")
"""

from termbase.translit.engine import Converter, Step
from termbase.translit.read import Problem, SchemeError, load_schemes
from termbase.translit.scheme import Rule, Sample, Scheme
from termbase.translit.several import Several

__all__ = ["Converter", "Problem", "Rule", "Sample", "Scheme", "SchemeError", "Several", "Step", "load_schemes"]
