"""``termbase tm concordance``: where words, their forms, or the terms of a concept stand in the memory."""

from __future__ import annotations

import json
from contextlib import closing

from termbase.cli import colour
from termbase.cli.tm_options import origin_record, parser
from termbase.index.cache import open_index
from termbase.memory.blocks import primary
from termbase.memory.concordance import Occurrence, as_written, in_all_forms, occurrences, of_concept
from termbase.memory.entry import origin_text
from termbase.memory.store import Store
from termbase.text import one_line


def run(arguments: list[str], root: str) -> int:
    """Print the pairs; exit 1 when there is none."""
    command = parser("concordance", "The translations in which words stand, in either language and in any form.")
    command.add_argument("query", nargs="?", default="", help="a word or phrase, in any form")
    command.add_argument("--concept", metavar="ID", default="", help="instead of words: any term of this concept")
    command.add_argument("--exact", action="store_true", help="the letters as they are, also inside of words")
    command.add_argument("--lang", default="", help="of the words (default: what their script suggests)")
    command.add_argument("--limit", type=int, default=50, metavar="N", help="translations (default 50)")
    command.add_argument("--json", action="store_true", help="JSON Lines, one record a translation")
    command.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="(default auto)")
    options = command.parse_args(arguments)
    if bool(options.query.strip()) == bool(options.concept):
        command.error("either a query or --concept")
    if options.limit < 1:
        command.error("--limit must be at least 1")
    index = open_index(root)
    lang = primary(options.lang)
    if options.concept:
        wanted = [words for words in of_concept(index, options.concept) if not lang or words.lang == lang]
        if not wanted:
            command.error(f"the base has no concept {options.concept!r}" + (f" with terms in {lang}" if lang else ""))
    elif options.exact:
        wanted = as_written(options.query, lang)
    else:
        wanted = in_all_forms(index, options.query, lang)
    with closing(Store(options.store)) as store:
        found = occurrences(store, wanted, options.limit)
    coloured = colour.is_wanted(options.color)
    for one in found:
        print(_record(one) if options.json else _lines(one, coloured))
    return 0 if found else 1


def _record(one: Occurrence) -> str:
    fields = {
        "source": one.pair.source.text,
        "target": one.pair.target.text,
        "source_lang": one.pair.source.lang,
        "target_lang": one.pair.target.lang,
        "side": "target" if one.backwards else "source",
        "start": one.start,
        "end": one.end,
        "origin": origin_record(one.pair),
    }
    return json.dumps(fields, ensure_ascii=False)


def _lines(one: Occurrence, coloured: bool) -> str:
    bold, dim, plain = ("\x1b[1m", "\x1b[2m", "\x1b[0m") if coloured else ("", "", "")
    texts = [one.pair.source.text, one.pair.target.text]
    place = 1 if one.backwards else 0
    before, found, after = (texts[place][: one.start], texts[place][one.start : one.end], texts[place][one.end :])
    texts[place] = f"{one_line(before)}{bold}{one_line(found)}{plain}{one_line(after)}"
    texts[1 - place] = one_line(texts[1 - place])
    langs = (one.pair.source.lang, one.pair.target.lang)
    lines = [f"{lang:<6}{text}" for lang, text in zip(langs, texts, strict=True)]
    return "\n".join([*lines, f"      {dim}{origin_text(one.pair)}{plain}", ""])
