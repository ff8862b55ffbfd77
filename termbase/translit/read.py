"""Scheme files: how a transliteration scheme is read and derived.

A scheme is one TOML file. It says which letters become what (``[letters]``), what happens in a
context (``[[rules]]``), what the contexts are (``[classes]``), which words go their own way
(``[terms]``), and proves itself (``[[samples]]``). A file with ``base`` is the scheme of that name
with something taken away (``drop``), exchanged (``replace``), switched on (``enable``) or put before
it (rules and terms of its own), so that no table is written twice.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from termbase.translit.scheme import CAPITALS, EDGES, SCRIPTS, Rule, Sample, Scheme, joins, spelled

_SHARED_KEYS: Final = frozenset(
    {"id", "title", "source", "verified", "period", "used_by", "capitals", "first", "after_digit", "samples"}
    | {"classes", "rules", "terms"}
)
_ORIGINAL_KEYS: Final = _SHARED_KEYS | {"language", "source_script", "target_script"}
_ORIGINAL_TABLES: Final = frozenset({"options", "letters"})
_DERIVED_KEYS: Final = _SHARED_KEYS | {"base", "drop", "replace", "enable"}
_RULE_KEYS: Final = frozenset({"from", "to", "after", "before", "option", "note"})
_SAMPLE_KEYS: Final = frozenset({"origin", "words"})


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a scheme file: ``key`` is a dotted path, empty for the whole file."""

    file: Path
    key: str
    reason: str

    def __str__(self) -> str:
        """One line: file, key, reason."""
        return f"{self.file}: {self.key + ': ' if self.key else ''}{self.reason}"


class SchemeError(ValueError):
    """Scheme files that cannot be used; ``problems`` lists everything found in all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems; the message has one line for each."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def load_schemes(folder: Path) -> dict[str, Scheme]:
    """Read every ``*.toml`` of ``folder`` and return the schemes by id, sorted by id.

    Raises SchemeError with all shape errors of all files at once, and OSError when the folder or
    a file cannot be read.
    """
    import tomllib  # noqa: PLC0415 - a look-up imports this package and must not pay for a parser

    problems: list[Problem] = []
    tables: dict[str, _Table] = {}
    for path in sorted(path for path in folder.iterdir() if path.suffix == ".toml"):
        try:
            content = tomllib.loads(path.read_bytes().decode("utf-8"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            problems.append(Problem(path, "", str(error)))
        else:
            tables[path.stem] = _Table(path, content, problems)
    schemes: dict[str, Scheme | None] = {}

    def scheme(stem: str) -> Scheme | None:
        """Return a scheme, read when it is first asked for; None if it is unsound, or asks for itself."""
        if stem not in schemes and (table := tables.get(stem)):
            schemes[stem] = None
            count = len(problems)
            found = _derived(table, scheme) if "base" in table.content else _original(table, scheme)
            if len(problems) == count:
                schemes[stem] = found
        return schemes.get(stem)

    found = {stem: sound for stem in sorted(tables) if (sound := scheme(stem))}
    if problems:
        raise SchemeError(problems)
    return found


class _Table:
    """A table of a scheme file, whose values are asked for by type; what is wrong is noted."""

    def __init__(self, path: Path, content: Mapping[str, object], problems: list[Problem], at: str = "") -> None:
        self.path = path
        self.content = content
        self._problems = problems
        self._at = at

    def problem(self, key: str, reason: str) -> None:
        self._problems.append(Problem(self.path, f"{self._at}{key}".strip("."), reason))

    def only(self, keys: frozenset[str]) -> None:
        for key in self.content:
            if key not in keys:
                self.problem(key, f"unknown key (known: {', '.join(sorted(keys))})")

    def text(self, key: str, default: str | None = None, *, empty: bool = False) -> str:
        value = self.content.get(key, default)
        if isinstance(value, str) and (value or empty or value == default):
            return unicodedata.normalize("NFC", value)
        self.problem(key, "missing" if value is None else f"must be a text, not {value!r}")
        return ""

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        value = self.content.get(key, None if required else [])
        if isinstance(value, list) and all(isinstance(item, str) and item for item in value):
            return tuple(unicodedata.normalize("NFC", item) for item in value)
        self.problem(key, "missing" if value is None else f"must be a list of texts, not {value!r}")
        return ()

    def mapping(self, key: str) -> dict[str, str]:
        table = self.table(key)
        return {unicodedata.normalize("NFC", name): table.text(name, empty=True) for name in table.content}

    def table(self, key: str) -> _Table:
        value = self.content.get(key, {})
        if not isinstance(value, dict):
            self.problem(key, f"must be a table, not {value!r}")
            value = {}
        return _Table(self.path, value, self._problems, f"{self._at}{key}.")

    def tables(self, key: str) -> list[_Table]:
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.problem(key, f"must be an array of tables, not {value!r}")
            value = []
        return [
            _Table(self.path, item, self._problems, f"{self._at}{key}[{number}].") for number, item in enumerate(value)
        ]


def _original(table: _Table, schemes: Callable[[str], Scheme | None]) -> Scheme:
    """Read a scheme that has its own tables."""
    table.only(_ORIGINAL_KEYS | _ORIGINAL_TABLES)
    script = table.text("source_script")
    if script and script not in SCRIPTS:
        table.problem("source_script", f"must be one of {', '.join(SCRIPTS)}")
    capitals = _capitals(table, "word")
    classes = _classes(table)
    options = table.mapping("options")
    if capitals == "word" and "vowel" not in classes:
        table.problem("classes.vowel", "missing: a word in capitals without a vowel is an acronym")
    letters = [Rule(spelled(source), target) for source, target in table.mapping("letters").items()]
    if not letters:
        table.problem("letters", "missing")
    letters.sort(key=lambda rule: -len(rule.source))
    return Scheme(
        id=_identity(table),
        title=table.text("title"),
        source=table.text("source"),
        verified=table.text("verified"),
        language=table.text("language"),
        source_script=script,
        target_script=table.text("target_script"),
        period=_period(table),
        used_by=table.texts("used_by", required=True),
        rules=_checked(table, (*_rules(table, classes, options), *letters)),
        samples=_samples(table),
        capitals=capitals,
        after_digit=table.text("after_digit", ""),
        first=_first(table, schemes, script),
        classes=MappingProxyType(classes),
        options=MappingProxyType(options),
    )


def _derived(table: _Table, schemes: Callable[[str], Scheme | None]) -> Scheme | None:
    """Read a scheme that is another one with something dropped, exchanged or switched on."""
    table.only(_DERIVED_KEYS)
    base = schemes(table.text("base"))
    if base is None or base.base:
        table.problem("base", "must be the id of a sound scheme that has no base itself")
        return None
    drops, exchanges, enable = table.texts("drop"), table.mapping("replace"), table.texts("enable")
    for name in drops:
        if name not in _DROPS:
            table.problem("drop", f"{name!r} must be one of {', '.join(sorted(_DROPS))}")
    for name in enable:
        if name not in base.options:
            table.problem("enable", f"{base.id} has no option {name!r}")

    def target(text: str) -> str:
        for name in drops:
            text = _DROPS.get(name, str)(text)
        for old, new in exchanges.items():
            text = text.replace(old, new)
        return text

    classes = {**base.classes, **_classes(table)}
    return replace(
        base,
        id=_identity(table),
        title=table.text("title"),
        source=table.text("source", base.source),
        verified=table.text("verified", base.verified),
        period=_period(table) if "period" in table.content else base.period,
        used_by=table.texts("used_by", required=True),
        rules=_checked(table, _rules(table, classes, base.options))
        + tuple(replace(rule, target=target(rule.target)) for rule in base.rules),
        classes=MappingProxyType(classes),
        samples=_samples(table),
        capitals=_capitals(table, base.capitals),
        after_digit=table.text("after_digit", base.after_digit),
        base=base.id,
        first=_first(table, schemes, base.source_script) if "first" in table.content else base.first,
        enabled=base.enabled | set(enable),
    )


def _identity(table: _Table) -> str:
    name = table.text("id")
    if name and name != table.path.stem:
        table.problem("id", f"is {name!r}, but the file is {table.path.name}")
    return name


def _classes(table: _Table) -> dict[str, str]:
    classes = {name: spelled(letters) for name, letters in table.mapping("classes").items()}
    for name, letters in classes.items():
        if name in EDGES or len(name) < 2 or not letters:
            table.problem(f"classes.{name}", "needs a name of its own (two letters up) and letters")
    return classes


def _capitals(table: _Table, default: str) -> str:
    capitals = table.text("capitals", default)
    if capitals not in CAPITALS:
        table.problem("capitals", f"must be one of {', '.join(sorted(CAPITALS))}")
    return capitals


def _first(table: _Table, schemes: Callable[[str], Scheme | None], script: str) -> tuple[Scheme, ...]:
    first = [schemes(name) for name in table.texts("first")]
    sound = tuple(scheme for scheme in first if scheme and scheme.source_script == scheme.target_script == script)
    if len(sound) < len(first):
        table.problem("first", f"must be ids of sound schemes within {script}")
    return sound


def _period(table: _Table) -> tuple[int, int | None]:
    period = table.table("period")
    period.only(frozenset({"from", "to"}))
    first, last = period.content.get("from"), period.content.get("to")
    if type(first) is not int or type(last) not in (int, type(None)):
        period.problem("", "needs the year `from`, and `to` unless the scheme is still in use")
        return (0, None)
    return (first, last if isinstance(last, int) else None)


def _rules(table: _Table, classes: Mapping[str, str], options: Mapping[str, str]) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    for entry in table.tables("rules"):
        entry.only(_RULE_KEYS)
        rule = Rule(
            source=spelled(entry.text("from")),
            target=entry.text("to", empty=True),
            after=tuple(map(spelled, entry.texts("after"))),
            before=tuple(map(spelled, entry.texts("before"))),
            option=entry.text("option", ""),
            note=entry.text("note", ""),
        )
        if not rule.contextual:
            entry.problem("", "a rule needs `after` or `before`; without them it is a letter")
        for key, edge, items in (("after", "end", rule.after), ("before", "start", rule.before)):
            for item in items:
                parts = spelled(item).split(" ")
                if edge in parts or not all(part in EDGES or part in classes or len(part) == 1 for part in parts):
                    entry.problem(key, f"{item!r} is no edge here, no class and no single letter")
        if rule.option and rule.option not in options:
            entry.problem("option", f"{rule.option!r} is not in [options]")
        rules.append(rule)
    terms = table.mapping("terms").items()
    words = [Rule(spelled(word), target, after=("start",), before=("end",)) for word, target in terms]
    return (*words, *rules)


def _checked(table: _Table, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    for rule in rules:
        if rule.source != rule.source.lower():
            table.problem("letters", f"{rule.source!r} must be in lower case: capitals follow")
        if "\n" in rule.source + rule.target:
            table.problem("letters", f"{rule.source!r} has a line break: words are run line by line")
    return rules


def _samples(table: _Table) -> tuple[Sample, ...]:
    samples: list[Sample] = []
    for entry in table.tables("samples"):
        entry.only(_SAMPLE_KEYS)
        origin = entry.text("origin")
        samples += [Sample(word, result, origin) for word, result in entry.mapping("words").items()]
    if not samples:
        table.problem("samples", "missing: a scheme proves itself")
    if "first" not in table.content:
        samples += [Sample(word, result, "[terms]") for word, result in table.mapping("terms").items()]
    return tuple(samples)


def _without(text: str, unwanted: Callable[[str], bool]) -> str:
    kept = (char for char in unicodedata.normalize("NFD", text) if not unwanted(char))
    return unicodedata.normalize("NFC", "".join(kept))


def _is_sign(char: str) -> bool:
    category = unicodedata.category(char)
    return category == "Lm" or category.startswith("P")


# What `drop` may name: ties between letters; all marks on letters, ties included; and every sign
# that is neither a letter of an alphabet nor a mark on one (primes, apostrophes, middle dots).
_DROPS: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        "ties": lambda text: _without(text, joins),
        "diacritics": lambda text: _without(text, lambda char: unicodedata.combining(char) > 0),
        "primes": lambda text: _without(text, _is_sign),
    }
)
