"""What downtime passed over is recorded as missed, counted, and told with the next message."""

from datetime import datetime, timedelta

import psycopg
import pytest
from oye_sql.testcall import Calc, Calculation, Fire, Person
from oye_sql.testclock import Clock

DAY = timedelta(days=1)


@pytest.fixture
def late(ann: Person, clock: Clock) -> datetime:
    """Ann's daily reminder 1 of 09:00 is calculated three days late; 09:00 of the first day."""
    first = clock.now() + timedelta(hours=1)
    ann.call(
        "reminder_create",
        text="water",
        starts_at="2026-11-24 09:00",
        recurrence=["RRULE:FREQ=DAILY"],
    )
    clock.set(first + 3 * DAY)
    return first


def test_missed_ones_are_rows_and_the_next_message_says_how_many(
    ann: Person, clock: Clock, calc: Calc, fire: Fire, late: datetime
) -> None:
    found = Calculation(late + 3 * DAY, [late + 4 * DAY], [late, late + DAY, late + 2 * DAY])
    assert calc.settle(calc.claim(), [found]) == ["scheduled"]
    fire.deliver()
    told = [
        (one["due_at"][:10], one["outcome"], one["outcome_reason"], one["missed_before"])
        for one in ann.call("occurrence_list")["items"]
    ]
    assert told == [
        ("2026-11-27", "delivered", None, 3),
        ("2026-11-26", "missed", "catch_up", 0),
        ("2026-11-25", "missed", "catch_up", 0),
        ("2026-11-24", "missed", "catch_up", 0),
    ]


def test_after_more_it_is_claimed_again_from_where_it_was(
    ann: Person, clock: Clock, calc: Calc, fire: Fire, late: datetime
) -> None:
    assert calc.settle(calc.claim(), [Calculation(missed=[late, late + DAY])]) == ["more"]
    [row] = calc.claim()
    assert row["accounted_until"] == late + DAY
    found = Calculation(late + 3 * DAY, [late + 4 * DAY], [late + 2 * DAY])
    assert calc.settle([row], [found]) == ["scheduled"]
    fire.deliver()
    assert ann.call("occurrence_list")["items"][0]["missed_before"] == 3


def test_missed_ones_may_be_the_last(ann: Person, calc: Calc, clock: Clock, late: datetime) -> None:
    assert calc.settle(calc.claim(), [Calculation(missed=[late], ended=True)]) == ["ended"]
    assert [one["outcome"] for one in ann.call("occurrence_list")["items"]] == ["missed"]
    assert ann.call("reminder_list")["items"] == []


def test_given_twice_they_are_counted_once_and_never_asked_for_again(
    ann: Person, clock: Clock, calc: Calc, owner: psycopg.Connection, late: datetime
) -> None:
    """As after a zone change, which may put what is accounted for before what is there."""
    for _ in range(2):
        assert calc.settle(calc.claim(), [Calculation(missed=[late, late + DAY])]) == ["more"]
        [row] = calc.claim()
        assert row["accounted_until"] == late + DAY
        owner.execute("update core.reminder_next set accounted_until = '2026-11-24 08:00Z'")
    assert owner.execute("select missed_before from core.reminder_next").fetchall() == [(2,)]
    assert len(ann.call("occurrence_list")["items"]) == 2


def test_what_is_not_past_or_is_accounted_for_is_not_recorded_as_missed(
    ann: Person, clock: Clock, calc: Calc, late: datetime
) -> None:
    missed = [late - DAY, late, late + 10 * DAY]
    assert calc.settle(calc.claim(), [Calculation(missed=missed)]) == ["more"]
    assert [one["due_at"][:10] for one in ann.call("occurrence_list")["items"]] == ["2026-11-24"]


def test_more_than_a_thousand_at_once_are_invalid(
    ann: Person, clock: Clock, calc: Calc, late: datetime
) -> None:
    minutes = [late + timedelta(minutes=number) for number in range(1001)]
    assert calc.settle(calc.claim(), [Calculation(missed=minutes)]) == ["invalid"]
    assert ann.call("occurrence_list")["items"] == []
    assert "missed_too_many" in ann.call("reminder_get", reminder_id=1)["state_reason"]


def test_a_thousand_are_taken(ann: Person, clock: Clock, calc: Calc, late: datetime) -> None:
    minutes = [late + timedelta(minutes=number) for number in range(1000)]
    assert calc.settle(calc.claim(), [Calculation(missed=minutes)]) == ["more"]
    [row] = calc.claim()
    assert row["accounted_until"] == minutes[-1]


def test_they_keep_their_local_slot_and_the_channels_they_would_have_gone_to(
    ann: Person, clock: Clock, calc: Calc, owner: psycopg.Connection, late: datetime
) -> None:
    ann.hook()
    calc.settle(calc.claim(), [Calculation(missed=[late])])
    rows = owner.execute("select slot, timezone, channels from core.occurrence").fetchall()
    assert rows == [(late.replace(tzinfo=None), "UTC", [2])]
