"""Rows in and out of the database: claim what is to be calculated, settle what was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row, kwargs_row
from psycopg.types.json import Json

from oye_calc.catch_up import Calculated, Claimed

Database = Connection[tuple[Any, ...]]

CLAIM = """
select
    person_id, reminder_id, revision, zone, starts_at, timezone, recurrence, after_done, catch_up,
    grace, accounted_until, counts_from, claimed_at
from calc.reminder_claim(p_worker => %s, p_limit => %s, p_buckets => %s::smallint[])
"""

SETTLE = """
select person_id, reminder_id, verdict
from calc.reminder_settle(
    p_persons => %s::uuid[], p_reminders => %s::integer[], p_revisions => %s::integer[],
    p_zones => %s::text[], p_nexts => %s::timestamptz[], p_upcoming => %s::jsonb,
    p_missed => %s::jsonb, p_ended => %s::boolean[], p_invalid => %s::text[]
)
"""


@dataclass(frozen=True)
class Verdict:
    """What became of a calculation: scheduled, ended, invalid, more, stale or gone."""

    person_id: object
    reminder_id: int
    verdict: str


def claim(
    connection: Database, worker: str, limit: int, buckets: tuple[int, ...] | None
) -> list[Claimed]:
    """Reminders to calculate, locked until the transaction ends."""
    arguments = (worker, limit, None if buckets is None else list(buckets))
    with connection.cursor(row_factory=kwargs_row(_claimed)) as cursor:
        return cursor.execute(CLAIM, arguments).fetchall()


def _claimed(*, recurrence: list[str], **columns: Any) -> Claimed:
    return Claimed(recurrence=tuple(recurrence), **columns)


def settle(connection: Database, calculated: Sequence[tuple[Claimed, Calculated]]) -> list[Verdict]:
    """Store calculations; a verdict for each."""
    rows = [row for row, _ in calculated]
    results = [result for _, result in calculated]
    arguments = (
        [row.person_id for row in rows],
        [row.reminder_id for row in rows],
        [row.revision for row in rows],
        [row.zone for row in rows],
        [result.next_occurrence for result in results],
        Json([_texts(result.upcoming) for result in results]),
        Json([_texts(result.missed) for result in results]),
        [result.ended for result in results],
        [result.invalid for result in results],
    )
    with connection.cursor(row_factory=class_row(Verdict)) as cursor:
        return cursor.execute(SETTLE, arguments).fetchall()


def _texts(instants: Iterable[datetime]) -> list[str]:
    return [instant.isoformat() for instant in instants]
