"""RDF statements about things, written as Turtle (W3C, 2014) or JSON-LD 1.1 (W3C, 2020), one thing after the other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import quote

PREFIXES: Mapping[str, str] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "concept": "urn:x-termbase:concept:",
    "domain": "urn:x-termbase:domain:",
    "source": "urn:x-termbase:source:",
    "label": "urn:x-termbase:label:",
    "tb": "urn:x-termbase:vocabulary:",
}
"""The prefixes of the files. The last five are ours: ids are permanent, and no address is claimed for them."""
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_PLAIN = re.compile("[A-Za-z0-9_-]+")


class Name(str):
    """A thing, by a prefix and a local name: ``concept:stakhanovets``."""

    __slots__ = ()


class Text(NamedTuple):
    """A text, with a language tag or without."""

    text: str
    lang: str = ""


Value = Name | Text | bool


class Thing(NamedTuple):
    """What is said of one thing: pairs of a property and a value, in order."""

    name: Name
    facts: Iterable[tuple[str, Value]]


def name(prefix: str, local: str) -> Name:
    """A thing; what cannot stand in a local name is percent-encoded (RFC 3986)."""
    return Name(f"{prefix}:{quote(local, safe='')}")


def write_turtle(file: BinaryIO, things: Iterable[Thing]) -> None:
    """Write things as Turtle, UTF-8."""
    file.write("".join(f"@prefix {prefix}: <{start}> .\n" for prefix, start in PREFIXES.items()).encode())
    for thing in things:
        facts = " ;\n".join(f"    {_verb(verb)} {_turtle(value)}" for verb, value in thing.facts)
        file.write(f"\n{_turtle(thing.name)}\n{facts} .\n".encode())


def _verb(verb: str) -> str:
    return "a" if verb == "rdf:type" else verb


def _turtle(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Text):
        return f'"{value.text.translate(_ESCAPES)}"' + (f"@{value.lang}" if value.lang else "")
    prefix, _, local = value.partition(":")
    # A local name of a prefixed name has its own rules for signs; an address in full has none here.
    return value if _PLAIN.fullmatch(local) else f"<{PREFIXES[prefix]}{local}>"


def write_json_ld(file: BinaryIO, things: Iterable[Thing]) -> None:
    """Write things as JSON-LD, UTF-8: a context, and a graph with an object a thing."""
    file.write(f'{{"@context": {json.dumps(dict(PREFIXES))},\n"@graph": ['.encode())
    for number, thing in enumerate(things):
        text = json.dumps(_object(thing), ensure_ascii=False)
        file.write(f"{',' if number else ''}\n{text}".encode())
    file.write(b"\n]}\n")


def _object(thing: Thing) -> dict[str, Any]:
    found: dict[str, Any] = {"@id": thing.name}
    for verb, value in thing.facts:
        if verb == "rdf:type":
            found.setdefault("@type", []).append(value)
        else:
            found.setdefault(verb, []).append(_json(value))
    return found


def _json(value: Value) -> object:
    if isinstance(value, Text):
        return {"@value": value.text} | ({"@language": value.lang} if value.lang else {})
    return value if isinstance(value, bool) else {"@id": value}


def unique(facts: Iterable[tuple[str, Value]]) -> Iterator[tuple[str, Value]]:
    """Facts, each once."""
    return iter(dict.fromkeys(facts))
