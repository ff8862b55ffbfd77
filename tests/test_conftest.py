"""The rule of conftest.py that CI skips nothing, tried on a small session of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")

SKIPS = {
    "in a test": "def test_it():\n    pytest.skip('why')\n",
    "by a mark": "@pytest.mark.skip(reason='why')\ndef test_it():\n    pass\n",
    "in a fixture": "@pytest.fixture\ndef gone():\n    pytest.skip('why')\n\ndef test_it(gone):\n    pass\n",
    "a whole module": "pytest.skip('why', allow_module_level=True)\n",
}


def run_session(folder: Path, source: str, ci: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "test_sample.py").write_text(f"import pytest\n\ndef test_other():\n    pass\n\n{source}")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", f"--rootdir={folder}", str(folder)]
    environment = {**os.environ, "CI": ci}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("source", SKIPS.values(), ids=SKIPS.keys())
def test_a_skip_fails_the_session_in_ci(tmp_path: Path, source: str) -> None:
    session = run_session(tmp_path, source, ci="true")
    assert session.returncode != 0
    assert "CI skips nothing" in session.stdout
    assert "why" in session.stdout


@pytest.mark.parametrize("source", SKIPS.values(), ids=SKIPS.keys())
def test_a_skip_is_allowed_elsewhere(tmp_path: Path, source: str) -> None:
    session = run_session(tmp_path, source, ci="")
    # 5: nothing but a skipped module was collected
    assert session.returncode in {0, 5}, session.stdout


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    source = "@pytest.mark.xfail\ndef test_it():\n    assert False\n"
    assert run_session(tmp_path, source, ci="true").returncode == 0
