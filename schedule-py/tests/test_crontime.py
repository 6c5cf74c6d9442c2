"""Cron through changes of the clocks, against Debian's main loop, played minute by minute."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from oye_schedule.occurrences import next_occurrences
from oye_schedule.schedule import Schedule

from .clock_changes import MINUTE, ZONES, changes, shown

EXPRESSIONS = (
    "* * * * *",
    "*/15 * * * *",
    "10 * * * *",
    "* 2 * * *",
    "0 */2 * * *",
    "0 0 * * *",
    "5,35 0-4 * * *",
    "59 23,0,1,2,3 * * *",
    "20 0-3 * * 0,6",
    "0,30 0-23 1-15 * *",
)


def numbers(field: str, low: int, high: int) -> set[int]:
    found: set[int] = set()
    for item in field.split(","):
        span, _, step = item.partition("/")
        first, _, last = span.replace("*", f"{low}-{high}").partition("-")
        found |= set(range(int(first), int(last or first) + 1, int(step or 1)))
    return found


def debian(expression: str, minutes: tuple[tuple[datetime, datetime], ...]) -> Iterator[datetime]:
    """The UTC minutes at which the daemon runs a job: cron.c, "virtualTime" and its three cases."""
    fields = expression.split()
    sets = [numbers(field, 0, 59) for field in fields]
    wild = fields[0][0] == "*" or fields[1][0] == "*"

    def named(wall: datetime) -> bool:
        week_day = wall.isoweekday() % 7
        dated = fields[2] == "*" or wall.day in sets[2]
        weekly = fields[4] == "*" or week_day in sets[4]
        return wall.minute in sets[0] and wall.hour in sets[1] and dated and weekly

    virtual = minutes[0][1] - MINUTE
    for now, wall in minutes:
        ahead = (wall - virtual) // MINUTE
        if ahead == 1 or abs(ahead) > 180:
            virtual = wall
            if named(wall):
                yield now
        elif ahead > 0:
            skipped = [virtual + number * MINUTE for number in range(1, ahead + 1)]
            virtual = wall
            if any(map(named, [wall] if wild else skipped)):
                yield now
        elif wild and named(wall):
            yield now


@pytest.mark.parametrize("zone", ZONES)
def test_every_change_runs_as_in_debian(zone: str) -> None:
    for change in changes(zone):
        minutes = shown(zone, change)
        for expression in EXPRESSIONS:
            found = next_occurrences(
                Schedule(datetime(2000, 1, 1), zone, (f"CRON:{expression}",)),
                zone="UTC",
                after=minutes[0][0] - timedelta(seconds=1),
                limit=421,
            ).instants
            ours = [moment.astimezone(UTC) for moment in found]
            ours = [moment for moment in ours if moment <= minutes[-1][0]]
            assert ours == list(debian(expression, minutes)), (expression, change)


def test_a_job_in_a_gap_runs_whenever_one_asks() -> None:
    """Asked within the hour before, and in the very second before it."""
    schedule = Schedule(datetime(2000, 1, 1), "Europe/Madrid", ("CRON:30 2 * * *",))
    gap = datetime(2026, 3, 29, 1, tzinfo=UTC)
    for before in (1, 60, 3600, 7200):
        after = gap - timedelta(seconds=before)
        assert next_occurrences(schedule, zone="UTC", after=after, limit=1).instants[0] == gap
    later = next_occurrences(schedule, zone="UTC", after=gap, limit=1).instants[0]
    assert later == datetime(2026, 3, 30, 0, 30, tzinfo=UTC)


def test_a_day_that_a_zone_left_out_runs_nothing() -> None:
    """Samoa had no 30 December 2011: more than three hours are no change of the clocks."""
    schedule = Schedule(datetime(2000, 1, 1), "Pacific/Apia", ("CRON:0 9 * * *",))
    after = datetime(2011, 12, 29, 12, tzinfo=UTC)
    found = next_occurrences(schedule, zone="UTC", after=after, limit=3).instants
    assert [(moment.day, moment.hour) for moment in found] == [(29, 9), (31, 9), (1, 9)]
