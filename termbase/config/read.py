"""From a file of settings to `Config`; everything that is wrong with it is told, and all at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast, get_args

from termbase.checks.finding import Severity
from termbase.config.find import SHARED
from termbase.config.keys import CODES, KEYS, LANGUAGE, PATH_KEYS, Key
from termbase.config.settings import SEVERITIES, Config, PathRule, Threshold
from termbase.files import InputError, InputListError
from termbase.parse import read_toml


def read(path: Path, known: Collection[str]) -> Config:
    """The settings in a file: of a ``pyproject.toml`` the table ``[tool.termbase]``, of any other the whole.

    Args:
        path: the file.
        known: the codes that may be named.

    Raises:
        InputError: no such file, no TOML, no such table.
        InputListError: unknown keys, values of the wrong type, unknown codes; each with its key.
    """
    data: Any = read_toml(path)
    where = ""
    if path.name == SHARED:
        where = "tool.termbase"
        tool = data.get("tool")
        data = tool.get("termbase") if isinstance(tool, dict) else None
        if not isinstance(data, dict):
            raise InputError(path, "has no table [tool.termbase]")
    reader = _Reader(path, known)
    values = reader.table(data, where, KEYS)
    if reader.problems:
        raise InputListError(reader.problems)
    rules = values.get("per-path", {})
    per_path = tuple(PathRule(glob, **_arguments(rule)) for glob, rule in rules.items())
    beside: dict[str, Any] = {name: str(path.parent / values[name]) for name in ("base", "baseline") if name in values}
    return Config(path.parent, path, **_arguments({**values, **beside, "per-path": per_path}))


def _arguments(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name.replace("-", "_"): value for name, value in values.items()}


@dataclass(slots=True)
class _Reader:
    """Checks the values of tables; a value that is wrong is left out."""

    path: Path
    known: Collection[str]
    problems: list[InputError] = field(default_factory=list)

    def table(self, data: Mapping[str, Any], where: str, keys: Mapping[str, Key]) -> dict[str, Any]:
        found = {}
        for name, value in data.items():
            place = f"{where}.{name}" if where else name
            if name not in keys:
                self._wrong(place, f"is not a key; there are {', '.join(keys)}")
                continue
            before = len(self.problems)
            read = self._value(keys[name], value, place)
            if len(self.problems) == before:
                found[name] = read
        return found

    def _wrong(self, place: str, reason: str) -> None:
        self.problems.append(InputError(self.path, f"{place}: {reason}"))

    def _value(self, key: Key, value: Any, place: str) -> Any:
        match key.kind:
            case "path" | "scheme":
                return self._text(value, place)
            case "language":
                if (text := self._text(value, place)) and not re.fullmatch(LANGUAGE, text):
                    self._wrong(place, f"{text!r} is no language such as ru or ko-KP")
                return text
            case "names" | "codes":
                return self._texts(value, place, codes=key.kind == "codes")
            case "threshold":
                return cast("Threshold", self._choice(value, place, get_args(Threshold)))
            case "severities":
                return self._severities(value, place)
            case "paths":
                rules = self._table(value, place).items()
                return {
                    glob: self.table(self._table(rule, f"{place}.{glob!r}"), f"{place}.{glob!r}", PATH_KEYS)
                    for glob, rule in rules
                }

    def _text(self, value: Any, place: str) -> str:
        if not isinstance(value, str):
            self._wrong(place, "must be a string")
            return ""
        if not value:
            self._wrong(place, "is empty")
        return value

    def _texts(self, value: Any, place: str, *, codes: bool) -> tuple[str, ...]:
        if not isinstance(value, list):
            self._wrong(place, "must be a list of strings")
            return ()
        if not value:
            self._wrong(place, "is empty: leave the key out")
        texts = tuple(self._text(item, f"{place}[{number}]") for number, item in enumerate(value, 1))
        for number, text in enumerate(texts, 1):
            if codes and text and not self._begins(text):
                self._wrong(f"{place}[{number}]", f"there is no check {text}")
        return texts

    def _begins(self, text: str) -> bool:
        return re.fullmatch(CODES, text) is not None and any(code.startswith(text) for code in self.known)

    def _choice(self, value: Any, place: str, allowed: tuple[str, ...]) -> str:
        if value not in allowed:
            self._wrong(place, f"{value!r} is not one of {', '.join(allowed)}")
        return str(value)

    def _table(self, value: Any, place: str) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self._wrong(place, "must be a table")
        return {}

    def _severities(self, value: Any, place: str) -> dict[str, Severity]:
        table = self._table(value, place)
        for code, severity in table.items():
            if code not in self.known:
                self._wrong(f"{place}.{code}", f"there is no check {code}")
            self._choice(severity, f"{place}.{code}", SEVERITIES)
        return table
