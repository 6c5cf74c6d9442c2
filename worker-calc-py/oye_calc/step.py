"""One step: claim, calculate and settle within one short transaction."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from time import monotonic

from oye_schedule.occurrences import next_occurrences
from oye_schedule.problem import ScheduleError

from oye_calc.catch_up import Calculated, Claimed, Engine, calculate
from oye_calc.deadline import TooSlow, within
from oye_calc.log import Log
from oye_calc.rows import Database, Verdict, claim, settle

LOCKED_SECONDS = 0.1
LOCKED_EACH_SECONDS = 0.1
FREE_SECONDS = 2.0
LONGEST_REASON = 500


@dataclass(frozen=True)
class Share:
    """Whose reminders a worker takes, how many in one step, and how long each may take.

    A row may take `locked_seconds` of processor time while it is locked; one that takes longer is
    calculated again without a lock, where it has `free_seconds`.
    """

    worker: str
    buckets: tuple[int, ...] | None = None
    limit: int = 200
    locked_seconds: float = LOCKED_EACH_SECONDS
    free_seconds: float = FREE_SECONDS


def step(connection: Database, share: Share, log: Log, engine: Engine = next_occurrences) -> bool:
    """Calculate a batch; whether anything was stored, that is, whether there may be more to do.

    Holds its rows for 0.2 s at most: what the time doesn't suffice for is left for the next step.
    Raises psycopg.Error where the database is away; then nothing has changed.
    """
    calculated: list[tuple[Claimed, Calculated]] = []
    slow: list[Claimed] = []
    with connection.transaction():
        rows = claim(connection, share.worker, share.limit, share.buckets)
        until = monotonic() + LOCKED_SECONDS
        for row in rows:
            result = _calculated(row, engine, share.locked_seconds, log)
            if result is None:
                slow.append(row)
            else:
                calculated.append((row, result))
            if monotonic() >= until:
                break
        verdicts = settle(connection, calculated) if calculated else []
    _tell(verdicts, log)
    for row in slow:
        verdicts += _without_lock(connection, row, engine, share, log)
    return any(verdict.verdict not in ("stale", "gone") for verdict in verdicts)


def _without_lock(
    connection: Database, row: Claimed, engine: Engine, share: Share, log: Log
) -> list[Verdict]:
    """Calculate one that needs long. Nobody waits for it: an edit meanwhile makes it stale."""
    seconds = share.free_seconds
    result = _calculated(row, engine, seconds, log) or Calculated(
        invalid=f"too_slow: not calculated within {seconds:g} seconds; a simpler rule would do"
    )
    with connection.transaction():
        verdicts = settle(connection, [(row, result)])
    _tell(verdicts, log)
    return verdicts


def _calculated(row: Claimed, engine: Engine, seconds: float, log: Log) -> Calculated | None:
    """The calculation, or the reason why there is none; None where the time didn't suffice."""
    try:
        return within(seconds, partial(calculate, row, engine))
    except TooSlow:
        return None
    except ScheduleError as problem:
        return Calculated(invalid=_reason(problem.slug, problem.detail))
    except Exception as fault:  # noqa: BLE001 - whatever one row does, the others go on
        kind = type(fault).__name__
        log("engine_error", person=row.person_id, reminder=row.reminder_id, error=kind)
        return Calculated(invalid=_reason("engine_error", f"{kind}: {fault}"))


def _reason(slug: str, detail: str) -> str:
    """One printable line that fits where reasons are kept."""
    words = "".join(sign if sign.isprintable() else " " for sign in f"{slug}: {detail}")
    return words[:LONGEST_REASON]


def _tell(verdicts: Iterable[Verdict], log: Log) -> None:
    """One line for a batch, and one for each reminder that can't be calculated."""
    counts = Counter(verdict.verdict for verdict in verdicts)
    if counts:
        log("calculated", **counts)
    for verdict in verdicts:
        if verdict.verdict == "invalid":
            log("invalid", person=verdict.person_id, reminder=verdict.reminder_id)
