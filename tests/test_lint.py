"""Each rule of the base finds its fault in a copy of the small base, and nothing else does."""

import shutil
from pathlib import Path

import pytest

from termbase import lint
from termbase.files import BUNDLED
from termbase.lint import RULES
from termbase.lint.rule import Rule, findings
from termbase.model import Base
from termbase.parse import load_base

BASE = Path(__file__).parent / "data" / "base"

# Code, file, what is replaced by what, how many findings.
FAULTS: list[tuple[str, str, str, str, int]] = [
    ("TB101", "concepts/norm.toml", 'id = "norm"', 'id = "norms"', 1),
    ("TB102", "concepts/norm.toml", 'text = "норма"\nstatus = "preferred"', 'text = "норма"\nstatus = "admitted"', 1),
    ("TB103", "concepts/norm.toml", 'status = "admitted"', 'status = "preferred"', 1),
    ("TB104", "concepts/norm.toml", 'text = "норма"', 'text = "нoрма"', 1),
    ("TB105", "concepts/pravda.toml", 'source = "003"', 'source = "999"', 1),
    ("TB106", "concepts/technical-norm.toml", 'reason = "a standard is a стандарт"\n', "", 1),
    ("TB107", "concepts/covenant.toml", 'kind = "contrast"', 'kind = "associative"', 1),
    ("TB108", "concepts/technical-norm.toml", 'kind = "broader"', 'kind = "associative"', 2),
    ("TB109", "concepts/norm.toml", 'ko = "한 교대에 정해진 생산량."\n', "", 1),
    ("TB110", "concepts/norm.toml", 'status = "review"', 'status = "approved"', 1),
    ("TB111", "concepts/pravda.toml", "в правде", "в Правде", 1),
    ("TB112", "concepts/miner.toml", 'text = "шахтёр"', 'text = "шахтогрёб"', 1),
    ("TB112", "concepts/miner.toml", 'text = "шахтёр"', 'text = "шахтёр-борец"', 1),
    ("TB113", "concepts/miner.toml", "A worker of a mine.", "A miner of coal.", 1),
    ("TB113", "concepts/miner.toml", "A worker of a mine.", "One of the miners.", 1),
    ("TB113", "concepts/miner.toml", "Рабочий шахты.", "Об ударном труде шахтёров.", 1),
    ("TB113", "concepts/miner.toml", "탄광의 노동자.", "탄광에서 일하는, 힘센 광부.", 1),
    ("TB113", "concepts/norm.toml", "The output fixed for a shift.", "Quota; it is fixed for a shift.", 1),
    ("TB113", "concepts/miner.toml", "A worker of a mine.", "A worker without technical standards.", 1),
    ("TB113", "concepts/miner.toml", "Рабочий шахты.", "Рабочий; не из шок-рабочих.", 1),
    ("TB113", "concepts/miner.toml", "A worker of a mine.", "An udarnick of a mine.", 1),
    ("TB114", "concepts/technical-norm.toml", 'kind = "broader"', 'kind = "narrower"', 1),
    ("TB114", "concepts/norm.toml", '"shock-worker"\nkind = "associative"', '"technical-norm"\nkind = "broader"', 1),
    ("TB115", "concepts/pravda.toml", ', "「프라우다」는"', "", 1),
    ("TB115", "concepts/pravda.toml", "Pravda’s editors", "the editors", 1),
    ("TB115", "concepts/pravda.toml", "[definition]\n", '[definition]\nde = "Eine Zeitung."\n', 1),
    ("TB115", "vocabulary.toml", ', ko = "칭호"', "", 1),
    (
        "TB116",
        "concepts/vtssps.toml",
        '"VTsSPS"\nstatus = "preferred"\ntype = "acronym"',
        '"VTsSPS"\nstatus = "preferred"',
        1,
    ),
    (
        "TB116",
        "concepts/technical-norm.toml",
        '"technical standard"\nstatus = "deprecated"',
        '"technor"\nstatus = "admitted"',
        1,
    ),
    ("TB116", "concepts/technical-norm.toml", '"technical norm"', '"technical norm"\ntype = "acronym"', 1),
    ("TB117", "concepts/covenant.toml", "Договор Бога с людьми.", "Наставление, оставленное потомкам.", 1),
    ("TB117", "concepts/covenant.toml", 'ru = "Договор Бога с людьми."\n', "", 1),
    ("TB118", "concepts/norm.toml", "noun feminine inanimate", "noun inanimate", 1),
    ("TB118", "concepts/norm.toml", "noun feminine inanimate", "noun feminine", 1),
    ("TB118", "concepts/norm.toml", "noun feminine inanimate", "noun masculine inanimate", 1),
    ("TB118", "concepts/technical-norm.toml", "noun feminine inanimate", "noun neuter inanimate", 1),
    ("TB118", "concepts/norm.toml", "noun feminine inanimate", "noun feminine animate inanimate", 1),
    ("TB118", "concepts/norm.toml", "noun feminine inanimate", "noun feminine masculine inanimate", 1),
    ("TB118", "concepts/norm.toml", 'text = "норма"', 'text = "сутки"', 1),
    ("TB118", "concepts/technical-norm.toml", 'text = "техническая норма"', 'text = "технические нормы"', 1),
    ("TB118", "concepts/pravda.toml", 'text = "Pravda"', 'text = "pravda"', 1),
    ("TB118", "concepts/shock-worker.toml", 'animate"\nforms', 'animate indeclinable"\nforms', 1),
    ("TB119", "concepts/norm.toml", 'id = "norm"', 'id  = "norm"', 1),
    ("TB119", "concepts/norm.toml", 'id = "norm"', 'id = "norm"  # a comment', 1),
    ("TB119", "sources.toml", "[003]", '[004]\ntitle = "Later"\nkind = "text"\n\n[003]', 1),
    ("TB119", "retired.tsv", "quota\t", "standard\tnorm\tthe same\nquota\t", 1),
    ("TB120", "retired.tsv", "quota\t", "miner\t", 1),
    ("TB120", "retired.tsv", "\tnorm\t", "\tnorms\t", 1),
    ("TB120", "concepts/norm.toml", 'to = "shock-worker"', 'to = "quota"', 1),
    ("TB120", "concepts/miner.toml", 'status = "review"', 'status = "retired"', 1),
    ("TB121", "sources.toml", "[003]", '[002]\ntitle = "Unread"\nkind = "reference"\n\n[003]', 1),
    ("TB122", "concepts/miner.toml", "A worker of a mine.", "A worker who exceeds the norm.", 1),
    ("TB122", "concepts/miner.toml", 'text = "шахтёр"', 'text = "удар-ник"', 1),
    ("TB123", "concepts/miner.toml", 'omissible = ["ko"]', 'omissible = ["de"]', 1),
    *(
        ("TB124", "concepts/miner.toml", "[match]", f'[[extension]]\nformat = "tbx"\n{keys}\n\n[match]', 1)
        for keys in (
            'content = "<note>x</note"',
            'content = "note"',
            'content = "<a:note/>"',
            'content = "<!DOCTYPE a><a/>"',
            'lang = "de"\ncontent = "<note>x</note>"',
            'term = "miner"\ncontent = "<note>x</note>"',
            'lang = "ko"\nterm = "miner"\ncontent = "<note>x</note>"',
        )
    ),
    ("TB123", "concepts/miner.toml", 'pronoun = ["ru"]', 'pronoun = ["ru", "ja"]', 1),
    (
        "TB123",
        "concepts/vtssps.toml",
        "[match]",
        '[[term]]\nlang = "de"\ntext = "WZSPS"\nstatus = "preferred"\n\n[match]\npronoun = ["de"]',
        1,
    ),
]
SOUND: list[tuple[str, str, str, str]] = [
    (
        "TB108",
        "concepts/miner.toml",
        "[match]",
        '[[related]]\nto = "quota"\nkind = "associative"\n\n[match]',
    ),  # TB120 says so
    ("TB112", "concepts/miner.toml", 'text = "шахтёр"\n', 'text = "шахтогрёб"\nconfirmed = true\n'),
    ("TB112", "concepts/miner.toml", 'text = "шахтёр"\n', 'text = "шахтогрёб"\nforms = ["шахтогрёба"]\n'),
    ("TB112", "concepts/norm.toml", "noun feminine inanimate", "noun masculine inanimate"),  # TB118 says so
    ("TB113", "concepts/miner.toml", "A worker of a mine.", "A worker of a mine, as in miners’ lamps."),
    ("TB113", "concepts/miner.toml", "A worker of a mine.", "A worker of a mine; miners wore lamps."),
    ("TB113", "concepts/miner.toml", "Рабочий шахты.", "Рабочий шахты: шахтёры Донбасса."),
    ("TB113", "concepts/miner.toml", "A worker of a mine.", "A worker of a mine, not “udarnick”."),
    ("TB113", "concepts/miner.toml", "A worker of a mine.", "A worker of a mine, who has a norm."),
    ("TB113", "concepts/norm.toml", "The output fixed for a shift.", "The quota of a shift."),
    ("TB114", "concepts/technical-norm.toml", 'to = "norm"', 'to = "technical-norm"'),  # TB108 says so
    (
        "TB115",
        "concepts/pravda.toml",
        'text = "프라우다"\nstatus = "preferred"',
        'text = "프라우다"\nstatus = "admitted"',
    ),
    ("TB116", "concepts/miner.toml", 'text = "miner"', 'text = "McKay"'),
    ("TB116", "concepts/technical-norm.toml", '"technical standard"', '"technicalnorm"'),
    ("TB117", "concepts/covenant.toml", "The agreement of God with men.", "An instruction left to posterity."),
    ("TB118", "concepts/norm.toml", 'feminine inanimate"', 'masculine inanimate"\nconfirmed = true'),
    ("TB118", "concepts/miner.toml", 'text = "шахтёр"', 'text = "С. М. Киров"'),
    ("TB118", "concepts/miner.toml", 'text = "шахтёр"', 'text = "дежурный рабочий"'),
    ("TB118", "concepts/norm.toml", 'text = "норма"', 'text = "СССР"'),
    ("TB120", "concepts/norm.toml", 'to = "shock-worker"', 'to = "nothing"'),  # TB108 says so
    ("TB122", "concepts/covenant.toml", "The agreement of God with men.", "An instruction of God."),
    ("TB123", "concepts/miner.toml", 'omissible = ["ko"]', 'omissible = ["ko-KP"]'),
    (
        "TB124",
        "concepts/miner.toml",
        "[match]",
        '[[extension]]\nformat = "tbx"\nlang = "en"\nterm = "miner"\ncontent = "<note a=\'b\'>x</note>"\n\n[match]',
    ),
    ("TB122", "concepts/shock-worker.toml", "A worker who exceeds the norm.", "The output fixed for a day."),
]
# The rules that the concepts do not all meet yet.


def changed(tmp_path: Path, name: str, old: str, new: str) -> Base:
    """A copy of the small base in which one thing is written otherwise."""
    path = Path(shutil.copytree(BASE, tmp_path / "base")) / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return load_base(tmp_path / "base")


def rule_of(code: str) -> Rule:
    return next(rule for rule in RULES if rule.code == code)


def test_the_registry_is_the_folder() -> None:
    stems = sorted(path.stem for path in Path(lint.__file__).parent.glob("tb*.py"))
    assert [rule.code.lower() for rule in RULES] == [stem.partition("_")[0] for stem in stems]
    assert all(
        stem == f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule, stem in zip(RULES, stems, strict=True)
    )


def test_the_small_base_is_clean() -> None:
    assert findings(RULES, load_base(BASE)) == []


def test_every_rule_has_a_fault() -> None:
    assert {code for code, *_ in FAULTS} == {rule.code for rule in RULES}


@pytest.mark.parametrize(("code", "name", "old", "new", "count"), FAULTS)
def test_a_fault_is_found(code: str, name: str, old: str, new: str, count: int, tmp_path: Path) -> None:
    found = findings([rule_of(code)], changed(tmp_path, name, old, new))
    assert [finding.code for finding in found] == [code] * count
    for finding in found:
        lines = Path(finding.path).read_text("utf-8").splitlines()
        assert 1 <= finding.start.line <= len(lines)


@pytest.mark.parametrize(("code", "name", "old", "new"), SOUND)
def test_what_is_no_fault(code: str, name: str, old: str, new: str, tmp_path: Path) -> None:
    assert findings([rule_of(code)], changed(tmp_path, name, old, new)) == []


def test_a_circle_is_told_once_and_as_a_whole(tmp_path: Path) -> None:
    base = changed(tmp_path, "concepts/norm.toml", "associative", "broader")
    for concept, to in (("shock-worker", "miner"), ("miner", "norm")):
        path = tmp_path / "base" / "concepts" / f"{concept}.toml"
        path.write_text(path.read_text("utf-8") + f'\n[[related]]\nto = "{to}"\nkind = "broader"\n', "utf-8")
    (finding,) = findings([rule_of("TB114")], load_base(base.root))
    assert (finding.concept, finding.text) == ("miner", "norm")
    assert finding.message.endswith("miner → norm → shock-worker → miner")


@pytest.mark.parametrize(
    ("code", "name", "old", "new", "told"),
    [
        ("TB112", "miner", "шахтёр", "шахтогрёб", "шахтогрёба, шахтогрёбу"),
        ("TB113", "miner", "A worker of a mine.", "An udarnick.", "“udarnick” is deprecated (in shock-worker); use “udarnik”"),
        ("TB118", "norm", "feminine", "masculine", "has the gender feminine in the dictionary"),
        ("TB120", "norm", "shock-worker", "quota", "“quota” is retired; its successor is “norm”"),
        ("TB122", "miner", "A worker of a mine.", "A worker who exceeds the norm.", "near duplicate of miner: nearly the same definition in en"),
    ],
)  # fmt: skip
def test_what_is_told(code: str, name: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    path = f"concepts/{name}.toml"
    text = (BASE / path).read_text("utf-8")
    line = next(line for line in text.splitlines() if f'"{old}"' in line or (old in line and "grammar" in line))
    (finding,) = findings([rule_of(code)], changed(tmp_path, path, line, line.replace(old, new)))
    assert told in finding.message


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "line"),
    [
        ("concepts/norm.toml", 'text = "норма"', 'text = "нoрма"', "TB104", 'text = "нoрма"'),
        ("sources.toml", "[003]", '[002]\ntitle = "A"\nkind = "text"\n\n[003]', "TB121", "[002]"),
        ("retired.tsv", "\tnorm\t", "\tnorms\t", "TB120", "quota\tnorms\ttwo files for one concept"),
        ("concepts/norm.toml", 'status = "review"', 'status   = "review"', "TB119", 'status   = "review"'),
    ],
)
def test_the_place_is_the_line_of_the_value(
    name: str, old: str, new: str, code: str, line: str, tmp_path: Path
) -> None:
    (finding,) = [f for f in findings(RULES, changed(tmp_path, name, old, new)) if f.code == code]
    assert Path(finding.path).read_text("utf-8").splitlines()[finding.start.line - 1] == line
    assert line[finding.start.column - 1 : finding.end.column - 1] == finding.text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_bundled_base_is_clean(rule: Rule) -> None:
    assert [f"{finding.path}: {finding.message}" for finding in findings([rule], load_base(BUNDLED))] == []
