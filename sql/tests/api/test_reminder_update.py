from datetime import timedelta

import psycopg
import pytest
from oye_sql.testcall import Fire, Person, as_read, refused, waiting
from oye_sql.testclock import Clock
from oye_sql.testing import Database

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NOON = {"starts_at": "2026-11-24T12:00:00"}


def test_an_absent_member_stays_and_null_empties_what_may_be_empty(
    ann: Person, clock: Clock
) -> None:
    at = clock.now() + HOUR
    before = ann.once("water", at, said="water!", tags=["a"], channels=[1], grace_seconds=60)
    same = ann.call("reminder_update", reminder_id=1, patch={})
    assert as_read(same) == as_read(before) | {"revision": 2}
    emptied = ann.call("reminder_update", reminder_id=1, patch={"said": None, "channels": None})
    assert as_read(emptied) == as_read(before) | {"revision": 3, "said": None, "channels": None}
    kept = ann.call(
        "reminder_update",
        reminder_id=1,
        patch={"text": None, "tags": None, "catch_up": None, "grace_seconds": None},
    )
    assert as_read(kept) == as_read(emptied) | {"revision": 4}


def test_each_member_can_be_changed(ann: Person, clock: Clock) -> None:
    ann.hook()
    ann.once("water", clock.now() + HOUR)
    clock.advance(timedelta(minutes=1))
    patch = {
        "text": "tea",
        "said": "tea!",
        "tags": [],
        "channels": [2],
        "catch_up": "skip",
        "grace_seconds": 5,
    }
    changed = ann.call("reminder_update", reminder_id=1, patch=patch)
    assert changed | patch == changed
    assert changed["updated_at"] == "2026-11-24T08:01:00+00:00"
    assert changed["created_at"] == "2026-11-24T08:00:00+00:00"


def test_if_match_lets_only_a_change_of_that_revision_through(ann: Person, clock: Clock) -> None:
    ann.once("water", clock.now() + HOUR)
    assert ann.call("reminder_update", reminder_id=1, patch={"text": "tea"}, if_match=1)
    with refused(412, "revision_mismatch", "If-Match"):
        ann.call("reminder_update", reminder_id=1, patch={"text": "juice"}, if_match=1)
    assert ann.call("reminder_get", reminder_id=1)["text"] == "tea"


def test_of_two_edits_at_once_with_if_match_the_second_is_refused(
    ann: Person, clock: Clock, database: Database, owner: psycopg.Connection
) -> None:
    ann.once("water", clock.now() + HOUR)
    one, two = database.connect("oye_api", autocommit=False), database.connect("oye_api")

    def edit(who: Person) -> object:
        return who.call("reminder_update", reminder_id=1, patch={"text": "tea"}, if_match=1)

    edit(ann.on(one))
    with waiting(owner, two, lambda: edit(ann.on(two))) as results:
        one.commit()
    assert [str(result)[:21] for result in results] == ["412 revision_mismatch"]


def test_a_schedule_replaces_the_old_one_whole_with_its_instants(ann: Person, clock: Clock) -> None:
    ann.series("water", [clock.now() + HOUR, clock.now() + HOUR + DAY], timezone="UTC")
    changed = ann.call(
        "reminder_update",
        reminder_id=1,
        patch={"schedule": NOON},
        zone="UTC",
        next_occurrence="2026-11-24 12:00Z",
        upcoming=[],
        ended=True,
    )
    assert changed["schedule"] == NOON | {"timezone": None, "recurrence": [], "after_done": None}
    assert (changed["state"], changed["upcoming"]) == ("scheduled", [])
    assert changed["next_occurrence"] == "2026-11-24T12:00:00+00:00"


def test_a_schedule_without_instants_or_for_another_zone_is_left_to_worker_calc(
    ann: Person, clock: Clock
) -> None:
    for zone in (None, "Europe/Madrid"):
        ann.once("water", clock.now() + HOUR)
        patch = {"schedule": NOON}
        at = "2026-11-24 12:00Z"
        changed = ann.call(
            "reminder_update", reminder_id=1, patch=patch, zone=zone, next_occurrence=at
        )
        assert (changed["state"], changed["next_occurrence"]) == ("compute", None)


def test_a_paused_reminder_stays_paused_with_its_new_time(ann: Person, clock: Clock) -> None:
    ann.once("water", clock.now() + HOUR)
    ann.call("reminder_pause", reminder_id=1)
    at = "2026-11-24 12:00Z"
    changed = ann.call(
        "reminder_update", reminder_id=1, patch={"schedule": NOON}, zone="UTC", next_occurrence=at
    )
    assert changed["state"] == "paused"
    resumed = ann.call("reminder_resume", reminder_id=1)
    assert resumed["next_occurrence"] == "2026-11-24T12:00:00+00:00"


@pytest.mark.parametrize("leased", [False, True])
def test_a_text_reaches_what_is_due_and_not_yet_being_sent(
    ann: Person, clock: Clock, fire: Fire, leased: bool
) -> None:
    ann.hook()
    ann.series("water", [clock.now() + HOUR, clock.now() + DAY])
    clock.advance(HOUR)
    [old] = fire.claim()
    if not leased:
        fire.caller.call("delivery_release", worker=fire.worker)
    ann.call("reminder_update", reminder_id=1, patch={"text": "tea"})
    assert fire.begin([old]) == ["stale"]
    [new] = fire.claim()
    assert (new["delivery_id"], new["text"]) == (old["delivery_id"], "tea")
    assert fire.begin([new]) == ["go"]


def test_a_text_does_not_change_what_is_being_sent_or_was(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.hook()
    ann.series("water", [clock.now() + HOUR, clock.now() + DAY])
    clock.advance(HOUR)
    claimed = fire.claim()
    assert fire.begin(claimed) == ["go"]
    ann.call("reminder_update", reminder_id=1, patch={"text": "tea"})
    assert fire.settle(claimed) == ["settled"]
    ann.call("reminder_update", reminder_id=1, patch={"text": "juice"})
    assert ann.call("occurrence_list")["items"][0]["text"] == "water"
