"""api.audit_get: what an audit of one person compares."""

from datetime import timedelta

from oye_sql.testcall import Fire, Person, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def test_each_revision_of_a_schedule_is_kept_with_what_it_was_to_do(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    start = clock.now()
    ann.series("water", [start + HOUR, start + 25 * HOUR])
    clock.advance(HOUR)
    fire.deliver()
    ann.call("me_update", patch={"timezone": "Asia/Tokyo"})
    ann.call("reminder_pause", reminder_id=1)
    clock.advance(HOUR)
    ann.call("reminder_resume", reminder_id=1)
    ann.call("reminder_delete", reminder_id=1)
    clock.advance(SECOND)
    [one] = ann.call("audit_get", since=start.isoformat())["items"]
    assert [(span["zone"], span["ended_why"]) for span in one["spans"]] == [
        ("UTC", "moved"),
        ("Asia/Tokyo", "paused"),
        ("Asia/Tokyo", "deleted"),
    ]
    assert one["spans"][0]["expected_until"] == one["due_ats"][0] == "2026-11-24T09:00:00+00:00"
    assert (one["state"], one["counts"]["delivered"]) == (None, 1)


def test_words_and_ways_to_catch_up_begin_no_span(ann: Person, clock: Clock) -> None:
    ann.series("water", [clock.now() + HOUR])
    ann.call("reminder_update", reminder_id=1, patch={"text": "water it", "catch_up": "all"})
    clock.advance(SECOND)
    [one] = ann.call("audit_get")["items"]
    assert [span["ended_why"] for span in one["spans"]] == [None]


def test_an_after_done_begins_a_span_with_each_answer(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    first = clock.now() + HOUR
    ann.series("water", [first], recurrence=[], after_done="P1D")
    clock.advance(HOUR)
    fire.deliver()
    ann.call("occurrence_done", reminder_id=1)
    clock.advance(SECOND)
    [one] = ann.call("audit_get")["items"]
    assert [(span["counts_from"], span["ended_why"]) for span in one["spans"]] == [
        (None, "answered"),
        ("2026-11-24T09:00:00+00:00", None),
    ]


def test_a_new_time_that_is_undone_leaves_nothing_expected_of_what_is_over(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    fire.deliver()
    schedule = {"starts_at": "2026-11-24T12:00:00", "recurrence": ["RRULE:FREQ=DAILY"]}
    ann.call("reminder_update", reminder_id=1, patch={"schedule": schedule})
    clock.advance(HOUR)
    ann.call("history_revert_last")
    clock.advance(HOUR)
    [one] = ann.call("audit_get")["items"]
    assert [(span["ended_why"], span["expected_until"]) for span in one["spans"]] == [
        ("over", None),
        ("edited", "2026-11-24T09:00:00+00:00"),
    ]


def test_a_skip_that_is_undone_is_expected_by_the_reminder_as_it_is_now_alone(
    ann: Person, clock: Clock
) -> None:
    start = clock.now().isoformat()
    ann.once("water", clock.now() + HOUR)
    ann.call("reminder_skip", reminder_id=1)
    ann.call("history_revert_last")
    clock.advance(2 * HOUR)
    ann.call("reminder_delete", reminder_id=1)
    [one] = ann.call("audit_get")["items"]
    assert [(span["ended_why"], span["expected_until"]) for span in one["spans"]] == [
        ("edited", start),
        ("deleted", start),
    ]


def test_what_came_due_of_a_schedule_stays_expected_when_its_edit_is_undone(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.once("water", clock.now() + 3 * HOUR)
    schedule = {"starts_at": "2026-11-24T09:00:00", "recurrence": ["RRULE:FREQ=DAILY"]}
    due = clock.now() + HOUR
    ann.call(
        "reminder_update",
        reminder_id=1,
        patch={"schedule": schedule},
        zone="UTC",
        next_occurrence=due,
        upcoming=[due + 24 * HOUR],
    )
    clock.advance(HOUR)
    fire.deliver()
    ann.call("history_revert_last")
    clock.advance(SECOND)
    [one] = ann.call("audit_get")["items"]
    assert one["due_ats"] == [due.isoformat()]
    assert one["spans"][1]["expected_until"] == due.isoformat()


def test_nobody_sees_anothers_and_a_year_is_the_most(
    ann: Person, bob: Person, clock: Clock
) -> None:
    ann.series("water", [clock.now() + HOUR])
    assert bob.call("audit_get")["items"] == []
    with refused(422, "period_too_long", "since"):
        bob.call("audit_get", since=(clock.now() - timedelta(days=367)).isoformat())
