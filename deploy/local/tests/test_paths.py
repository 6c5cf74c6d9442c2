"""Paths that a person gives to `./just`, and what is never committed wherever it was written."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def just(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run it as who stands in the folder."""
    return subprocess.run(
        [ROOT / "just", *arguments],
        cwd=folder,
        env={**os.environ, "OYE_DIR": str(folder), **more},
        capture_output=True,
        text=True,
        check=False,
    )


def test_secrets_are_made_where_the_person_stands(tmp_path: Path) -> None:
    done = just(tmp_path, "deploy", "secrets", "my secrets")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "my secrets" / "admin").exists()


@pytest.mark.parametrize(
    "command",
    [
        ("psql", "--version"),
        ("sql", "run", "psql", "--version"),
        ("api", "run"),
        ("bot", "run"),
        ("calc", "run", "--once"),
        ("fire", "run", "--once"),
    ],
)
def test_a_file_that_a_setting_names_is_looked_for_there_too(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Each reads the file first of all: that it is a folder is what stops them."""
    names = ("OYE", "OYE_API", "OYE_CALC", "OYE_FIRE")
    settings = {f"{name}_DATABASE_URL_FILE": "my.address" for name in names}
    settings |= {f"{name}_DATABASE_URL": "" for name in names}
    settings |= {"OYE_TELEGRAM_TOKEN_FILE": "my.address", "OYE_TELEGRAM_TOKEN": ""}
    (tmp_path / "my.address").mkdir()
    done = just(tmp_path, *command, **settings)
    assert done.returncode != 0
    assert "s a directory" in done.stderr, "it found what it was told"


def test_the_folder_of_a_run_is_below_where_the_person_stands(tmp_path: Path) -> None:
    done = just(tmp_path, "sql", "run", "server", "status", OYE_DIR="mine")
    assert done.stdout == "not running\n"
    assert (tmp_path / "mine").is_dir()


@pytest.mark.parametrize("path", ["secrets/admin", "deploy/deploy/secrets/dev/admin", "a/x.dump"])
def test_no_secret_is_committed(tmp_path: Path, path: str) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    shutil.copy(ROOT / ".gitignore", tmp_path)
    asked: list[str | Path] = ["git", "-C", tmp_path, "check-ignore", "--no-index", "-q", path]
    assert subprocess.run(asked, check=False).returncode == 0
