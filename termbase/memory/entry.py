"""What goes into a memory and comes out of it. Standard library only: the cold path of a search uses it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from typing import NamedTuple, Protocol
else:
    from termbase.tuples import NamedTuple

    Protocol = object


class Text(NamedTuple):
    """One side of a pair."""

    lang: str
    """BCP 47."""
    text: str
    """With placeholders and tags as written (`termbase.units.Segment.whole`)."""
    key: str
    """What is compared (`termbase.memory.key.search_key`)."""


class Origin(NamedTuple):
    """Where a pair comes from."""

    file: str
    """Absolute path."""
    unit: str
    """What the format calls it (`termbase.units.Unit.id`), with the plural form."""
    context: str = ""
    author: str = ""
    date: str = ""
    """UTC, ISO 8601; empty: the file does not say."""
    work: str = ""
    """The work that it belongs to: a folder of ``translations/``."""


class Pair(NamedTuple):
    """A source with its translation, to be stored."""

    source: Text
    target: Text
    origin: Origin


class Memory(NamedTuple):
    """One of the memories of a store."""

    n: int
    name: str
    priority: int
    """Of equal matches that of the higher one comes first."""
    penalty: int
    """Percent that are taken off each match."""


class Stored(NamedTuple):
    """A pair as it stands in a store."""

    n: int
    memory: str
    source: Text
    target: Text
    origin: Origin
    added: str
    """When it was stored: UTC, ISO 8601."""
    until: str = ""
    """When another took its place, or when it was deleted; empty: it is in force."""


class Holding(NamedTuple):
    """How much a memory has in two languages."""

    memory: str
    source_lang: str
    target_lang: str
    pairs: int
    """In force."""
    history: int
    """Out of force."""


def origin_text(pair: Stored) -> str:
    """Where a pair comes from, in a line."""
    origin = pair.origin
    about = " ".join(filter(None, (origin.author.split(" <", 1)[0], origin.date[:10])))
    name = origin.file.replace("\\", "/").rsplit("/", 1)[-1]
    return f"{pair.memory}: {origin.work}/{name}" + (f", {about}" if about else "")


class Counts(NamedTuple):
    """What adding did."""

    added: int = 0
    unchanged: int = 0
    superseded: int = 0
    """Of those that were added: how many took the place of another."""


class Storage(Protocol):
    """What search and reports ask of a store: the whole interface, so that another database can take the place.

    Numbers of segments are those of the store; a segment is a text in a language, stored once.
    """

    def memories(self) -> list[Memory]:
        """All memories, highest priority first."""

    def set_memory(self, name: str, priority: int | None = None, penalty: int | None = None) -> None:
        """Make a memory, or change what is given of it."""

    def holdings(self) -> list[Holding]:
        """What each memory has, by languages."""

    def add(self, pairs: Iterable[Pair], memory: str) -> Counts:
        """Store pairs, all or none; those with the place of another (file, unit, language) supersede it."""

    def delete(self, numbers: Iterable[int]) -> int:
        """Put pairs out of force; how many were in force."""

    def restore(self, numbers: Iterable[int]) -> int:
        """Put pairs in force again, in the place of what took theirs; how many were out of force."""

    def changes(self) -> Iterator[tuple[Stored, Stored | None]]:
        """The pairs out of force, the last first, each with what is in force in its place."""

    def equal(self, key: str) -> list[tuple[int, Text]]:
        """The segments with a key."""

    def candidates(
        self, grams: Collection[str], band: tuple[int, int], lang: str, most: int
    ) -> Iterator[tuple[int, int, str]]:
        """Segments of some length that share most of the rarest grams, best first.

        Args:
            grams: the 3-grams of a key.
            band: the least and the greatest length of a key.
            lang: primary language of the segments, where that helps to find them; they may be in another.
            most: how many.

        Returns:
            Number, how many of the grams that were looked at it lacks, key.
        """

    def texts(self, segments: Iterable[int]) -> list[Text]:
        """The segments with these numbers."""

    def containing(self, parts: Collection[str], lang: str = "") -> Iterator[tuple[int, Text]]:
        """The segments whose keys contain all of some strings; all segments when there are none."""

    def pairs(self, segment: int) -> list[Stored]:
        """The pairs in force of which a segment is one side."""

    def branching(self, *, memory: str = "", backwards: bool = False) -> Iterator[list[Stored]]:
        """Pairs in force whose sources have one key, but whose targets in one language have several, group by group.

        Args:
            memory: the name of one; empty: all together.
            backwards: targets with one key, sources with several.
        """

    def every(self, *, memory: str = "", history: bool = False) -> Iterator[Stored]:
        """All pairs, in the order they were stored; with history, also those not in force any more."""
