"""Fetch the pinned uv and just into .tools/bin with whatever pip this machine offers.

Called by ./just with the path of the checkout. Runs under a file lock, so that two first starts
at once do the work once. Uses the standard library only.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HELP = """\
Neither pip nor venv works with {python}, and one of them is needed once.
On Debian or Ubuntu: apt install python3-venv
Elsewhere: install pip for this Python, or name another one: OYE_PYTHON=/path/to/python3 ./just
"""
INSTALL = ("install", "--no-deps", "--require-hashes", "--only-binary", ":all:")


def quiet(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command and keep what it says for the case that it fails."""
    return subprocess.run(
        command,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **environment},
        check=False,
    )


def pip_command(scratch: Path) -> list[str] | None:
    """The pip of this Python, else that of a fresh environment, else None."""
    if quiet([sys.executable, "-m", "pip", "--version"]).returncode == 0:
        return [sys.executable, "-m", "pip"]
    for maker in ("venv", "virtualenv"):
        place = scratch / maker
        if quiet([sys.executable, "-m", maker, str(place)]).returncode == 0:
            return [str(place / "bin" / "python"), "-m", "pip"]
    return None


def fetch(tools: Path, pins: Path) -> None:
    """Install the pins beside the old tools and move the programs over, the stamp last."""
    with tempfile.TemporaryDirectory(dir=tools, prefix="new-") as name:
        scratch = Path(name)
        pip = pip_command(scratch)
        if pip is None:
            sys.exit(HELP.format(python=sys.executable).rstrip())
        print("fetching uv and just into .tools/ …", file=sys.stderr)
        target = scratch / "packages"
        done = quiet(
            [*pip, *INSTALL, "--target", str(target), "-r", str(pins)],
            PIP_USER="0",
            PIP_DISABLE_PIP_VERSION_CHECK="1",
        )
        if done.returncode != 0:
            print(done.stdout, file=sys.stderr)
            sys.exit("pip could not fetch uv and just (what it said stands above).")
        (tools / "bin").mkdir(exist_ok=True)
        for program in ("uv", "just"):
            (target / "bin" / program).replace(tools / "bin" / program)
        (tools / "python").write_text(sys.executable + "\n")
        stamp = scratch / "tools.txt"
        shutil.copyfile(pins, stamp)
        stamp.replace(tools / "tools.txt")


def main() -> None:
    root = Path(sys.argv[1])
    tools, pins = root / ".tools", root / "deploy" / "local" / "tools.txt"
    tools.mkdir(exist_ok=True)
    with (tools / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = tools / "tools.txt"
        if not stamp.exists() or stamp.read_bytes() != pins.read_bytes():
            fetch(tools, pins)


if __name__ == "__main__":
    main()
