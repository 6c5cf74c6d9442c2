"""The embedded server: made, started, killed and stopped for real."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from oye_sql import embedded, url
from oye_sql.embedded import Cluster


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    found = Cluster(tmp_path / "a folder" / "postgres")
    found.folder.parent.mkdir()
    yield found
    embedded.stop(found)


def ask(address: str, query: str) -> object:
    with psycopg.connect(address, autocommit=True) as connection:
        cursor = connection.execute(query.encode())
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def test_it_starts_in_a_path_with_spaces_and_keeps_data_safe(cluster: Cluster) -> None:
    address = embedded.start(cluster)
    assert ask(address, "show fsync") == "on"
    provider = "b" if embedded.major() >= 17 else "c"
    assert ask(address, "select datlocprovider from pg_database limit 1") == provider
    assert ask(address, "show server_encoding") == "UTF8"
    assert ask(address, "show listen_addresses") == ""


def test_a_second_start_of_a_running_one_changes_nothing(cluster: Cluster) -> None:
    address = embedded.start(cluster)
    pid = embedded.postmaster(cluster)
    assert embedded.start(cluster) == address
    assert embedded.postmaster(cluster) == pid


def test_nobody_enters_without_the_password(cluster: Cluster) -> None:
    address = embedded.start(cluster)
    wrong = url.changed(address, password="guess")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)
    assert cluster.socket.stat().st_mode & 0o777 == 0o700
    assert (cluster.folder / "password").stat().st_mode & 0o777 == 0o600


def test_what_was_committed_outlives_a_killed_server(cluster: Cluster) -> None:
    address = embedded.start(cluster)
    ask(address, "create table kept as select 42 as answer")
    pid = embedded.postmaster(cluster)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert embedded.start(cluster) == address
    assert embedded.postmaster(cluster) not in (None, pid)
    assert ask(address, "select answer from kept") == 42


def test_the_pid_file_of_another_program_is_taken_for_stale(cluster: Cluster) -> None:
    address = embedded.start(cluster)
    embedded.stop(cluster)
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")
    assert embedded.postmaster(cluster) is None
    embedded.start(cluster)
    assert ask(address, "select 1") == 1


def test_a_zombie_is_not_taken_for_a_server(cluster: Cluster) -> None:
    embedded.start(cluster)
    embedded.stop(cluster)
    with subprocess.Popen([sys.executable, "-c", ""], cwd=cluster.data) as child:
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # dead, and not reaped
        (cluster.data / "postmaster.pid").write_text(f"{child.pid}\n{cluster.data}\n")
        address = embedded.start(cluster)
        assert ask(address, "select 1") == 1


def test_a_stop_is_clean_and_a_second_one_does_nothing(cluster: Cluster) -> None:
    embedded.start(cluster)
    assert embedded.stop(cluster) is True
    assert embedded.postmaster(cluster) is None
    assert embedded.stop(cluster) is False
    embedded.start(cluster)
    assert "automatic recovery" not in cluster.log.read_text()


def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / ("long" * 20) / "postgres", throwaway=True)
    cluster.folder.parent.mkdir()
    try:
        address = embedded.start(cluster)
        assert len(str(cluster.socket)) < 80
        assert ask(address, "select 1") == 1
    finally:
        embedded.stop(cluster)
        cluster.socket.rmdir()


def test_a_cluster_of_another_version_is_refused_in_words(cluster: Cluster) -> None:
    cluster.data.mkdir(parents=True)
    (cluster.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(embedded.EmbeddedError, match="was made by PostgreSQL 9"):
        embedded.start(cluster)
