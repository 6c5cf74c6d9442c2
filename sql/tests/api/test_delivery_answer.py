"""What a button under a message does."""

import uuid
from datetime import timedelta

import pytest
from oye_sql.testcall import Fire, Person, Row, as_read, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def sent(tom: Person, clock: Clock, fire: Fire) -> Row:
    """The message of Tom's reminder 1, a daily one."""
    tom.series("water", [clock.now() + HOUR, clock.now() + HOUR + DAY])
    clock.advance(HOUR)
    [row] = fire.deliver()
    return row


def answer(who: Person, message: Row, said: str, **arguments: object) -> Row:
    shown: Row = who.call(
        "delivery_answer", delivery_id=message["delivery_id"], answer=said, **arguments
    )
    return shown


def test_done_answers_the_occurrence_of_the_message(tom: Person, sent: Row) -> None:
    done = answer(tom, sent, "done")
    assert (done["answer"], done["due_at"]) == ("done", "2026-11-24T09:00:00+00:00")
    assert tom.call("reminder_get", reminder_id=1)["waiting_since"] is None


def test_it_answers_the_message_that_was_pressed_also_when_a_later_one_came(
    tom: Person, sent: Row, clock: Clock, fire: Fire
) -> None:
    clock.advance(DAY)
    fire.deliver()
    answer(tom, sent, "done")
    answers = [one["answer"] for one in tom.call("occurrence_list")["items"]]
    assert answers == ["none", "done"]


def test_snoozed_tells_it_again(tom: Person, sent: Row, clock: Clock, fire: Fire) -> None:
    answer(tom, sent, "snoozed", until=clock.now() + HOUR)
    clock.advance(HOUR)
    assert [one["kind"] for one in fire.deliver()] == ["snooze"]


def test_what_is_done_stays_done_whatever_is_pressed(tom: Person, sent: Row, clock: Clock) -> None:
    done = answer(tom, sent, "done")
    clock.advance(HOUR)
    assert answer(tom, sent, "done") == as_read(done)
    assert answer(tom, sent, "snoozed", until=clock.now() + HOUR) == as_read(done)


def test_snoozed_may_be_done_afterwards(tom: Person, sent: Row, clock: Clock, fire: Fire) -> None:
    answer(tom, sent, "snoozed", until=clock.now() + HOUR)
    assert answer(tom, sent, "done")["answer"] == "done"
    clock.advance(HOUR)
    assert fire.deliver() == []


def test_a_message_of_a_deleted_reminder_can_still_be_answered(tom: Person, sent: Row) -> None:
    tom.call("reminder_delete", reminder_id=1)
    assert answer(tom, sent, "done")["answer"] == "done"


def test_an_unknown_message_is_refused(tom: Person) -> None:
    with refused(404, "delivery_not_found", "delivery_id"):
        answer(tom, {"delivery_id": uuid.uuid4()}, "done")


def test_snoozed_needs_a_time_in_the_future(tom: Person, sent: Row, clock: Clock) -> None:
    for until in (None, clock.now()):
        with refused(422, "snooze_out_of_range", "when"):
            answer(tom, sent, "snoozed", until=until)


def test_a_message_answers_only_in_the_chat_it_went_to(tom: Person, sent: Row) -> None:
    with refused(404, "delivery_not_found"):
        answer(tom, sent, "done", address="-100123")
    assert answer(tom, sent, "done", address="7")["answer"] == "done"
