"""Findings as one HTML page that needs nothing else: a chart, filters, and a table that is there without script too.

The page and its script are files beside this module. The page's own policy forbids it to load anything and to run
any script but that one (Content Security Policy 3, hash of the source): what a text smuggles in would not run.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from termbase.checks.finding import Finding
from termbase.report import oneline
from termbase.report.setting import Setting
from termbase.text import one_line

_NONE = "(none)"
_FILTERS: dict[str, Callable[[Finding], str]] = {
    "check": lambda finding: finding.code,
    "concept": lambda finding: finding.concept or _NONE,
    "file": lambda finding: finding.path,
    "severity": lambda finding: finding.severity,
}
_LABEL, _BAR, _STEP = 250, 400, 24
"""Pixels: the names before the bars, the longest bar, and from one bar to the next."""


def render(findings: Sequence[Finding], setting: Setting) -> str:
    """The page."""
    here = Path(__file__)
    script = here.with_name("findings.js").read_text(encoding="utf-8")
    files = len(setting.texts) or len({finding.path for finding in findings})
    parts = {
        "hash": b64encode(sha256(script.encode()).digest()).decode(),
        "script": script,
        "count": f"{_count(len(findings), 'finding')} in {_count(files, 'file')}",
        "filters": "".join(_filter(name, Counter(map(of, findings))) for name, of in _FILTERS.items()),
        "chart": _chart(findings),
        "rows": "".join(map(_row, findings)),
    }
    # In one pass: a text that looks like the name of a part stays a text.
    page = here.with_name("findings.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], page)


def _filter(name: str, counts: Counter[str]) -> str:
    options = "".join(f'<option value="{_written(value)}">{_written(value)}</option>' for value in sorted(counts))
    label = name.capitalize()
    return f'<label>{label}<select name="{name}"><option value="">all</option>{options}</select></label>\n'


def _chart(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.code for finding in findings)
    kinds = {finding.code: finding for finding in findings}
    longest = max(counts.values(), default=1)
    bars = []
    for place, code in enumerate(sorted(counts)):
        count, kind = counts[code], kinds[code]
        width, top = _BAR * count / longest, place * _STEP
        bars.append(
            f'<text x="0" y="{top + 17}">{_written(f"{code} {kind.name}")}</text>'
            f'<rect class="{kind.severity}" data-check="{_written(code)}" data-count="{count}" '
            f'x="{_LABEL}" y="{top + 4}" width="{width:.1f}" height="{_STEP - 8}"/>'
            f'<text x="{_LABEL + width + 6:.1f}" y="{top + 17}">{count}</text>\n'
        )
    size = f'width="{_LABEL + _BAR + 70}" height="{max(len(bars), 1) * _STEP}"'
    return f'<svg role="group" aria-labelledby="chart-name" {size}>\n{"".join(bars)}</svg>\n'


def _row(finding: Finding) -> str:
    data = "".join(f' data-{name}="{_written(of(finding))}"' for name, of in _FILTERS.items())
    return (
        f'<tr{data}><th scope="row">{_written(oneline.place(finding))}</th>'
        f'<td class="{finding.severity}">{finding.severity}</td>'
        f"<td>{_written(f'{finding.code} {finding.name}')}</td>"
        f"<td>{_written(finding.concept)}</td><td>{_written(finding.message)}</td></tr>\n"
    )


def _written(text: str) -> str:
    """As markup; characters that HTML does not take, and lone surrogates of odd file names, as escapes."""
    return escape(one_line(text))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
