"""What has changed in a folder since a revision of git, by line."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from termbase.files import InputError

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb'\\(?:([abtnvfr"\\])|([0-7]{3}))')
_LETTERS = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}


class Changes:
    """The lines that differ between a revision and the files as they are now, committed or not."""

    def __init__(self, folder: Path, revision: str) -> None:
        """Ask git.

        Args:
            folder: a folder of the repository.
            revision: a commit, branch or tag; compared is with the last commit that it shares with the present one, so
                that what others have done since on that branch is no change.

        Raises:
            InputError: there is no git, no repository, no such revision.
        """
        self._folder = folder
        self._root = os.fsdecode(self._git("rev-parse", "--show-toplevel").rstrip(b"\n"))
        since = self._base(revision)
        self._tracked = set(self._names("ls-files", "-z", "--full-name", "--cached"))
        self._whole = set(self._binary(since))
        self._lines: dict[str, list[tuple[int, int]]] = {}
        for name, first, last in _hunks(self._diff(since, "-U0")):
            self._lines.setdefault(name, []).append((first, last))

    def touch(self, path: str, first: int, last: int) -> bool:
        """Whether a file that git does not know, or one of some lines of a file, is new or changed.

        Where lines were taken out, the line before and the line after count as changed.

        Args:
            path: of the file; outside the repository nothing is known, and all counts as changed.
            first: line, from 1.
            last: line.
        """
        name = self._name(path)
        if name not in self._tracked or name in self._whole:
            return True
        return any(start <= last and first <= end for start, end in self._lines.get(name, ()))

    def touch_file(self, path: str) -> bool:
        """Whether a file is new or changed, wherever."""
        name = self._name(path)
        return name not in self._tracked or name in self._whole or name in self._lines

    def _name(self, path: str) -> str:
        return Path(os.path.relpath(os.path.realpath(path), os.path.realpath(self._root))).as_posix()

    def _base(self, revision: str) -> str:
        found = None
        if revision and not revision.startswith("-"):
            found = self._try("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if not found:
            raise InputError(self._root, f"git knows no revision {revision!r}")
        commit = found.decode().strip()
        # A shallow clone may lack the commit that both share.
        return (self._try("merge-base", commit, "HEAD") or found).decode().split()[0]

    def _diff(self, since: str, *options: str) -> bytes:
        safe = ("--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--src-prefix=a/", "--dst-prefix=b/")
        return self._git("-c", "core.quotePath=false", "-C", self._root, "diff", *safe, *options, since, "--")

    def _names(self, *command: str) -> Iterator[str]:
        return (os.fsdecode(name) for name in self._git("-C", self._root, *command).split(b"\0") if name)

    def _binary(self, since: str) -> Iterator[str]:
        """Files of which git shows no lines (UTF-16, archives): all of them counts as changed."""
        parts = iter(self._diff(since, "--numstat", "-z").split(b"\0"))
        for part in parts:
            if part:
                name = part.split(b"\t", 2)[2]
                if not name:  # renamed: the old name and the new one follow
                    next(parts)
                    name = next(parts)
                if part.startswith(b"-\t-\t"):
                    yield os.fsdecode(name)

    def _try(self, *command: str) -> bytes | None:
        try:
            return self._git(*command)
        except InputError:
            return None

    def _git(self, *command: str) -> bytes:
        try:
            run = subprocess.run(  # noqa: S603 - the words of the command are this module's and git's own
                ["git", "-C", str(self._folder), *command],  # noqa: S607 - the git of the user
                capture_output=True,
                check=True,
                stdin=subprocess.DEVNULL,
            )
        except FileNotFoundError:
            raise InputError(self._folder, "git is not installed, and --changed-since asks it") from None
        except subprocess.CalledProcessError as error:
            reason = os.fsdecode(error.stderr).strip().partition("\n")[0].removeprefix("fatal: ")
            raise InputError(self._folder, f"git: {reason or 'failed'}") from None
        return run.stdout


def _hunks(diff: bytes) -> Iterator[tuple[str, int, int]]:
    """The file, the first and the last line of each change (``-U0``: no line of a hunk is unchanged)."""
    name = ""
    left = 0
    """How many lines of the hunk are still to come: they too may begin with +++."""
    for line in diff.split(b"\n"):
        if left and line[:1] in (b"+", b"-"):
            left -= 1
        elif line.startswith(b"+++ "):
            name = _unquoted(line[4:])
        elif match := _HUNK.match(line):
            old, start, new = int(match[1] or 1), int(match[2]), int(match[3] or 1)
            left = old + new
            yield name, start, start + (new - 1 if new else 1)


def _unquoted(name: bytes) -> str:
    """A name as git writes it after ``+++``: in quotation marks when it has control characters, quotes, backslashes."""
    if name.startswith(b'"'):
        name = _ESCAPE.sub(_character, name.rstrip(b"\t")[1:-1])
    return os.fsdecode(name.rstrip(b"\t").removeprefix(b"b/"))


def _character(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[2], 8)]) if match[2] else _LETTERS.get(match[1], match[1])
