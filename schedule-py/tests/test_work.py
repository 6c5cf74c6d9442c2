"""No schedule is much work, even when nothing of it is remembered."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from oye_schedule.describe import describe
from oye_schedule.occurrences import next_occurrences
from oye_schedule.problem import ScheduleError
from oye_schedule.schedule import Schedule
from oye_schedule.zone import load_zone

from .bounded import DRAWN, forget, in_time

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ZONES = ("UTC", "Europe/Madrid", "Australia/Lord_Howe", "Pacific/Apia")
PARTS = {
    "INTERVAL": st.sampled_from((1, 2, 7, 59, 769, 86_399, 10**6, 10**9)),
    "COUNT": st.sampled_from((1, 100, 100_000)),
    "UNTIL": st.sampled_from(("20300101", "19000101T000000Z", "99991231T235959")),
    "WKST": st.sampled_from(("MO", "SU", "TH")),
    "BYMONTH": st.lists(st.integers(1, 12), min_size=1, max_size=4),
    "BYWEEKNO": st.lists(st.sampled_from((1, 20, 52, 53, -1, -53)), min_size=1, max_size=3),
    "BYYEARDAY": st.lists(st.sampled_from((1, 100, 365, 366, -366)), min_size=1, max_size=3),
    "BYMONTHDAY": st.lists(st.sampled_from((1, 13, 29, 30, 31, -1, -31)), min_size=1, max_size=3),
    "BYDAY": st.lists(st.sampled_from(("MO", "FR", "SU", "1MO", "-1FR", "53SU")), min_size=1),
    "BYHOUR": st.lists(st.integers(0, 23), min_size=1, max_size=24),
    "BYMINUTE": st.lists(st.integers(0, 59), min_size=1, max_size=60),
    "BYSECOND": st.lists(st.integers(0, 60), min_size=1, max_size=60),
    "BYSETPOS": st.lists(st.sampled_from((1, 2, 5, 366, -1, -366)), min_size=1, max_size=3),
    "SKIP": st.sampled_from(("OMIT", "BACKWARD", "FORWARD")),
}
FREQS = st.sampled_from(("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"))


@st.composite
def rules(draw: st.DrawFn) -> str:
    names = draw(st.lists(st.sampled_from(sorted(PARTS)), unique=True, max_size=6))
    text = f"RRULE:FREQ={draw(FREQS)}"
    for name in names:
        value = draw(PARTS[name])
        text += f";{name}=" + (",".join(map(str, value)) if isinstance(value, list) else str(value))
    return text


@pytest.fixture(autouse=True, scope="module")
def _read() -> None:
    """Zones are read once a process, at its start."""
    for zone in ZONES:
        load_zone(zone)


def checked(schedule: Schedule, after: datetime) -> None:
    """Cold. Instants ascend, come after `after`, and the same are found from one of them on."""
    assert in_time(
        lambda: next_occurrences(schedule, zone="UTC", after=after, limit=3), before=forget
    )
    try:
        found = next_occurrences(schedule, zone="UTC", after=after, limit=3)
    except ScheduleError:
        return
    stamps = [moment.timestamp() for moment in found.instants]
    assert stamps == sorted(set(stamps))
    assert all(stamp > after.timestamp() for stamp in stamps)
    assert found.instants or (found.ended and found.reason)
    if len(stamps) > 1:
        again = next_occurrences(schedule, zone="UTC", after=found.instants[0], limit=1)
        assert again.instants[0].timestamp() == stamps[1]
    assert describe(schedule)


SLOW_ONCE = (
    "RRULE:FREQ=WEEKLY;BYSETPOS=2",
    "RRULE:FREQ=DAILY;BYSETPOS=366",
    "RRULE:FREQ=WEEKLY;BYSETPOS=1,-366;COUNT=100000",
    "RRULE:FREQ=SECONDLY;COUNT=100000;BYSECOND=1,2,3,5,7,11,13,17,19,23,29,31,37,41,43,47,53,59",
    "RRULE:FREQ=SECONDLY;INTERVAL=59;BYHOUR=1,2,3,5,7;BYSECOND=1,3,5,7,11,13;COUNT=100000",
    "RRULE:FREQ=HOURLY;COUNT=100000;BYDAY=SU",
)


def with_examples(test: Callable[..., None]) -> Callable[..., None]:
    for line in SLOW_ONCE:
        test = example([line], datetime(1982, 7, 19, 15, 53, 28), 6000, "Australia/Lord_Howe")(test)
    return test


@settings(max_examples=250, deadline=None, phases=DRAWN)
@given(
    lines=st.lists(rules(), min_size=1, max_size=2),
    start=st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)),
    age=st.integers(-1000, 40_000),
    zone=st.sampled_from(ZONES),
)
@with_examples
def test_any_rule_is_answered_in_time(
    lines: list[str], start: datetime, age: int, zone: str
) -> None:
    schedule = Schedule(start.replace(microsecond=0), zone, tuple(lines))
    after = (start + timedelta(days=age)).replace(tzinfo=UTC)
    checked(schedule, after)


@st.composite
def crons(draw: st.DrawFn) -> str:
    fields = []
    for low, high in ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7)):
        number = st.integers(low, high).map(str)
        span = st.tuples(number, number).map("-".join) | number | st.just("*")
        step = st.tuples(span, st.sampled_from(("", "", "/2", "/7", "/40"))).map("".join)
        special = {31: ("L", "LW", "31W", "1W"), 7: ("5L", "1#5")}.get(high, ("*",))
        item = step | st.sampled_from(special)
        fields.append(draw(st.lists(item, min_size=1, max_size=3).map(",".join)))
    return " ".join(fields)


@settings(max_examples=250, deadline=None, phases=DRAWN)
@given(
    expression=crons(),
    after=st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)),
    zone=st.sampled_from(ZONES),
)
def test_any_cron_is_answered_in_time(expression: str, after: datetime, zone: str) -> None:
    schedule = Schedule(datetime(1970, 1, 1), zone, (f"CRON:{expression}",))
    checked(schedule, after.replace(microsecond=0, tzinfo=UTC))


HUNDRED = {
    "never": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYHOUR={hour};BYMINUTE={minute}",
    "seconds": "FREQ=SECONDLY;BYMINUTE={minute};BYHOUR={hour};INTERVAL=59;BYYEARDAY=366",
    "sets of weeks": "FREQ=WEEKLY;BYMONTHDAY=1,20;BYHOUR={hour};BYMINUTE={minute};BYSETPOS=2",
    "sets of months": "FREQ=MONTHLY;BYMONTHDAY=1,2;BYHOUR={hour};BYMINUTE={minute};BYSETPOS=3",
    "counted": "FREQ=HOURLY;INTERVAL={minute};COUNT=100000;BYDAY=SU;BYMONTHDAY={hour}",
}


@pytest.mark.parametrize("rule", HUNDRED.values(), ids=HUNDRED)
def test_a_hundred_rules_are_answered_in_time(rule: str) -> None:
    lines = [
        f"RRULE:{rule.format(hour=hour, minute=minute)}"
        for hour in range(1, 21)
        for minute in range(1, 6)
    ]
    checked(Schedule(datetime(2000, 1, 1, 9), "Europe/Madrid", tuple(lines)), NOW)


def test_five_thousand_dates_are_answered_in_time() -> None:
    day = datetime(2020, 1, 1, 9)
    dates = ",".join(f"{day + timedelta(days=number):%Y%m%dT%H%M%S}" for number in range(5000))
    for line in (f"RDATE:{dates}", f"EXDATE:{dates}"):
        checked(Schedule(day, "Europe/Madrid", ("RRULE:FREQ=DAILY", line)), NOW)
