"""Events are read by transaction, so that none is ever passed over."""

from datetime import timedelta

import pytest
from oye_sql.testcall import Fire, Person, Row, refused
from oye_sql.testclock import Clock
from oye_sql.testing import Database

HOUR = timedelta(hours=1)


def read(who: Person, cursor: str, **arguments: object) -> tuple[list[str], str]:
    """The texts of the events after a cursor, and the cursor to go on from."""
    page = who.call("event_list", after=cursor, **arguments)
    return [event["text"] for event in page["items"]], page["cursor"]


def test_without_a_cursor_there_are_no_events_but_the_cursor_of_now(
    ann: Person, clock: Clock
) -> None:
    ann.once("before", clock.now() + HOUR)
    ann.call("reminder_skip", reminder_id=1)
    page = ann.call("event_list")
    assert page["items"] == []
    ann.once("after", clock.now() + HOUR)
    ann.call("reminder_skip", reminder_id=2)
    assert read(ann, page["cursor"])[0] == ["after"]


def test_an_event_tells_what_happened_to_which_occurrence(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    cursor = tom.call("event_list")["cursor"]
    tom.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    fire.deliver()
    until = clock.now() + HOUR
    tom.call("occurrence_snooze", reminder_id=1, until=until)
    clock.set(until)
    fire.deliver()
    tom.call("occurrence_done", reminder_id=1)
    events: list[Row] = tom.call("event_list", after=cursor)["items"]
    assert [event["kind"] for event in events] == ["due", "snoozed", "again", "done"]
    assert {event["due_at"] for event in events} == {"2026-11-24T09:00:00+00:00"}
    assert events[1]["until"] == "2026-11-24T10:00:00+00:00"
    assert [event["at"] for event in events] == ["2026-11-24T09:00:00+00:00"] * 2 + [
        "2026-11-24T10:00:00+00:00"
    ] * 2


def test_pages_go_on_from_their_cursor_also_within_one_transaction(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    cursor = ann.call("event_list")["cursor"]
    for number in range(5):
        ann.once(f"number {number}", clock.now() + HOUR)
    clock.advance(HOUR)
    fire.deliver()
    seen: list[str] = []
    for size in (2, 2, 1, 0):
        texts, cursor = read(ann, cursor, limit=2)
        assert len(texts) == size
        seen += texts
    assert sorted(seen) == [f"number {number}" for number in range(5)]


def test_the_id_of_an_event_is_a_cursor(ann: Person, clock: Clock) -> None:
    start = ann.call("event_list")["cursor"]
    for number in (1, 2):
        ann.once(f"number {number}", clock.now() + HOUR)
        ann.call("reminder_skip", reminder_id=number)
    first, _ = ann.call("event_list", after=start)["items"]
    assert read(ann, first["id"])[0] == ["number 2"]


def test_a_later_transaction_that_commits_first_never_lets_the_earlier_be_passed_over(
    ann: Person, clock: Clock, database: Database
) -> None:
    for number in (1, 2):
        ann.once(f"number {number}", clock.now() + HOUR)
    cursor = ann.call("event_list")["cursor"]
    early = database.connect("oye_api", autocommit=False)
    late = database.connect("oye_api", autocommit=False)
    ann.on(early).call("reminder_skip", reminder_id=1)
    ann.on(late).call("reminder_skip", reminder_id=2)
    late.commit()
    seen, cursor = read(ann, cursor)
    assert seen == [], "the later one is held back while the earlier may still come"
    early.commit()
    seen, cursor = read(ann, cursor)
    assert seen == ["number 1", "number 2"]
    assert read(ann, cursor)[0] == []


def test_an_event_of_a_transaction_that_was_open_when_the_cursor_was_taken_is_told(
    ann: Person, clock: Clock, database: Database
) -> None:
    ann.once("water", clock.now() + HOUR)
    early = database.connect("oye_api", autocommit=False)
    ann.on(early).call("reminder_skip", reminder_id=1)
    cursor = ann.call("event_list")["cursor"]
    early.commit()
    assert read(ann, cursor)[0] == ["water"]


def test_what_was_rolled_back_never_happened(ann: Person, clock: Clock, database: Database) -> None:
    ann.once("water", clock.now() + HOUR)
    cursor = ann.call("event_list")["cursor"]
    early = database.connect("oye_api", autocommit=False)
    ann.on(early).call("reminder_skip", reminder_id=1)
    early.rollback()
    assert read(ann, cursor)[0] == []


def test_a_cursor_from_a_database_that_was_restored_since_goes_on_from_now(
    ann: Person, clock: Clock
) -> None:
    _, cursor = read(ann, "9000000000000000000-1")
    ann.once("water", clock.now() + HOUR)
    ann.call("reminder_skip", reminder_id=1)
    assert read(ann, cursor)[0] == ["water"]


@pytest.mark.parametrize(
    "forged", ["", "1", "1-", "-1", "1-1-1", "one-two", "1" * 20 + "-1", "1 -1"]
)
def test_a_forged_cursor_is_refused(ann: Person, forged: str) -> None:
    with refused(400, "cursor_wrong", "Last-Event-ID"):
        ann.call("event_list", after=forged)


def test_who_listens_is_woken_with_the_bucket(
    ann: Person, clock: Clock, database: Database
) -> None:
    listener = database.connect("oye_api")
    listener.execute("listen oye_event")
    ann.once("water", clock.now() + HOUR)
    ann.call("reminder_skip", reminder_id=1)
    [woken] = listener.notifies(timeout=10, stop_after=1)
    assert (woken.channel, woken.payload) == ("oye_event", str(ann.bucket))
