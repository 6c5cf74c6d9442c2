"""Make or update the virtual environment of one project, or of the root.

`environment.py DIR`: DIR/.venv gets exactly what DIR/requirements.txt pins (by hash), and the
local packages that DIR needs as editable installs; the root (.) gets all of them. Nothing
happens where the inputs are those of the last time. Called by the script `venv` beside it.
"""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import client
from projects import ROOT, Project, closure, is_local, name_of, projects

UV = ROOT / "deploy" / "local" / "uv"
CLIENT = "oye-client"


def needed(folder: Path) -> list[Project]:
    """The local projects that the environment of this folder holds."""
    known = projects()
    if folder == ROOT:
        return list(known.values())
    return closure([project for project in known.values() if project.folder == folder], known)


def fingerprint(folder: Path, packages: list[Project]) -> str:
    """A hash of all that the environment is made of, its place included: scripts name it."""
    digest = hashlib.sha256()
    inputs = [folder / "requirements.txt", ROOT / ".tools" / "python", Path(__file__)]
    for path in [*inputs, *(package.folder / "pyproject.toml" for package in packages)]:
        digest.update(str(path).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def uv(*arguments: str | Path) -> None:
    """Run uv quietly; where it fails its words are on stderr and this ends with its code."""
    done = subprocess.run([UV, "--quiet", *arguments], stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        sys.exit(f"uv {' '.join(map(str, arguments[:2]))} failed, see above")


def fill(folder: Path) -> None:
    """Bring exactly the pinned packages into the environment; one that is broken is made anew.

    Not by `uv pip sync`: that takes the local packages out until they are installed again, and a
    service or a test that runs meanwhile would miss them.
    """
    python = folder / ".venv" / "bin" / "python"
    if subprocess.run([python, "-c", ""], check=False).returncode != 0 if python.exists() else True:
        base = (ROOT / ".tools" / "python").read_text().strip()
        uv("venv", "--clear", "--python", base, folder / ".venv")
    lock = folder / "requirements.txt"
    # Services and the CLI start often: theirs is compiled now, not at each start on a machine
    # that keeps no bytecode.
    compiled = ["--compile-bytecode"] if folder != ROOT else []
    uv("pip", "install", "--python", python, "--no-deps", "--require-hashes", *compiled, "-r", lock)
    locked = {name_of(line) for line in lock.read_text().splitlines() if line[:1].isalnum()}
    if surplus := [name for name in installed(python) if name not in locked and not is_local(name)]:
        uv("pip", "uninstall", "--python", python, *surplus)


def installed(python: Path) -> list[str]:
    """The names of the packages in an environment."""
    listed = subprocess.run(
        [UV, "--quiet", "pip", "list", "--format", "json", "--python", python],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=True,
    )
    return [name_of(entry["name"]) for entry in json.loads(listed.stdout)]


def generated() -> bool:
    """Bring the client in step with the contract; a contract that is being edited stops nobody."""
    try:
        return client.generate()
    except client.ClientError as problem:
        print(f"going on with the client of before: {problem}", file=sys.stderr)
        return False


def prepare(folder: Path) -> None:
    """Bring one environment up to date; others that do the same at once wait for it."""
    if not (folder / "requirements.txt").exists():
        sys.exit(f"{folder} has no requirements.txt: write its pyproject.toml, then ./just lock")
    if folder != ROOT and (folder / "pyproject.toml").read_text().find(CLIENT) >= 0:
        prepare(ROOT)  # the generator of the client lives there
    locks = ROOT / ".tools" / "locks"
    locks.mkdir(parents=True, exist_ok=True)
    with (locks / (folder.name if folder != ROOT else "root")).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = folder / ".venv" / "stamp"
        old = stamp.read_text() if stamp.exists() else ""
        before = f"{folder}\n{fingerprint(folder, needed(folder))}\n"
        if old != before:
            where = folder.relative_to(ROOT) if folder != ROOT else Path()
            print(f"preparing {where / '.venv'} …", file=sys.stderr)
            stamp.unlink(missing_ok=True)
            fill(folder)
        fresh = folder == ROOT and generated()
        packages = needed(folder)
        if packages and (old != before or fresh):
            editable = [word for package in packages for word in ("-e", str(package.folder))]
            python = folder / ".venv" / "bin" / "python"
            uv("pip", "install", "--python", python, "--no-deps", *editable)
        stamp.write_text(f"{folder}\n{fingerprint(folder, packages)}\n")


if __name__ == "__main__":
    os.umask(0o022)
    for argument in sys.argv[1:]:
        prepare(Path(argument).resolve())
