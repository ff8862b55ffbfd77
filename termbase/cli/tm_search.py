"""``termbase tm search``: translations of the same text, and of texts like it. Standard library only."""

from __future__ import annotations

import sys

from termbase.cli.plain import plain
from termbase.cli.queries import queries
from termbase.cli.wording import few
from termbase.index.cache import open_index
from termbase.memory.entry import Text, origin_text
from termbase.memory.key import endings, search_key
from termbase.memory.search import open_searcher
from termbase.memory.store import default_path
from termbase.memory.suggest import Suggester
from termbase.text import LANGUAGE_OF_SCRIPT, main_script, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import NamedTuple

    from termbase.memory.difference import Difference
    from termbase.memory.search import Match
else:
    from termbase.tuples import NamedTuple

_SIGNS = (("<", ">"), ("{", "}"), ("&", ";"), ("@", "."), (":", "//"), ("www", "."))
"""Both of a row stand in every tag, placeholder in braces, entity or address."""


class Options(NamedTuple):
    """What the command was asked to do."""

    text: list[str]
    store: str = ""
    json: bool = False
    source_lang: str = ""
    target_lang: str = ""
    min: int = 70
    limit: int = 5


def run(arguments: list[str], root: str) -> int:
    """Search each text; exit 0 when any was found, 1 when none was."""
    options = _options(arguments)
    index = open_index(root)
    suggester = Suggester(open_searcher(options.store or default_path(), endings(index)), index, _codes)
    found = False
    for given in queries(options.text):
        text = _query(given, options.source_lang)
        suggested = suggester.suggestions(text, to=options.target_lang, least=options.min, most=options.limit)
        found = found or bool(suggested)
        if not suggested:
            print(f"termbase: nothing found for “{one_line(given[:200])}”", file=sys.stderr)
        for one in suggested:
            if options.json:
                print(_record(*one))
            else:
                print("\n".join(_lines(*one)), end="\n\n")
    return 0 if found else 1


def _query(given: str, lang: str) -> Text:
    masked = given
    if _may_have_codes(given):
        from termbase.formats.mask import messages

        masked = messages(given)
    return Text(lang or LANGUAGE_OF_SCRIPT.get(main_script(given), ""), given, search_key(masked))


def _codes(text: str) -> tuple[str, ...]:
    """See `termbase.formats.mask.codes`, which is only loaded for a text that may have some."""
    if not _may_have_codes(text):
        return ()
    from termbase.formats.mask import codes

    return codes(text)


def _may_have_codes(text: str) -> bool:
    """Whether `termbase.formats.mask`, which brings `re`, may find something; “10 %” and “and/or” are nothing."""
    if any(first in text and second in text for first, second in _SIGNS):
        return True
    return "%" in text and any(after and not after[0].isspace() for after in text.split("%")[1:])


def _options(arguments: list[str]) -> Options:
    """The options; argparse takes a tenth of the time, so it reads only what is not plain: ``--help``, mistakes."""
    options = plain(Options, arguments)
    if options and options.limit >= 1 and 1 <= options.min <= 100:
        return options
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


def _record(match: Match, difference: Difference, repair: str) -> str:
    import json

    from termbase.cli.tm_options import origin_record

    fields = {
        "source": match.source.text,
        "target": match.target.text,
        "score": match.score,
        "origin": origin_record(match.pair),
        "missing_terms": [missing._asdict() for missing in difference.terms],
        "source_lang": match.source.lang,
        "target_lang": match.target.lang,
        "numbers": difference.numbers,
        "codes": difference.codes,
        "repair": repair,
    }
    return json.dumps(fields, ensure_ascii=False)


def _lines(match: Match, difference: Difference, repair: str) -> Iterator[str]:
    yield f"{match.score:>3} %  {one_line(match.source.text)}"
    yield f"       {one_line(match.target.text)}"
    if repair:
        yield f"       → {one_line(repair)}"
    for missing in difference.terms:
        yield f"       without {missing.term}: {few(missing.translations)}"
    if difference.numbers:
        yield "       numbers: " + ", ".join(f"{old or '–'} for {new or '–'}" for old, new in difference.numbers)
    if difference.codes:
        yield f"       only in one: {' '.join(difference.codes)}"
    yield f"       {origin_text(match.pair)}"
