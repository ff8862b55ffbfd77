"""Rules for style checkers that replace deprecated terms: LanguageTool, Vale, prh. A folder, a file a language.

YAML is written as its subset JSON (YAML 1.2, 1.3), so that no text is taken for anything but text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from termbase.files import InputError
from termbase.formats.folder import files_in
from termbase.formats.order import Order
from termbase.formats.replacements import SPACELESS, Replacement, message, replacements, shortest
from termbase.formats.xml_stream import add

_WORD = re.compile(r"\w+|[^\w\s]")
_SYNTAX = re.compile(r"[\\^$.*+?()\[\]{}|/]")
"""What is escaped in a regular expression of JavaScript with the flag u: to escape anything else is a fault there."""
_LETTER = r"[\p{L}\p{M}\p{N}_]"


def _write(
    order: Order, folder: Path, name: str, write: Callable[[BinaryIO, str, Iterable[Replacement]], None]
) -> tuple[Path, ...]:
    with files_in(folder) as open_file:
        names = []
        for lang, found in replacements(order):
            names.append(name.format(lang))
            write(open_file(names[-1]), lang, found)
        if not names:
            raise InputError(order.base.root, "has no term that another one is to be used for")
    return tuple(folder / name for name in names)


def write_languagetool(order: Order, folder: Path) -> tuple[Path, ...]:
    """Write ``grammar-en.xml`` and its like: rules for LanguageTool, in which the words of a term are found inflected.

    Returns:
        The files.

    Raises:
        InputError: no term is to be replaced, an unknown language, or the folder cannot be written.
    """
    return _write(order, folder, "grammar-{}.xml", _languagetool)


def _languagetool(file: BinaryIO, lang: str, found: Iterable[Replacement]) -> None:
    root = etree.Element("rules", {"lang": lang})
    category = add(root, "category", id="TERMBASE", name="Termbase")
    for number, one in enumerate(found, 1):
        rule = add(category, "rule", id=f"TERMBASE_{lang.upper()}_{number}", name=f"{one.term.text} → {one.instead}")
        for text in shortest(one.inside):
            longer = add(rule, "antipattern")
            for word in _WORD.findall(text):
                add(longer, "token", word)
        pattern = add(rule, "pattern")
        for words in zip_longest(*map(_WORD.findall, _alike(one.forms))):
            _token(pattern, list(dict.fromkeys(filter(None, words))))
        before, after = message(one, "\0").split("\0")
        said = add(rule, "message", before)
        add(said, "suggestion", one.instead).tail = after
        example = add(rule, "example", correction=one.instead)
        add(example, "marker", one.term.text)
    etree.indent(root)
    # Only between elements that hold no text: an example is a sentence.
    for example in root.iter("example", "message"):
        example.text = example.text if example.tag == "message" else None
        for child in example:
            child.tail = child.tail if example.tag == "message" else None
    file.write(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _alike(forms: list[str]) -> list[str]:
    """The forms with as many words as the first: the words of others stand in other places."""
    count = len(_WORD.findall(forms[0]))
    return [form for form in forms if len(_WORD.findall(form)) == count]


def _token(pattern: etree._Element, words: list[str]) -> None:
    """A word of a term: by its lemma, which LanguageTool may not know, or by any of its forms."""
    if len(words) == 1 and not words[0].isalpha():
        add(pattern, "token", words[0])
        return
    either = add(pattern, "or")
    add(either, "token", words[0], inflected="yes")
    add(either, "token", "|".join(map(re.escape, words)), regexp="yes")


def write_vale(order: Order, folder: Path) -> tuple[Path, ...]:
    """Write ``Termbase/en.yml`` and its like: a style of substitution rules for Vale's ``StylesPath``.

    Returns:
        The files.

    Raises:
        InputError: as `write_languagetool`.
    """
    return _write(order, folder, "Termbase/{}.yml", _vale)


def _vale(file: BinaryIO, lang: str, found: Iterable[Replacement]) -> None:
    lines = ["extends: substitution", "message: \"Use '%s' instead of '%s'.\"", "level: warning", "ignorecase: true"]
    if lang.startswith(SPACELESS):
        lines.append("nonword: true")
    lines.append("swap:")
    swaps: dict[str, tuple[str, str]] = {}
    for one in found:
        for form in shortest(one.forms):
            swaps.setdefault(_guards(one, form) + _escaped(form), (one.instead, one.term.reason))
    for pattern, (instead, reason) in swaps.items():
        told = f" # {' '.join(reason.split())}" if reason else ""
        lines.append(f"  {_text(pattern)}: {_text(instead)}{told}")
    file.write("".join(f"{line}\n" for line in lines).encode())


def _guards(one: Replacement, form: str) -> str:
    """What says that the form is not inside a longer text; each looks behind at a text of one length."""
    found = []
    for text in shortest(one.inside):
        before, own, after = text.casefold().partition(form.casefold())
        if own and not before[-1:].isalnum() and not after[:1].isalnum():
            found.append(f"(?!(?<={_escaped(before)}){_escaped(form + after)})")
    return "".join(found)


def _escaped(text: str) -> str:
    return re.escape(text).replace(r"\ ", " ")


def write_prh(order: Order, folder: Path) -> tuple[Path, ...]:
    """Write ``prh-en.yml`` and its like: rules for prh and textlint-rule-prh.

    Returns:
        The files.

    Raises:
        InputError: as `write_languagetool`.
    """
    return _write(order, folder, "prh-{}.yml", _prh)


def _prh(file: BinaryIO, lang: str, found: Iterable[Replacement]) -> None:
    lines = ["version: 1", "rules:"]
    for one in found:
        # A text would do as a pattern, but prh finds it inside words, and fails at one with a hyphen.
        pattern = "|".join(map(_expression, shortest(one.forms)))
        if one.inside:  # longer texts are taken as the first group, which has to be empty
            pattern = f"({'|'.join(map(_expression, sorted(one.inside, key=len, reverse=True)))})|{pattern}"
        if not lang.startswith(SPACELESS):
            pattern = f"(?<!{_LETTER})(?:{pattern})(?!{_LETTER})"
        lines += [f"  - expected: {_text(one.instead)}", f"    pattern: {_text(f'/{pattern}/i')}"]
        if one.inside:
            lines.append('    regexpMustEmpty: "$1"')
        if one.term.reason:
            lines.append(f"    prh: {_text(message(one, f'“{one.instead}”'))}")
    file.write("".join(f"{line}\n" for line in lines).encode())


def _expression(text: str) -> str:
    """The text as a regular expression of JavaScript, on one line."""
    escaped = _SYNTAX.sub(r"\\\g<0>", text)
    return escaped.replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")


def _text(text: str) -> str:
    """A string of JSON; U+2028 and its like are escaped, as YAML takes them for the end of a line."""
    return json.dumps(text) if set(text) & set("\x85\u2028\u2029\ufeff") else json.dumps(text, ensure_ascii=False)
