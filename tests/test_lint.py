"""Each rule of the base finds its fault in a copy of the small base, and nothing else does."""

import shutil
from pathlib import Path

import pytest

from termbase import lint
from termbase.files import BUNDLED
from termbase.lint import RULES
from termbase.lint.rule import findings
from termbase.parse import load_base

BASE = Path(__file__).parent / "data" / "base"

FAULTS: dict[str, tuple[str, str, str, int | None]] = {
    "TB101": ("concepts/norm.toml", 'id = "norm"', 'id = "norms"', 1),
    "TB102": ("concepts/norm.toml", 'text = "норма"\nstatus = "preferred"', 'text = "норма"\nstatus = "admitted"', 1),
    "TB103": ("concepts/norm.toml", 'status = "admitted"', 'status = "preferred"', 1),
    "TB104": ("concepts/norm.toml", 'text = "норма"', 'text = "нoрма"', 1),
    "TB105": ("concepts/pravda.toml", 'source = "003"', 'source = "999"', 1),
    "TB106": ("concepts/technical-norm.toml", 'reason = "a standard is a стандарт"\n', "", 1),
    "TB107": (
        "concepts/covenant.toml",
        'to = "behest"\nkind = "contrast"',
        'to = "behest"\nkind = "associative"',
        None,
    ),
    "TB108": ("concepts/technical-norm.toml", 'kind = "broader"', 'kind = "associative"', 2),
    "TB109": ("concepts/norm.toml", 'ko = "한 교대에 정해진 생산량."\n', "", 1),
    "TB110": ("concepts/norm.toml", 'status = "review"', 'status = "approved"', 1),
    "TB111": ("concepts/pravda.toml", "в правде", "в Правде", 1),
}


def test_the_registry_is_the_folder() -> None:
    stems = sorted(path.stem for path in Path(lint.__file__).parent.glob("tb*.py"))
    assert [rule.code.lower() for rule in RULES] == [stem.partition("_")[0] for stem in stems]
    assert all(
        stem == f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule, stem in zip(RULES, stems, strict=True)
    )


def test_the_small_base_is_clean() -> None:
    assert findings(RULES, load_base(BASE)) == []


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_each_rule_finds_its_fault(code: str, tmp_path: Path) -> None:
    base = Path(shutil.copytree(BASE, tmp_path / "base"))
    name, old, new, count = FAULTS[code]
    path = base / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    rule = next(rule for rule in RULES if rule.code == code)
    found = findings([rule], load_base(base))
    assert found
    assert count is None or len(found) == count
    assert all(Path(finding.path).is_file() and finding.start.line >= 1 for finding in found)


def test_the_place_is_the_line_of_the_value(tmp_path: Path) -> None:
    base = Path(shutil.copytree(BASE, tmp_path / "base"))
    path = base / "concepts" / "norm.toml"
    path.write_text(path.read_text("utf-8").replace('text = "норма"', 'text = "нoрма"'), "utf-8")
    (finding,) = [finding for finding in findings(RULES, load_base(base)) if finding.code == "TB104"]
    line = path.read_text("utf-8").splitlines()[finding.start.line - 1]
    assert line[finding.start.column - 1 : finding.end.column - 1] == "нoрма"


def test_the_bundled_base_is_clean() -> None:
    assert [f"{finding.path}: {finding.message}" for finding in findings(RULES, load_base(BUNDLED))] == []
