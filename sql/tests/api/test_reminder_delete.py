from datetime import timedelta

from oye_sql.testcall import Fire, Person, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def states(who: Person) -> list[tuple[str, str | None]]:
    [occurrence] = who.call("occurrence_list")["items"]
    return [(one["state"], one["reason"]) for one in occurrence["deliveries"]]


def test_it_is_gone_and_its_history_stays(ann: Person, clock: Clock, fire: Fire) -> None:
    ann.series("water", [clock.now() + HOUR, clock.now() + DAY])
    clock.advance(HOUR)
    fire.deliver()
    assert ann.call("reminder_delete", reminder_id=1) is None
    assert ann.call("reminder_list")["items"] == []
    assert ann.call("reminder_list", state="finished")["items"] == []
    assert len(ann.call("occurrence_list")["items"]) == 1
    clock.advance(2 * DAY)
    assert fire.deliver() == []
    assert len(ann.call("occurrence_list")["items"]) == 1


def test_what_is_ready_is_cancelled_and_the_occurrence_skipped(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.hook()
    ann.series("water", [clock.now() + HOUR, clock.now() + DAY])
    clock.advance(HOUR)
    claimed = fire.claim()
    ann.call("reminder_delete", reminder_id=1)
    assert fire.begin(claimed) == ["cancelled"]
    assert states(ann) == [("cancelled", "deleted")]
    [occurrence] = ann.call("occurrence_list")["items"]
    assert (occurrence["outcome"], occurrence["outcome_reason"]) == ("skipped", "deleted")


def test_what_is_being_sent_is_still_reported_and_not_tried_again(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.hook()
    ann.series("sent", [clock.now() + HOUR, clock.now() + DAY])
    clock.advance(HOUR)
    claimed = fire.claim()
    fire.begin(claimed)
    ann.call("reminder_delete", reminder_id=1)
    assert fire.settle(claimed, "temporary") == ["settled"]
    assert states(ann) == [("cancelled", "deleted")]


def test_a_one_off_that_waits_is_deleted_and_its_snooze_cancelled(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.hook()
    ann.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    fire.deliver()
    ann.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR)
    ann.call("reminder_delete", reminder_id=1)
    assert ann.call("reminder_list")["items"] == []
    clock.advance(2 * HOUR)
    assert fire.deliver() == []
    assert states(ann) == [("sent", None), ("cancelled", "deleted")]


def test_if_match_holds_for_active_and_finished_ones(ann: Person, clock: Clock, fire: Fire) -> None:
    ann.once("water", clock.now() + HOUR)
    with refused(412, "revision_mismatch", "If-Match"):
        ann.call("reminder_delete", reminder_id=1, if_match=2)
    clock.advance(HOUR)
    fire.deliver()
    with refused(412, "revision_mismatch", "If-Match"):
        ann.call("reminder_delete", reminder_id=1, if_match=2)
    ann.call("reminder_delete", reminder_id=1, if_match=1)


def test_a_second_time_it_is_not_found(ann: Person, clock: Clock) -> None:
    ann.once("water", clock.now() + HOUR)
    ann.call("reminder_delete", reminder_id=1)
    with refused(404, "reminder_not_found", "reminder_id"):
        ann.call("reminder_delete", reminder_id=1)
    with refused(404, "reminder_not_found", "reminder_id"):
        ann.call("reminder_delete", reminder_id=2)
