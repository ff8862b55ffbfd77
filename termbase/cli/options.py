"""Option parsers that obey the contract: one line on standard error and exit 2 when the usage is wrong."""

from __future__ import annotations

import argparse

from termbase.cli.main import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing takes as long to load as argparse
    from typing import NoReturn


class _Help(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)


class Parser(argparse.ArgumentParser):
    """An argument parser for one command.

    The width of its help is fixed: asking for the terminal's would import shutil with four compression libraries.
    """

    def __init__(self, command: str, description: str) -> None:
        super().__init__(prog=f"termbase {command}", description=description, allow_abbrev=False, formatter_class=_Help)

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError` with the parser's message."""
        raise UsageError(f"{message} (see “{self.prog} --help”)")
