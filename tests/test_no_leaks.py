"""No file of the project names a machine's folders or a package registry: it must work on any machine."""

import re
import subprocess

import pytest

from tests.conftest import ROOT

# Written in pieces, so that this file passes its own test.
FOLDERS = ["wo" + "rk", "ro" + "ot", "ho" + "me", "tm" + "p", "Use" + "rs"]
REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry.npm" + "js",
    "crates" + ".io",
    "deb.deb" + "ian.org",
    "security.deb" + "ian.org",
    "archive.ubu" + "ntu.com",
    "proxy.gol" + "ang.org",
]
# A folder at the root of the file system; the path of an address (https://host/home/) is none.
MACHINE_PATH = re.compile(r"(?<![\w.~}$-])/(?:" + "|".join(FOLDERS) + r")/\S*")
# The folder of texts beside the repository: only a test may look for it, and must do without it.
NEIGHBOUR = re.compile("sha" + "red/")
REGISTRY = re.compile("|".join(map(re.escape, REGISTRIES)), re.IGNORECASE)


def project_files() -> list[str]:
    """Tracked files, and new ones that git does not ignore: a leak is best seen before it is committed."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return sorted({name for name in listed.split("\0") if name and (ROOT / name).is_file()})


def leaks(text: str) -> list[str]:
    return [found.group() for pattern in (MACHINE_PATH, REGISTRY) for found in pattern.finditer(text)]


@pytest.mark.parametrize(
    "text",
    [
        "see /" + "wo" + "rk/main",
        "'/" + "tm" + "p/x'",
        "(/" + "ho" + "me/ann/a.po)",
        "https://py" + "pi.org/simple",
    ],
)
def test_a_leak_is_recognised(text: str) -> None:
    assert leaks(text)


@pytest.mark.parametrize("text", ["https://example.org/" + "ho" + "me/a", "tests/" + "wo" + "rk/a", "and/or"])
def test_other_paths_are_no_leak(text: str) -> None:
    assert not leaks(text)


def test_no_file_leaks() -> None:
    files = project_files()
    assert "pyproject.toml" in files
    found = {}
    for name in files:
        text = (ROOT / name).read_bytes().decode("utf-8", errors="replace")
        names = leaks(text) + ([] if name.startswith("tests/") else NEIGHBOUR.findall(text))
        if names:
            found[name] = names
    assert found == {}
