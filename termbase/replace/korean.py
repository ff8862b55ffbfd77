"""Korean: the particle that follows a term, written for the last sound of the term in its place."""

from __future__ import annotations

from termbase.forms.korean import Particles, is_syllable
from termbase.units import Edit

_BRACKETS = {"(": ")", "[": "]", "\uff08": "\uff09", "\u3014": "\u3015"}


def particle(particles: Particles, text: str, start: int, end: int, better: str) -> list[Edit] | None:
    """The change of the particles behind ``text[start:end]``; None: it is not certain.

    Args:
        particles: the grammar.
        text: without marks.
        start: where the term begins.
        end: where it ends.
        better: what is written in its place.
    """
    found = text[start:end]
    if (bracket := _behind_bracket(text, end)) > end:
        # By custom the particle agrees with the word before the bracket, but not by everybody's.
        tail = particles.tail(text, bracket)
        return [] if tail and particles.refit(tail.chain, found, better) == tail.chain else None
    tail = particles.tail(text, end, start)
    if tail is None:
        return None
    chain = particles.refit(tail.chain, found, better)
    if chain is None:
        return None
    if chain == tail.chain:
        return []
    place = end + tail.length - len("".join(tail.chain))
    return [Edit(place, place + len(tail.chain[0]), chain[0])]


def number(particles: Particles, text: str, start: int, end: int, new: str) -> list[Edit] | None:
    """As `particle`, behind a number; what follows it and is no particle is a counter."""
    tail = particles.tail(text, end)
    if tail is None or not tail.chain:
        return []
    return particle(particles, text, start, end, new) if tail.fits else None


def _behind_bracket(text: str, end: int) -> int:
    """Just behind a bracket that follows a place at once and that Hangul is written on to; else the place."""
    closing = _BRACKETS.get(text[end : end + 1])
    after = text.find(closing, end) + 1 if closing else 0
    return after if after and is_syllable(text[after : after + 1]) else end
