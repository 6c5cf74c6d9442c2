"""A release as the tests need it: its SQL, and where its services' code is."""

import io
import os
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from oye_sql import tree

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("api-py", "schedule-py", "worker-calc-py", "worker-fire-py")


class UnknownReleaseError(Exception):
    """The last release can't be had from this clone; the message says why."""


@dataclass(frozen=True)
class Release:
    """What stands in a folder that is laid out as this repository."""

    name: str
    root: Path

    @property
    def sql(self) -> tree.Tree:
        return tree.read(self.root / "sql")

    @property
    def python_path(self) -> str:
        """Puts this release's packages before those that are installed."""
        return os.pathsep.join(str(self.root / package) for package in PACKAGES)


def checkout() -> Release:
    """What is here, committed or not."""
    return Release("this checkout", ROOT)


def git(*arguments: str) -> bytes:
    """What git says. Raises UnknownReleaseError where there is none, or it refuses."""
    try:
        done = subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise UnknownReleaseError(f"git {arguments[0]} fails here: {error}") from error
    return done.stdout


def last_commit() -> str:
    """The commit of the last release: the one that wrote VERSION, or OYE_UPGRADE_FROM.

    Raises UnknownReleaseError, in a shallow clone above all: its oldest commit seems to have
    written every file.
    """
    if named := os.environ.get("OYE_UPGRADE_FROM"):
        return named
    found = git("log", "-1", "--format=%H %P", "--", "VERSION").decode().split()
    if not found:
        raise UnknownReleaseError("no commit here has written VERSION")
    if len(found) == 1 and git("rev-parse", "--is-shallow-repository").strip() == b"true":
        raise UnknownReleaseError("this clone is shallow (git fetch --unshallow)")
    return found[0]


def of_commit(commit: str, folder: Path) -> Release:
    """The files of a commit, put into the folder. Raises UnknownReleaseError."""
    packed = git("archive", "--format=tar", commit, "sql", "contracts/openapi.yaml", *PACKAGES)
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(folder, filter="data")
    return Release(commit[:12], folder)
