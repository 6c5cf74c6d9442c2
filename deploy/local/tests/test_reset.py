"""`./just reset` forgets what a run has made, and nothing else."""

import os
import subprocess
from pathlib import Path

import pytest
import reset
from oye_sql.home import Home

ROOT = Path(__file__).parents[3]
OURS = ("postgres/data/PG_VERSION", "parts/api", "roles.json", "cli.json", "bot-token", "database")


@pytest.fixture
def run(tmp_path: Path) -> Home:
    folder = tmp_path / "oye"
    for name in (*OURS, "up.lock"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    return Home(folder)


def test_the_folder_of_a_run_is_gone(run: Home) -> None:
    reset.forget(run)
    assert not run.folder.exists()


def test_what_is_not_of_the_run_stays(run: Home) -> None:
    """As where OYE_DIR names somebody's home."""
    (run.folder / "letters").mkdir()
    (run.folder / "letters" / "mum.txt").write_text("dear")
    reset.forget(run)
    assert [str(path.relative_to(run.folder)) for path in run.folder.rglob("*")] == [
        "letters",
        "letters/mum.txt",
    ]


def test_a_run_that_made_nothing_yet_is_no_error(tmp_path: Path) -> None:
    reset.forget(Home(tmp_path / "oye"))


def test_without_a_terminal_it_names_the_way_that_does_not_ask(tmp_path: Path) -> None:
    (tmp_path / "cli.json").write_text("")
    done = subprocess.run(
        [ROOT / "just", "reset"],
        env={**os.environ, "OYE_DIR": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "./just --yes reset" in done.stdout + done.stderr
    assert (tmp_path / "cli.json").exists()
