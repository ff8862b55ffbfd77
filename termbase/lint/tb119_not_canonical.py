"""TB119: files are in their one canonical form, and lists are sorted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from termbase.canon import canonical
from termbase.files import read_bytes
from termbase.lint.rule import Remark, Rule
from termbase.model import Base


def run(base: Base) -> Iterator[Remark]:
    """The first line of a concept file that ``termbase fmt`` would change; ids out of order in the lists."""
    for concept in base.concepts:
        wanted, data = canonical(concept).encode("utf-8"), read_bytes(concept.path)
        if data != wanted:
            pairs = zip(data.split(b"\n"), wanted.split(b"\n"), strict=False)
            line = next((number for number, (is_, should) in enumerate(pairs, 1) if is_ != should), 1)
            yield Remark(concept, "", "the file is not in canonical form: run termbase fmt", line=line)
    for name, ids in (("sources.toml", base.sources), ("retired.tsv", base.retired)):
        for before, after in pairwise(ids):
            if after < before:
                path = str(Path(base.root, name))
                yield Remark(None, after, f"“{after}” stands after “{before}”: sort by id", after, path)


RULE = Rule(
    code="TB119",
    name="not-canonical",
    severity="error",
    summary="A concept file is not in canonical form, or a list is not sorted.",
    explanation=(
        "In one form a change of a concept is a change of just its lines, and two people's changes can be merged. "
        "`termbase fmt` writes concept files so; sources.toml and retired.tsv are sorted by id."
    ),
    run=run,
)
