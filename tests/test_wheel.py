"""The built wheel is what a user gets: it is built, installed elsewhere and used from another folder."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network: the back end is one of the packages of the test extra."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [*PIP, "wheel", "--no-deps", "--no-index", "--no-build-isolation", "-w", str(folder), str(ROOT)]
    subprocess.run(command, check=True)
    (built,) = folder.glob("termbase-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of a new environment with the wheel; its dependencies are borrowed from this one."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    command = [*PIP, "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(command, check=True)
    # Python adds the folder that a .pth file names but reads no .pth file in it: editable termbase stays out.
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home / "bin"


def run(command: list[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment["TERMBASE_CACHE"] = str(folder / "cache")
    (folder / "cache").mkdir(exist_ok=True)
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_the_wheel_holds_all_of_the_package_and_nothing_else(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "termbase").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert any(name.startswith("termbase/data/concepts/") for name in package)
    assert {name for name in inside if ".dist-info/" not in name} == package


def test_the_wheel_carries_both_licences(wheel: Path) -> None:
    licences = {name.split("/licenses/")[1] for name in zipfile.ZipFile(wheel).namelist() if "/licenses/" in name}
    assert licences == {"LICENSE", "termbase/data/LICENSE"}


def test_the_installed_package_is_the_wheel(installed: Path, tmp_path: Path) -> None:
    result = run([installed / "python", "-c", "import termbase; print(termbase.__file__)"], tmp_path)
    assert Path(result.stdout.strip()).is_relative_to(installed.parent), result.stderr


@pytest.mark.parametrize(
    ("query", "code", "concepts"),
    [("стахановцев", 0, {"stakhanovets"}), ("qqqqqqqqqqqqqqqq", 1, set())],
    ids=["found", "not found"],
)
def test_the_command_works_from_another_folder(
    installed: Path, tmp_path: Path, query: str, code: int, concepts: set[str]
) -> None:
    result = run([installed / "termbase", "lookup", "--json", query], tmp_path)
    assert result.returncode == code, result.stderr
    assert {json.loads(line)["concept"] for line in result.stdout.splitlines()} == concepts
    assert "Traceback" not in result.stderr


def test_a_wrong_call_exits_with_two(installed: Path, tmp_path: Path) -> None:
    result = run([installed / "termbase", "no-such-command"], tmp_path)
    assert result.returncode == 2
    assert result.stdout == ""
