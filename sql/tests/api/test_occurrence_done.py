from datetime import datetime, timedelta

from oye_sql.testcall import Fire, Person, as_read, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def test_the_latest_that_waits_is_done_and_the_one_off_leaves_the_list(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    fire.deliver()
    clock.advance(HOUR)
    done = ann.call("occurrence_done", reminder_id=1)
    assert (done["answer"], done["answered_at"]) == ("done", "2026-11-24T10:00:00+00:00")
    assert done["outcome"] == "delivered"
    assert ann.call("reminder_list")["items"] == []


def test_a_series_goes_on(ann: Person, clock: Clock, fire: Fire) -> None:
    ann.series("water", [clock.now() + HOUR, clock.now() + HOUR + DAY])
    clock.advance(HOUR)
    fire.deliver()
    ann.call("occurrence_done", reminder_id=1)
    shown = ann.call("reminder_get", reminder_id=1)
    assert (shown["state"], shown["waiting_since"]) == ("scheduled", None)
    assert shown["next_occurrence"] == "2026-11-25T09:00:00+00:00"


def test_due_at_names_an_earlier_one(ann: Person, clock: Clock, fire: Fire) -> None:
    first = clock.now() + HOUR
    ann.series("water", [first, first + DAY, first + 2 * DAY])
    for _ in range(2):
        clock.set(first)
        fire.deliver()
        first += DAY
    ann.call("occurrence_done", reminder_id=1, due_at="2026-11-24 09:00Z")
    answers = {one["due_at"]: one["answer"] for one in ann.call("occurrence_list")["items"]}
    assert answers == {
        "2026-11-24T09:00:00+00:00": "done",
        "2026-11-25T09:00:00+00:00": "none",
    }


def test_an_earlier_one_of_a_series_that_is_over_leaves_the_last_one_waiting(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    first = clock.now() + HOUR
    ann.series("water", [first, first + DAY], ended=True)
    for at in (first, first + DAY):
        clock.set(at)
        fire.deliver()
    ann.call("occurrence_done", reminder_id=1, due_at=first)
    assert ann.call("reminder_get", reminder_id=1)["state"] == "waiting"
    ann.call("occurrence_done", reminder_id=1)
    assert ann.call("reminder_get", reminder_id=1)["state"] == "finished"


def test_the_last_one_done_before_it_is_sent_leaves_an_earlier_one_waiting(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.hook()
    first = clock.now() + HOUR
    ann.series("water", [first, first + DAY], ended=True, catch_up="all")
    clock.set(first + DAY)
    claimed = [*fire.claim(), *fire.claim()]
    assert [row["due_at"] for row in claimed] == [first, first + DAY]
    ann.call("occurrence_done", reminder_id=1, due_at=first + DAY)
    assert ann.call("reminder_get", reminder_id=1)["state"] == "waiting"
    assert fire.begin(claimed) == ["go", "cancelled"]


def test_twice_is_as_once(ann: Person, clock: Clock, fire: Fire) -> None:
    ann.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    fire.deliver()
    done = ann.call("occurrence_done", reminder_id=1)
    cursor = ann.call("event_list")["cursor"]
    clock.advance(HOUR)
    assert ann.call("occurrence_done", reminder_id=1) == as_read(done)
    assert ann.call("event_list", after=cursor)["items"] == []


def test_what_is_not_yet_being_sent_is_cancelled_and_counts_as_skipped(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.hook()
    ann.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    claimed = fire.claim()
    done = ann.call("occurrence_done", reminder_id=1)
    assert (done["outcome"], done["outcome_reason"]) == ("skipped", "answered")
    assert fire.begin(claimed) == ["cancelled"]


def test_a_send_under_way_does_not_overwrite_the_answer(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.hook()
    ann.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    claimed = fire.claim()
    fire.begin(claimed)
    assert ann.call("occurrence_done", reminder_id=1)["outcome"] == "pending"
    assert fire.settle(claimed) == ["settled"]
    [occurrence] = ann.call("occurrence_list")["items"]
    assert (occurrence["outcome"], occurrence["answer"]) == ("delivered", "done")


def test_a_one_off_that_has_not_come_due_is_done_early(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.once("water", clock.now() + HOUR)
    early = ann.call("occurrence_done", reminder_id=1)
    assert (early["outcome"], early["outcome_reason"]) == ("skipped", "done_early")
    assert (early["answer"], early["due_at"]) == ("done", "2026-11-24T09:00:00+00:00")
    assert ann.call("reminder_get", reminder_id=1)["state"] == "finished"
    assert ann.call("occurrence_done", reminder_id=1) == as_read(early)
    clock.advance(HOUR)
    assert fire.deliver() == []
    assert ann.call("occurrence_list")["items"] == [as_read(early)]


def test_a_series_of_which_nothing_was_told_is_refused(ann: Person, clock: Clock) -> None:
    ann.series("water", [clock.now() + HOUR, clock.now() + DAY])
    with refused(409, "nothing_due", "reminder_id"):
        ann.call("occurrence_done", reminder_id=1)
    ann.call("reminder_skip", reminder_id=1)
    with refused(409, "nothing_due", "reminder_id"):
        ann.call("occurrence_done", reminder_id=1)


def test_an_unknown_number_or_instant_is_refused(ann: Person, clock: Clock) -> None:
    with refused(404, "reminder_not_found", "reminder_id"):
        ann.call("occurrence_done", reminder_id=1)
    ann.once("water", clock.now() + HOUR)
    with refused(404, "occurrence_not_found", "due_at"):
        ann.call("occurrence_done", reminder_id=1, due_at=datetime.fromisoformat("2026-01-01T00Z"))


def test_it_is_told_as_an_event(ann: Person, clock: Clock, fire: Fire) -> None:
    cursor = ann.call("event_list")["cursor"]
    ann.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    fire.deliver()
    ann.call("occurrence_done", reminder_id=1)
    events = ann.call("event_list", after=cursor)["items"]
    assert [event["kind"] for event in events] == ["due", "done"]
