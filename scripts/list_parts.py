"""Write the lists of English nouns that are more often verbs or adjectives.

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

HEAD = """\
# English words that are nouns and also something else, by how often they occur in texts that were tagged by hand.
# Made by scripts/list_parts.py from WordNet 3.0 (cntlist.rev): a word is listed that was counted three times as a verb,
# or as an adjective or adverb. Used with `context` in en.toml. WordNet asks for its notice on all copies:
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
ENOUGH = 3


def kind(counts: Counter[str]) -> str:
    """The list that a word belongs to; "" for none. Kinds of senses: 1 noun, 2 verb, 3 and 5 adjective, 4 adverb."""
    noun, verb, other = counts["1"], counts["2"], counts["3"] + counts["4"] + counts["5"]
    if max(verb, other) < ENOUGH:
        return ""
    if verb >= other:
        return "verb" if verb >= 2 * noun else "also_verb" if verb >= noun / 4 else ""
    return "adjective" if other >= 4 * noun else ""


def main() -> int:
    """Write the lists into the bundled base."""
    folder = Path(sys.argv[1])
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in (folder / "cntlist.rev").read_text(encoding="ascii").splitlines():
        sense, _, count = line.split()
        word, _, rest = sense.partition("%")
        counts[word][rest[0]] += int(count)
    nouns = {line.split(" ", 1)[0] for line in (folder / "index.noun").read_text(encoding="ascii").splitlines()}
    lists: dict[str, list[str]] = {name: [] for name in TITLES}
    for word in sorted(nouns):
        if word.isalpha() and (name := kind(counts[word])):
            lists[name].append(word)
    parts = [HEAD]
    for name, title in TITLES.items():
        wrapped = textwrap.fill(
            ", ".join(f'"{word}"' for word in lists[name]), 118, initial_indent="  ", subsequent_indent="  "
        )
        parts.append(f"# {title}\n{name} = [\n{wrapped},\n]\n")
    write_text(Path(BUNDLED, "languages", "en-parts.toml"), "\n".join(parts))
    print(", ".join(f"{len(words)} {name}" for name, words in lists.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
