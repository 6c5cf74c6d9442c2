"""What came of a run: what arrived, held against what was promised and what history says."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import psycopg
from oye_fakes.server import Request
from stage import Key, Stage

HEADER = (
    f"{'fault':<34}{'runs':>6}{'expected':>10}{'delivered':>10}{'said':>6}{'lost':>6}"
    f"{'dupl.':>7}{'marked':>7}{'unmarked':>9}{'recovery p99':>14}  audit"
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
BEGUN = "select min(begun_at) from core.attempt where begun_at > to_timestamp(%(at)s)"


@dataclass(frozen=True)
class Death:
    """A moment from which to recover: who held what then (nothing: any work counts)."""

    at: float
    held: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """A line of the table. `said`: not delivered, and history says so (unknown or failed)."""

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
    balanced: bool
    bound: float
    notes: tuple[str, ...] = field(default=())

    @property
    def kept(self) -> bool:
        """Whether every promise was kept."""
        in_time = self.recovery is None or self.recovery <= self.bound
        return not (self.lost or self.unmarked or self.surplus) and self.balanced and in_time

    def __str__(self) -> str:
        recovery = "-" if self.recovery is None else f"{self.recovery:.1f} s"
        audit = "balanced" if self.balanced else "UNBALANCED"
        line = (
            f"{self.fault:<34}{self.runs:>6}{self.expected:>10}{self.delivered:>10}{self.said:>6}"
            f"{self.lost:>6}{self.duplicates:>7}{self.marked:>7}{self.unmarked:>9}{recovery:>14}"
            f"  {audit}"
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


def judge(
    stage: Stage, fault: str, runs: int, requests: list[Request], found: list[Death], bound: float
) -> Verdict:
    """The verdict on a run that has drained."""
    with psycopg.connect(stage.address) as connection:
        counts = compared(stage.expected, arrivals(requests), admitted(connection))
        waited = recovery(connection, found)
    amiss = stage.audit()
    return Verdict(
        fault=fault,
        runs=runs,
        recovery=waited,
        balanced=not amiss,
        bound=bound,
        notes=tuple(amiss[:5]),
        **counts,
    )
