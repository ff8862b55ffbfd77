"""TB124: what other programs said of a concept can be written back."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from termbase.lint.rule import Remark, Rule
from termbase.model import Base, Concept
from termbase.text import spelling_tag


def run(base: Base) -> Iterator[Remark]:
    """Extensions that are no XML element, or whose place the concept has not."""
    for concept in base.concepts:
        if not concept.extensions:
            continue
        places = set(_places(concept))
        for number, extension in enumerate(concept.extensions, 1):
            if fault := _fault(extension.content):
                yield Remark(concept, f"extension[{number}].content", fault, extension.content)
            if (extension.lang, extension.term) not in places:
                what = f"“{extension.term}” in {extension.lang or 'no language'}" if extension.term else extension.lang
                key = f"extension[{number}].{'term' if extension.term else 'lang'}"
                yield Remark(concept, key, f"the concept has not {what}", extension.term or extension.lang)


def _places(concept: Concept) -> Iterator[tuple[str, str]]:
    yield "", ""
    for term in concept.terms:
        yield term.lang, ""
        yield term.lang, term.text
    langs = {term.text: term.lang for term in reversed(concept.terms)}
    for spelling in concept.spellings:
        lang = spelling_tag(langs[spelling.of], spelling.of, spelling.text)
        yield lang, ""
        yield lang, spelling.text


def _fault(content: str) -> str:
    """Why a text is not one XML element without namespaces; empty: it is one."""
    names: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        names.extend((name, *(key for key in attributes if key != "xml:lang")))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    if not content.startswith("<") or content[1:2] in ("!", "?"):
        return "is no XML element"
    try:
        parser.Parse(content.encode(), True)
    except expat.ExpatError as error:
        return f"is not well-formed XML: {expat.ErrorString(error.code)}"
    return "is in a namespace" if any(":" in name or name == "xmlns" for name in names) else ""


RULE = Rule(
    code="TB124",
    name="faulty-extension",
    severity="error",
    summary="An extension is no XML element, or belongs to what the concept has not.",
    explanation=(
        "Extensions are what the files of other programs say and this base has no field for; an export writes them "
        "back where they stood. When a term is taken out or spelt otherwise, take its extensions with it."
    ),
    run=run,
)
