"""``termbase validate``: TBX files against the rules of TBX."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from termbase.cli.options import Parser
from termbase.cli.progress import opened
from termbase.cli.wording import count
from termbase.files import InputError
from termbase.formats.tbx_rules import problems


def run(arguments: list[str], root: str) -> int:  # noqa: ARG001 - no base is needed
    """Print what breaks the rules; exit 1 when anything does."""
    parser = Parser("validate", "Check TBX files (2008, ISO 30042:2019) against the rules of TBX.")
    parser.add_argument("files", nargs="+", metavar="FILE", help="TBX files")
    parser.add_argument("--json", action="store_true", help="one JSON record a finding")
    options = parser.parse_args(arguments)
    found = 0
    for name in options.files:
        try:
            opening = opened(Path(name))
        except OSError as error:
            raise InputError(name, f"cannot be read: {(error.strerror or str(error)).lower()}") from None
        with opening as file:
            for problem in problems(file, name):
                found += 1
                if options.json:
                    record = {"path": name, **problem._asdict()}
                    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
                else:
                    place = f"<{problem.element}> " if problem.element else ""
                    sys.stdout.write(f"{name}:{problem.line}: {problem.rule}: {place}{problem.reason}\n")
    if not options.json:
        print(f"{count(len(options.files), 'file')}, {count(found, 'finding')}", file=sys.stderr)
    return 1 if found else 0
