"""``termbase tm COMMAND``: the translation memory. Standard library only; each command imports what it needs."""

from __future__ import annotations

from importlib import import_module

from termbase.cli.main import UsageError

COMMANDS = {
    "add": "store the translations of files",
    "search": "translations of the same text, and of texts like it",
    "concordance": "where words, their inflected forms, or a concept occur",
    "pretranslate": "write translations into the untranslated units of files",
    "stats": "how much of files the memory knows: words by likeness",
    "consistency": "sources with more than one translation",
    "delete": "put translations out of force",
    "history": "what was superseded or deleted, and what took its place",
    "restore": "take that back",
    "align": "pairs of sentences from two parallel documents",
    "export": "write the memory as TMX",
    "memories": "the memories of the store: priority, penalty, how much they have",
}
_USAGE = "usage: termbase tm COMMAND …"


def run(arguments: list[str], root: str) -> int:
    """Run one command of the memory."""
    if arguments and arguments[0] in ("-h", "--help"):
        print("\n".join([_USAGE, "", *(f"  {name:<13}{title}" for name, title in COMMANDS.items())]))
        return 0
    if not arguments:
        raise UsageError(f"which command of tm? {', '.join(COMMANDS)}")
    command, *rest = arguments
    if command not in COMMANDS:
        raise UsageError(f"{command!r} is not a command of tm; there are {', '.join(COMMANDS)}")
    return int(import_module(f"termbase.cli.tm_{command}").run(rest, root))
