"""Only what has changed since a revision: asked of a real git."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from termbase.changes import Changes
from termbase.cli.main import main
from termbase.files import InputError

BASE = Path(__file__).parent / "data" / "base"


class Repository:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> str:
        who = ("-c", "user.name=n", "-c", "user.email=e", "-c", "commit.gpgsign=false")
        command = ["git", *who, *arguments]
        return subprocess.run(command, cwd=self.folder, check=True, capture_output=True, encoding="utf-8").stdout

    def write(self, name: str, text: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=x")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return Repository(tmp_path)


def check(capsys: pytest.CaptureFixture[str], *arguments: str, revision: str = "HEAD") -> list[str]:
    """Path and line of each finding in what has changed."""
    code = main(["--base", str(BASE), "check", "--json", "--changed-since", revision, *(arguments or (".",))])
    out, err = capsys.readouterr()
    records = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (1 if records else 0, "")
    return [f"{record['path']}:{record['line']}" for record in records]


PARAGRAPHS = ["An udarnick came.", "That udarnick\ncame.", "The third udarnick\nwas\nlate."]
TEXT = "\n\n".join(PARAGRAPHS) + "\n"  # findings in lines 1, 3 and 6


@pytest.mark.parametrize(
    ("after", "lines"),
    [
        (TEXT, []),
        (TEXT.replace("An udarnick", "The udarnick"), [1]),
        (TEXT.replace("late", "early"), [6]),
        (TEXT.replace("\ncame.", "\nleft."), [3]),
        (TEXT + "\nMore.\n", []),
        (TEXT.replace("was\n", ""), [6]),
        ("New.\n\n" + TEXT, []),
        ("An udarnick.\n\n" + TEXT, [1]),
        (TEXT.removesuffix("\n"), [6]),
        ("\n\n".join(reversed(PARAGRAPHS)) + "\n", None),
    ],
)
def test_paragraphs_by_their_lines(
    after: str, lines: list[int] | None, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("a.txt", TEXT)
    repository.commit()
    repository.write("a.txt", after)
    found = check(capsys)
    if lines is None:  # which paragraph stayed is for git to say
        assert found
    else:
        assert found == [f"a.txt:{line}" for line in lines]


PO = """msgid ""
msgstr "Language: ru\\n"

# one
msgid "Shock workers."
msgstr "Шок-рабочие."

msgid "The shock workers."
msgstr "Шок-рабочие."
"""


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("x", "y", []),
        ('\n\nmsgid "The', '\n\n# added\nmsgid "The', [10]),
        ("# one", "# two", [6]),
        ("The shock", "All the shock", [9]),
        ("Language: ru", "Language: ru_RU", []),
    ],
)
def test_messages_by_their_entries(
    old: str, new: str, lines: list[int], repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("a.po", PO)
    repository.commit()
    repository.write("a.po", PO.replace(old, new))
    assert check(capsys) == [f"a.po:{line}" for line in lines]


def test_committed_staged_untracked_and_ignored(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("same", "committed", "staged", "edited"):
        repository.write(f"{name}.txt", "Nothing.\n")
    repository.write(".gitignore", "ignored.txt\n")
    repository.commit()
    for name in ("committed", "staged", "edited", "untracked", "ignored"):
        repository.write(f"{name}.txt", "An udarnick.\n")
        if name == "committed":
            repository.commit()
        elif name == "staged":
            repository.git("add", "staged.txt")
    expected = [f"{name}.txt:1" for name in ("committed", "edited", "ignored", "staged", "untracked")]
    assert check(capsys, revision="HEAD~1") == expected
    assert check(capsys, revision="HEAD") == [name for name in expected if name != "committed.txt:1"]


def test_from_a_folder_below(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("a/b.txt", "Nothing.\n")
    repository.write("c.txt", "An udarnick.\n")
    repository.commit()
    repository.write("a/b.txt", "An udarnick.\n")
    monkeypatch.chdir(repository.folder / "a")
    assert check(capsys, "..") == ["../a/b.txt:1"]


def test_a_renamed_file_is_no_new_one(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write("a.txt", TEXT)
    repository.commit()
    repository.git("mv", "a.txt", "b.txt")
    assert check(capsys) == []
    repository.write("b.txt", TEXT.replace("late", "early"))
    assert check(capsys) == ["b.txt:6"]


@pytest.mark.parametrize(
    "name", ["о норме.txt", 'a "b".txt', "a\\b.txt", "a\tb.txt", "b/b.txt", " a .txt", "a -> b.txt"]
)
def test_names_of_any_kind(name: str, repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write(name, TEXT)
    repository.commit()
    repository.write(name, TEXT.replace("late", "early"))
    assert check(capsys) == [f"{name}:6"]


def test_lines_that_look_like_those_of_a_diff(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write("a.txt", "An udarnick.\n\n-- a/x\n\n++ b/x\n\n@@ -1 +1 @@\n")
    repository.commit()
    repository.write("a.txt", "An udarnick.\n\n-- a/y\n\n++ b/y\n\n@@ -1 +7 @@\n\nAn udarnick.\n")
    assert check(capsys) == ["a.txt:9"]


TMX = """<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="en"><seg>Shock workers.</seg></tuv><tuv xml:lang="ru"><seg>Шок-рабочие.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Yes.</seg></tuv><tuv xml:lang="ru"><seg>Да.</seg></tuv></tu></body></tmx>
"""


@pytest.mark.parametrize(("encoding", "found"), [("utf-8", []), ("utf-16", ["a.tmx:2"])])
def test_of_what_git_calls_binary_all_has_changed(
    encoding: str, found: list[str], repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("a.tmx", TMX.encode(encoding))
    repository.commit()
    assert check(capsys) == []
    repository.write("a.tmx", TMX.replace("Да.", "Так.").encode(encoding))
    assert check(capsys) == found
    repository.git("mv", "a.tmx", "b.tmx")
    assert check(capsys) == [place.replace("a.", "b.") for place in found]


def test_what_others_did_meanwhile_is_no_change(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write("a.txt", TEXT)
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "mine")
    repository.write("b.txt", "An udarnick.\n")
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.write("a.txt", TEXT.replace("late", "early"))
    repository.commit()
    repository.git("checkout", "--quiet", "mine")
    assert check(capsys, revision="main") == ["b.txt:1"]


def test_the_users_settings_of_git_do_not_matter(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    for setting in ("diff.noprefix=true", "diff.mnemonicPrefix=true", "color.ui=always", "diff.renames=false"):
        repository.git("config", *setting.split("="))
    repository.write("a.txt", TEXT)
    repository.commit()
    repository.git("mv", "a.txt", "b.txt")
    repository.write("b.txt", TEXT.replace("late", "early"))
    assert check(capsys) == ["b.txt:6"]


def test_a_consistent_translation_is_compared_with_all(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("a.po", 'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Yes."\nmsgstr "Да."\n')
    repository.commit()
    repository.write("b.po", 'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Yes."\nmsgstr "Так."\n')
    assert check(capsys) == ["b.po:5"]


def test_a_file_without_lines_has_changed_or_not(repository: Repository) -> None:
    for name in ("same.odt", "changed.odt"):
        repository.write(name, b"PK\0\1" + name.encode())
    repository.commit()
    repository.write("changed.odt", b"PK\0\2")
    repository.write("new.odt", b"PK\0\2")
    changes = Changes(repository.folder, "HEAD")
    names = ("same.odt", "changed.odt", "new.odt")
    assert [changes.touch_file(str(repository.folder / name)) for name in names] == [False, True, True]


@pytest.mark.parametrize("revision", ["nonsense", "", "--all", "HEAD:a.txt", "HEAD~9"])
def test_no_such_revision(revision: str, repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write("a.txt", TEXT)
    repository.commit()
    assert main(["--base", str(BASE), "check", f"--changed-since={revision}", "a.txt"]) == 2
    assert capsys.readouterr().err == f"termbase: {repository.folder}: git knows no revision {revision!r}\n"


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(InputError, match=r"git: not a git repository"):
        Changes(tmp_path, "HEAD")


def test_no_git(repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="git is not installed"):
        Changes(repository.folder, "HEAD")
