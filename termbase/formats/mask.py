"""What in a text is not prose, replaced without a change of length.

Two characters stand for it. `OBJECT` (U+FFFC, object replacement character) stands for what a reader sees as a
thing of its own or not at all as words: a placeholder, code, a picture, an address. No term runs across it.
`MARK` (U+00AD, soft hyphen) stands for what only dresses the words: the signs of emphasis, the tags of bold type
or of a link. `termbase.text.fold` ignores it, so that «**стахановское** движение» is still the term.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

OBJECT = "\ufffc"
MARK = "\u00ad"

_LINK = re.compile(
    r"""
    (?:\b(?:https?|ftps?|file|git|ssh)://|\bwww\.)
    (?:[^\s<>"«»“”()]|\([^\s<>"«»“”()]*\))+ (?<![.,;:!?\]'])   # a bracket that it does not open is none of its
  | (?<![\w.+-])[\w.+-]++@\w[\w-]*(?:\.\w[\w-]*)+
    """,
    re.VERBOSE,
)
_TAG = r"</?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>"
_ENTITY = r"&(?:[A-Za-z][A-Za-z0-9]*|\#[0-9]+|\#[xX][0-9A-Fa-f]+);"
_TAG_OR_ENTITY = re.compile(f"{_TAG}|{_ENTITY}", re.ASCII)
_FIELD = r"\s*[A-Za-z0-9_][\w.!:\[\]<>^+,%-]*\s*"
_BRACES = rf"\{{(?:{_FIELD}|\{{{_FIELD}\}})?\}}"
# Each alternative begins with a literal character: that is what makes the search fast.
_CODE = re.compile(
    rf"""
    {_TAG} | {_ENTITY} | {_BRACES} | \${_BRACES} | %{_BRACES}
  | %(?:\(\w+\)|\d+\$)?[-+\#0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|L|q|j|z|t)?[diouxXeEfFgGaAcsrpn@%](?![A-Za-z])
  | %(?:\d+\$)?'[dfiu](?![A-Za-z])                # thousands apart
  | %\(\w+\)[diouxXeEfFgGcrs]                     # the brackets say enough: a letter may follow
  | %L?[1-9][0-9]?(?![0-9\w%$])                   # Qt
  | %[1-9][0-9]?%(?![0-9])                         # Boost
    """,
    re.VERBOSE | re.ASCII,
)
_CODE_BEFORE_LETTER = re.compile(
    rf"{_CODE.pattern} | (?<!\d)%(?:\d+\$)?[-+\#0]*(?:\d+|\*)?(?:l{{0,2}}[sdu]|\.\d+[sdf])(?=[A-Za-z])",
    re.VERBOSE | re.ASCII,
)
_CODE_HINT = re.compile("[%<&{]")
_TAG_NAME = re.compile(r"</?([A-Za-z][\w:.-]*)")
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_NOT_LINE_END = re.compile(r"[^\r\n]")
_FORMATTING = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|del|dfn|em|font|i|ins|mark|q|s|small|span|strike|strong|tt|u", re.IGNORECASE
)
"""HTML elements that dress words (phrasing content without objects). Not sub and sup: a note sign is no letter."""


def links(text: str) -> str:
    """Text with addresses (of the web, of mail) as objects; the same length."""
    if "://" not in text and "@" not in text and "www." not in text:
        return text
    return _LINK.sub(lambda match: OBJECT * len(match[0]), text)


def messages(text: str) -> str:
    """A message of a program: tags, placeholders (printf, Qt, brace) and links masked, entities decoded; same length.

    A space is no printf flag here (as in «% d»): it would take «50 % of» for a placeholder.
    """
    if _CODE_HINT.search(text):
        text = _CODE.sub(lambda match: _code(match[0]), text)
    return links(text)


def codes(text: str) -> tuple[str, ...]:
    """The tags and placeholders of a message, as written; see `messages`.

    Also placeholders inside of tags, and those that a letter follows («%sfoo»), which `messages` leaves alone.
    """
    if not _CODE_HINT.search(text):
        return ()
    found: list[str] = []
    for code in _CODE_BEFORE_LETTER.findall(text):
        if not code.startswith("&"):
            found.append(code)
            if code.startswith("<"):
                found += codes(code[1:])
    return tuple(found)


def markup(text: str) -> str:
    """HTML in running text: comments and tags masked, entities decoded; the same length, line ends kept."""
    text = _COMMENT.sub(lambda match: _NOT_LINE_END.sub(OBJECT, match[0]), text)
    return _TAG_OR_ENTITY.sub(lambda match: _code(match[0]), text)


def comments(text: str) -> list[tuple[int, int]]:
    """Where the contents of HTML comments begin and end."""
    if "<!--" not in text:
        return []
    return [match.span(1) for match in _COMMENT.finditer(text)]


def tag(raw: str) -> str:
    """A tag: `MARK` for one that dresses words, `OBJECT` for any other; the same length."""
    name = _TAG_NAME.match(raw)
    return (MARK if name and _FORMATTING.fullmatch(name[1]) else OBJECT) * len(raw)


def entity(raw: str, decoded: str) -> str:
    """A character written in a longer way: the character, then marks up to the same length."""
    return decoded.ljust(len(raw), MARK)


@lru_cache(1024)  # a catalogue repeats a few
def _code(raw: str) -> str:
    if raw.startswith("<"):
        return tag(raw)
    if raw.startswith("&"):
        decoded = html.unescape(raw)
        return raw if decoded == raw or len(decoded) > len(raw) else entity(raw, decoded)
    return OBJECT * len(raw)
