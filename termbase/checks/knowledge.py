"""What the checks know of the languages: the tables in ``termbase/data/languages/``, read when first asked for."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from termbase.files import BUNDLED


@cache
def table(name: str) -> dict[str, Any]:
    """The content of ``termbase/data/languages/<name>.toml``; the caller gives its values a type."""
    return tomllib.loads(Path(BUNDLED, "languages", f"{name}.toml").read_text("utf-8"))


def general(lang: str) -> str:
    """The language of a tag without its region: ``ko-KP`` gives ``ko``."""
    return lang.split("-", maxsplit=1)[0]
