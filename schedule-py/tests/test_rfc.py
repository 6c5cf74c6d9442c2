"""Random rules of every kind against the naive engine of rfc_oracle, also what others get wrong.

The dice roll anew each day; a rule that fails is printed, and belongs into KNOWN.
"""

import os
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from oye_schedule.occurrences import next_occurrences
from oye_schedule.schedule import Schedule

from .rfc_oracle import occurrences

MOST = 400
RULES = int(os.environ.get("OYE_RFC_RULES", "400"))
SEED = int(os.environ.get("OYE_RFC_SEED", str(datetime.now(UTC).toordinal())))
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# How long each kind of rule is followed: long enough to turn the ends of its years and months.
HORIZON_DAYS = {
    "YEARLY": 6 * 366,
    "MONTHLY": 3 * 366,
    "WEEKLY": 2 * 366,
    "DAILY": 366,
    "HOURLY": 20,
    "MINUTELY": 0.4,
    "SECONDLY": 0.015,
}

KNOWN = [
    # A day before the month's first, moved forward to it.
    ("FREQ=YEARLY;BYMONTHDAY=-31,-1,2,30;SKIP=FORWARD", "2033-12-02T15:08:02"),
    ("FREQ=MONTHLY;BYMONTHDAY=-31;SKIP=BACKWARD;BYSETPOS=1", "2033-12-02T15:08:02"),
    # The first days of January in a week of the year before.
    ("FREQ=DAILY;BYWEEKNO=53", "2020-12-31T09:00:00"),
    ("FREQ=WEEKLY;BYWEEKNO=1;BYDAY=MO,SU", "2024-12-01T09:00:00"),
    # The first set begins in the month before the start.
    ("FREQ=MONTHLY;BYMONTHDAY=30;SKIP=FORWARD;BYSETPOS=1", "2026-03-01T09:00:00"),
    # BYDAY comes after SKIP (RFC 7529 section 4.1): its number counts in the month or the year in
    # which the moved day stands, not in the one that lacked it.
    (
        "FREQ=MONTHLY;INTERVAL=4;BYMONTHDAY=-31,-27,11;BYDAY=2MO,3WE,5FR,5WE,SU;SKIP=BACKWARD",
        "2003-07-18T09:00:00",
    ),
    (
        "FREQ=MONTHLY;BYMONTHDAY=2,30;BYDAY=1TU,5WE,FR,TH;SKIP=FORWARD;BYSETPOS=-1;COUNT=24",
        "2021-01-31T09:00:00",
    ),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYDAY=1SU,1MO;SKIP=FORWARD", "2023-01-01T09:00:00"),
    ("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=-31;BYDAY=5MO,-1WE;SKIP=BACKWARD", "2018-01-01T09:00:00"),
    ("FREQ=YEARLY;BYYEARDAY=366;BYDAY=1SU,1MO,-53TU;SKIP=FORWARD", "2000-03-01T09:00:00"),
    ("FREQ=YEARLY;BYYEARDAY=-366;BYDAY=-1SA,-1SU,53TU,1MO;SKIP=BACKWARD", "2000-03-01T09:00:00"),
]


def numbers(dice: random.Random, low: int, high: int, signed: bool = False, most: int = 4) -> str:
    edges = (low, low + 1, high - 1, high)
    found = set()
    for _ in range(dice.randint(1, most)):
        number = dice.choice(edges) if dice.random() < 0.4 else dice.randint(low, high)
        found.add(number * (dice.choice((1, -1)) if signed else 1))
    return ",".join(map(str, sorted(found)))


def week_days(dice: random.Random, ordinal: bool, most: int) -> str:
    found = set()
    for _ in range(dice.randint(1, 5)):
        nth = ""
        if ordinal and dice.random() < 0.5:
            nth = str(dice.choice((1, -1)) * dice.randint(1, most))
        found.add(nth + dice.choice(DAYS))
    return ",".join(sorted(found))


def day_parts(dice: random.Random, freq: str) -> Iterator[str]:
    small = freq in ("HOURLY", "MINUTELY", "SECONDLY")
    chance = 0.1 if small else 0.25
    if dice.random() < chance:
        yield "BYMONTH=" + numbers(dice, 1, 12, most=6)
    week = freq == "YEARLY" and dice.random() < 0.25
    if week or dice.random() < 0.02:
        week = True
        yield "BYWEEKNO=" + numbers(dice, 1, 53, signed=True, most=6)
    if freq != "WEEKLY" and dice.random() < chance:
        yield "BYMONTHDAY=" + numbers(dice, 1, 31, signed=True, most=6)
    if dice.random() < (chance if freq in ("YEARLY", "HOURLY") else 0.03):
        yield "BYYEARDAY=" + numbers(dice, 1, 366, signed=True, most=8)
    if dice.random() < 0.4:
        ordinal = freq in ("MONTHLY", "YEARLY") and not week
        yield "BYDAY=" + week_days(dice, ordinal, 5 if freq == "MONTHLY" else 53)
    if freq in ("MONTHLY", "YEARLY") and dice.random() < 0.2:
        yield "SKIP=" + dice.choice(("OMIT", "BACKWARD", "FORWARD"))


def random_rule(dice: random.Random, start: datetime) -> str:
    freq = dice.choice(tuple(HORIZON_DAYS))
    parts = [f"FREQ={freq}"]
    if dice.random() < 0.4:
        parts.append(f"INTERVAL={dice.choice((1, 2, 3, 4, 5, 7, 12, 25, 61))}")
    parts += day_parts(dice, freq)
    for name, high in (("BYHOUR", 23), ("BYMINUTE", 59), ("BYSECOND", 60)):
        if dice.random() < 0.2:
            parts.append(f"{name}=" + numbers(dice, 0, high))
    if any(part.startswith("BY") for part in parts) and dice.random() < 0.3:
        parts.append("BYSETPOS=" + numbers(dice, 1, 6, signed=True))
    if dice.random() < 0.4:
        parts.append("WKST=" + dice.choice(DAYS))
    if dice.random() < 0.2:
        parts.append(f"COUNT={dice.randint(1, 30)}")
    elif dice.random() < 0.15:
        until = start + timedelta(days=HORIZON_DAYS[freq]) * dice.random()
        parts.append(f"UNTIL={until:%Y%m%dT%H%M%S}"[: dice.choice((14, 21))])
    return ";".join(parts)


def ours(text: str, start: datetime, after: datetime | None, end: datetime) -> list[datetime]:
    found = next_occurrences(
        Schedule(start, "UTC", (f"RRULE:{text}",)),
        zone="UTC",
        after=None if after is None else after.replace(tzinfo=UTC),
        limit=MOST,
    ).instants
    return [wall for moment in found if (wall := moment.replace(tzinfo=None)) < end]


@pytest.mark.parametrize(("text", "start"), KNOWN)
def test_what_was_wrong_once_agrees_with_the_rfc(text: str, start: str) -> None:
    begin = datetime.fromisoformat(start)
    end = begin + timedelta(days=3000)
    expected = occurrences(text, begin, end)[:MOST]
    assert expected
    assert ours(text, begin, None, end) == expected


def test_random_rules_agree_with_the_rfc() -> None:
    """From the start on, and from a moment in between, where nothing may be missed or repeated."""
    dice = random.Random(SEED)
    filled = 0
    for _ in range(RULES):
        start = datetime(2000, 1, 1) + timedelta(seconds=dice.randrange(40 * 366 * 86_400))
        if dice.random() < 0.3:
            # The ends of the year, where weeks reach over.
            start = start.replace(month=dice.choice((1, 12)), day=dice.choice((1, 2, 3, 29, 31)))
        text = random_rule(dice, start)
        end = start + timedelta(days=HORIZON_DAYS[text.split(";")[0][5:]])
        expected = occurrences(text, start, end)
        said = f"{text} from {start} (seed {SEED})"
        assert ours(text, start, None, end) == expected[:MOST], said
        filled += bool(expected)
        if expected:
            after = dice.choice(expected) - timedelta(seconds=dice.choice((0, 1, 3600, 86_400)))
            later = [moment for moment in expected if moment > after]
            assert ours(text, start, after, end) == later[:MOST], f"{said} after {after}"
    assert filled > RULES * 0.5
