"""``termbase fmt``: concept files in canonical form."""

from __future__ import annotations

import sys

from termbase.canon import outdated
from termbase.cli.options import Parser
from termbase.files import write_text
from termbase.parse import load_base


def run(arguments: list[str], root: str) -> int:
    """Rewrite the files that are not canonical; with ``--check`` name them and exit 1."""
    parser = Parser("fmt", "Write the concept files of the base in their one canonical form.")
    parser.add_argument("--check", action="store_true", help="change nothing, exit 1 if a file would change")
    options = parser.parse_args(arguments)
    changed = []
    for concept in load_base(root).concepts:
        if (wanted := outdated(concept)) is None:
            continue
        changed.append(concept.path)
        if not options.check:
            write_text(concept.path, wanted)
    for path in changed:
        print(path)
    done = "would be rewritten" if options.check else "rewritten"
    print(f"{len(changed)} files {done}", file=sys.stderr)
    return 1 if changed and options.check else 0
