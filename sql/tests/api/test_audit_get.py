"""api.audit_get: what an audit of one person compares."""

from datetime import UTC, datetime, timedelta

import pytest
from oye_schedule.audit import balance
from oye_schedule.occurrences import next_occurrences
from oye_schedule.schedule import Schedule
from oye_sql.testcall import Calc, Calculation, Fire, Person, refused
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


@pytest.mark.parametrize("redone", [False, True])
@pytest.mark.parametrize("ended", [False, True])
@pytest.mark.parametrize(
    "zones",
    [
        [],
        ["Europe/Madrid"],
        ["America/Lima"],
        ["Asia/Tokyo", "America/Lima"],
        ["Asia/Tokyo", "UTC"],
    ],
)
def test_a_skip_that_is_undone_or_made_again_is_expected_once_wherever_the_person_went(
    ann: Person,
    clock: Clock,
    fire: Fire,
    calc: Calc,
    zones: list[str],
    ended: bool,
    redone: bool,
) -> None:
    """Several spans may have accounted for what was passed over."""
    first = clock.now() + HOUR
    rule = "RRULE:FREQ=DAILY;COUNT=1" if ended else "RRULE:FREQ=DAILY"
    known = [first] if ended else [first, first + 24 * HOUR]
    ann.series("water", known, ended=ended, recurrence=[rule])
    skip = ann.call("reminder_skip", reminder_id=1)["change_id"]
    for zone in zones:
        clock.advance(SECOND)
        ann.call("me_update", patch={"timezone": zone})
    clock.advance(SECOND)
    undo = ann.call("history_revert", change_id=skip)["change_id"]
    if redone:
        clock.advance(SECOND)
        ann.call("history_revert", change_id=undo)
    for row in calc.claim():
        schedule = Schedule(row["starts_at"], row["zone"], tuple(row["recurrence"]))
        zone, after = row["zone"], row["accounted_until"]
        instants = next_occurrences(schedule, zone=zone, after=after, limit=2).instants
        first_of, *others = [at.astimezone(UTC) for at in instants]
        calc.settle([row], [Calculation(first_of, others, ended=ended)])
    clock.advance(9 * HOUR)
    fire.deliver()
    found = ann.call("audit_get", since=(first - 24 * HOUR).isoformat())
    [one] = found["items"]
    period = [datetime.fromisoformat(found[name]) for name in ("since", "until")]
    weighed = balance(one, *period)
    assert not weighed.lost
    assert not weighed.surplus


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
