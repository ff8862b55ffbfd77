"""Options without argparse, which takes half as long to load as Python itself to start. Standard library only."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NamedTuple, TypeVar

    Options = TypeVar("Options", bound=NamedTuple)


def plain(kind: type[Options], arguments: list[str]) -> Options | None:
    """The options of a command line, if it is plain; else argparse knows what is wrong, or how to help.

    Args:
        kind: its first field is for what is no option. The others are options; their default says whether one is
            a flag (False), a number or a text.
        arguments: of the command; each option is written out, “--limit 5” or “--limit=5”.
    """
    defaults: dict[str, Any] = kind._field_defaults
    values: dict[str, object] = {}
    others: list[str] = []
    left = iter(arguments)
    for argument in left:
        if not argument.startswith("-") or argument == "-":
            others.append(argument)
            continue
        name, sign, value = argument.removeprefix("--").partition("=")
        field = name.replace("-", "_")
        default = defaults.get(field)
        if not argument.startswith("--") or default is None or "_" in name or (default is False and sign):
            return None
        if default is False:
            values[field] = True
            continue
        value = value if sign else next(left, "-")
        number = isinstance(default, int)
        if (value.startswith("-") and not sign) or (number and not (value.isascii() and value.isdigit())):
            return None
        values[field] = int(value) if number else value
    made: Options = kind._make([others, *(values.get(field, defaults[field]) for field in kind._fields[1:])])
    return made
