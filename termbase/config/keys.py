"""The keys of the settings, one table for the reader and for the JSON Schema that editors use."""

from __future__ import annotations

import json
from typing import Any, Literal, NamedTuple, get_args

from termbase.config.settings import SEVERITIES, Threshold

Kind = Literal["path", "scheme", "codes", "language", "names", "threshold", "severities", "paths"]
SCHEMA = "config.schema.json"
"""Its file among the data of the package."""
CODE = "TB[0-9]{3}"
CODES = "TB[0-9]{0,3}"
LANGUAGE = "[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*"


class Key(NamedTuple):
    """What a key holds."""

    kind: Kind
    description: str


KEYS = {
    "base": Key("path", "Folder of the termbase, relative to this file. Without it: the one that comes with termbase."),
    "select": Key("codes", "Only these checks; TB4 is all that start so."),
    "ignore": Key("codes", "Without these checks."),
    "source-lang": Key("language", "Language of the sources, where a file does not say."),
    "target-lang": Key("language", "Language of the targets and of prose, where a file does not say."),
    "romanisation": Key(
        "scheme", "Id of the scheme by which Russian is romanised. Without it: the one that a document follows."
    ),
    "domains": Key("names", "Only findings about concepts of these domains of the termbase, and about none."),
    "severity": Key("severities", "Code of a check to the severity of its findings."),
    "fail-on": Key("threshold", "The mildest severity that makes the exit code 1; never: none does."),
    "baseline": Key("path", "File of known findings, relative to this file."),
    "per-path": Key("paths", "Pattern of paths (**, *, ?), relative to this file, to what is different there."),
}
PATH_KEYS = {name: KEYS[name] for name in ("select", "ignore", "source-lang", "target-lang")}


def schema() -> str:
    """The JSON Schema (draft-07, which TOML editors read) of ``termbase.toml`` and of ``[tool.termbase]``."""
    content = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "termbase.toml, or [tool.termbase] in pyproject.toml",
        **_table(KEYS),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _table(keys: dict[str, Key]) -> dict[str, Any]:
    properties = {name: {"description": key.description, **_value(key.kind)} for name, key in keys.items()}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _value(kind: Kind) -> dict[str, Any]:
    text = {"type": "string", "minLength": 1}
    match kind:
        case "path" | "scheme":
            return text
        case "language":
            return {"type": "string", "pattern": f"^{LANGUAGE}$"}
        case "codes":
            return {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": f"^{CODES}$"}}
        case "names":
            return {"type": "array", "minItems": 1, "items": text}
        case "threshold":
            return {"enum": list(get_args(Threshold))}
        case "severities":
            values = {f"^{CODE}$": {"enum": list(SEVERITIES)}}
            return {"type": "object", "additionalProperties": False, "patternProperties": values}
        case "paths":
            return {"type": "object", "additionalProperties": _table(PATH_KEYS)}
