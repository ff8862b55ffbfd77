"""How a document romanises, as text and as a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from termbase.cli.wording import few
from termbase.identify import Profile
from termbase.romanisation.portrait import Doubt, Portrait

_LAYERS = ("first", "second")


def profile_lines(path: str, found: Profile, instead: Mapping[str, str]) -> Iterator[str]:
    """Layers, the words that decide, and the words outside.

    Args:
        path: of the document.
        found: its profile.
        instead: what the first layer would write for words that it does not give.
    """
    yield f"{path}: {found.words} different Russian words"
    for place, layer in zip(_LAYERS, found.layers, strict=False):
        yield f"{place} layer: {few(layer.schemes)}"
        yield f"  words: {len(layer.words)}; all other schemes lack some of {', '.join(layer.telling)}"
        if place != _LAYERS[0]:
            yield f"  the first would write: {_pairs(layer.words, instead)}"
    if not found.layers:
        yield "no scheme: " + ("too few words of any" if found.outside else "no word decides between them")
    if found.outside:
        yield f"outside: {_pairs(found.outside, instead)}"


def profile_record(path: str, found: Profile, instead: Mapping[str, str]) -> dict[str, object]:
    """The same for a program."""
    layers = [layer._asdict() for layer in found.layers]
    return {"path": path, "words": found.words, "layers": layers, "outside": found.outside, "instead": instead}


def lines(path: str, found: Portrait, where: Mapping[Doubt, Sequence[str]]) -> Iterator[str]:
    """The whole portrait.

    Args:
        path: of the document.
        found: its portrait.
        where: where the doubtful words stand, as a reader is told.
    """
    yield from profile_lines(path, found.profile, found.instead)
    every = found.profile.words
    for share in found.shares if found.scheme else ():
        yield f"{100 * share.words / every:4.0f} % of the words: {few(share.schemes)}"
    if found.signs:
        yield f"signs: {', '.join(f'{sign} {count}' for sign, count in found.signs.items())}"
    for doubt in found.doubts:
        cyrillic = f" ({', '.join(doubt.cyrillic)})" if doubt.cyrillic else ""
        times = f" {len(doubt.places)} times" if len(doubt.places) > 1 else ""
        yield f"doubtful: {doubt.word}{times}, {doubt.kind}: {', '.join(doubt.expected)}{cyrillic}; {few(where[doubt])}"


def record(path: str, found: Portrait, where: Mapping[Doubt, Sequence[str]]) -> dict[str, object]:
    """The same for a program."""
    return {
        **profile_record(path, found.profile, found.instead),
        "scheme": found.scheme,
        "shares": [{"schemes": share.schemes, "words": share.words} for share in found.shares],
        "signs": found.signs,
        "doubtful": [
            {
                "word": doubt.word,
                "kind": doubt.kind,
                "expected": doubt.expected,
                "cyrillic": doubt.cyrillic,
                "count": len(doubt.places),
                "places": where[doubt],
            }
            for doubt in found.doubts
        ],
    }


def _pairs(words: Iterable[str], instead: Mapping[str, str]) -> str:
    """Words, each with what it would be in the first layer."""
    return ", ".join(f"{word} ({instead[word]})" if word in instead else word for word in words)
