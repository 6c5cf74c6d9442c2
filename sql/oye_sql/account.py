"""Under which account the embedded server runs: PostgreSQL refuses to be root.

A normal user: as that user. Root: in a user namespace in which root is user 1000, so that files
stay root's; where namespaces are forbidden, as an unprivileged account of the system.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")
ACCOUNTS = ("postgres", "nobody")


class AccountError(Exception):
    """No account can run the server here; the message says what would help."""


@dataclass(frozen=True)
class Way:
    """How a program of the server is run: words before its command, and the owner of its files."""

    prefix: tuple[str, ...]
    uid: int
    gid: int

    def run(self, command: list[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run a program to its end; stdout holds all that it said.

        Not through a pipe: a server started by it inherits its output, and would keep it open.
        """
        with tempfile.TemporaryFile("w+", errors="replace") as said:
            done = subprocess.run(
                [*self.prefix, *command],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd="/",
                env={**os.environ, "LC_ALL": "C", "TZ": "UTC"},
                check=False,
            )
            said.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, said.read())

    def give(self, path: Path) -> None:
        """Make the path the server's own, where that isn't us."""
        if self.uid != os.getuid():
            os.chown(path, self.uid, self.gid)


def succeeds(command: list[str | Path]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def way(folder: Path, programs: Path) -> Way:
    """The way to run the server for a cluster in `folder`. Raises AccountError."""
    if os.getuid() != 0:
        return Way((), os.getuid(), os.getgid())
    forced = os.environ.get("OYE_PG_ACCOUNT")
    if not forced and succeeds([*NAMESPACE, programs / "postgres", "--version"]):
        return Way(NAMESPACE, 0, 0)
    return other_account(folder, programs, (forced,) if forced else ACCOUNTS)


def other_account(folder: Path, programs: Path, names: tuple[str, ...]) -> Way:
    """Step down to an account that can reach both the folder and the programs."""
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    setpriv = shutil.which("setpriv")
    for name in names:
        if name not in known or setpriv is None:
            continue
        uid, gid = known[name].pw_uid, known[name].pw_gid
        prefix = (setpriv, f"--reuid={uid}", f"--regid={gid}", "--clear-groups", "--")
        reach = ("sh", "-c", 'cd "$1" && "$2" --version', "sh")
        if succeeds([*prefix, *reach, folder.parent, programs / "postgres"]):
            return Way(prefix, uid, gid)
    raise AccountError(
        "PostgreSQL refuses to run as root, user namespaces are not allowed here, and no "
        f"unprivileged account ({', '.join(names)}) can reach both {folder} and {programs}. "
        "Run this as a normal user, move the checkout to where everybody may read (not below "
        "/root), or set OYE_DATABASE_URL to a server that is there"
    )


def is_postmaster(pid: int, data: Path) -> bool:
    """Whether a process is alive (no zombie) and serves this data folder."""
    proc = Path(f"/proc/{pid}")
    if Path("/proc/self").exists():
        try:
            state = (proc / "stat").read_text().rpartition(")")[2].split()[0]
            return state not in "ZX" and (proc / "cwd").samefile(data)
        except OSError:
            return False
    said = subprocess.run(
        ["ps", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout
    return bool(said) and not said.startswith("Z") and str(data) in said
