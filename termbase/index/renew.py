"""Find or build the index of a base that has changed, safely beside other processes that do the same."""

from __future__ import annotations

import atexit
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from termbase.files import InputError, write_text
from termbase.index import schema
from termbase.index.build import build_index
from termbase.index.expand import Expander
from termbase.index.expansions import Maker
from termbase.index.location import checked, folder, inputs, part, pointer
from termbase.index.store import Index
from termbase.parse import concept_paths, load_base, read_lists

_KEPT = 8
_BUILDING = ".building-"


def renewed(root: str) -> Index:
    """The index for the content of a base as it is now.

    Raises:
        InputError, ShapeError: the base cannot be read.
    """
    if not os.path.isdir(os.path.join(root, "concepts")):
        load_base(root)  # says what is wrong
    try:
        read = inputs(root)
        path = Path(folder(), f"{_content_key(read)}.sqlite")
    except OSError as error:
        raise InputError(error.filename or root, f"cannot be read: {(error.strerror or str(error)).lower()}") from None
    try:
        index = checked(str(path))
    except (OSError, sqlite3.DatabaseError):
        index = checked(str(_built(root, path)))
    # A cache that cannot be written costs time, nothing else.
    with suppress(InputError):
        write_text(pointer(root), "\n".join([path.name, *read]))
    return index


def _built(root: str, path: Path) -> Path:
    """Build the index beside its place and rename it there; in a scratch folder when the cache cannot be written."""
    rules = Expander(Path(part(root, "schemes")), Path(part(root, "languages")))
    problems: list[InputError] = []
    vocabulary, _, _ = read_lists(Path(root), problems)
    maker = Maker(rules, _rules_key(root), concept_paths(Path(root)), vocabulary)

    def write(place: Path) -> None:
        build_index(rules, maker.expansions(list(problems)), maker.spelt, place)

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_BUILDING, suffix=".sqlite", dir=path.parent)
        os.close(handle)
        beside = Path(name)
        try:
            write(beside)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        _forget_old()
    except (OSError, sqlite3.OperationalError):  # no permission, or no room
        path = _built_in_scratch(write)
    return path


def _built_in_scratch(write: Callable[[Path], None]) -> Path:
    try:
        scratch = tempfile.mkdtemp(prefix="termbase-")
        atexit.register(shutil.rmtree, scratch, ignore_errors=True)
        path = Path(scratch, "index.sqlite")
        write(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise InputError(folder(), f"the index cannot be written, here or in the folder for scratch: {error}") from None
    return path


def _content_key(read: list[str]) -> str:
    """A digest of files, given as `inputs` lists them."""
    digest = sha256(schema.stamp().encode())
    for line in read:
        path = Path(line.rsplit("\t", maxsplit=2)[0])
        digest.update(f"{path.parent.name}/{path.name}\0".encode())
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]


def _rules_key(root: str) -> str:
    """A digest of all files but the concepts."""
    concepts = os.path.join(root, "concepts") + os.sep
    return _content_key([line for line in inputs(root) if not line.startswith(concepts)])


def _forget_old() -> None:
    """Keep the newest few indexes; one that another process has open stays readable to it (POSIX unlink).

    What a killed process left half built an hour ago goes as well.
    """
    place = Path(folder())
    found = sorted(place.glob("[!.]*.sqlite"), key=lambda path: -path.stat().st_mtime_ns)
    left = (path for path in place.glob(f"{_BUILDING}*") if path.stat().st_mtime < time.time() - 3600)
    for path in (*found[_KEPT:], *left):
        path.unlink(missing_ok=True)
