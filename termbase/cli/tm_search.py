"""``termbase tm search``: translations of the same text, and of texts like it. Standard library only."""

from __future__ import annotations

import sys

from termbase.cli.lookup_command import queries
from termbase.memory.entry import Text
from termbase.memory.key import search_key
from termbase.memory.search import Match, Searcher
from termbase.memory.store import Store, default_path
from termbase.text import LANGUAGE_OF_SCRIPT, main_script, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import NamedTuple
else:
    from termbase.tuples import NamedTuple


class Options(NamedTuple):
    """What the command was asked to do."""

    text: list[str]
    store: str
    json: bool = False
    source_lang: str = ""
    target_lang: str = ""
    min: int = 70
    limit: int = 5


def run(arguments: list[str], root: str) -> int:  # noqa: ARG001
    """Search each text; exit 0 when any was found, 1 when none was."""
    options = _options(arguments)
    searcher = Searcher(Store(options.store))
    found = False
    for text in queries(options.text):
        query = _query(text, options.source_lang)
        matches = searcher.matches(query, to=options.target_lang, least=options.min, most=options.limit)
        found = found or bool(matches)
        if not matches:
            print(f"termbase: nothing found for “{one_line(text[:200])}”", file=sys.stderr)
        for match in matches:
            if options.json:
                print(_record(match))
            else:
                print("\n".join(_lines(match)), end="\n\n")
    return 0 if found else 1


def _query(text: str, lang: str) -> Text:
    masked = text
    if any(sign in text for sign in "%<&{@/"):
        from termbase.formats.mask import messages

        masked = messages(text)
    return Text(lang or LANGUAGE_OF_SCRIPT.get(main_script(text), ""), text, search_key(masked))


def _options(arguments: list[str]) -> Options:
    """The options; argparse takes a tenth of the time, so it is imported when there is an option to read."""
    if not any(argument.startswith("-") for argument in arguments):
        return Options(arguments, default_path())
    from termbase.cli.tm_options import parser

    command = parser("search", "Translations of the same text, and of texts like it, best first.")
    command.add_argument("text", nargs="*", help="a sentence; none or “-”: one a line from standard input")
    command.add_argument("--json", action="store_true", help="JSON Lines, one record a match")
    command.add_argument("--source-lang", default="", help="of the text (default: what its script suggests)")
    command.add_argument("--target-lang", default="", help="of the translations (default: any)")
    command.add_argument("--min", type=int, default=70, metavar="PERCENT", help="least likeness (default 70)")
    command.add_argument("--limit", type=int, default=5, metavar="N", help="matches of a text (default 5)")
    options = Options(**vars(command.parse_args(arguments)))
    if options.limit < 1 or not 1 <= options.min <= 100:
        command.error("--limit must be at least 1, --min from 1 to 100")
    return options


def _record(match: Match) -> str:
    import json

    from termbase.cli.tm_options import origin_record

    fields = {
        "source": match.source.text,
        "target": match.target.text,
        "score": match.score,
        "origin": origin_record(match.pair),
        "source_lang": match.source.lang,
        "target_lang": match.target.lang,
    }
    return json.dumps(fields, ensure_ascii=False)


def _lines(match: Match) -> Iterator[str]:
    yield f"{match.score:>3} %  {one_line(match.source.text)}"
    yield f"       {one_line(match.target.text)}"
