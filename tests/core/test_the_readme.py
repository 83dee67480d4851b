"""The ten lines of the README run as they stand."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture
def program(thanet: Path, tmp_path: Path) -> Path:
    """The README's program, in a folder with the sample as its database."""
    (tmp_path / "var").mkdir()
    shutil.copy(thanet, tmp_path / "var" / "csp.db")
    found = re.search(r"```python\n(.*?)```", README.read_text("utf-8"), flags=re.DOTALL)
    assert found is not None
    file = tmp_path / "notebook.py"
    file.write_text(found[1], "utf-8")
    return file


def test_another_program_asks_lists_and_reads_figures_as_the_readme_shows(program: Path) -> None:
    ran = subprocess.run([sys.executable, program], cwd=program.parent, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
    assert "Owner of DA-02" in ran.stdout
    assert "'SM-04'" in ran.stdout
    assert "All crime" in ran.stdout


def test_the_shared_model_needs_neither_slack_nor_a_web_server(program: Path) -> None:
    without = "import sys\nfor name in ('slack_bolt', 'slack_sdk', 'flask', 'gunicorn'): sys.modules[name] = None\n"
    program.write_text(without + program.read_text("utf-8"), "utf-8")

    ran = subprocess.run([sys.executable, program], cwd=program.parent, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
