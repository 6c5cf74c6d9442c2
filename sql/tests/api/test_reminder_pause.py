from datetime import timedelta

from oye_sql.testcall import Calc, Calculation, Fire, Person, as_read, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def test_a_paused_reminder_shows_no_next_occurrence_and_does_not_fire(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.series("water", [clock.now() + HOUR, clock.now() + DAY])
    paused = ann.call("reminder_pause", reminder_id=1)
    assert (paused["state"], paused["next_occurrence"], paused["upcoming"]) == ("paused", None, [])
    clock.advance(2 * HOUR)
    fire.deliver()
    assert ann.call("occurrence_list")["items"] == []


def test_what_is_not_yet_being_sent_is_cancelled(ann: Person, clock: Clock, fire: Fire) -> None:
    ann.hook()
    ann.series("water", [clock.now() + HOUR, clock.now() + DAY])
    clock.advance(HOUR)
    claimed = fire.claim()
    ann.call("reminder_pause", reminder_id=1)
    assert fire.begin(claimed) == ["cancelled"]
    [occurrence] = ann.call("occurrence_list")["items"]
    assert (occurrence["outcome"], occurrence["outcome_reason"]) == ("skipped", "paused")


def test_twice_is_as_once(ann: Person, clock: Clock) -> None:
    ann.once("water", clock.now() + HOUR)
    once = ann.call("reminder_pause", reminder_id=1)
    assert ann.call("reminder_pause", reminder_id=1) == as_read(once)


def test_one_that_is_not_calculated_yet_stays_paused_and_is_not_claimed(
    ann: Person, calc: Calc
) -> None:
    ann.call("reminder_create", text="water", starts_at="2026-11-24 09:00")
    ann.call("reminder_pause", reminder_id=1)
    assert calc.claim() == []


def test_a_calculation_that_was_under_way_does_not_end_the_pause(
    ann: Person, clock: Clock, calc: Calc
) -> None:
    ann.call("reminder_create", text="water", starts_at="2026-11-24 09:00")
    claimed = calc.claim()
    ann.call("reminder_pause", reminder_id=1)
    assert calc.settle(claimed, [Calculation(clock.now() + HOUR, ended=True)]) == ["stale"]
    assert ann.call("reminder_get", reminder_id=1)["state"] == "paused"


def test_one_that_is_over_or_was_never_there_is_refused(ann: Person, clock: Clock) -> None:
    ann.once("water", clock.now() + HOUR)
    ann.call("occurrence_done", reminder_id=1)
    with refused(409, "reminder_finished", "reminder_id"):
        ann.call("reminder_pause", reminder_id=1)
    with refused(404, "reminder_not_found", "reminder_id"):
        ann.call("reminder_pause", reminder_id=2)
