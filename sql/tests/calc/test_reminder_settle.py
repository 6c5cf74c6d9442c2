from datetime import datetime, timedelta

import psycopg
import pytest
from oye_sql.testcall import Calc, Calculation, Fire, Person, Row
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
DAILY = ["RRULE:FREQ=DAILY"]


@pytest.fixture
def daily(ann: Person, clock: Clock) -> Person:
    """Ann, whose daily reminder 1 of 09:00 is to be calculated."""
    ann.call("reminder_create", text="water", starts_at="2026-11-24 09:00", recurrence=DAILY)
    return ann


def shown(who: Person) -> Row:
    reminder: Row = who.call("reminder_get", reminder_id=1)
    return reminder


def test_scheduled_stores_the_instant_and_those_after_it(
    daily: Person, clock: Clock, calc: Calc
) -> None:
    at = clock.now() + HOUR
    found = Calculation(at, [at + DAY, at + 2 * DAY])
    assert calc.settle(calc.claim(), [found]) == ["scheduled"]
    assert (shown(daily)["state"], shown(daily)["next_occurrence"]) == (
        "scheduled",
        "2026-11-24T09:00:00+00:00",
    )
    assert shown(daily)["upcoming"] == ["2026-11-25T09:00:00+00:00", "2026-11-26T09:00:00+00:00"]
    assert calc.claim() == []


def test_a_second_report_of_the_same_is_stale(daily: Person, clock: Clock, calc: Calc) -> None:
    claimed = calc.claim()
    calc.settle(claimed, [Calculation(clock.now() + HOUR)])
    before = shown(daily)
    assert calc.settle(claimed, [Calculation(clock.now() + DAY)]) == ["stale"]
    assert shown(daily) == before


@pytest.mark.parametrize(
    "found",
    [
        Calculation(datetime.fromisoformat("2026-11-27T09:00Z"), ended=True),
        Calculation(
            datetime.fromisoformat("2026-11-27T09:00Z"),
            missed=[datetime.fromisoformat("2026-11-25T09:00Z")],
        ),
        Calculation(missed=[datetime.fromisoformat("2026-11-25T09:00Z")]),
        Calculation(ended=True),
        Calculation(invalid="no_occurrence: none"),
    ],
)
@pytest.mark.parametrize("change", ["edit", "zone"])
def test_what_was_calculated_for_another_revision_or_zone_changes_nothing(
    daily: Person, clock: Clock, calc: Calc, change: str, found: Calculation
) -> None:
    claimed = calc.claim()
    clock.advance(2 * DAY)
    if change == "edit":
        daily.call("reminder_update", reminder_id=1, patch={"text": "tea"})
    else:
        daily.call("me_update", patch={"timezone": "Europe/Madrid"})
    before = shown(daily)
    assert calc.settle(claimed, [found]) == ["stale"]
    assert shown(daily) == before
    assert daily.call("occurrence_list")["items"] == []
    assert [row["reminder_id"] for row in calc.claim()] == [1]


def test_invalid_is_shown_with_its_reason_and_not_claimed_again_until_an_edit(
    daily: Person, clock: Clock, calc: Calc
) -> None:
    assert calc.settle(calc.claim(), [Calculation(invalid="no_occurrence: never")]) == ["invalid"]
    assert (shown(daily)["state"], shown(daily)["state_reason"]) == (
        "invalid",
        "no_occurrence: never",
    )
    assert calc.claim() == []
    patch = {"schedule": {"starts_at": "2026-11-24T10:00:00"}}
    daily.call("reminder_update", reminder_id=1, patch=patch)
    assert len(calc.claim()) == 1
    assert shown(daily)["state_reason"] is None


def test_an_instant_that_is_accounted_for_is_invalid(
    daily: Person, clock: Clock, calc: Calc
) -> None:
    assert calc.settle(calc.claim(), [Calculation(clock.now())]) == ["invalid"]
    assert "accounted for already" in shown(daily)["state_reason"]


def test_neither_an_instant_nor_an_end_is_invalid(daily: Person, calc: Calc) -> None:
    assert calc.settle(calc.claim(), [Calculation()]) == ["invalid"]
    assert "neither" in shown(daily)["state_reason"]


def test_ended_leaves_the_active_ones(daily: Person, calc: Calc) -> None:
    assert calc.settle(calc.claim(), [Calculation(ended=True)]) == ["ended"]
    assert (shown(daily)["state"], shown(daily)["state_reason"]) == ("finished", "ended")
    assert daily.call("reminder_list")["items"] == []


def test_ended_is_still_listed_while_its_last_occurrence_waits(
    daily: Person, clock: Clock, calc: Calc, fire: Fire
) -> None:
    calc.settle(calc.claim(), [Calculation(clock.now() + HOUR)])
    clock.advance(HOUR)
    fire.deliver()
    assert calc.settle(calc.claim(), [Calculation(ended=True)]) == ["ended"]
    assert shown(daily)["state"] == "waiting"


def test_gone_is_what_was_deleted_meanwhile(daily: Person, clock: Clock, calc: Calc) -> None:
    claimed = calc.claim()
    daily.call("reminder_delete", reminder_id=1)
    assert calc.settle(claimed, [Calculation(clock.now() + HOUR)]) == ["gone"]


def test_gone_is_also_whose_person_is_not_there(
    daily: Person, clock: Clock, calc: Calc, owner: psycopg.Connection
) -> None:
    claimed = calc.claim()
    owner.execute("delete from core.person")
    assert calc.settle(claimed, [Calculation(clock.now() + HOUR)]) == ["gone"]


def test_a_poison_row_becomes_invalid_and_never_stops_the_others(
    daily: Person, bob: Person, clock: Clock, calc: Calc, owner: psycopg.Connection
) -> None:
    for _ in range(2):
        bob.call("reminder_create", text="tea", starts_at="2026-11-24 09:00")
    owner.execute(
        "update core.person set timezone = 'Nowhere/At_All' where person_id = %s", [daily.person_id]
    )
    claimed = calc.claim()
    at = clock.advance(DAY)
    found = Calculation(at + HOUR, missed=[at - HOUR])
    verdicts = calc.settle(claimed, [found] * 3)
    poisoned = [row["person_id"] == daily.person_id for row in claimed]
    assert verdicts == ["invalid" if one else "scheduled" for one in poisoned]
    assert "Nowhere/At_All" in shown(daily)["state_reason"]
