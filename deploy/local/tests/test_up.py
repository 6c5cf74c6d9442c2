"""What `./just up` refuses, and what it clears away, before anything is started."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import parts
import pytest
from oye_sql.home import Home

LOCAL = Path(__file__).parents[1]


def up(folder: Path, port: int | str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "OYE_DIR": str(folder), "OYE_API_PORT": str(port)}
    return subprocess.run(
        [sys.executable, LOCAL / "up.py"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_in_use_is_said_with_another_to_take(tmp_path: Path, taken: int) -> None:
    done = up(tmp_path, taken)
    assert done.returncode == 1
    assert f"port {taken} can't be used" in done.stderr
    assert f"OYE_API_PORT={taken + 1} ./just up" in done.stderr
    assert not (tmp_path / "postgres").exists(), "nothing was started"


@pytest.mark.parametrize("port", ["abc", "80000", "0", "-1", "²"])
def test_what_is_no_port_is_said_in_one_line(tmp_path: Path, port: str) -> None:
    done = up(tmp_path, port)
    assert done.returncode == 1
    said = f"OYE_API_PORT={port} is no port: a number from 1 to 65535 is one\n"
    assert done.stderr == said
    assert not (tmp_path / "postgres").exists(), "nothing was started"


def test_a_second_up_names_the_first(tmp_path: Path, taken: int) -> None:
    with (tmp_path / "up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write(str(os.getpid()))
        lock.flush()
        done = up(tmp_path, taken)
    assert done.returncode == 1
    assert f"up already (process {os.getpid()}); ./just down stops it" in done.stderr


def test_what_a_killed_up_has_left_is_stopped(tmp_path: Path, taken: int) -> None:
    command = [sys.executable, "-IS", str(parts.KEEP), "calc", "/bin/sleep", "1000"]
    with subprocess.Popen(
        command, env={**os.environ, "OYE_DIR": str(tmp_path)}, start_new_session=True
    ) as left:
        record = tmp_path / "parts" / "calc"
        while not record.exists() or not record.read_text():
            os.sched_yield()
        done = up(tmp_path, taken)
        assert "stopped calc, left by an earlier run that was killed" in done.stdout
        assert left.wait(10) == 0


def test_the_next_up_waits_for_the_lock_that_a_killed_one_left(tmp_path: Path, taken: int) -> None:
    """Its process manager's children hold the lock until the parts have closed their output."""
    keep = [sys.executable, "-IS", str(parts.KEEP), "calc", "/bin/sleep", "1000"]
    environment = {**os.environ, "OYE_DIR": str(tmp_path)}
    with (tmp_path / "up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write(str(dead_pid()))
        lock.flush()
        left = subprocess.Popen(keep, env=environment, stdout=subprocess.PIPE)
        holder = subprocess.Popen(
            ["/bin/sh", "-c", "cat; sleep 0.5"], stdin=left.stdout, pass_fds=[lock.fileno()]
        )
    assert left.stdout is not None
    left.stdout.close()
    record = tmp_path / "parts" / "calc"
    while not record.exists() or not record.read_text():
        os.sched_yield()
    done = up(tmp_path, taken)
    assert "stopped calc, left by an earlier run" in done.stdout
    assert f"port {taken} can't be used" in done.stderr, "it came past the lock"
    assert (left.wait(10), holder.wait(10)) == (0, 0)


def dead_pid() -> int:
    with subprocess.Popen(["/bin/true"]) as process:
        process.wait()
    return process.pid


def test_a_record_of_another_program_stops_nobody(tmp_path: Path) -> None:
    record = tmp_path / "parts" / "api"
    record.parent.mkdir()
    with subprocess.Popen(["/bin/sleep", "1000"]) as other:
        record.write_text(str(other.pid))
        assert parts.stop_left(Home(tmp_path)) == []
        assert other.poll() is None
        os.kill(other.pid, signal.SIGKILL)
    assert not record.exists()
