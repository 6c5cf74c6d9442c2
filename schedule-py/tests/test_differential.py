"""Random rules against python-dateutil, but for what it is known to get wrong.

Left out: WEEKLY with BYSETPOS (a truncated first week, dateutil#1398), BYWEEKNO without BYDAY or at
the ends of the year, BYDAY that mixes `1MO` and `WE`. A rule for which dateutil takes longer than
its share is not compared; how many were is asserted.
"""

import os
import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr

from oye_schedule.occurrences import next_occurrences
from oye_schedule.schedule import Schedule

RULES = int(os.environ.get("OYE_DIFFERENTIAL_RULES", "1500"))
SHARE_SECONDS = 0.02
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQS = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
# The alarm may go off within a callback of the garbage collector, where it can only be reported.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


class TooSlowError(Exception):
    """dateutil took longer than its share."""


@contextmanager
def share() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGVTALRM, stop)
    # Again and again: what a handler raises within a callback of the collector is lost.
    signal.setitimer(signal.ITIMER_VIRTUAL, SHARE_SECONDS, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def numbers(dice: random.Random, low: int, high: int, most: int = 3, signed: bool = False) -> str:
    count = dice.randint(1, most)
    signs = (1, -1) if signed else (1,)
    found = {dice.randint(low, high) * dice.choice(signs) for _ in range(count)}
    return ",".join(map(str, sorted(found)))


def day_parts(dice: random.Random, freq: str) -> Iterator[str]:
    if dice.random() < 0.3:
        yield "BYMONTH=" + numbers(dice, 1, 12)
    if freq != "WEEKLY" and dice.random() < 0.3:
        yield "BYMONTHDAY=" + numbers(dice, 1, 31, 4, signed=True)
    if freq in ("YEARLY", "HOURLY") and dice.random() < 0.15:
        yield "BYYEARDAY=" + numbers(dice, 1, 366, 4, signed=True)
    if dice.random() < 0.35:
        days = {dice.choice(DAYS) for _ in range(dice.randint(1, 4))}
        if freq in ("MONTHLY", "YEARLY") and dice.random() < 0.5:
            days = {dice.choice(("1", "2", "-1", "3", "-2", "5")) + day for day in days}
        yield "BYDAY=" + ",".join(sorted(days))
    elif freq == "YEARLY" and dice.random() < 0.2:
        yield "BYWEEKNO=" + numbers(dice, 2, 51) + ";BYDAY=TU,SA"


def random_rule(dice: random.Random) -> str:
    freq = dice.choice(FREQS)
    parts = [f"FREQ={freq}"]
    if dice.random() < 0.4:
        parts.append(f"INTERVAL={dice.choice((1, 2, 3, 4, 5, 7, 10, 12, 15, 18, 24, 90, 100))}")
    parts += day_parts(dice, freq)
    for name, high, chance in (("BYHOUR", 23, 0.2), ("BYMINUTE", 59, 0.2), ("BYSECOND", 59, 0.1)):
        if dice.random() < chance:
            parts.append(f"{name}=" + numbers(dice, 0, high))
    if dice.random() < 0.15 and len(parts) > 2 and freq not in ("WEEKLY", "SECONDLY"):
        parts.append("BYSETPOS=" + numbers(dice, 1, 4, 2, signed=True))
    if dice.random() < 0.3:
        parts.append("WKST=" + dice.choice(("MO", "SU", "WE")))
    if dice.random() < 0.2:
        parts.append(f"COUNT={dice.randint(1, 40)}")
    elif dice.random() < 0.1:
        parts.append(f"UNTIL=20{dice.randint(10, 40)}0{dice.randint(1, 9)}15T120000")
    return ";".join(parts)


def theirs(text: str, start: datetime, after: datetime | None) -> list[datetime] | None:
    """What dateutil answers; None where it is too slow. A rule that it calls empty is empty."""
    try:
        with share():
            rule = rrulestr(text, dtstart=start)
            found = rule if after is None else rule.xafter(after)
            return list(islice(iter(found), 6))
    except TooSlowError:
        return None
    except ValueError as problem:
        assert "Invalid" in str(problem)
        return []


def test_random_rules_agree_with_dateutil() -> None:
    dice = random.Random(5545)
    compared = filled = 0
    for _ in range(RULES):
        text = random_rule(dice)
        start = datetime(2000, 1, 1) + timedelta(seconds=dice.randrange(20 * 365 * 86_400))
        age = timedelta(days=dice.choice((0, 10, 400, 3650)), seconds=dice.randrange(86_400))
        after = start + age if dice.random() < 0.7 else None
        expected = theirs(text, start, after)
        if expected is None:
            continue
        horizon = (after or start) + timedelta(days=36_500)
        ours = next_occurrences(
            Schedule(start, "UTC", (f"RRULE:{text}",)),
            zone="UTC",
            after=None if after is None else after.replace(tzinfo=UTC),
            limit=6,
        ).instants
        mine = [moment.replace(tzinfo=None) for moment in ours]
        assert [m for m in mine if m < horizon] == [m for m in expected if m < horizon], (
            f"{text} from {start} after {after}"
        )
        compared += 1
        filled += bool(expected)
    assert compared > RULES * 0.6
    assert filled > compared * 0.7
