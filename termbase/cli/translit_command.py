"""``termbase translit``: text in another script, by one scheme or by all."""

from __future__ import annotations

import json
from pathlib import Path

from termbase.cli.options import Parser
from termbase.index.location import part
from termbase.translit import Converter, load_schemes


def run(arguments: list[str], root: str) -> int:
    """Print the text in the target script, a line for each text and scheme."""
    parser = Parser("translit", "Write Russian or Korean in another script.")
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--scheme", metavar="ID", help="one of “termbase schemes”")
    chosen.add_argument("--all", action="store_true", help="every scheme that has something to do with the text")
    parser.add_argument("--json", action="store_true", help="JSON Lines: scheme, source, result")
    parser.add_argument("text", nargs="+")
    options = parser.parse_args(arguments)
    schemes = load_schemes(Path(part(root, "schemes")))
    if not options.all and options.scheme not in schemes:
        parser.error(f"there is no scheme {options.scheme}; “termbase schemes” lists them")
    for name in schemes if options.all else [options.scheme]:
        converter = Converter(schemes[name])
        for text in options.text:
            record = {"scheme": name, "source": text, "result": converter.convert(text)}
            if options.all and record["result"] == text:
                continue
            if options.json:
                print(json.dumps(record, ensure_ascii=False))
            else:
                print(f"{name:<40}{record['result']}" if options.all else record["result"])
    return 0
