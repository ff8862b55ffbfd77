"""The options of ``termbase check`` that choose and judge, and the settings of the project behind them."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from termbase.checks import ACROSS, CHECKS
from termbase.checks.check import Check
from termbase.cli.options import Parser
from termbase.config import Config, find, read
from termbase.config.settings import Threshold
from termbase.files import BUNDLED, InputError, InputListError
from termbase.ignores import RULES
from termbase.ignores.rules import IgnoreRule
from termbase.index.store import Index
from termbase.judge import CODES

PAGES: tuple[Check | IgnoreRule, ...] = (*RULES, *CHECKS)
"""All that a finding of the command may be of."""


def add_options(parser: Parser) -> None:
    """The options that have a key in the settings too, and those that say where the settings stand."""
    parser.add_argument("--select", metavar="CODE,…", action="append", help="only these; TB4 is all that start so")
    parser.add_argument("--ignore", metavar="CODE,…", action="append", help="without these checks")
    parser.add_argument("--across", action="store_true", help=f"compare the files with each other too ({ACROSS})")
    parser.add_argument("--source-lang", default="", metavar="LANG", help="where a file does not say")
    parser.add_argument("--target-lang", "--lang", default="", metavar="LANG", help="where a file does not say")
    parser.add_argument("--romanisation", default="", metavar="SCHEME", help="by which Russian is to be romanised")
    parser.add_argument("--domains", metavar="ID,…", action="append", help="only concepts of these domains")
    parser.add_argument(
        "--fail-on",
        choices=("info", "warning", "error", "never"),
        help="the mildest severity that makes the exit code 1 (default info: any finding)",
    )
    parser.add_argument("--baseline", metavar="FILE", help="do not report the findings that this file knows")
    parser.add_argument("--write-baseline", action="store_true", help="write what is found now into the baseline")
    parser.add_argument("--changed-since", metavar="REV", help="only what has changed since a revision of git")
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--config", metavar="FILE", help="settings; default: termbase.toml or pyproject.toml, from here up"
    )
    where.add_argument("--no-config", action="store_true", help="without the settings of the project")


def settle(parser: Parser, options: argparse.Namespace) -> Config:
    """The settings of the project, and over them the command line.

    ``--select`` and the languages replace those for paths too; ``--ignore`` replaces what is ignored everywhere.

    Raises:
        UsageError: a code that no check has; nothing is left to check; options that contradict each other.
        InputError, InputListError: see `termbase.config`.
    """
    config = _of_project(options)
    select, ignore = _codes(parser, options.select), _codes(parser, options.ignore)
    threshold: Threshold | None = options.fail_on
    given: dict[str, Any] = {
        "select": (*select, ACROSS) if select and options.across else select,
        "ignore": ignore,
        "source_lang": options.source_lang,
        "target_lang": options.target_lang,
        "romanisation": options.romanisation,
        "domains": _words(options.domains),
        "fail_on": threshold,
        "baseline": options.baseline,
    }
    given = {name: value for name, value in given.items() if value}
    # What the command line says of all files holds also where the settings say something else for some.
    general = {name: type(given[name])() for name in ("select", "source_lang", "target_lang") if name in given}
    per_path = tuple(replace(rule, **general) for rule in config.per_path)
    config = replace(config, per_path=per_path, **given)
    if not any(config.may_select(check.code) for check in CHECKS):
        parser.error("no check is left to run")
    if options.write_baseline and not config.baseline:
        parser.error("--write-baseline needs --baseline FILE, or the key baseline in the settings")
    if options.write_baseline and options.changed_since is not None:
        parser.error("--write-baseline knows all findings or none: not with --changed-since")
    return config


def root_of(config: Config, root: str) -> str:
    """The folder of the base: that of the command line, else that of the settings, else the program's own."""
    return config.base if root == BUNDLED and config.base else root


def check_domains(options: argparse.Namespace, config: Config, index: Index) -> None:
    """Refuse domains that no concept has.

    Raises:
        InputListError: one line for each.
    """
    if not config.domains:
        return
    known = sorted({domain for domains in index.domains().values() for domain in domains})
    wrong = [domain for domain in config.domains if domain not in known]
    if wrong:
        where = config.file if config.file and not options.domains else "--domains"
        reason = "no concept of the base is in the domain"
        raise InputListError(InputError(where, f"{reason} {one!r}; there are {', '.join(known)}") for one in wrong)


def check_scheme(options: argparse.Namespace, config: Config, index: Index) -> None:
    """Refuse a scheme that romanises no Russian.

    Raises:
        InputError: one line, with those that do.
    """
    known = [name for name in index.meta("schemes").split("\n") if "-rus-cyrl-latn" in name]
    if config.romanisation and config.romanisation not in known:
        where = config.file if config.file and not options.romanisation else "--romanisation"
        raise InputError(where, f"no scheme romanises Russian as {config.romanisation!r}; there are {', '.join(known)}")


def _of_project(options: argparse.Namespace) -> Config:
    here = Path.cwd()
    file = Path(options.config) if options.config is not None else None if options.no_config else find(here)
    return read(Path(os.path.relpath(file)), CODES) if file else Config(here)


def _words(given: list[str] | None) -> tuple[str, ...]:
    return tuple(word.strip() for words in given or () for word in words.split(",") if word.strip())


def _codes(parser: Parser, given: list[str] | None) -> tuple[str, ...]:
    codes = tuple(word.upper() for word in _words(given))
    for code in codes:
        if not any(known.startswith(code) for known in CODES):
            parser.error(f"there is no check {code}")
    return codes
