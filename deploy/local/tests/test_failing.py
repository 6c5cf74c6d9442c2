"""The programs of a local run say in one line what keeps them from it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

LOCAL = Path(__file__).parents[1]


def told(program: str, **settings: str) -> str:
    """What a program that fails says; nothing else may be printed."""
    done = subprocess.run(
        [sys.executable, LOCAL / f"{program}.py"],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.mark.parametrize("program", ["up", "tick", "down", "reset", "revive"])
def test_a_folder_that_can_not_be_made_is_said(program: str, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    said = told(program, OYE_DIR=str(blocked), OYE_DATABASE_URL="")
    assert said.startswith(f"oye: the embedded server's folder {blocked} can't be made")
    assert "OYE_DIR for another folder" in said


@pytest.mark.parametrize("program", ["up", "tick"])
def test_an_address_that_is_none_is_said(program: str, tmp_path: Path) -> None:
    said = told(program, OYE_DIR=str(tmp_path), OYE_DATABASE_URL="banana", OYE_API_PORT="18799")
    assert said.startswith("oye: not an address of a database; one looks like postgresql://")


def test_a_lock_that_can_not_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "up.lock").mkdir()
    said = told("up", OYE_DIR=str(tmp_path))
    assert said == f"oye: {tmp_path / 'up.lock'}: Is a directory\n"
