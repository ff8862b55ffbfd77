"""Prints what Weblate's own classes find in files: a line of JSON a reading, a list of the units in it.

Arguments: format, source language, target language and file, as often as wanted. Its models are loaded, no database is
opened; of its checks, fixes and formats only what reads these files is asked for, by settings that Weblate has for it.
"""

import json
import sys

import django
from django.conf import settings

FORMATS = {
    "tbx": "TBXFormat",
    "po": "PoFormat",
    "xliff": "XliffFormat",
}


def main(arguments: list[str]) -> None:
    """Read each file."""
    settings.configure(
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "weblate.lang", "weblate.checks"],
        CHECK_LIST=(),
        AUTOFIX_LIST=(),
        WEBLATE_FORMATS=tuple(f"weblate.formats.ttkit.{name}" for name in FORMATS.values()),
        SITE_DOMAIN="localhost",
        USE_I18N=False,
    )
    django.setup()
    from weblate.formats import ttkit  # noqa: PLC0415 - its models need the settings

    for number in range(0, len(arguments), 4):
        name, source, target, path = arguments[number : number + 4]
        file = getattr(ttkit, FORMATS[name])(path, language_code=target, source_language=source)
        units = [
            {
                "source": unit.source,
                "target": unit.target,
                "context": unit.context,
                "flags": sorted(unit.flags.items()),
                "explanation": unit.source_explanation,
                "notes": unit.notes,
                "translated": unit.is_translated(),
                "fuzzy": unit.is_fuzzy(),
                "approved": unit.is_approved(),
                "readonly": unit.is_readonly(),
            }
            for unit in file.content_units
        ]
        sys.stdout.write(json.dumps(units) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
