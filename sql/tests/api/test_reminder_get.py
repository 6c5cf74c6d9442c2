from datetime import timedelta

from oye_sql.testcall import Fire, Person, as_read, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)


def test_a_reminder_is_shown_as_it_was_created(ann: Person, clock: Clock) -> None:
    made = ann.once("water", clock.now() + HOUR, tags=["home"], said="water in an hour")
    found = ann.call("reminder_get", reminder_id=made["id"])
    assert found == as_read(made)
    assert found["schedule"] == {
        "starts_at": "2026-11-24T09:00:00",
        "timezone": None,
        "recurrence": [],
        "after_done": None,
    }
    assert (found["text"], found["said"], found["tags"]) == ("water", "water in an hour", ["home"])
    assert (found["state"], found["next_occurrence"]) == ("scheduled", "2026-11-24T09:00:00+00:00")
    assert (found["revision"], found["catch_up"], found["grace_seconds"]) == (1, "latest", 900)
    assert found["channels"] is None
    assert found["waiting_since"] is None


def test_a_number_that_was_never_given_out_is_not_found(ann: Person) -> None:
    with refused(404, "reminder_not_found", "reminder_id"):
        ann.call("reminder_get", reminder_id=1)


def test_a_one_off_that_fired_is_shown_waiting_and_when_done_finished(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    fire.deliver()
    waiting = ann.call("reminder_get", reminder_id=1)
    assert (waiting["state"], waiting["next_occurrence"]) == ("waiting", None)
    assert waiting["waiting_since"] == "2026-11-24T09:00:00+00:00"
    ann.call("occurrence_done", reminder_id=1)
    finished = ann.call("reminder_get", reminder_id=1)
    assert (finished["state"], finished["state_reason"]) == ("finished", "fired")
    assert finished["waiting_since"] is None


def test_a_deleted_reminder_is_not_found(ann: Person, clock: Clock) -> None:
    ann.once("water", clock.now() + HOUR)
    ann.call("reminder_delete", reminder_id=1)
    with refused(404, "reminder_not_found"):
        ann.call("reminder_get", reminder_id=1)


def test_a_floating_reminder_shows_the_zone_of_the_person_and_a_pinned_one_its_own(
    ann: Person, clock: Clock
) -> None:
    ann.once("floating", clock.now() + HOUR)
    ann.once("pinned", clock.now() + HOUR, timezone="Asia/Tokyo", zone="Asia/Tokyo")
    ann.call("me_update", patch={"timezone": "Europe/Madrid"})
    assert ann.call("reminder_get", reminder_id=1)["timezone"] == "Europe/Madrid"
    assert ann.call("reminder_get", reminder_id=2)["timezone"] == "Asia/Tokyo"
