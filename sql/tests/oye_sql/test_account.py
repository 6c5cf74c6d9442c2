"""Under which account the embedded server runs, tried for real as root."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from oye_sql import account, embedded

# Needs root: a normal user has nothing to choose.
root_only = pytest.mark.skipif(os.getuid() != 0, reason="only root can be somebody else")
RUNUSER = shutil.which("runuser")
# a Python of our version that a normal user may run
PYTHON = shutil.which(f"python3.{sys.version_info.minor}", path="/usr/local/bin:/usr/bin")
SCRIPT = """
import sys
from pathlib import Path
import psycopg
from oye_sql import embedded
cluster = embedded.Cluster(Path(sys.argv[1]), throwaway=True)
with psycopg.connect(embedded.start(cluster)) as connection:
    connection.execute("select 1")
print(Path(f"/proc/{embedded.postmaster(cluster)}").stat().st_uid)
embedded.stop(cluster)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account can reach."""
    folder = Path(tempfile.mkdtemp(prefix="oye-account-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def open_programs(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The server's programs, where every account can read them."""
    if "OYE_PG_BINDIR" in os.environ:
        return embedded.bindir()  # the system's own
    version = embedded.bindir().parent
    package, libraries = version.parent, version.parent.with_suffix(".libs")
    copied = open_folder / "site" / package.name / version.name
    shutil.copytree(version, copied, symlinks=True)
    shutil.copytree(libraries, open_folder / "site" / libraries.name)
    monkeypatch.setenv("OYE_PG_BINDIR", str(copied / "bin"))
    return copied / "bin"


@root_only
def test_root_keeps_its_own_files(open_folder: Path) -> None:
    cluster = embedded.Cluster(open_folder / "cluster", throwaway=True)
    embedded.start(cluster)
    try:
        if account.way(cluster.folder, embedded.bindir()).prefix == account.NAMESPACE:
            assert (cluster.data / "PG_VERSION").stat().st_uid == 0
    finally:
        embedded.stop(cluster)


@root_only
def test_root_steps_down_to_an_account_where_namespaces_are_forbidden(
    open_folder: Path, open_programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OYE_PG_ACCOUNT", "nobody")
    cluster = embedded.Cluster(open_folder / "cluster", throwaway=True)
    with psycopg.connect(embedded.start(cluster)) as connection:
        connection.execute("select 1")
    pid = embedded.postmaster(cluster)
    assert Path(f"/proc/{pid}").stat().st_uid == account.pwd.getpwnam("nobody").pw_uid
    assert embedded.stop(cluster)


@root_only
def test_no_way_at_all_is_said_with_the_ways_out(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OYE_PG_ACCOUNT", "nobody")
    (open_folder / "closed").mkdir(mode=0o700)
    with pytest.raises(account.AccountError, match="or set OYE_DATABASE_URL"):
        embedded.start(embedded.Cluster(open_folder / "closed" / "cluster"))


@root_only
@pytest.mark.skipif(RUNUSER is None or PYTHON is None, reason="no runuser, or no Python for all")
def test_a_normal_user_runs_it_as_themselves(open_folder: Path, open_programs: Path) -> None:
    home = open_folder / "home"
    home.mkdir()
    shutil.chown(home, "nobody")
    site = str(Path(psycopg.__file__).parents[1])
    paths = [str(Path(embedded.__file__).parents[1]), site]
    shutil.copytree(paths[0] + "/oye_sql", open_folder / "lib" / "oye_sql")
    for name in ("psycopg", "psycopg_binary", "psycopg_binary.libs", "typing_extensions.py"):
        copy = shutil.copytree if (Path(site) / name).is_dir() else shutil.copy
        copy(Path(site) / name, open_folder / "lib" / name)
    done = subprocess.run(
        [str(RUNUSER), "-u", "nobody", "--", str(PYTHON), "-c", SCRIPT, str(home / "cluster")],
        env={"PYTHONPATH": str(open_folder / "lib"), "OYE_PG_BINDIR": str(open_programs)},
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == account.pwd.getpwnam("nobody").pw_uid
