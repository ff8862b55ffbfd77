"""What a base holds is counted, and shown as text, as records and as a page."""

import json
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from termbase.attest import find_texts
from termbase.files import BUNDLED
from termbase.index.cache import open_index
from termbase.parse import load_base
from termbase.report import stats_html, stats_text
from termbase.stats import Row, Table, content_tables, spelling_tables
from tests.conftest import ROOT

BASE = ROOT / "tests" / "data" / "base"
TEXT = "Udarnik, udarniki and an udarnick; the udarniki of Shakhtyor, a shakhter, Pravda.\n"
ATTESTED = """
[[attestation]]
term = "{term}"
spelling = "{spelling}"
source = "003"
lines = [1]
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The small base with romanised spellings attested."""
    base = Path(shutil.copytree(BASE, tmp_path / "base"))
    for name, term, spellings in (
        ("shock-worker", "ударник", ("Udarnik", "udarnick", "udarniki")),
        ("miner", "шахтёр", ("Shakhtyor", "shakhter")),
    ):
        path = base / "concepts" / f"{name}.toml"
        added = "".join(ATTESTED.format(term=term, spelling=spelling) for spelling in spellings)
        path.write_text(path.read_text("utf-8") + added, "utf-8")
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "003.txt").write_text(TEXT, "utf-8")
    return base


def run(*arguments: str | Path) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "termbase", "--base", *map(str, arguments)]
    result = subprocess.run(command, capture_output=True, check=False, timeout=300, cwd=ROOT)
    return result.returncode, result.stdout.decode(), result.stderr.decode()


def counts(tables: list[Table], name: str) -> dict[str, dict[str, int]]:
    (table,) = [table for table in tables if table.id == name]
    return {row.key: dict(zip(table.columns, row.counts, strict=True)) for row in table.rows}


@pytest.mark.parametrize(
    ("table", "key", "column", "number"),
    [
        ("size", "concepts", "number", 10),
        ("size", "listed spellings", "number", 1),
        ("size", "attested places", "number", 6),
        ("size", "retired ids", "number", 1),
        ("domains", "titles", "review", 9),
        ("domains", "all", "approved", 0),
        ("languages", "ru", "term", 10),
        ("languages", "ko-KP", "term", 1),
        ("languages", "ko-KP", "definition", 0),
        ("languages", "ru+en+ko", "term", 10),
        ("languages", "ru+en+ko", "definition", 10),
        ("languages", "en", "without source", 10),
        ("terms", "en", "terms", 16),
        ("terms", "en", "admitted", 5),
        ("terms", "en", "deprecated", 1),
        ("terms", "ru", "deprecated", 1),
        ("sources", "003", "concepts", 3),
        ("sources", "003", "spellings", 6),
        ("sources", "003", "places", 6),
        ("sources", "003", "terms", 0),
    ],
)
def test_content(base: Path, table: str, key: str, column: str, number: int) -> None:
    assert counts(content_tables(load_base(base)), table)[key][column] == number


def test_concepts_are_counted_once_in_all(base: Path) -> None:
    vocabulary = base / "vocabulary.toml"
    vocabulary.write_text(
        vocabulary.read_text("utf-8").replace("[types]", 'mines = { en = "", ru = "Шахты", ko = "x" }\n\n[types]'),
        "utf-8",
    )
    miner = base / "concepts" / "miner.toml"
    miner.write_text(miner.read_text("utf-8").replace('["titles"]', '["titles", "mines"]'), "utf-8")
    domains = counts(content_tables(load_base(base)), "domains")
    assert [(key, row["concepts"]) for key, row in domains.items()] == [
        ("titles", 9),
        ("persons", 1),
        ("mines", 1),
        ("all", 10),
    ]


def test_spellings_by_scheme(base: Path) -> None:
    tables = spelling_tables(load_base(base), open_index(base), {"003": TEXT})
    schemes = counts(tables, "schemes")
    # Udarnik, udarniki (twice), Pravda and shakhter; Shakhtyor is Wikipedia's, and a c before k is nobody's.
    assert schemes["ala-lc-rus-cyrl-latn-1997-bare"] == {"spellings": 4, "occurrences": 5, "003": 4}
    assert schemes["wikipedia-rus-cyrl-latn"] == {"spellings": 4, "occurrences": 5, "003": 4}
    assert schemes["none"] == {"spellings": 1, "occurrences": 1, "003": 1}


def test_each_spelling_is_in_one_set_of_schemes(base: Path) -> None:
    by_scheme, by_set = spelling_tables(load_base(base), open_index(base), {"003": TEXT})
    sets = {row.title: set(row.members) for row in by_set.rows}
    assert sets.pop("udarnick") == set()
    named = [name for title in sets for name in title.split(", ")]
    assert sorted(named) == ["Pravda", "Shakhtyor", "Udarnik", "shakhter", "udarniki"]
    assert "wikipedia-rus-cyrl-latn" in sets["Shakhtyor"]
    assert "wikipedia-rus-cyrl-latn" not in sets["shakhter"]
    for row in by_scheme.rows[:-1]:
        assert row.counts[0] == sum(r.counts[0] for r in by_set.rows if row.key in r.members)


def test_spellings_are_counted_where_they_are_attested(base: Path) -> None:
    tables = spelling_tables(load_base(base), open_index(base), {"003": "Nothing.", "004": TEXT})
    assert tables[0].rows == (Row("none", (0, 0, 0, 0), "no scheme gives the spelling"),)
    assert tables[1].rows == ()


TABLE = Table("t", "A <title>", "A note & more.", ("one", "two"), (Row("a", (1, 20_000), "<b>"), Row("bcd", (300, 4))))


def test_text() -> None:
    assert stats_text.render([TABLE]).splitlines() == [
        "A <TITLE>",
        "A note & more.",
        "     one     two",
        "a      1  20,000  <b>",
        "bcd  300       4",
    ]


def test_long_tables_are_cut() -> None:
    table = Table("t", "T", "", ("n",), tuple(Row(str(n), (n,)) for n in range(60)))
    *_, last, more = stats_text.render([table]).splitlines()
    assert (last, more) == ("49  49", "… 10 more")


class Page(HTMLParser):
    """Checks that elements are closed in their order, and collects what a test asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.text: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read_page(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


def test_html_is_escaped_and_whole() -> None:
    hostile = Row('"><script>', (1, 2), "<script>alert(1)</script>", ("<em>",))
    page = read_page(stats_html.render("<b>&", [Table("t", "<i>", "<u>", ("<s>", "&amp;"), (hostile,), bar=(0, 1))]))
    assert not page.tags & {"script", "b", "i", "u", "s", "em"}
    assert {"<i>", "<u>", "<s>", "&amp;", '"><script>', "<script>alert(1)</script>", "<em>"} <= set(page.text)


@pytest.mark.parametrize(
    ("bar", "sums", "widths"),
    [
        ((0,), False, ["25.00", "100.00"]),
        ((0, 1), False, ["10.00", "30.00", "40.00", "60.00"]),
        ((), False, []),
        ((1,), True, ["100.00", "100.00"]),
    ],
)
def test_bars(bar: tuple[int, ...], sums: bool, widths: list[str]) -> None:
    table = Table("t", "T", "", ("one", "two"), (Row("a", (1, 3)), Row("b", (4, 6))), bar, sums)
    page = read_page(stats_html.render("T", [table]))
    assert [value for tag, name, value in page.attributes if name == "style"] == [f"width:{width}%" for width in widths]


def test_nothing_to_draw() -> None:
    page = read_page(
        stats_html.render("T", [Table("t", "T", "", ("n",), (Row("a", (0,)),)), Table("u", "U", "", (), ())])
    )
    assert not [value for _, name, value in page.attributes if name == "style"]


def test_page_needs_nothing_else(base: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "stats.html"
    code, out, told = run(base, "stats", "--texts", tmp_path / "texts", "--html", target)
    assert (code, out, told) == (0, "", f"7 tables in {target}\n")
    page = read_page(target.read_text("utf-8"))
    links = [value for _, name, value in page.attributes if name in ("href", "src")]
    assert links == [
        f"#{name}" for name in ("size", "domains", "languages", "terms", "sources", "schemes", "scheme-sets")
    ]
    ids = {value for _, name, value in page.attributes if name == "id"}
    assert {link[1:] for link in links} == ids
    assert "prefers-color-scheme: dark" in target.read_text("utf-8")


def test_records(base: Path) -> None:
    code, out, told = run(base, "stats", "--json")
    records = [json.loads(line) for line in out.splitlines()]
    assert (code, told) == (0, "")
    assert all(list(record) == ["table", "key", "title", "counts", "members"] for record in records)
    assert {"table": "domains", "key": "titles", "title": "Titles"}.items() <= records[9].items()
    assert records[9]["counts"] == {"concepts": 9, "draft": 0, "review": 9, "approved": 0, "retired": 0}


def test_text_of_the_command(base: Path) -> None:
    code, out, _ = run(base, "stats")
    assert code == 0
    assert "titles          9      0       9         0        0  Titles" in out


@pytest.mark.parametrize("arguments", [["--json", "--html", "x.html"], ["--texts", "missing"], ["x"]])
def test_usage(arguments: list[str]) -> None:
    assert run(BASE, "stats", *arguments)[:2] == (2, "")


def test_the_texts_of_the_bundled_base(shared: Path) -> None:
    base = load_base(BUNDLED)
    paths = find_texts(shared / "texts", base.sources.values())
    texts = {source: path.read_text("utf-8") for source, path in paths.items()}
    by_scheme, by_set = spelling_tables(base, open_index(BUNDLED), texts)
    # Most of the Russian in the thesis has ia, iu and ts without ties, and a soft sign.
    assert by_scheme.rows[0].key == "ala-lc-rus-cyrl-latn-1997-plain"
    assert sum(row.counts[0] for row in by_set.rows) >= by_scheme.rows[0].counts[0]
