"""``termbase [--base DIR] COMMAND``: finds the command's module, runs it, turns errors into one line and exit 2.

Records go to standard output, everything else to standard error. Exit 0: found, clean; 1: nothing found, or
findings; 2: error. Standard library only: each command imports what it needs when it runs.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

from termbase.files import BUNDLED, InputError, InputListError
from termbase.text import one_line

COMMANDS = {
    "lookup": "any spelling of a term, in any inflected form: its concepts",
    "find": "every occurrence of every term in running text",
    "annotate": "write a gloss beside the first occurrence of each term",
    "check": "check translations and prose against the base",
    "explain": "what a check reports; why a place was reported, or a term found",
    "translit": "write Russian or Korean in another script",
    "schemes": "list the transliteration schemes",
    "identify": "the Cyrillic behind a romanised word, and its schemes",
    "romanisation": "how a document romanises its Russian: schemes, signs, doubtful words",
    "convert": "romanised Russian from one scheme to another, or to Cyrillic",
    "extract": "term candidates of texts, with counts and places",
    "export": "write the base for other programs: TBX, TMX, XLSX, SKOS, StarDict …",
    "lint": "check the base itself",
    "fmt": "write concept files in canonical form",
    "attest": "where the spellings of the base stand in its texts",
    "stats": "what the base holds, counted",
}
_USAGE = "usage: termbase [--base DIR] COMMAND …"


class UsageError(Exception):
    """A command line that makes no sense; the message is one line."""


def main(argv: list[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: the arguments without the program's name; None: those of the process.

    Returns:
        The exit code.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller (>&-)
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - as long as the process
        elif hasattr(getattr(sys, name), "reconfigure"):
            getattr(sys, name).reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            # What is written to a full disk is noticed here, or by Python when it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return _fail(InputError(error.filename or "standard output", (error.strerror or str(error)).lower()))
        # The reader has gone (``| head``). Python would complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except InputListError as error:
        return _fail(*error.problems)
    except (InputError, UsageError) as error:
        return _fail(error)
    return code


def _fail(*errors: Exception) -> int:
    for error in errors:
        print(f"termbase: {one_line(str(error))}", file=sys.stderr)
    return 2


def _run(arguments: list[str]) -> int:
    root = BUNDLED
    while arguments and arguments[0].startswith("-"):
        option = arguments.pop(0)
        if option in ("-h", "--help"):
            print(_help())
            return 0
        if option == "--version":
            print(_version())
            return 0
        if option == "--base" and arguments:
            root = arguments.pop(0)
        elif option.startswith("--base="):
            root = option.removeprefix("--base=")
        else:
            reason = "needs a folder" if option == "--base" else "is not an option"
            raise UsageError(f"{option} {reason}; {_USAGE}")
    if not arguments:
        raise UsageError(f"which command? {', '.join(COMMANDS)}")
    command, *rest = arguments
    if command not in COMMANDS:
        raise UsageError(f"{command!r} is not a command; there are {', '.join(COMMANDS)}")
    return int(import_module(f"termbase.cli.{command}_command").run(rest, root))


def _help() -> str:
    lines = [f"  {name:<13}{title}" for name, title in COMMANDS.items()]
    return "\n".join(
        [_USAGE, "", *lines, "", "“termbase COMMAND --help” tells more. Exit: 0 found or clean, 1 not, 2 error."]
    )


def _version() -> str:
    from importlib.metadata import version

    return f"termbase {version('termbase')}"
