"""`./just chaos`: kill, cut, stall and starve the workers, and count what was lost or doubled.

Real workers, a real PostgreSQL that keeps every commit, and a channel that records what arrived.
Prints a line for each fault; exits 1 where a promise was not kept.
"""

import argparse
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import world
from points import CALC_POINTS, FIRE_POINTS
from run import RECOVERY, Crew, Effort, Fault, Plan, run
from stage import Server, Size, folder, server
from verdict import HEADER, Verdict

ALONE = Crew(1, 1, partition=False)
TOGETHER = Crew(4, 2, partition=False)
SHARING = Crew(4, 2, partition=True)

FAULTS = (
    *(Fault(f"fire killed {point.replace('_', ' ')}", "fire", point) for point in FIRE_POINTS),
    *(Fault(f"calc killed {point.replace('_', ' ')}", "calc", point) for point in CALC_POINTS),
    Fault("fire stalls before begin", "fire", "before_begin", stall=True),
    Fault("fire stalls before send", "fire", "before_send", stall=True),
    Fault("fire stalls before settle", "fire", "before_settle", stall=True),
    Fault("PostgreSQL crashes", trouble=world.crash),
    Fault("backends terminated", trouble=world.terminate),
    Fault("no connection left", trouble=world.refuse),
    Fault("network to the database", trouble=world.database_network),
    Fault("network to the channel", trouble=world.channel_network),
    Fault("channel hangs", trouble=world.hang),
    Fault("worker stalls past its lease", trouble=world.stall),
    Fault("workers' clocks an hour wrong", skew=3600.0),
    Fault("snapshot held elsewhere", snapshot=True),
)
DISK_FULL = Fault("disk full", trouble=world.disk_full)
DISK = "512m"

SHORT = Effort(Size(8, 16, 1, 24), kills=8, load=Size(16, 20, 2, 20), rounds=2, held=5)
LONG = Effort(Size(20, 20, 2, 13), kills=20, load=Size(32, 20, 2, 20), rounds=3, held=180)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="chaos", description=__doc__)
    parser.add_argument(
        "--long", action="store_true", help="over 100,000 occurrences: each fault with each crew"
    )
    parser.add_argument("--only", default="", metavar="TEXT", help="faults whose name contains it")
    parser.add_argument("--kills", type=int, metavar="N", help="deaths at each point")
    parser.add_argument(
        "--folder", type=Path, help="where the server is (memory, where it has room)"
    )
    chosen = parser.parse_args()
    names = [fault.name for fault in (*FAULTS, DISK_FULL)]
    if not any(chosen.only in name for name in names):
        parser.error(
            f"no fault's name contains {chosen.only!r}; they are:\n  " + "\n  ".join(names)
        )
    return chosen


def plan_of(long: bool) -> Iterator[tuple[Crew, tuple[Fault, ...]]]:
    """Which crew meets which faults."""
    if long:
        yield from ((crew, FAULTS) for crew in (ALONE, TOGETHER, SHARING))
        return
    yield SHARING, FAULTS[: len(FIRE_POINTS) + len(CALC_POINTS)]
    yield TOGETHER, FAULTS[len(FIRE_POINTS) + len(CALC_POINTS) :]


@contextmanager
def small_disk() -> Iterator[Path | None]:
    """A volume of its own that may be filled; None where none can be mounted."""
    with tempfile.TemporaryDirectory(prefix="oye-chaos-disk-") as place:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", place]
        if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
            yield None
            return
        try:
            yield Path(place)
        finally:
            subprocess.run(["umount", "-l", place], check=False)


def on_a_full_disk(effort: Effort, files: Path) -> Verdict | None:
    """The one fault that needs a server on a volume of its own."""
    with small_disk() as disk:
        if disk is None:
            return None
        with server(disk) as found:
            return run(Plan(DISK_FULL, TOGETHER, effort, found, files, disk))


def tried(found: Server, effort: Effort, chosen: argparse.Namespace, files: Path) -> list[Verdict]:
    """Run what was chosen; a line is printed as soon as it is known."""
    verdicts = []
    for crew, faults in plan_of(chosen.long):
        wanted = [fault for fault in faults if chosen.only in fault.name]
        if wanted:
            print(f"\n{crew}\n{HEADER}", flush=True)
        for fault in wanted:
            place = files / re.sub(r"\W+", "-", f"{crew}-{fault.name}")
            place.mkdir()
            verdicts.append(run(Plan(fault, crew, effort, found, place)))
            print(verdicts[-1], flush=True)
    return verdicts


def main() -> int:
    chosen = options()
    # So that nothing stays behind: the servers and fleets end with their contexts.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    effort = LONG if chosen.long else SHORT
    if chosen.kills:
        effort = replace(effort, kills=chosen.kills)
    began = time.monotonic()
    with folder(chosen.folder) as place:
        with server(place) as found:
            verdicts = tried(found, effort, chosen, place)
        if chosen.only in DISK_FULL.name:
            (place / "disk").mkdir()
            full = on_a_full_disk(effort, place / "disk")
            verdicts += [full] if full else []
            print(
                full or f"{DISK_FULL.name:<34}  skipped: no volume can be mounted here", flush=True
            )
    return summed(verdicts, time.monotonic() - began)


def summed(verdicts: list[Verdict], seconds: float) -> int:
    """Say the sum; the exit code: 2 where nothing could be tried."""
    if not verdicts:
        print("chaos: nothing was tried", file=sys.stderr)
        return 2
    names = ("runs", "expected", "delivered", "said", "lost", "duplicates", "marked", "unmarked")
    sums = {name: sum(getattr(one, name) for one in verdicts) for name in names}
    print(
        "\n" + ", ".join(f"{name} {count}" for name, count in sums.items()) + f"; {seconds:.0f} s"
    )
    broken = [one.fault for one in verdicts if not one.kept]
    if broken:
        print(f"chaos: a promise was broken: {', '.join(broken)}", file=sys.stderr)
        return 1
    print(f"lost 0, unmarked duplicates 0, every audit balanced, recovery within {RECOVERY:g} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
