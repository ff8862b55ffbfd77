"""Words in many schemes, side by side, as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_SCRIPTS = {"Latn": "Latin", "Cyrl": "Cyrillic", "Hang": "Hangul"}
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width">
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.4 system-ui, sans-serif; margin: 2rem }}
table {{ border-collapse: collapse }}
th, td {{ border-bottom: 1px solid; padding: .3rem .8rem; text-align: left; vertical-align: top }}
thead th {{ position: sticky; top: 0; background: Canvas }}
td {{ font-size: 1.15rem }}
tbody th {{ font-weight: normal }}
small {{ display: block; opacity: .7 }}
</style></head><body><h1>{title}</h1>
{tables}</body></html>
"""


def render(words: Sequence[str], rows: Sequence[tuple[str, str, str, Sequence[str]]], langs: Mapping[str, str]) -> str:
    """The page.

    Args:
        words: what was converted, one a column.
        rows: target script (ISO 15924), scheme id, title, and the result for each word.
        langs: target script to the BCP 47 tag that its cells are marked with.
    """
    title = ", ".join(words)
    head = "".join(f"<th>{escape(word)}</th>" for word in words)
    tables = []
    for script in dict.fromkeys(row[0] for row in rows):
        body = "".join(
            f'<tr id="{escape(name)}"><th>{escape(about)}<small>{escape(name)}</small></th>'
            + "".join(f'<td lang="{langs[script]}">{escape(result)}</td>' for result in results)
            + "</tr>\n"
            for target, name, about, results in rows
            if target == script
        )
        caption = _SCRIPTS.get(script, script)
        tables.append(
            f"<h2>{caption}</h2>\n<table><thead><tr><th>scheme</th>{head}</tr></thead>\n<tbody>{body}</tbody></table>\n"
        )
    return _PAGE.format(title=escape(title), tables="".join(tables))
