from datetime import timedelta

from oye_sql.testcall import Fire, Person, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def test_a_series_goes_on_with_the_one_after(ann: Person, clock: Clock, fire: Fire) -> None:
    first = clock.now() + HOUR
    ann.series("water", [first, first + DAY, first + 2 * DAY])
    skipped = ann.call("reminder_skip", reminder_id=1)
    assert skipped["next_occurrence"] == "2026-11-25T09:00:00+00:00"
    assert skipped["upcoming"] == ["2026-11-26T09:00:00+00:00"]
    clock.advance(DAY + HOUR)
    fire.deliver()
    outcomes = {one["due_at"]: one["outcome"] for one in ann.call("occurrence_list")["items"]}
    assert outcomes == {
        "2026-11-24T09:00:00+00:00": "skipped",
        "2026-11-25T09:00:00+00:00": "delivered",
    }


def test_where_no_later_instant_is_known_it_is_calculated(ann: Person, clock: Clock) -> None:
    ann.series("water", [clock.now() + HOUR])
    assert ann.call("reminder_skip", reminder_id=1)["state"] == "compute"


def test_the_last_of_a_series_ends_it(ann: Person, clock: Clock) -> None:
    ann.series("water", [clock.now() + HOUR], ended=True)
    skipped = ann.call("reminder_skip", reminder_id=1)
    assert (skipped["state"], skipped["state_reason"]) == ("finished", "ended")


def test_a_series_that_ends_while_one_waits_for_an_answer_is_still_listed(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.series("water", [clock.now() + HOUR, clock.now() + DAY], ended=True)
    clock.advance(HOUR)
    fire.deliver()
    skipped = ann.call("reminder_skip", reminder_id=1)
    assert (skipped["state"], skipped["waiting_since"]) == (
        "waiting",
        "2026-11-24T09:00:00+00:00",
    )
    ann.call("occurrence_done", reminder_id=1)
    assert ann.call("reminder_list")["items"] == []


def test_a_one_off_is_thereby_finished_and_does_not_wait(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.once("water", clock.now() + HOUR)
    assert ann.call("reminder_skip", reminder_id=1)["state"] == "finished"
    clock.advance(HOUR)
    fire.deliver()
    [occurrence] = ann.call("occurrence_list")["items"]
    assert (occurrence["outcome"], occurrence["outcome_reason"]) == ("skipped", "skipped")
    assert (occurrence["answer"], occurrence["deliveries"]) == ("none", [])


def test_it_is_told_as_an_event(ann: Person, clock: Clock) -> None:
    cursor = ann.call("event_list")["cursor"]
    ann.once("water", clock.now() + HOUR)
    ann.call("reminder_skip", reminder_id=1)
    [event] = ann.call("event_list", after=cursor)["items"]
    assert (event["kind"], event["due_at"]) == ("skipped", "2026-11-24T09:00:00+00:00")


def test_what_has_no_next_occurrence_is_refused(ann: Person, clock: Clock, fire: Fire) -> None:
    ann.call("reminder_create", text="compute", starts_at="2026-11-24 09:00")
    ann.once("paused", clock.now() + HOUR)
    ann.call("reminder_pause", reminder_id=2)
    ann.once("over", clock.now() + HOUR)
    clock.advance(HOUR)
    fire.deliver()
    for number in (1, 2):
        with refused(409, "nothing_scheduled", "reminder_id"):
            ann.call("reminder_skip", reminder_id=number)
    with refused(409, "reminder_finished", "reminder_id"):
        ann.call("reminder_skip", reminder_id=3)
    with refused(404, "reminder_not_found", "reminder_id"):
        ann.call("reminder_skip", reminder_id=4)
