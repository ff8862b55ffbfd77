"""What words tell of sentences: their translations, learnt from sentences that were found to translate each other."""

from random import Random

import pytest

from termbase.memory.align import aligned
from termbase.memory.lexicon import learnt, words
from termbase.memory.sentences import Sentence


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ударники ударникам: 102 тонны!", {"ударн", "102", "тонны"}),
        ("노동자들이 노동자를 보았다", {"노동", "보았"}),
        ("Caf\u00e9 CAF\u00c9 cafe\u0301", {"café"}),
        (" — … ", set()),
    ],
)
def test_words_have_no_endings(text: str, found: set[str]) -> None:
    assert words(text) == found


def test_words_are_learnt_that_stand_together() -> None:
    """Not those that stand in every sentence, nor those that stood together once."""
    chance = Random(1)
    things = [(f"thing{number}", f"вещь{number}") for number in range(40)]
    pairs = []
    for number in range(100):
        one, other = chance.sample(things, 2)
        pairs.append(
            (frozenset({"the", one[0], other[0], f"x{number}"}), frozenset({"и", one[1], other[1], f"y{number}"}))
        )
    found = learnt(pairs, {}, frozenset())
    first = {(word, others[0][0]) for word, others in found.partners.items()}
    assert first <= set(things)
    assert len(first) >= 35
    mine, theirs = found.lacking
    assert set(mine) == {word for word, _ in first}
    assert "и" not in theirs


def test_a_term_that_never_has_a_translation_tells_little_against_a_pair() -> None:
    """As many do where a language's terms are not recognised."""
    pairs = [(frozenset({"mine", "coal"}), frozenset({"coal"}))] * 30
    found = learnt(pairs, {word: [(word, 1.0)] for word in ("mine", "coal")}, frozenset({"mine", "coal"}))
    assert found.lacking[0]["coal"] > 2
    assert found.lacking[0]["mine"] < 0.15


def test_a_lost_chapter_is_found_by_words() -> None:
    """Sentences as long as each other, without numbers and terms: only words tell them apart."""
    chance = Random(3)
    letters = "".join(map(chr, range(ord("a"), ord("z"))))
    names = ["".join(chance.sample(letters, 5)) for _ in range(60)]
    rows = [chance.sample(names, 6) for _ in range(300)]
    source = [Sentence(" ".join(row) + ".", ()) for row in rows]
    target = [Sentence(" ".join(name[::-1].upper() for name in row) + ".", ()) for row in rows]
    found = aligned(source, [*target[:100], *target[140:]])
    right = {
        (one.text, other.text)
        for number, (one, other) in enumerate(zip(source, target, strict=True))
        if not 100 <= number < 140
    }
    assert len({(bead.source, bead.target) for bead in found} & right) > 0.95 * len(right)
    assert sum(not bead.target for bead in found) >= 38


def test_enormous_sentences_are_aligned() -> None:
    """A text without full stops is one sentence; nothing is learnt from it, and nothing overflows."""
    long = " ".join(f"w{number}ord" for number in range(30_000))
    found = aligned([Sentence(long, ()), Sentence("End.", ())], [Sentence(long.upper(), ()), Sentence("Fin.", ())])
    assert [(len(bead.source), len(bead.target)) for bead in found] == [(len(long), len(long)), (4, 4)]
    (bead,) = aligned([Sentence(long, ("7",))], [Sentence("End.", ("8",))])
    assert 0 <= bead.confidence <= 100
