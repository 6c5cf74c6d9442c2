"""What came of a run: what arrived, held against what was promised and what history says."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from oye_fakes.server import Request
from stage import Key, Stage

HEADER = (
    f"{'fault':<34}{'runs':>6}{'expected':>10}{'delivered':>10}{'said':>6}{'lost':>6}"
    f"{'dupl.':>7}{'marked':>7}{'unmarked':>9}{'recovery p99':>14}{'pause':>8}  audit"
)

# What became of a delivery after a moment: begun anew, or settled.
AFTER = """
select
    (select min(t.at) from (
        select a.begun_at as at union all select a.ended_at
    ) as t where t.at > to_timestamp(%(at)s)) as at
from core.attempt as a
where a.delivery_id = %(delivery)s and greatest(a.begun_at, a.ended_at) > to_timestamp(%(at)s)
order by at
limit 1
"""
# The longest time in which nothing was begun, from the first send to the last.
PAUSE = """
select max(extract(epoch from b.gap)) from (
    select a.begun_at - lag(a.begun_at) over (order by a.begun_at) as gap from core.attempt as a
) as b
"""
BEGUN = "select min(begun_at) from core.attempt where begun_at > to_timestamp(%(at)s)"


@dataclass(frozen=True)
class Death:
    """A moment from which to recover: who held what then (nothing: any work counts)."""

    at: float
    held: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """A line of the table. `said`: not delivered, and history says so (unknown or failed).

    `outage`: nothing could be sent for a while; a pause is then no sign of work left lying.
    """

    fault: str
    runs: int
    expected: int
    delivered: int
    said: int
    lost: int
    duplicates: int
    marked: int
    unmarked: int
    surplus: int
    recovery: float | None
    pause: float
    outage: bool
    balanced: bool
    bound: float
    notes: tuple[str, ...] = field(default=())

    @property
    def kept(self) -> bool:
        """Whether every promise was kept."""
        in_time = self.recovery is None or self.recovery <= self.bound
        unattended = self.pause > self.bound and not self.outage
        broken = self.lost or self.unmarked or self.surplus or unattended
        return not broken and self.balanced and in_time

    def __str__(self) -> str:
        recovery = "-" if self.recovery is None else f"{self.recovery:.1f} s"
        audit = "balanced" if self.balanced else "UNBALANCED"
        line = (
            f"{self.fault:<34}{self.runs:>6}{self.expected:>10}{self.delivered:>10}{self.said:>6}"
            f"{self.lost:>6}{self.duplicates:>7}{self.marked:>7}{self.unmarked:>9}{recovery:>14}"
            f"{self.pause:>6.1f} s  {audit}"
        )
        return "\n".join([line, *(f"    {note}" for note in self.notes)])


@dataclass(frozen=True)
class Arrivals:
    """What arrived: for each occurrence, how many messages without and with the mark."""

    plain: Mapping[Key, int]
    marked: Mapping[Key, int]

    def count(self, key: Key) -> int:
        return self.plain.get(key, 0) + self.marked.get(key, 0)

    def keys(self) -> set[Key]:
        return set(self.plain) | set(self.marked)


def arrivals(requests: Iterable[Request]) -> Arrivals:
    """The messages by occurrence: by hook, reminder and due instant, whatever their ids."""
    plain: Counter[Key] = Counter()
    marked: Counter[Key] = Counter()
    for request in requests:
        data = json.loads(request.body)["data"]
        due_at = int(datetime.fromisoformat(data["due_at"]).timestamp())
        chosen = marked if data["perhaps_repeat"] else plain
        chosen[request.path, data["reminder_id"], due_at] += 1
    return Arrivals(plain, marked)


def compared(expected: frozenset[Key], came: Arrivals, said: set[Key]) -> dict[str, int]:
    """The counts of a verdict. `said`: occurrences whose history admits that they may not have
    arrived. A duplicate is marked where at most one message of its occurrence bears no mark."""
    missing = expected - came.keys()
    duplicates = sum(max(came.count(key) - 1, 0) for key in came.keys())  # noqa: SIM118
    unmarked = sum(count - 1 for count in came.plain.values() if count > 1)
    return {
        "expected": len(expected),
        "delivered": len(expected) - len(missing),
        "said": len(missing & said),
        "lost": len(missing - said),
        "duplicates": duplicates,
        "marked": duplicates - unmarked,
        "unmarked": unmarked,
        "surplus": len(came.keys() - expected),
    }


def admitted(connection: psycopg.Connection) -> set[Key]:
    """The occurrences that history tells as unknown or failed."""
    rows = connection.execute(
        "select p.name, o.reminder_id, extract(epoch from o.due_at)::bigint"
        " from core.occurrence as o inner join core.person as p using (bucket, person_id)"
        " where o.outcome in ('unknown', 'failed')"
    ).fetchall()
    return {(path, reminder, due_at) for path, reminder, due_at in rows}


def deaths(report: Path) -> list[Death]:
    """What the workers said as they died."""
    if not report.exists():
        return []
    told = [json.loads(line) for line in report.read_text().splitlines()]
    return [Death(one["at"], tuple(one["held"])) for one in told]


def recovery(connection: psycopg.Connection, found: list[Death]) -> float | None:
    """The 99th percentile of the time until all that was held was taken up again, in seconds.

    Where whoever took it up died as well before it began, that counts from the second death.
    """
    waits: dict[Death, list[float]] = defaultdict(list)
    last: dict[str | None, float] = {}
    for death in sorted(found, key=lambda one: one.at, reverse=True):
        for delivery in death.held or (None,):
            given = {"at": death.at, "delivery": delivery}
            row = connection.execute(AFTER if delivery else BEGUN, given).fetchone()
            if row is not None and row[0] is not None:
                again = row[0].timestamp()
                if again <= last.get(delivery, again):
                    waits[death].append(again - death.at)
            last[delivery] = death.at
    longest = sorted(max(each) for each in waits.values())
    return longest[min(len(longest) * 99 // 100, len(longest) - 1)] if longest else None


def paused(connection: psycopg.Connection) -> float:
    """The longest time in which nothing was begun while there was work, in seconds."""
    row = connection.execute(PAUSE).fetchone()
    return float(row[0] or 0) if row else 0.0


def judge(
    stage: Stage, fault: str, requests: list[Request], found: list[Death], **known: Any
) -> Verdict:
    """The verdict on a run that has drained; `known` are the fields that are not looked up."""
    with psycopg.connect(stage.address) as connection:
        counts = compared(stage.expected, arrivals(requests), admitted(connection))
        waited, pause = recovery(connection, found), paused(connection)
    amiss = stage.audit()
    looked_up: dict[str, Any] = {"recovery": waited, "pause": pause, **counts}
    notes = tuple(amiss[:5])
    return Verdict(fault=fault, balanced=not amiss, notes=notes, **looked_up, **known)
