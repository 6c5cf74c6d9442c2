from datetime import timedelta

from oye_sql.testcall import Calc, Calculation, Fire, Person, as_read, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def due(who: Person) -> list[str]:
    return [one["due_at"] for one in who.call("occurrence_list")["items"]]


def test_before_its_time_a_reminder_goes_on_as_it_was(ann: Person, clock: Clock) -> None:
    before = ann.series("water", [clock.now() + HOUR, clock.now() + DAY])
    ann.call("reminder_pause", reminder_id=1)
    assert as_read(ann.call("reminder_resume", reminder_id=1)) == as_read(before)


def test_a_one_off_that_passed_in_the_pause_fires_late(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.once("water", clock.now() + HOUR)
    ann.call("reminder_pause", reminder_id=1)
    clock.advance(3 * DAY)
    assert ann.call("reminder_resume", reminder_id=1)["state"] == "scheduled"
    fire.deliver()
    [occurrence] = ann.call("occurrence_list")["items"]
    assert occurrence["due_at"] == "2026-11-24T09:00:00+00:00"
    assert occurrence["delivered_at"] == "2026-11-27T08:00:00+00:00"


def test_instants_of_a_series_within_the_pause_are_not_expected(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    first = clock.now() + HOUR
    ann.series("water", [first, first + DAY, first + 2 * DAY])
    ann.call("reminder_pause", reminder_id=1)
    clock.advance(DAY + 2 * HOUR)
    resumed = ann.call("reminder_resume", reminder_id=1)
    assert (resumed["state"], resumed["next_occurrence"]) == (
        "scheduled",
        "2026-11-26T09:00:00+00:00",
    )
    fire.deliver()
    assert due(ann) == []
    clock.advance(DAY - HOUR)
    fire.deliver()
    assert due(ann) == ["2026-11-26T09:00:00+00:00"]


def test_a_series_all_of_whose_known_instants_passed_is_calculated_from_now(
    ann: Person, clock: Clock, calc: Calc
) -> None:
    ann.series("water", [clock.now() + HOUR])
    ann.call("reminder_pause", reminder_id=1)
    clock.advance(DAY)
    assert ann.call("reminder_resume", reminder_id=1)["state"] == "compute"
    [row] = calc.claim()
    assert row["accounted_until"] == clock.now()


def test_a_series_that_ended_in_the_pause_is_over(ann: Person, clock: Clock, calc: Calc) -> None:
    ann.series("water", [clock.now() + HOUR], ended=True)
    ann.call("reminder_pause", reminder_id=1)
    clock.advance(DAY)
    ann.call("reminder_resume", reminder_id=1)
    assert calc.settle(calc.claim(), [Calculation(ended=True)]) == ["ended"]
    assert ann.call("reminder_get", reminder_id=1)["state"] == "finished"


def test_a_one_off_paused_before_it_was_calculated_is_still_told(
    ann: Person, clock: Clock, calc: Calc
) -> None:
    ann.call("reminder_create", text="water", starts_at="2026-11-24 09:00")
    ann.call("reminder_pause", reminder_id=1)
    clock.advance(DAY)
    ann.call("reminder_resume", reminder_id=1)
    [row] = calc.claim()
    assert row["accounted_until"] == clock.now() - DAY
    late = Calculation(clock.now() - 23 * HOUR, ended=True)
    assert calc.settle([row], [late]) == ["scheduled"]


def test_one_that_is_not_paused_is_returned_as_it_is(ann: Person, clock: Clock) -> None:
    made = ann.once("water", clock.now() + HOUR)
    assert ann.call("reminder_resume", reminder_id=1) == as_read(made)


def test_one_that_is_over_or_was_never_there_is_refused(ann: Person, clock: Clock) -> None:
    ann.once("water", clock.now() + HOUR)
    ann.call("occurrence_done", reminder_id=1)
    with refused(409, "reminder_finished", "reminder_id"):
        ann.call("reminder_resume", reminder_id=1)
    with refused(404, "reminder_not_found", "reminder_id"):
        ann.call("reminder_resume", reminder_id=2)
