"""Reading and writing files so that bad input gives one clear line and nothing is half written.

Standard library only, and paths as strings: the look-up path uses it, and pathlib would take a fifth of its time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

BUNDLED = os.path.join(os.path.dirname(__file__), "data")
"""The termbase that comes with the package."""
MAX_LINE = 10_000_000
"""Characters; a longer line is not text that a person wrote, and costs every later step its memory."""

_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
UTF8_BOM = b"\xef\xbb\xbf"


class InputError(Exception):
    """Unreadable or broken input: file, place and reason in one line; the command line exits with 2."""

    def __init__(self, path: str | os.PathLike[str], reason: str, line: int = 0, column: int = 0) -> None:
        self.path = os.fspath(path)
        self.reason = " ".join(reason.split())
        self.line = line
        self.column = column
        place = f":{line}" + (f":{column}" if column else "") if line else ""
        super().__init__(f"{self.path}{place}: {self.reason}")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, int, int]]:
        """How it is sent from one process to another."""
        return type(self), (self.path, self.reason, self.line, self.column)


class InputListError(Exception):
    """Several pieces of broken input, told at once; ``problems`` holds an `InputError` for each."""

    def __init__(self, problems: Iterable[InputError]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """The content of a file.

    Raises:
        InputError: it is missing, a directory, or not readable.
    """
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise InputError(path, "no such file") from None
    except IsADirectoryError:
        raise InputError(path, "is a directory") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(path, f"cannot be read: {reason.lower()}") from None


def decode(path: str | os.PathLike[str], data: bytes) -> str:
    """UTF-8 bytes as text. A leading byte order mark is dropped; line ends stay as they are.

    Raises:
        InputError: another encoding, invalid UTF-8, a NUL character, or a line over `MAX_LINE`.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            raise InputError(path, f"is {name}, not UTF-8: convert it first", 1)
    data = data.removeprefix(UTF8_BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        reason = f"is not valid UTF-8 (byte 0x{data[error.start]:02X})"
        raise InputError(path, reason, before.count(b"\n") + 1, column) from None
    if (nul := text.find("\0")) >= 0:
        raise InputError(path, "contains a NUL character: not a text file", text.count("\n", 0, nul) + 1)
    check_line_lengths(path, text)
    return text


def check_line_lengths(path: str | os.PathLike[str], text: str) -> None:
    """Refuse a line over `MAX_LINE`.

    Raises:
        InputError: with the number of the line.
    """
    if len(text) <= MAX_LINE:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            reason = f"line of {len(line):,} characters; the limit is {MAX_LINE:,}"
            raise InputError(path, reason, number)


def read_text(path: str | os.PathLike[str]) -> str:
    """The text of a UTF-8 file; see `read_bytes` and `decode` for what is refused."""
    return decode(path, read_bytes(path))


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` when the block ends well, and vanishes when it does not.

    It is written beside `path` and renamed, so a reader sees the old file or the new one, never a part
    (POSIX rename). Missing parent folders are made; the mode of an existing file is kept; a link stays, and what
    it leads to is replaced. A device or a pipe is written to as it is.

    Raises:
        InputError: the folder cannot be written.
    """
    import tempfile  # noqa: PLC0415  (slow to import, and a look-up writes nothing)

    if not os.fspath(path):
        raise InputError("''", "no file is named")
    target = os.path.realpath(path)
    if os.path.isdir(target):
        raise InputError(path, "is a directory")
    if os.path.exists(path) and not os.path.isfile(path):
        try:
            with open(path, "wb") as device:
                yield device
        except OSError as error:
            raise InputError(path, f"cannot be written: {(error.strerror or str(error)).lower()}") from None
        return
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        prefix = f".{os.path.basename(target)}."
        handle, beside = tempfile.mkstemp(prefix=prefix, dir=os.path.dirname(target))
    except OSError as error:
        raise InputError(path, f"cannot be written: {(error.strerror or str(error)).lower()}") from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        mode = os.stat(target).st_mode & 0o777 if os.path.exists(target) else 0o666 & ~_umask()
        os.chmod(beside, mode)
        os.replace(beside, target)
    except OSError as error:
        raise InputError(path, f"cannot be written: {(error.strerror or str(error)).lower()}") from None
    finally:
        with suppress(FileNotFoundError):
            os.unlink(beside)


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write UTF-8 text in one step; see `replacing`."""
    with replacing(path) as file:
        file.write(text.encode("utf-8"))


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
