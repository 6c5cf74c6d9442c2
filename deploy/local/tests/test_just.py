"""`./just` and the environments, from a copy of the few files that they need."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# what ./just found when it ran here; an environment's own Python may have no pip
PYTHON = (ROOT / ".tools" / "python").read_text().strip()
LOCAL = ("bootstrap.py", "tools.txt")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with nothing but the wrapper and one recipe, in a path with spaces."""
    root = tmp_path / "my checkout"
    (root / "deploy" / "local").mkdir(parents=True)
    shutil.copy(ROOT / "just", root / "just")
    for name in LOCAL:
        shutil.copy(ROOT / "deploy" / "local" / name, root / "deploy" / "local" / name)
    (root / "Justfile").write_text("where:\n    @pwd\n")
    return root


def run(*command: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "OYE_PYTHON": PYTHON, **more}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def test_two_first_starts_at_once_both_work_from_another_folder(checkout: Path) -> None:
    command = [str(checkout / "just"), "where"]
    environment = {**os.environ, "OYE_PYTHON": PYTHON}
    both = [
        subprocess.Popen(command, cwd="/", env=environment, stdout=subprocess.PIPE, text=True)
        for _ in "ab"
    ]
    for process in both:
        out, _ = process.communicate()
        assert (process.returncode, out) == (0, f"{checkout}\n")


def test_a_second_start_needs_no_python_and_no_time(checkout: Path) -> None:
    shutil.copytree(ROOT / ".tools" / "bin", checkout / ".tools" / "bin")
    shutil.copy(ROOT / "deploy" / "local" / "tools.txt", checkout / ".tools" / "tools.txt")
    fastest = 1.0
    for _ in range(5):
        began = time.perf_counter()
        done = run(checkout / "just", "where", cwd=checkout, OYE_PYTHON="/nowhere/python")
        fastest = min(fastest, time.perf_counter() - began)
        assert done.returncode == 0
    assert fastest < 0.05


def test_an_old_python_is_named_with_what_would_help(checkout: Path, tmp_path: Path) -> None:
    old = tmp_path / "bin"
    old.mkdir()
    for name in ("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python"):
        (old / name).write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\nexit 1\n')
        (old / name).chmod(0o755)
    path = f"{old}:{os.environ['PATH']}"
    done = run(checkout / "just", "where", cwd=checkout, PATH=path, OYE_PYTHON="")
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; found: Python 3.9.2" in done.stderr
    assert "apt install python3 python3-venv" in done.stderr


def test_neither_pip_nor_venv_is_said_with_the_remedy(checkout: Path, tmp_path: Path) -> None:
    bare = tmp_path / "python3"
    bare.write_text(f'#!/bin/sh\n[ "$1" = -m ] && exit 1\nexec "{sys.executable}" "$@"\n')
    bare.chmod(0o755)
    # the interpreter that asks is the one that is asked: pretend to be it
    probe = (
        "import sys; sys.executable = sys.argv.pop(1); sys.path.insert(0, sys.argv.pop(1));"
        "import bootstrap; bootstrap.main()"
    )
    local = checkout / "deploy" / "local"
    done = run(sys.executable, "-c", probe, bare, local, checkout, cwd=checkout)
    assert done.returncode == 1
    assert "apt install python3-venv" in done.stderr
