"""For people: findings by file, each with its line and the place underlined.

The first line of a finding is that of `termbase.report.oneline`; editors and scripts that look for
``path:line:column:`` find it, and the lines below it begin with a space, as those of compilers do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from termbase.checks.finding import Finding, Severity
from termbase.report import oneline
from termbase.report.excerpt import excerpt
from termbase.report.setting import Setting
from termbase.text import one_line
from termbase.units import Lines

_WIDEST = 100
_COLOURS: Mapping[Severity, str] = {"error": "31", "warning": "33", "info": "34"}


def render(findings: Sequence[Finding], setting: Setting) -> str:
    """The findings of each file under a line with its name and their number; an empty line between files."""
    groups = groupby(findings, key=lambda finding: finding.path)
    return "\n".join("".join(f"{line}\n" for line in _file(path, list(group), setting)) for path, group in groups)


def _file(path: str, findings: Sequence[Finding], setting: Setting) -> Iterator[str]:
    severities = Counter(finding.severity for finding in findings)
    counts = ", ".join(_count(number, name) for name in _COLOURS if (number := severities[name]))
    yield _paint(f"{one_line(path)}: {counts}", "1", setting)
    lines = Lines(setting.texts.get(path, ""))
    for finding in findings:
        yield _first(finding, setting)
        yield from _below(finding, lines, setting)


def _count(number: int, severity: str) -> str:
    return f"{number:,} {severity}" + ("s" if number > 1 and severity != "info" else "")


def _first(finding: Finding, setting: Setting) -> str:
    plain = oneline.line(finding)
    if not setting.coloured:
        return plain
    place = one_line(oneline.place(finding))
    colour = _COLOURS[finding.severity]
    rest = plain.removeprefix(f"{place}: {finding.code} {finding.severity}")
    return f"{_paint(place, '1', setting)}: {_paint(f'{finding.code} {finding.severity}', colour, setting)}{rest}"


def _below(finding: Finding, lines: Lines, setting: Setting) -> Iterator[str]:
    """The line of the finding and the mark under it; nothing where the file is no text, or has become shorter."""
    number, column = finding.start
    if not lines.text or number > len(lines.starts):
        return
    begin = lines.starts[number - 1]
    stop = lines.starts[number] - 1 if number < len(lines.starts) else len(lines.text)
    stop -= lines.text.endswith("\r", begin, stop)
    end = begin + finding.end.column - 1 if finding.end.line == number else stop
    shown = excerpt(lines.text, (begin, stop), (begin + column - 1, end), _WIDEST)
    gutter = " " * len(str(number))
    mark = _paint("^" * shown.length, _COLOURS[finding.severity], setting)
    yield f" {number} | {shown.text}"
    yield f" {gutter} | {' ' * shown.before}{mark}"


def _paint(text: str, colour: str, setting: Setting) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if setting.coloured else text
