"""Fetch message catalogues out of Debian packages, for scripts/bench_memory.py.

    scripts/fetch_catalogues.py FOLDER [PACKAGE…]

apt-get downloads the packages, dpkg-deb unpacks them; nothing is installed. What stays in FOLDER are the catalogues
of the languages below, as FOLDER/<language>/<package>-<domain>.mo: more than a million different translations. What
is there already is not fetched again.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

LANGUAGES = ("ru", "ko", "uk", "de", "fr", "es", "ja", "it", "pt_BR", "nl", "pl", "sv", "cs", "tr")
PACKAGES = (
    *(f"libreoffice-l10n-{lang.lower().replace('_', '-')}" for lang in LANGUAGES),
    *("evolution-common", "evolution-data-server-common", "gnucash-common", "kmymoney-common"),
    *("skrooge-common", "kdevelop-data", "kdevelop-l10n", "libgtk-3-common", "gimp-data", "digikam-data"),
    *("kdenlive-data", "calligra-data", "kate5-data", "kdepim-addons", "krita-l10n", "libkf5i18n-data", "kmail"),
    *("qgis-common", "marble-data", "inkscape", "cantor", "wesnoth-1.16-data"),
)


def fetch(package: str, folder: Path) -> int:
    """Fetch one package; the number of new catalogues."""
    done = folder / f"{package}.done"
    if done.exists() and done.read_text("utf-8").split() == [*LANGUAGES]:
        return 0
    count = 0
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        subprocess.run(["apt-get", "download", package], cwd=scratch, check=True, capture_output=True)  # noqa: S607
        (archive,) = Path(scratch).glob("*.deb")
        subprocess.run(["dpkg-deb", "-x", archive, "files"], cwd=scratch, check=True)  # noqa: S607
        for path in Path(scratch, "files").rglob("LC_MESSAGES/*.mo"):
            lang = path.parent.parent.name
            if lang in LANGUAGES and not path.is_symlink():
                (folder / lang).mkdir(exist_ok=True)
                shutil.move(path, folder / lang / f"{package}-{path.name}")
                count += 1
    done.write_text(" ".join(LANGUAGES), "utf-8")
    return count


def main() -> int:
    """Fetch what is named, or all; exit 1 when something could not be fetched."""
    if not sys.argv[1:]:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    for package in sys.argv[2:] or PACKAGES:
        try:
            print(f"{package}: {fetch(package, folder)} new catalogues")
        except (OSError, subprocess.CalledProcessError) as error:
            failed += 1
            print(f"{package}: not fetched: {error}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
