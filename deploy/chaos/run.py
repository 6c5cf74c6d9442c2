"""One fault, on a database and a channel of its own: let it happen, wait, judge."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from fleet import GRACE
from oye_fakes.webhook import webhook
from proxy import proxy, to_socket, to_tcp
from stage import Server, Size, Stage, stage
from verdict import Death, Verdict, deaths, judge
from world import Trouble, World, held_snapshot

LEASE = 2.0
RECOVERY = LEASE + 5  # what is promised of a kill, in seconds
PATIENCE = 60.0
PER_DEATH = 10
BATCH = "2"  # so that a worker crosses each point often
FLEET = Path(__file__).with_name("fleet.py")


@dataclass(frozen=True)
class Crew:
    """How many workers of each kind, and whether each has its share of the people."""

    fire: int
    calc: int
    partition: bool

    def __str__(self) -> str:
        shares = ", each its --partition" if self.partition else ""
        return f"{self.fire} worker{'s' if self.fire > 1 else ''} of a kind{shares}"


@dataclass(frozen=True)
class Fault:
    """A point at which workers of a kind die, or a trouble of some rounds."""

    name: str
    kind: str = "fire"
    point: str | None = None
    trouble: Trouble | None = None
    stall: bool = False
    skew: float = 0.0
    snapshot: bool = False


@dataclass(frozen=True)
class Effort:
    """How much of everything: what is promised, deaths at a point; while the world goes wrong what
    is promised, and for how many rounds at the most; for how long a snapshot is held (s)."""

    size: Size
    kills: int
    load: Size
    rounds: int
    held: int = 0

    def of(self, fault: "Fault") -> Size:
        """What is promised where this fault happens."""
        if fault.snapshot:
            return replace(self.load, people=self.load.people // 2, live=self.held)
        if not fault.point:
            return self.load
        # What a crew calculates or sends from one death to the next.
        wanted = self.kills * PER_DEATH
        if fault.kind == "calc":
            size = replace(self.size, each=2)
            return replace(size, people=max(size.people, wanted // size.reminders))
        return replace(self.size, people=max(self.size.people, wanted // self.size.occurrences))


@dataclass(frozen=True)
class Plan:
    """All that one run needs to know."""

    fault: Fault
    crew: Crew
    effort: Effort
    server: Server
    files: Path
    disk: Path | None = None

    @property
    def report(self) -> Path:
        """Where the workers say that they die."""
        return self.files / "deaths.jsonl"


def run(plan: Plan) -> Verdict:
    """Let it go wrong, wait until everything has come to rest, and judge."""
    fault = plan.fault
    with ExitStack() as stack:
        hook = stack.enter_context(webhook())
        channel = stack.enter_context(proxy(to_tcp(int(hook.url.rpartition(":")[2]))))
        hooks = f"http://127.0.0.1:{channel.port}"
        size = plan.effort.of(fault)
        place = stack.enter_context(stage(plan.server, size, hooks))
        socket = plan.server.cluster.socket / ".s.PGSQL.5432"
        database = stack.enter_context(proxy(to_socket(str(socket))))
        snapshot = held_snapshot(place) if fault.snapshot else nullcontext()
        with ExitStack() as working:
            working.enter_context(snapshot)
            for kind in ("calc", "fire"):
                working.enter_context(fleet(plan, place, kind, database.port))
            world = World(place, database, channel, LEASE, plan.disk)
            found = troubled(plan, world)
            rested = place.drained(PATIENCE + size.live + plan.effort.kills)
        found += deaths(plan.report)
        runs = len(found) if fault.point or fault.trouble else 1
        outage = fault.trouble is not None
        known = {"runs": runs, "outage": outage, "bound": RECOVERY}
        made = judge(place, fault.name, hook.requests(), found, **known)
    return made if rested else replace(made, balanced=False, notes=("it never came to rest",))


def troubled(plan: Plan, world: World) -> list[Death]:
    """Round after round of the fault's trouble, while there is work."""
    found: list[Death] = []
    trouble = plan.fault.trouble
    until = time.monotonic() + PATIENCE
    while trouble and len(found) < plan.effort.rounds and time.monotonic() < until:
        if not world.stage.busy():
            break
        found += trouble(world)
    return found


@contextmanager
def fleet(plan: Plan, place: Stage, kind: str, port: int) -> Iterator[None]:
    """The workers of one kind; through the proxy where the network is what goes wrong."""
    fault, crew = plan.fault, plan.crew
    count = crew.fire if kind == "fire" else crew.calc
    words = ["--report", str(plan.report)]
    words += ["--log", str(plan.files / f"{kind}.log"), "--skew", str(fault.skew)]
    words += ["--partition"] if crew.partition else []
    if fault.point and fault.kind == kind:
        words += ["--point", fault.point, "--kills", str(plan.effort.kills)]
        words += ["--stall", f"{LEASE + 1:g}"] if fault.stall else []
    words += [kind, str(count)]
    words += ["--limit", BATCH] if fault.point else []
    words += ["--lease", f"{LEASE:g}s"] if kind == "fire" else []
    through = fault.trouble is not None and fault.trouble.__name__ == "database_network"
    settings = {
        f"OYE_{kind.upper()}_DATABASE_URL": place.role(f"oye_{kind}", port if through else None),
        "OYE_WEBHOOK_ALLOW_LOCAL": "1",
        # Few at a time where the world goes wrong, so that there is work while it does.
        "OYE_FIRE_CONCURRENCY": "32" if fault.point else "8",
        "OYE_LOG": "json",
    }
    command = [sys.executable, str(FLEET), *words]
    environment = {**os.environ, **settings}
    with subprocess.Popen(command, env=environment, start_new_session=True) as process:
        try:
            yield
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(GRACE + 10)
            # Whatever of it is left: its group has its number.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
