"""``termbase lookup``: any spelling to its concepts. Standard library only."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from termbase.cli import colour
from termbase.cli.queries import queries
from termbase.cli.wording import few
from termbase.index.cache import open_index
from termbase.index.lookup import Answer, look_up
from termbase.text import main_script, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from termbase.tuples import NamedTuple

_DEFINITION = {"Cyrl": "ru", "Hang": "ko"}
_KEYS = ("query", "concept", "lang", "term", "status", "via", "matched", "schemes", "distance", "terms")


class Options(NamedTuple):
    """What the command was asked to do."""

    query: list[str]
    json: bool = False
    limit: int = 10
    no_fuzzy: bool = False
    color: str = "auto"


def run(arguments: list[str], root: str) -> int:
    """Look up each query; exit 0 when any was found, 1 when none was."""
    options = _options(arguments)
    index = open_index(root)
    coloured = colour.is_wanted(options.color)
    found = False
    for query in queries(options.query):
        answers = look_up(index, query, fuzzy=not options.no_fuzzy)[: options.limit]
        found = found or bool(answers)
        if not answers:
            print(f"termbase: nothing found for “{one_line(query[:200])}”", file=sys.stderr)
        for answer in answers:
            if options.json:
                print(_record(answer))
            else:
                print("\n".join(_lines(answer, coloured)), end="\n\n")
    return 0 if found else 1


def _record(answer: Answer) -> str:
    import json

    fields = answer._asdict()
    return json.dumps({key: fields[key] for key in _KEYS}, ensure_ascii=False)


def _options(arguments: list[str]) -> Options:
    """The options; argparse takes a tenth of a look-up's time, so it is imported when there is an option to read."""
    if not any(argument.startswith("-") for argument in arguments):
        return Options(arguments)
    from termbase.cli.options import Parser

    parser = Parser("lookup", "Any spelling of a term, in any inflected form and three scripts: its concepts.")
    parser.add_argument("query", nargs="*", help="a word or phrase; none or “-”: one a line from standard input")
    parser.add_argument("--json", action="store_true", help="JSON Lines, one record an answer")
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="answers to a query (default 10)")
    parser.add_argument("--no-fuzzy", action="store_true", help="no approximate spellings")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="(default auto)")
    options = Options(**vars(parser.parse_args(arguments)))
    if options.limit < 1:
        parser.error("--limit must be at least 1")
    return options


def _lines(answer: Answer, coloured: bool) -> Iterator[str]:
    bold, dim, plain = ("\x1b[1m", "\x1b[2m", "\x1b[0m") if coloured else ("", "", "")
    yield f"{bold}{answer.concept}{plain}  {dim}{_how(answer)}{plain}"
    for lang, terms in answer.terms.items():
        first, *others = terms
        yield f"  {lang:<6}{bold}{first}{plain}" + "".join(f" · {term}" for term in others)
    lang = _DEFINITION.get(main_script(answer.query), "en")
    if definition := answer.definition.get(lang) or next(iter(answer.definition.values()), ""):
        yield f"  {dim}{definition}{plain}"


def _how(answer: Answer) -> str:
    """In one phrase, why the concept answers the query."""
    status = "" if answer.status == "preferred" else f", {answer.status}"
    features = f", {answer.features}" if answer.features else ""
    if answer.via == "exact":
        return f"exact: {answer.lang} “{answer.term}”{status}"
    if answer.via == "form":
        return f"form: of {answer.lang} “{answer.term}”{features}{status}"
    if answer.via == "spelling":
        schemes = f", {few(answer.schemes)}" if answer.schemes else ""
        return f"spelling: {answer.matched}{features}, of “{answer.term}”{status}{schemes}"
    edits = "1 letter differs" if answer.distance == 1 else f"{answer.distance} letters differ"
    return f"fuzzy: {answer.matched}, of “{answer.term}”{status}, {edits}"
