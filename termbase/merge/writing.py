"""The changes of an import in the folder of a base: all are written beside it first, then they take their places."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from termbase.canon import canonical, quoted
from termbase.files import InputError, read_text
from termbase.merge.plan import Plan
from termbase.model import Base, Source


def write(plan: Plan, base: Base, folder: Path, watch: Iterable[str] | None = None) -> None:
    """Write what a plan changes. When anything fails, the folder is as it was.

    Args:
        plan: the changes.
        base: what the plan was made for.
        folder: of the base; where there is none, it is made, with the lists of `base`.
        watch: the ids of the changed concepts, where somebody counts them as they go by.

    Raises:
        InputError: the folder cannot be written.
    """
    is_new = not (folder / "concepts").is_dir()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        place = folder.parent if is_new else folder
        with tempfile.TemporaryDirectory(prefix=".import-", dir=place) as beside:
            stage = Path(beside, "new")
            (stage / "concepts").mkdir(parents=True)
            for concept_id in watch or plan.changed:
                with open(f"{stage}/concepts/{concept_id}.toml", "wb") as file:  # noqa: PTH123 - there may be many
                    file.write(canonical(plan.changed[concept_id][1]).encode())
            for name, text in _lists(plan, base, folder, is_new=is_new):
                (stage / name).write_bytes(text.encode())
            if is_new:
                stage.chmod(0o755)
                stage.rename(folder)
            else:
                _take_places(stage, folder, Path(beside, "old"))
    except OSError as error:
        raise InputError(folder, f"cannot be written: {(error.strerror or str(error)).lower()}") from None


def _take_places(stage: Path, folder: Path, old: Path) -> None:
    """Move files to the same names in a folder; those that were there come back when one fails."""
    done: list[Path] = []
    try:
        for path in [path for path in stage.rglob("*") if path.is_file()]:
            name = path.relative_to(stage)
            target = folder / name
            if os.path.lexists(target):
                target = target.resolve()
            if target.exists():
                (old / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(target, old / name)
                path.chmod(target.stat().st_mode & 0o777)
            path.replace(target)
            done.append(name)
    except OSError:
        for name in done:
            if (old / name).exists():
                (old / name).replace((folder / name).resolve())
            else:
                (folder / name).unlink()
        raise


def _lists(plan: Plan, base: Base, folder: Path, *, is_new: bool) -> Iterator[tuple[str, str]]:
    """The files of the base's lists that change."""
    vocabulary = Path(base.root if is_new else folder, "vocabulary.toml")
    if is_new or plan.domains:
        yield "vocabulary.toml", _with_domains(read_text(vocabulary), plan.domains, vocabulary)
    if is_new:
        yield "retired.tsv", "id\tsuccessor\treason\n"
    if is_new or plan.sources:
        path = folder / "sources.toml"
        yield "sources.toml", _with_sources("" if is_new else read_text(path), plan.sources.values(), path)


def _with_sources(text: str, sources: Iterable[Source], path: Path) -> str:
    """A list of sources with more of them, each where its id belongs."""
    before, *blocks = re.split(r"(?m)^(?=\[)", text)
    known = [(_table_name(block), block.rstrip("\n") + "\n") for block in blocks]
    found = sorted([*known, *((source.id, _source(source)) for source in sources)], key=lambda pair: pair[0])
    # A list out of order keeps its order, and what is new comes after it.
    if [name for name, _ in known] != sorted(name for name, _ in known):
        found = [*known, *(pair for pair in found if pair not in known)]
    made = before + "\n".join(block for _, block in found)
    if list(tomllib.loads(made)) != [name for name, _ in found]:
        raise InputError(path, "sources cannot be added: write each as a table that begins with its [id]")
    return made


def _table_name(block: str) -> str:
    """The id of a table as it is written; empty where it is none that can stand by itself."""
    try:
        return next(iter(tomllib.loads(block)), "")
    except tomllib.TOMLDecodeError:
        return ""


def _source(source: Source) -> str:
    lines = [
        f"{field.name} = {quoted(getattr(source, field.name))}"
        for field in fields(Source)
        if field.name != "id" and getattr(source, field.name)
    ]
    return "\n".join([f"[{source.id}]" if _is_bare(source.id) else f"[{quoted(source.id)}]", *lines, ""])


def _is_bare(key: str) -> bool:
    """Whether a TOML key needs no quotation marks."""
    return key.isascii() and bool(key) and all(char.isalnum() or char in "_-" for char in key)


def _with_domains(text: str, domains: Mapping[str, Mapping[str, str]], path: Path) -> str:
    """A vocabulary with more domains, at the end of its table of them."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip() == "[domains]"), -1)
    if start < 0:
        raise InputError(path, "domains cannot be added: it has no line [domains]")
    end = next((n for n in range(start + 1, len(lines)) if lines[n].startswith("[")), len(lines))
    while not lines[end - 1].strip():
        end -= 1
    lines[end:end] = [
        f"{domain if _is_bare(domain) else quoted(domain)} = {{ "
        + ", ".join(f"{lang} = {quoted(title)}" for lang, title in titles.items())
        + " }"
        for domain, titles in domains.items()
    ]
    return "\n".join(lines)
