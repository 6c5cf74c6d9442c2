"""A server for a test session: one that is named, one in a container, or an embedded one."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from oye_sql import embedded

IMAGE = "postgres:17"
MEMORY = 4 * 2**30  # bytes that must be free
# Ends when the session does, however that ends: its standard input is a pipe that only the
# session holds. A killed pytest leaves no server and no folder behind.
UNDERTAKER = """
cat >/dev/null
pid=$1/pg/data/postmaster.pid
[ ! -e "$pid" ] || kill -QUIT "$(head -n 1 "$pid")" 2>/dev/null
for try in 1 2 3 4 5; do
  rm -rf "$1" 2>/dev/null && break
  sleep 1
done
"""


@dataclass(frozen=True)
class Server:
    """A superuser's URL of a server whose databases may be made and dropped, and what it is.

    `strategy`: how it copies a database (CREATE DATABASE, strategy).
    """

    address: str
    kind: str
    strategy: str = "wal_log"


class NoDockerError(Exception):
    """No container can be started; the message says why."""


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """OYE_TEST_DATABASE_URL, else a container where Docker answers, else the embedded server.

    OYE_TEST_SERVER=docker or embedded insists on one of the two.
    """
    wanted = os.environ.get("OYE_TEST_SERVER", "")
    if named := os.environ.get("OYE_TEST_DATABASE_URL"):
        yield Server(named, "the server of OYE_TEST_DATABASE_URL")
        return
    with contextlib.ExitStack() as stack:
        if wanted != "embedded":
            try:
                found = stack.enter_context(container())
            except NoDockerError:
                if wanted == "docker":
                    raise
            else:
                yield found
                return
        yield stack.enter_context(throwaway())


@contextlib.contextmanager
def container() -> Iterator[Server]:
    """PostgreSQL from the image OYE_TEST_POSTGRES_IMAGE, by testcontainers.

    Raises NoDockerError.
    """
    if not os.environ.get("DOCKER_HOST") and not Path("/var/run/docker.sock").exists():
        raise NoDockerError("there is neither DOCKER_HOST nor /var/run/docker.sock")
    import docker
    from testcontainers.community.postgres import PostgresContainer

    image = os.environ.get("OYE_TEST_POSTGRES_IMAGE", IMAGE)
    try:
        client = docker.from_env()
        client.ping()
        client.close()
        started = PostgresContainer(image, driver=None).with_command(
            "postgres -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
            " -c max_connections=200"
        )
        started.start()
    except (docker.errors.DockerException, OSError) as error:
        raise NoDockerError(f"Docker doesn't start {image}: {error}") from error
    try:
        yield Server(started.get_connection_url(), f"a container of {image}")
    finally:
        started.stop()


def roomy_memory() -> str | None:
    """/dev/shm where it has room: a database is copied there in 10 ms, on a disk in 70 or more."""
    with contextlib.suppress(OSError):
        if os.access("/dev/shm", os.W_OK) and shutil.disk_usage("/dev/shm").free > MEMORY:
            return "/dev/shm"
    return None


@contextlib.contextmanager
def throwaway() -> Iterator[Server]:
    """An embedded server of its own that is gone afterwards, and keeps nothing safe on disk."""
    folder = Path(tempfile.mkdtemp(prefix="oye-test-", dir=roomy_memory()))
    cluster = embedded.Cluster(folder / "pg", throwaway=True)
    with subprocess.Popen(
        ["sh", "-c", UNDERTAKER, "sh", folder],
        stdin=subprocess.PIPE,
        start_new_session=True,
    ):
        try:
            address = embedded.start(cluster)
            with psycopg.connect(address) as connection:
                version = connection.info.parameter_status("server_version")
            yield Server(address, f"embedded PostgreSQL {version}", "file_copy")
        finally:
            embedded.stop(cluster)
