"""Programs of npm, by exact versions, where Node is there: kept in .tools/node/.

npm takes whichever registry it is set to; no lock file is kept, since that would name one.
"""

import fcntl
import json
import shutil
import subprocess
from pathlib import Path

from projects import ROOT

OLDEST = 20
OPTIONS = ("--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")


class NoNodeError(Exception):
    """There is no Node, or what is wanted can't be fetched; the message says which."""


def tools() -> tuple[str, str]:
    """Node and npm. Raises NoNodeError where one is missing or Node is too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise NoNodeError("node and npm are not installed")
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    if not said.startswith("v") or int(said[1:].partition(".")[0]) < OLDEST:
        raise NoNodeError(f"node is {said.strip() or 'broken'}, and {OLDEST} or newer is needed")
    return node, npm


def fetched(name: str, wanted: dict[str, str], seconds: float) -> Path:
    """The folder in which these packages (name → exact version) are, as node_modules.

    Fetched where they are not there yet, within so many seconds. Raises NoNodeError.
    """
    _, npm = tools()
    folder = ROOT / ".tools" / "node" / name
    folder.mkdir(parents=True, exist_ok=True)
    manifest = json.dumps({"private": True, "type": "module", "dependencies": wanted}, indent=2)
    stamp = folder / "stamp.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if stamp.exists() and stamp.read_text() == manifest:
            return folder
        (folder / "package.json").write_text(manifest)
        try:
            done = subprocess.run(
                [npm, "install", *OPTIONS],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise NoNodeError(f"npm did not fetch {name} within {seconds:g} s") from error
        if done.returncode != 0:
            raise NoNodeError(f"npm can't fetch {name}: {(done.stderr.splitlines() or ['?'])[0]}")
        stamp.write_text(manifest)
    return folder
