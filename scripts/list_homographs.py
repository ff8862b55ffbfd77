"""Write the list of English words, and that of those which some scheme also makes of a Russian word.

    .venv/bin/python scripts/list_homographs.py /usr/share/dict/american-english /usr/share/dict/british-english

The word lists are those of the Debian packages wamerican and wbritish; names have a capital. Most commands read only
the short list. Run it again when schemes are added.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from termbase.files import BUNDLED, read_text, write_text
from termbase.identify.load import load_identifier

WORDS = "# English words and names of three letters and more.\n"
HOMOGRAPHS = """\
# English words that are also the romanisation of a Russian word, by some scheme of this folder's neighbour `schemes`.
"""
HEAD = """\
# Made by scripts/list_homographs.py from the lists american-english and british-english of Debian (SCOWL):
# Copyright 2000-2011 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word lists, the
# associated scripts, the output created from the scripts, and its documentation for any purpose is hereby granted
# without fee, provided that the above copyright notice appears in all copies and that both that copyright notice and
# this permission notice appear in supporting documentation. Kevin Atkinson makes no representations about the
# suitability of this array for any purpose. It is provided "as is" without express or implied warranty.
"""


def main() -> int:
    """Write both lists into the bundled base."""
    identifier = load_identifier(BUNDLED)
    words = {
        word for path in sys.argv[1:] for word in read_text(path).split("\n") if re.fullmatch("[A-Za-z]{3,}", word)
    }
    homographs = {
        word for word in words if any(candidate.distance == 0 for candidate in identifier.identify(word, edits=0))
    }
    for name, head, found in (("en-lexicon", WORDS, words), ("en-homographs", HOMOGRAPHS, homographs)):
        write_text(Path(BUNDLED, "languages", f"{name}.txt"), head + HEAD + "\n".join(sorted(found)) + "\n")
        print(f"{name}: {len(found)} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
