"""``termbase schemes``: the transliteration schemes."""

from __future__ import annotations

import json
from pathlib import Path

from termbase.cli.options import Parser
from termbase.index.location import part
from termbase.translit import load_schemes


def run(arguments: list[str], root: str) -> int:
    """Print one line or record a scheme."""
    parser = Parser("schemes", "List the transliteration schemes.")
    parser.add_argument("--json", action="store_true", help="JSON Lines: id, title, from, to, source")
    options = parser.parse_args(arguments)
    for scheme in load_schemes(Path(part(root, "schemes"))).values():
        record = {
            "id": scheme.id,
            "title": scheme.title,
            "from": scheme.source_script,
            "to": scheme.target_script,
            "source": scheme.source,
        }
        print(json.dumps(record, ensure_ascii=False) if options.json else f"{scheme.id:<40}{scheme.title}")
    return 0
