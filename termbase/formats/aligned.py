"""Pairs of sentences to be reviewed: a table for a spreadsheet, or XLIFF 1.2 for a translator's tool.

What is not sure is unfinished in the way of each format: it is taken for no translation until a person says so.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from termbase.formats.xml import clean

_REVIEW = "needs review"
"""What readers of tables take for an unfinished translation (``data/tables.toml``)."""
_XLIFF = "urn:oasis:names:tc:xliff:document:1.2"
FORMATS = (".csv", ".tsv", ".xlf", ".xliff")
"""Suffixes of file names that `written` knows."""


class Reviewed(NamedTuple):
    """A pair to be reviewed."""

    source: str
    target: str
    confidence: int
    """Percent."""
    sure: bool


def written(pairs: Sequence[Reviewed], langs: tuple[str, str], suffix: str, original: str) -> str:
    """The content of a file with the pairs.

    Args:
        pairs: in the order of the texts; one side may be empty.
        langs: of source and target.
        suffix: one of `FORMATS`, in lower case.
        original: name of the document, for XLIFF.
    """
    if suffix in (".csv", ".tsv"):
        return _table(pairs, langs, "\t" if suffix == ".tsv" else ",")
    return _xliff(pairs, langs, original)


def _table(pairs: Sequence[Reviewed], langs: tuple[str, str], delimiter: str) -> str:
    out = io.StringIO()
    rows = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    rows.writerow([*langs, "status", "comment"])
    for one in pairs:
        rows.writerow([one.source, one.target, "" if one.sure else _REVIEW, f"confidence {one.confidence}"])
    return out.getvalue()


def _xliff(pairs: Sequence[Reviewed], langs: tuple[str, str], original: str) -> str:
    root = etree.Element("xliff", {"version": "1.2"}, nsmap={None: _XLIFF})
    about = {"original": original, "source-language": langs[0], "target-language": langs[1], "datatype": "plaintext"}
    body = etree.SubElement(etree.SubElement(root, "file", about), "body")
    for number, one in enumerate(pairs, 1):
        unit = etree.SubElement(body, "trans-unit", {"id": str(number)})
        etree.SubElement(unit, "source").text = clean(one.source)
        state = "translated" if one.sure else "needs-review-translation" if one.target else "needs-translation"
        etree.SubElement(unit, "target", {"state": state}).text = clean(one.target)
        etree.SubElement(unit, "note").text = f"confidence {one.confidence}"
    text: str = etree.tostring(root, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'
