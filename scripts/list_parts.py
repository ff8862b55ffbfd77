"""Write the lists of English words by part of speech: nouns that are something else too, and words that are no nouns.

    .venv/bin/python scripts/list_parts.py /usr/share/wordnet

The folder is that of WordNet 3.0 (Debian package wordnet-base); its cntlist.rev says how often each sense occurs in
texts that were tagged by hand. Words of which that says too little are left out.
"""

from __future__ import annotations

import sys
import textwrap
from collections import Counter, defaultdict
from pathlib import Path

from termbase.files import BUNDLED, write_text

PARTS_HEAD = """\
# English words that are nouns and also something else, by how often they occur in texts that were tagged by hand.
# Made by scripts/list_parts.py from WordNet 3.0 (cntlist.rev): a word is listed that was counted three times as a verb,
# or as an adjective or adverb. Used with `context` in en.toml. WordNet asks for its notice on all copies:
"""
WORDS_HEAD = """\
# English words as far as the search for terms (`termbase extract`) must know them: those that are no nouns, and the
# nouns that every text has. Made by scripts/list_parts.py from WordNet 3.0: words that occur in texts that were tagged
# by hand (cntlist.rev). WordNet asks for its notice on all copies:
"""
NOTICE = """\
#
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. This software and database is being provided
# to you, the LICENSEE, by Princeton University under the following license. By obtaining, using and/or copying this
# software and database, you agree that you have read, understood, and will comply with these terms and conditions:
# Permission to use, copy, modify and distribute this software and database and its documentation for any purpose and
# without fee or royalty is hereby granted, provided that you agree to comply with the following copyright notice and
# statements, including the disclaimer, and that the same appear on ALL copies of the software, database and
# documentation, including modifications that you make for internal use or for distribution. THIS SOFTWARE AND DATABASE
# IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED. BY WAY OF
# EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF MERCHANTABILITY OR FITNESS
# FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY
# THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS. The name of Princeton University or Princeton may not be
# used in advertising or publicity pertaining to distribution of the software and/or database. Title to copyright in
# this software, database and any associated documentation shall at all times remain with Princeton University and
# LICENSEE agrees to preserve same.
"""
TITLES = {
    "verb": "at least twice as often a verb as a noun",
    "also_verb": "a verb at least a quarter as often as a noun",
    "adjective": "at least four times as often an adjective or adverb as a noun",
}
WORD_TITLES = {
    "verbs": "verbs that are no nouns, and forms of verbs that are irregular and no nouns",
    "adjectives": "adjectives that are no nouns",
    "adverbs": "adverbs that are neither, not those in -ly",
    "general": "nouns that were counted so often that they say little about what a text is about",
}
ENOUGH = 3
GENERAL = 20


def kind(counts: Counter[str]) -> str:
    """The list that a word belongs to; "" for none. Kinds of senses: 1 noun, 2 verb, 3 and 5 adjective, 4 adverb."""
    noun, verb, other = counts["1"], counts["2"], counts["3"] + counts["4"] + counts["5"]
    if max(verb, other) < ENOUGH:
        return ""
    if verb >= other:
        return "verb" if verb >= 2 * noun else "also_verb" if verb >= noun / 4 else ""
    return "adjective" if other >= 4 * noun else ""


def words_of(folder: Path, part: str) -> set[str]:
    """The words of a part of speech that are written in letters only."""
    lines = (folder / f"index.{part}").read_text(encoding="ascii").splitlines()
    return {word for line in lines if (word := line.split(" ", 1)[0]).isalpha()}


def irregular(folder: Path, verbs: set[str]) -> set[str]:
    """The irregular forms of some verbs."""
    lines = (folder / "verb.exc").read_text(encoding="ascii").splitlines()
    return {form for form, *bases in map(str.split, lines) if form.isalpha() and verbs & set(bases)}


def write(name: str, head: str, titles: dict[str, str], lists: dict[str, list[str]]) -> None:
    """Write lists into a file of the bundled base."""
    parts = [head + NOTICE]
    for key, title in titles.items():
        wrapped = textwrap.fill(
            ", ".join(f'"{word}"' for word in lists[key]), 118, initial_indent="  ", subsequent_indent="  "
        )
        parts.append(f"# {title}\n{key} = [\n{wrapped},\n]\n")
    write_text(Path(BUNDLED, "languages", name), "\n".join(parts))
    print(name, ", ".join(f"{len(words)} {key}" for key, words in lists.items()))


def main() -> int:
    """Write the lists into the bundled base."""
    folder = Path(sys.argv[1])
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in (folder / "cntlist.rev").read_text(encoding="ascii").splitlines():
        sense, _, count = line.split()
        word, _, rest = sense.partition("%")
        counts[word][rest[0]] += int(count)
    nouns, verbs, adjectives, adverbs = (words_of(folder, part) for part in ("noun", "verb", "adj", "adv"))
    parts: dict[str, list[str]] = {name: [] for name in TITLES}
    for word in sorted(nouns):
        if name := kind(counts[word]):
            parts[name].append(word)
    write("en-parts.toml", PARTS_HEAD, TITLES, parts)
    seen = {word for word, count in counts.items() if count["2"]}
    words = {
        "verbs": (verbs & seen | irregular(folder, seen)) - nouns - adjectives,
        "adjectives": {word for word in adjectives - nouns if counts[word]["3"] + counts[word]["5"]},
        "adverbs": {word for word in adverbs - nouns - adjectives if counts[word]["4"] and not word.endswith("ly")},
        "general": {word for word in nouns if counts[word]["1"] >= GENERAL},
    }
    write("en-words.toml", WORDS_HEAD, WORD_TITLES, {name: sorted(found) for name, found in words.items()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
