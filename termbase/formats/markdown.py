"""Markdown (CommonMark with tables and strikethrough); markdown-it-py decides what is what.

Every paragraph, heading and table cell is a unit; HTML comments are the notes of the unit in which, or before which,
they stand. Its text has the length that it has in the file: what is
not prose is masked (see `termbase.formats.mask`). Code, autolinks, pictures and tags that are no mere formatting
become U+FFFC; signs of emphasis, brackets and target of a link, backslashes become soft hyphens; an entity becomes
its character and soft hyphens. Code blocks, front matter and link definitions are left out.

The tokens of markdown-it have no columns. Its inline rules are functions of a state with a position,
so each is wrapped here in one that notes where it began and ended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    html_inline,
    image,
    link,
    strikethrough,
)
from markdown_it.token import Token

from termbase import files
from termbase.formats import mask
from termbase.formats.place import Lines, Shifted, Slice
from termbase.units import Anchors, Document, Note, Position, Segment, Unit

Rule = Callable[[StateInline, bool], bool]

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n(?:.*\n)*?\1[ \t]*(?:\r?\n|$)")
_LONE_CR = re.compile("\r(?!\n)")
_CODE_ELEMENT = re.compile(r"\s*<(?:script|style|pre|textarea)\b", re.IGNORECASE)
"""CommonMark, HTML blocks of the first kind: no Markdown inside, and no prose."""
_LINK_TAG = re.compile(r"<a[\s>]", re.IGNORECASE)
_LINK_END = re.compile(r"</a[\s>]", re.IGNORECASE)


def read(
    path: Path,
    data: bytes | None = None,
    /,
    *,
    source_lang: str = "",  # noqa: ARG001 - the interface of a reader
    target_lang: str = "",
) -> Document:
    """The blocks of prose, numbered from 1.

    Raises:
        InputError: see `termbase.files.read_text`.
    """
    return prose(str(path), files.decode(path, files.read_bytes(path) if data is None else data), target_lang)


def prose(name: str, text: str, lang: str = "") -> Document:
    """The blocks of a text that is no file.

    Args:
        name: what stands for its path.
        text: the text.
        lang: BCP 47; empty when unknown.
    """
    # markdown-it counts a lone CR as a line end, `Lines` does not.
    lines = Lines(_LONE_CR.sub(" ", text))
    units = [
        Unit(
            name,
            str(number),
            None,
            Segment(block.text, lang, block.anchors, block.links),
            role=block.role,
            notes=block.notes,
        )
        for number, block in enumerate(_with_notes(_blocks(lines)), 1)
    ]
    return Document(name, "prose", units, text)


class _Block(NamedTuple):
    text: str
    anchors: Anchors
    links: tuple[tuple[int, int], ...] = ()
    role: Literal["", "heading", "html"] = ""
    notes: tuple[Note, ...] = ()


def _with_notes(blocks: Iterator[_Block]) -> Iterator[_Block]:
    """Comments that are a block of their own are notes of the next block with words in it."""
    waiting: tuple[Note, ...] = ()
    last: _Block | None = None
    for block in blocks:
        if block.role == "html" and block.notes and not any(char.isalnum() for char in block.text):
            waiting += block.notes
            continue
        if last:
            yield last
        last = block._replace(notes=waiting + block.notes)
        waiting = ()
    if last:
        yield last._replace(notes=last.notes + tuple(replace(note, follows=True) for note in waiting))


def _blocks(lines: Lines) -> Iterator[_Block]:
    parser = _parser()
    env: dict[str, object] = {}
    text = _FRONT_MATTER.sub(_blank, lines.text, count=1)
    cells: dict[int, int] = {}
    """How far the cells of a row (by its line) were found."""
    in_cell = in_heading = False
    for token in parser.parse(text, env):
        in_cell = token.type in {"th_open", "td_open"} or (in_cell and token.type == "inline")
        in_heading = token.type == "heading_open" or (in_heading and token.type == "inline")
        if token.map is None or not token.content.strip():
            continue
        first = token.map[0]
        if token.type == "html_block" and not _CODE_ELEMENT.match(token.content):
            start, end = lines.starts[first], _start_of(lines, token.map[1])
            raw = lines.text[start:end].rstrip("\r\n")
            notes = tuple(Note(raw[a:b], Slice(lines, start + a)) for a, b in mask.comments(raw))
            yield _Block(mask.links(mask.markup(raw)), Slice(lines, start), role="html", notes=notes)
        elif token.type == "inline":
            content = token.content
            if in_cell:
                content, column = _cell(lines, first, cells.get(first, 0), content)
                cells[first] = column + len(content)
                anchors = _BlockAnchors(lines, first, content, column)
            else:
                anchors = _BlockAnchors(lines, first, content)
            masked, noted = _masked(parser, content, env)
            comments = tuple(Note(content[a:b], Shifted(anchors, a)) for a, b in noted.comments)
            role: Literal["", "heading"] = "heading" if in_heading else ""
            yield _Block(mask.links(masked), anchors, tuple(sorted(noted.links)), role, comments)


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _start_of(lines: Lines, line: int) -> int:
    return lines.starts[line] if line < len(lines.starts) else len(lines.text)


def _line(lines: Lines, line: int) -> str:
    return lines.text[lines.starts[line] : _start_of(lines, line + 1)]


def _cell(lines: Lines, line: int, column: int, content: str) -> tuple[str, int]:
    """A cell as it stands in its row, and its column; a pipe in a cell is written with a backslash."""
    row = _line(lines, line)
    if (found := row.find(content, column)) < 0:
        content = content.replace("|", "\\|")
        found = row.find(content, column)
    return content, found


class _BlockAnchors:
    """Anchors of a block, whose lines are ends of lines of the file (without marks of quotations and lists)."""

    __slots__ = ("_column", "_content", "_first", "_lines", "_starts")

    def __init__(self, lines: Lines, first: int, content: str, column: int | None = None) -> None:
        self._lines = lines
        self._first = first
        self._content = content
        self._column = column
        self._starts: list[tuple[int, int]] | None = None
        """Of each line of the content: its offset there, and in the file."""

    def at(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        if self._starts is None:
            self._starts = list(self._find())
        start, place = next(pair for pair in reversed(self._starts) if pair[0] <= offset or pair[0] == 0)
        return self._lines.position(place + offset - start)

    def _find(self) -> Iterator[tuple[int, int]]:
        offset = 0
        for number, line in enumerate(self._content.split("\n"), self._first):
            if self._column is None:
                # A tab that belongs partly to the indentation of a list comes as spaces: look for what follows it.
                visible = line.lstrip(" \t")
                column = _line(self._lines, number).rfind(visible.rstrip(" \t")) - (len(line) - len(visible))
            else:
                column = self._column
            yield offset, self._lines.starts[number] + column
            offset += len(line) + 1


@dataclass(slots=True)
class _Notes:
    """What the inline rules noted about one block."""

    chars: list[str]
    base: int = 0
    """Where the text that is being parsed begins in the block: the words of a picture are parsed apart."""
    delimiters: list[tuple[Token, int, int]] = field(default_factory=list)
    """Possible signs of emphasis: the token, and where its characters begin and end."""
    links: list[tuple[int, int]] = field(default_factory=list)
    comments: list[tuple[int, int]] = field(default_factory=list)
    """Where what HTML comments say begins and ends."""
    opened: int = -1
    """Where a tag began a link that is still open."""

    def fill(self, start: int, end: int, char: str) -> None:
        for index in range(start, end):
            if self.chars[index] != "\n":
                self.chars[index] = char

    def put(self, start: int, text: str) -> None:
        self.chars[start : start + len(text)] = text


def _masked(parser: MarkdownIt, content: str, env: dict[str, object]) -> tuple[str, _Notes]:
    """The text, and what was noted about it."""
    notes = _Notes(list(content))
    parser.inline.parse(content, parser, {**env, "notes": notes}, [])
    return "".join(notes.chars), notes


@cache
def _parser() -> MarkdownIt:
    # 20, its default, loses the text of a list in ten lists; time grows with it for text like ![a![a![a…
    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"])
    parser.core.ruler.disable(["inline", "text_join"])
    wrapped: dict[str, Rule] = {
        "autolink": _noting(autolink, _object),
        "backticks": _noting(backtick, _code),
        "emphasis": _noting(emphasis.tokenize, _delimiters),
        "entity": _noting(entity, _entity),
        "escape": _noting(escape, _escape),
        "html_inline": _noting(html_inline, _tag),
        "image": _image,
        "link": _link,
        "strikethrough": _noting(strikethrough.tokenize, _delimiters),
    }
    for name, rule in wrapped.items():
        parser.inline.ruler.at(name, rule)
    parser.inline.ruler2.before("fragments_join", "notes", _settle)
    return parser


def _notes(state: StateInline) -> _Notes:
    notes = state.env["notes"]
    if not isinstance(notes, _Notes):
        raise TypeError(notes)
    return notes


def _noting(rule: Rule, note: Callable[[StateInline, int, list[Token]], None]) -> Rule:
    def noting(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            note(state, start, state.tokens[before:])
        return True

    return noting


def _object(state: StateInline, start: int, _: list[Token]) -> None:
    notes = _notes(state)
    notes.fill(notes.base + start, notes.base + state.pos, mask.OBJECT)


def _code(state: StateInline, start: int, tokens: list[Token]) -> None:
    if tokens and tokens[-1].type == "code_inline":  # not a backtick without its partner
        _object(state, start, tokens)


def _tag(state: StateInline, start: int, _: list[Token]) -> None:
    notes = _notes(state)
    raw = state.src[start : state.pos]
    notes.fill(notes.base + start, notes.base + state.pos, mask.tag(raw)[0])
    if raw.startswith("<!--"):
        notes.comments += [(notes.base + start + a, notes.base + start + b) for a, b in mask.comments(raw)]
    elif _LINK_TAG.match(raw):
        notes.opened = notes.base + start
    elif _LINK_END.match(raw) and notes.opened >= 0:
        notes.links.append((notes.opened, notes.base + state.pos))
        notes.opened = -1


def _entity(state: StateInline, start: int, tokens: list[Token]) -> None:
    if tokens and tokens[-1].type == "text_special":  # not an ampersand alone
        notes = _notes(state)
        notes.put(notes.base + start, mask.entity(state.src[start : state.pos], tokens[-1].content))


def _escape(state: StateInline, start: int, tokens: list[Token]) -> None:
    if tokens and (tokens[-1].type == "hardbreak" or len(tokens[-1].content) == 1):
        notes = _notes(state)
        notes.put(notes.base + start, mask.MARK)


def _delimiters(state: StateInline, start: int, tokens: list[Token]) -> None:
    notes = _notes(state)
    end = state.pos
    for token in reversed(tokens):  # the first may hold the text before them
        begin = end - len(token.content)
        if begin < start:
            break
        notes.delimiters.append((token, notes.base + begin, notes.base + end))
        end = begin


def _settle(state: StateInline) -> None:
    """Mask the signs that turned out to open or close: markdown-it has emptied or retyped their tokens."""
    notes = _notes(state)
    for token, begin, end in notes.delimiters:
        if token.type != "text" or not token.content:
            notes.fill(begin, end, mask.MARK)
    notes.delimiters.clear()


def _link(state: StateInline, silent: bool) -> bool:
    start = state.pos
    closing = state.md.helpers.parseLinkLabel(state, start, True) if not silent and state.src[start] == "[" else 0
    if not link(state, silent):
        return False
    if not silent:
        notes = _notes(state)
        notes.fill(notes.base + start, notes.base + start + 1, mask.MARK)
        notes.fill(notes.base + closing, notes.base + state.pos, mask.MARK)
        notes.links.append((notes.base + start, notes.base + state.pos))
    return True


def _image(state: StateInline, silent: bool) -> bool:
    if silent or not state.src.startswith("![", state.pos):
        return image(state, silent)
    notes = _notes(state)
    start = state.pos
    closing = state.md.helpers.parseLinkLabel(state, start + 1, False)
    outer, notes.delimiters = notes.delimiters, []
    notes.base += start + 2
    found = image(state, silent)
    notes.base -= start + 2
    notes.delimiters = outer
    if found:
        notes.fill(notes.base + start, notes.base + start + 2, mask.OBJECT)
        notes.fill(notes.base + closing, notes.base + state.pos, mask.OBJECT)
    return found
