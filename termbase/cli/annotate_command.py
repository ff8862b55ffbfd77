"""``termbase annotate``: a gloss beside the first occurrence of each term of a text."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from termbase.cli.documents import read_stdin
from termbase.cli.options import Parser
from termbase.cli.paths import STDIN, complain, expand
from termbase.files import UTF8_BOM, InputError, decode, read_bytes, replacing
from termbase.formats import READERS, markdown
from termbase.formats import text as plain
from termbase.formats.language import tag
from termbase.index.cache import open_index
from termbase.index.location import part
from termbase.match import Finder
from termbase.match.gloss import Wanted, annotate
from termbase.text import main_script
from termbase.translit import Converter, load_schemes
from termbase.units import Document

_PROSE: Mapping[str, Callable[[str, str], Document]] = {"text": plain.prose, "markdown": markdown.prose}


def run(arguments: list[str], root: str) -> int:
    """Write the texts with their glosses; exit 2 when one of them could not be read or is something else."""
    parser = _parser()
    options = parser.parse_args(arguments)
    langs = [tag(lang) for lang in options.gloss.split(",") if lang.strip()]
    index = open_index(root)
    known = [lang for lang in index.term_languages() if not lang.endswith("-Latn")]
    if unknown := [lang for lang in (*langs, tag(options.lang)) if lang.split("-", maxsplit=1)[0] not in known]:
        parser.error(f"the base has no terms in {', '.join(unknown) or 'no language'}; it has {', '.join(known)}")
    if not langs:
        parser.error("--gloss names no language")
    if options.output is not None and not options.output:
        parser.error("--output names no file")
    paths, broken = expand(options.path, stdin=True)
    if options.output and len(paths) + len(broken) != 1:
        parser.error("--output is for one file")
    if options.in_place and STDIN in paths:
        parser.error("standard input cannot be written in place")
    romanise = _romanise(parser, root, options.romanise) if options.romanise else None
    wanted = Wanted(langs, romanise, notes=options.style == "footnote")
    finder = Finder(index)
    for path in paths:
        try:
            before, after, count = _annotated(path, finder, tag(options.lang), wanted)
            target = options.output or (path if options.in_place else None)
            if target is None:
                sys.stdout.flush()
                sys.stdout.buffer.write(after)
            elif options.output or before != after:
                with replacing(target) as file:
                    file.write(after)
            if target is not None:
                print(f"{target}: {count} gloss" + ("" if count == 1 else "es"), file=sys.stderr)
        except InputError as error:
            broken.append(error)
    for problem in broken:
        complain(problem)
    return 2 if broken else 0


def _parser() -> Parser:
    parser = Parser(
        "annotate",
        "Write a gloss in brackets beside the first occurrence of each term of a text but broad ones.",
    )
    parser.add_argument("path", nargs="+", help="text or Markdown files, or folders with such; “-”: standard input")
    parser.add_argument("--lang", required=True, metavar="LANG", help="language of the texts")
    about = "languages of the glosses, whose preferred terms are written"
    parser.add_argument("--gloss", required=True, metavar="LANG,…", help=about)
    about = "add the gloss in other letters, as one of “termbase schemes” writes it"
    parser.add_argument("--romanise", metavar="SCHEME", help=about)
    parser.add_argument(
        "--style", choices=("brackets", "footnote"), default="brackets", help="footnotes: Markdown only"
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("-o", "--output", metavar="FILE", help="file to write (default: standard output)")
    where.add_argument("--in-place", action="store_true", help="rewrite the files themselves")
    return parser


def _romanise(parser: Parser, root: str, name: str) -> Callable[[str], str]:
    schemes = load_schemes(Path(part(root, "schemes")))
    if name not in schemes:
        parser.error(f"there is no scheme {name}; “termbase schemes” lists them")
    converter = Converter(schemes[name])
    script = schemes[name].source_script
    return lambda term: converter.convert(term) if main_script(term) == script else term


def _annotated(path: Path, finder: Finder, lang: str, wanted: Wanted) -> tuple[bytes, bytes, int]:
    """A file as it is and with glosses, and how many these are; what is no text stays as it is, to the byte.

    Raises:
        InputError: it cannot be read, or is neither text nor Markdown.
    """
    form = "text" if path == STDIN else READERS[path.suffix.lower()]
    if form not in _PROSE:
        raise InputError(path, "is neither text nor Markdown: glosses are written into these only")
    if wanted.notes and form != "markdown":
        raise InputError(path, "is no Markdown: --style footnote needs it")
    data = read_stdin() if path == STDIN else read_bytes(path)
    read = partial(_PROSE[form], str(path))
    document = read(decode("standard input" if path == STDIN else path, data))
    annotated = annotate(document, finder, lang, wanted._replace(markdown=form == "markdown"), read)
    mark = UTF8_BOM if data.startswith(UTF8_BOM) else b""
    return data, mark + annotated.text.encode(), annotated.glosses
