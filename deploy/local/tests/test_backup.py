"""`./just backup` and `./just restore`, as a person runs them."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """OYE_DIR of a run of its own; its server is stopped afterwards."""
    yield tmp_path
    just(tmp_path, "down")


def just(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it as who stands in the folder."""
    told = {key: value for key, value in os.environ.items() if not key.endswith("DATABASE_URL")}
    return subprocess.run(
        [ROOT / "just", *arguments],
        cwd=folder,
        env={**told, "OYE_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_backup_of_a_machine_that_is_lost_is_restored_and_audited(folder: Path) -> None:
    assert just(folder, "sql", "run", "apply").returncode == 0
    person = ("person-create", "--name", "Ann", "--timezone", "UTC")
    assert just(folder, "sql", "run", *person).returncode == 0
    done = just(folder, "backup", "oye.dump")
    assert (done.returncode, done.stdout) == (0, "oye.dump\n")
    assert (folder / "oye.dump").exists()
    assert just(folder, "sql", "run", "backup", "again.dump").returncode == 0
    assert (folder / "again.dump").exists()
    assert just(folder, "--yes", "reset").returncode == 0
    done = just(folder, "restore", "oye.dump")
    assert done.returncode == 0, done.stderr
    assert "deliveries that are perhaps a repeat: 0" in done.stdout
    assert "expected 0 = " in done.stdout
    assert done.stdout.rstrip().endswith("balanced")
    done = just(folder, "psql", "-Atc", "select name from core.person")
    assert done.stdout == "Ann\n"
    assert just(folder, "psql", "-lqtA").stdout.count("oye|") == 1
    refused = just(folder, "restore", "again.dump")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "oye-sql: database oye is not empty: " in refused.stderr
