"""Where the index of a base lies, and whether it is still true of the base. Standard library only.

An index is named by the content of the base and of the programs that build it. Reading that content takes
longer than a look-up may, so a pointer file keeps names, sizes and times of the files as they were: when they
are the same, so is the content (the way git tells an unchanged file).
"""

from __future__ import annotations

import os
import sqlite3
import time
from binascii import crc32
from contextlib import suppress
from pathlib import Path

from termbase.files import BUNDLED, InputError, write_text
from termbase.index import schema
from termbase.index.store import Index

_PACKAGE = Path(__file__).parent.parent
_BUILDERS = ("forms", "index", "translit")
_KEPT = 8
_BUILDING = ".building-"


def folder() -> Path:
    """The cache folder: ``TERMBASE_CACHE``, else ``termbase`` in ``XDG_CACHE_HOME`` or ``~/.cache``."""
    if given := os.environ.get("TERMBASE_CACHE"):
        return Path(given)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "termbase"


def part(root: Path, name: str) -> Path:
    """A folder of a base; schemes and languages come with the program when a base has none of its own."""
    own = root / name
    return own if own.is_dir() else BUNDLED / name


def _inputs(root: Path) -> list[str]:
    """Every file an index depends on, with size and time, one a line."""
    folders = [root, root / "concepts", part(root, "schemes"), part(root, "languages")]
    folders += [_PACKAGE, *(_PACKAGE / name for name in _BUILDERS)]
    lines = []
    for place in folders:
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.name.endswith((".toml", ".tsv", ".py")):
                    stat = entry.stat()
                    lines.append(f"{entry.path}\t{stat.st_size}\t{stat.st_mtime_ns}")
    return sorted(lines)


def _pointer(root: Path) -> Path:
    return folder() / f"{crc32(os.fsencode(root)):08x}.pointer"


def _content_key(inputs: list[str]) -> str:
    from hashlib import sha256  # noqa: PLC0415  (four milliseconds that a look-up does not need)

    digest = sha256(f"{schema.VERSION}\n".encode())
    for line in inputs:
        path = Path(line.split("\t")[0])
        digest.update(f"{path.parent.name}/{path.name}\0".encode())
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]


def open_index(root: Path) -> Index:
    """The index of a base, built first when there is none that is true.

    Raises:
        InputError, ShapeError: the base cannot be read.
    """
    root = root.resolve()
    if not (root / "concepts").is_dir():
        return Index(_build(root, "", []))  # raises what is wrong
    inputs = _inputs(root)
    pointer = _pointer(root)
    try:
        name, *recorded = pointer.read_text(encoding="utf-8").split("\n")
        if recorded == inputs:
            return _checked(folder() / name)
    except (OSError, UnicodeDecodeError, sqlite3.DatabaseError):
        pass  # no pointer, or its index is gone or broken: take the long way
    key = _content_key(inputs)
    path = folder() / f"{key}.sqlite"
    try:
        index = _checked(path)
    except (OSError, sqlite3.DatabaseError):
        index = Index(_build(root, key, inputs))
    else:
        _point(pointer, key, inputs)
    return index


def _checked(path: Path) -> Index:
    if not path.is_file():
        raise FileNotFoundError(path)
    index = Index(path)
    if index.meta("complete") != schema.VERSION:
        raise sqlite3.DatabaseError(path)
    return index


def _point(pointer: Path, key: str, inputs: list[str]) -> None:
    # A cache that cannot be written costs time, nothing else.
    with suppress(InputError):
        write_text(pointer, "\n".join([f"{key}.sqlite", *inputs]))


def _build(root: Path, key: str, inputs: list[str]) -> Path:
    """Build the index of a base beside its place and rename it there."""
    import tempfile  # noqa: PLC0415  (slow, and only a build needs it)

    from termbase.index.build import build_index  # noqa: PLC0415  (analyser and TOML are loaded only here)
    from termbase.load import load_base  # noqa: PLC0415

    base = load_base(root)
    try:
        folder().mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_BUILDING, suffix=".sqlite", dir=folder())
    except OSError:
        import atexit  # noqa: PLC0415
        import shutil  # noqa: PLC0415

        scratch = tempfile.mkdtemp(prefix="termbase-")
        atexit.register(shutil.rmtree, scratch, ignore_errors=True)
        path = Path(scratch, "index.sqlite")
        build_index(base, part(root, "schemes"), part(root, "languages"), path)
        return path
    os.close(handle)
    beside = Path(name)
    path = folder() / f"{key}.sqlite"
    try:
        build_index(base, part(root, "schemes"), part(root, "languages"), beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    _point(_pointer(root), key, inputs)
    _forget_old()
    return path


def _forget_old() -> None:
    """Keep the newest few indexes; one that another process has open stays readable to it (POSIX unlink).

    What a killed process left half built an hour ago goes as well.
    """
    found = sorted(folder().glob("[!.]*.sqlite"), key=lambda path: -path.stat().st_mtime_ns)
    left = (path for path in folder().glob(f"{_BUILDING}*") if path.stat().st_mtime < time.time() - 3600)
    for path in (*found[_KEPT:], *left):
        path.unlink(missing_ok=True)
