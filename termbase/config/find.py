"""Where the settings of a project stand."""

from __future__ import annotations

from pathlib import Path

from termbase.files import InputError, read_bytes

OWN = "termbase.toml"
SHARED = "pyproject.toml"


def find(folder: Path) -> Path | None:
    """The file with the settings for a folder: in it, or in the nearest folder above, up to the root of a repository.

    The root is the folder with ``.git``. Outside a repository only the folder itself is looked into, so that nobody's
    file further up has a say. A ``pyproject.toml`` counts when it names ``termbase``.

    Raises:
        InputError: two files in one folder; a file that cannot be read.
    """
    folder = folder.resolve()
    above = [folder, *folder.parents]
    roots = [place for place in above if (place / ".git").exists()]
    for place in above[: above.index(roots[0]) + 1] if roots else [folder]:
        own, shared = place / OWN, place / SHARED
        has_shared = shared.is_file() and has_table(shared)
        if own.is_file() and has_shared:
            raise InputError(own, f"{SHARED} beside it has [tool.termbase] too: keep one of the two")
        if own.is_file():
            return own
        if has_shared:
            return shared
    return None


def has_table(path: Path) -> bool:
    """Whether a ``pyproject.toml`` has the table ``[tool.termbase]``.

    Raises:
        InputError: it names termbase, and is no TOML.
    """
    if b"termbase" not in read_bytes(path):  # most do not, and are not ours to complain of
        return False
    from termbase.parse import read_toml  # noqa: PLC0415  (a run without settings parses no TOML)

    tool = read_toml(path).get("tool")
    return isinstance(tool, dict) and "termbase" in tool
