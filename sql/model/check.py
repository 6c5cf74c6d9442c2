"""Has Spin look at every order of the steps in lease.pml. `./just sql model` prints a line for
each setting; exits 1 where one is not as it must be, 2 where Spin or a C compiler is missing."""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

MODEL = Path(__file__).with_name("lease.pml")
TOOLS = ("spin", "gcc")
SECONDS = 240

# What is broken, and whether only what never comes shows it: no single state is wrong.
BROKEN = {
    "NO_LOCK": False,
    "ADVANCE_FIRST": True,
    "BEGIN_NOT_COMMITTED": False,
    "NO_FENCE": False,
    "NO_MARK": False,
    "REPEAT_ALWAYS": False,
}


@dataclass(frozen=True)
class Setting:
    """How often a worker dies or stands still, what is broken, and what is looked for: a state
    that must not be, or (`ends`) a run in which an instant is never settled."""

    crashes: int = 1
    stalls: int = 1
    broken: str | None = None
    ends: bool = False

    @property
    def defines(self) -> list[str]:
        found = [f"-DCRASHES={self.crashes}", f"-DSTALLS={self.stalls}"]
        return [*found, f"-D{self.broken}"] if self.broken else found


@dataclass(frozen=True)
class Found:
    """What Spin found: errors (it stops at the first), states, and the seconds that it took."""

    errors: int
    states: int
    seconds: float


def check(setting: Setting) -> Found:
    """Raises RuntimeError where Spin did not get through, subprocess.SubprocessError where it did
    not run."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(MODEL, folder)
        ran(folder, "spin", *setting.defines, "-a", MODEL.name)
        kind = ["-DNFAIR=3"] if setting.ends else ["-DSAFETY", "-DNOCLAIM"]
        ran(folder, "gcc", "-O2", *kind, "-o", "pan", "pan.c")
        look = ["-a", "-f"] if setting.ends else []
        told = ran(folder, "./pan", *look, "-m100000", "-w24")
    errors = re.search(r"errors: (\d+)", told)
    states = re.search(r"(\d+(?:\.\d+)?(?:e\+\d+)?) states, stored", told)
    if not errors or not states or "max search depth" in told:
        raise RuntimeError(told)
    return Found(int(errors[1]), int(float(states[1])), time.monotonic() - begun)


def ran(folder: str, *command: str) -> str:
    done = subprocess.run(
        command, cwd=folder, check=True, capture_output=True, text=True, timeout=SECONDS
    )
    return done.stdout


def main() -> int:
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print(f"missing: {' and '.join(missing)} (Debian: apt-get install spin gcc)")
        return 2
    wrong = 0
    kept = [Setting(), Setting(crashes=2), Setting(ends=True), Setting(ends=True, crashes=2)]
    broken = [Setting(broken=name, ends=ends) for name, ends in BROKEN.items()]
    for setting in (*kept, *broken):
        found = check(setting)
        as_it_must = (found.errors > 0) == bool(setting.broken)
        wrong += not as_it_must
        print(
            f"{setting.broken or 'as it is':20} {setting.crashes} crashes {setting.stalls} stalls  "
            f"{'comes to its end' if setting.ends else 'promises kept':16}  "
            f"{found.errors} errors {found.states:>9,} states {found.seconds:5.1f} s"
            f"{'' if as_it_must else '  WRONG'}"
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
