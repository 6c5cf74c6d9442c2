"""core.snooze_lost: a snooze that is told in vain is seen, and sent again, as any message is."""

from datetime import UTC, datetime, timedelta

import pytest
from oye_sql.testcall import Caller, Fire, Person, Row, refused
from oye_sql.testclock import Clock

DUE = datetime(2026, 11, 24, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def wendy(ann: Person, fire: Fire, clock: Clock) -> Person:
    """Ann, with a webhook as channel 2, on which she was told, and whose snooze is due now."""
    ann.hook()
    ann.once("pay rent", DUE)
    clock.set(DUE)
    fire.deliver()
    ann.call("occurrence_snooze", reminder_id=1, until=DUE + HOUR)
    clock.set(DUE + HOUR)
    return ann


def sent_in_vain(fire: Fire, outcome: str = "rejected", reason: str = "http_400") -> Row:
    [row] = [one for one in fire.claim() if one["kind"] != "update"]
    assert fire.begin([row]) == ["go"]
    fire.settle([row], outcome, reason=reason)
    return row


def failed(person: Person) -> list[tuple[str, str | None, str | None]]:
    """What `oye history --failed` shows: outcome, and that of the snooze with its reason."""
    items = person.call("occurrence_list", failed=True)["items"]
    return [(one["outcome"], one["snooze_outcome"], one["snooze_reason"]) for one in items]


def test_it_is_a_dead_letter_of_an_occurrence_that_stays_delivered(
    wendy: Person, fire: Fire
) -> None:
    assert failed(wendy) == []
    sent_in_vain(fire)
    assert failed(wendy) == [("delivered", "failed", "http_400")]
    [item] = wendy.call("audit_get", since=DUE - HOUR)["items"]
    assert {name: item["counts"][name] for name in ("delivered", "failed", "snoozed")} == {
        "delivered": 1, "failed": 0, "snoozed": 1,
    }  # fmt: skip


def test_one_that_perhaps_arrived_is_unknown(wendy: Person, fire: Fire, clock: Clock) -> None:
    sent_in_vain(fire, "unknown", "timeout")
    assert failed(wendy) == []
    clock.advance(5 * SECOND)
    sent_in_vain(fire, "rejected", "http_400")
    assert failed(wendy) == [("delivered", "unknown", "then_http_400")]


def test_it_is_told_to_those_who_watch_once(wendy: Person, fire: Fire) -> None:
    cursor = wendy.call("event_list")["cursor"]
    row = sent_in_vain(fire)
    fire.settle([row], "rejected", reason="http_400")
    events = wendy.call("event_list", after=cursor)["items"]
    assert [(one["kind"], one["reason"]) for one in events] == [("failed", "http_400")]


def test_one_whose_channel_was_closed_is_told_of_when_it_is_opened(
    tom: Person, fire: Fire, clock: Clock
) -> None:
    tom.once("pay rent", DUE)
    clock.set(DUE)
    fire.deliver()
    tom.call("occurrence_snooze", reminder_id=1, until=DUE + HOUR)
    clock.set(DUE + HOUR)
    sent_in_vain(fire, "permanent", "bot_blocked")
    again = tom.call("identity_ensure", chat_id="7", name="Tom")
    assert again["missed_count"] == 1
    assert [one["text"] for one in again["missed"]] == ["pay rent"]


def test_it_is_sent_again_under_its_own_id(wendy: Person, fire: Fire, clock: Clock) -> None:
    lost = sent_in_vain(fire)
    clock.advance(SECOND)
    wendy.call("occurrence_retry", reminder_id=1)
    assert failed(wendy) == []
    [again] = fire.deliver()
    assert (again["delivery_id"], again["kind"]) == (lost["delivery_id"], "snooze")
    with refused(409, "not_failed"):
        wendy.call("occurrence_retry", reminder_id=1)


def test_twice_is_as_once(wendy: Person, fire: Fire, clock: Clock) -> None:
    sent_in_vain(fire)
    clock.advance(SECOND)
    first = wendy.call("occurrence_retry", reminder_id=1)
    assert first["queued"] == 1
    assert wendy.call("occurrence_retry", reminder_id=1) == first | {"queued": 0}
    sent_in_vain(fire, "temporary", "http_500")
    wendy.call("occurrence_retry", reminder_id=1)
    clock.advance(HOUR)
    assert len(fire.claim()) == 1


def test_the_operator_finds_it_by_its_reason_and_sends_it_again(
    wendy: Person, fire: Fire, clock: Clock, ops: Caller
) -> None:
    sent_in_vain(fire)
    since = DUE - HOUR
    [row] = ops.rows("delivery_failed", since=since)
    assert (row["channel_kind"], row["reason"], row["letters"]) == ("webhook", "http_400", 1)
    assert ops.call("delivery_requeue", since=since, reason="http_500") == 0
    assert ops.call("delivery_requeue", since=since, reason="http_400") == 1
    clock.advance(SECOND)
    assert [row["kind"] for row in fire.deliver()] == ["snooze"]
    assert ops.rows("delivery_failed", since=since) == []


def test_what_is_done_snoozed_anew_or_undone_is_lost_no_longer(
    wendy: Person, fire: Fire, clock: Clock
) -> None:
    sent_in_vain(fire)
    wendy.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR)
    assert failed(wendy) == []
    clock.advance(HOUR)
    sent_in_vain(fire)
    assert failed(wendy) == [("delivered", "failed", "http_400")]
    wendy.call("occurrence_done", reminder_id=1)
    assert failed(wendy) == []


def test_one_that_is_still_to_come_has_not_failed(ann: Person, fire: Fire, clock: Clock) -> None:
    ann.hook()
    ann.once("pay rent", DUE)
    clock.set(DUE)
    fire.deliver()
    ann.call("occurrence_snooze", reminder_id=1, until=DUE + HOUR)
    with refused(409, "not_failed"):
        ann.call("occurrence_retry", reminder_id=1)
    ann.call("reminder_delete", reminder_id=1)
    assert failed(ann) == []


def test_told_on_one_channel_it_is_told(wendy: Person, fire: Fire, clock: Clock) -> None:
    other = wendy.hook("https://example.org/other")["id"]
    wendy.once("walk", clock.now() + HOUR, channels=[2, other])
    sent_in_vain(fire)
    clock.advance(HOUR)
    fire.deliver()
    wendy.call("occurrence_snooze", reminder_id=2, until=clock.now() + HOUR)
    clock.advance(HOUR)
    one, two = fire.claim()
    fire.begin([one, two])
    fire.settle([one], "rejected", reason="http_400")
    assert len(failed(wendy)) == 1
    fire.settle([two], "sent")
    assert len(failed(wendy)) == 1
