"""``termbase translit``: text in another script, by one scheme or by all."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from termbase.cli.options import Parser
from termbase.index.location import part
from termbase.report import scheme_table
from termbase.translit import Converter, Scheme, load_schemes

_TAGS = {"Latn": "und-Latn", "Cyrl": "ru", "Hang": "ko"}


def run(arguments: list[str], root: str) -> int:
    """Print the text in the target script, a line for each text and scheme."""
    parser = Parser("translit", "Write Russian or Korean in another script.")
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--scheme", metavar="ID", help="one of “termbase schemes”")
    chosen.add_argument("--all", action="store_true", help="every scheme that has something to do with the text")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="JSON Lines: scheme, source, result")
    shape.add_argument("--html", action="store_true", help="a page with a table to compare")
    shape.add_argument("--trace", action="store_true", help="with each result the rules that gave it")
    parser.add_argument("text", nargs="+")
    options = parser.parse_args(arguments)
    schemes = load_schemes(Path(part(root, "schemes")))
    if not options.all and options.scheme not in schemes:
        parser.error(f"there is no scheme {options.scheme}; “termbase schemes” lists them")
    wanted = list(schemes.values()) if options.all else [schemes[options.scheme]]
    if options.html:
        sys.stdout.write(_page(wanted, options.text))
        return 0
    for scheme in wanted:
        converter = Converter(scheme)
        for text in options.text:
            result = converter.convert(text)
            if options.all and result == text:
                continue
            if options.json:
                print(json.dumps({"scheme": scheme.id, "source": text, "result": result}, ensure_ascii=False))
            else:
                print(f"{scheme.id:<40}{result}" if options.all else result)
            if options.trace:
                print("\n".join(_trace(converter, text)))
    return 0


def _trace(converter: Converter, text: str) -> Iterator[str]:
    for step in converter.trace(text):
        yield f"  {step.offset:>3}  {step.source} → {step.result or '∅'}   {step.rule or 'not a letter of the scheme'}"


def _page(schemes: Sequence[Scheme], texts: Sequence[str]) -> str:
    rows = []
    for scheme in schemes:
        results = list(map(Converter(scheme).convert, texts))
        if results != list(texts):
            rows.append((scheme.target_script, scheme.id, scheme.title, results))
    return scheme_table.render(texts, rows, _TAGS)
