"""api.occurrence_retry: what failed, or perhaps did not arrive, is sent again."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from oye_sql.testcall import Fire, Person, Row, refused, waiting
from oye_sql.testclock import Clock
from oye_sql.testing import Database

DUE = datetime(2026, 11, 24, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def wendy(ann: Person, clock: Clock) -> Person:
    """Ann, with a webhook, and a one-off 1 that is due now."""
    ann.hook()
    ann.once("pay rent", DUE)
    clock.set(DUE)
    return ann


def sent_in_vain(fire: Fire, outcome: str = "rejected", reason: str = "redirect") -> Row:
    """The one delivery that is due, tried without success."""
    [row] = fire.claim()
    assert fire.begin([row]) == ["go"]
    fire.settle([row], outcome, reason=reason)
    return row


def unknown_twice(fire: Fire, clock: Clock) -> Row:
    """The one delivery that is due, of which nobody knows whether it arrived."""
    sent_in_vain(fire, "unknown", "timeout")
    clock.advance(5 * SECOND)
    return sent_in_vain(fire, "unknown", "timeout")


def outcome(person: Person) -> tuple[str, str | None]:
    [item] = person.call("occurrence_list")["items"]
    return item["outcome"], item["outcome_reason"]


def counts(person: Person) -> list[str]:
    """The outcomes of every occurrence, as an audit counts them."""
    found = person.call("audit_get", since=DUE - MINUTE)["items"]
    return sorted(name for item in found for name, count in item["counts"].items() if count)


def test_what_failed_goes_out_again_under_its_own_id(wendy: Person, fire: Fire) -> None:
    first = sent_in_vain(fire)
    assert outcome(wendy) == ("failed", "redirect")
    answer = wendy.call("occurrence_retry", reminder_id=1)
    assert (answer["outcome"], answer["outcome_reason"]) == ("pending", None)
    [again] = fire.deliver()
    assert again["delivery_id"] == first["delivery_id"]
    assert not again["perhaps_repeat"]
    assert outcome(wendy) == ("delivered", None)


def test_the_history_of_its_attempts_remains(wendy: Person, fire: Fire, clock: Clock) -> None:
    sent_in_vain(fire)
    clock.advance(MINUTE)
    wendy.call("occurrence_retry", reminder_id=1)
    fire.deliver()
    [item] = wendy.call("occurrence_list")["items"]
    [delivery] = item["deliveries"]
    assert (delivery["attempts"], delivery["state"], delivery["reason"]) == (2, "sent", None)


def test_a_retried_unknown_is_marked_as_perhaps_a_repeat(
    wendy: Person, fire: Fire, clock: Clock
) -> None:
    first = unknown_twice(fire, clock)
    assert outcome(wendy) == ("unknown", "timeout")
    wendy.call("occurrence_retry", reminder_id=1)
    [again] = fire.deliver()
    assert (again["delivery_id"], again["perhaps_repeat"]) == (first["delivery_id"], True)


def test_one_that_failed_after_an_unknown_send_is_marked_too(
    wendy: Person, fire: Fire, clock: Clock
) -> None:
    sent_in_vain(fire, "unknown", "timeout")
    clock.advance(5 * SECOND)
    sent_in_vain(fire)
    wendy.call("occurrence_retry", reminder_id=1)
    [again] = fire.claim()
    assert again["perhaps_repeat"]


def test_the_sum_balances_before_and_after(wendy: Person, fire: Fire, clock: Clock) -> None:
    clock.advance(SECOND)
    sent_in_vain(fire)
    assert counts(wendy) == ["failed"]
    wendy.call("occurrence_retry", reminder_id=1)
    assert counts(wendy) == ["pending"]
    fire.deliver()
    assert counts(wendy) == ["delivered"]


def test_twice_is_as_once(wendy: Person, fire: Fire) -> None:
    sent_in_vain(fire)
    first = wendy.call("occurrence_retry", reminder_id=1)
    assert first["queued"] == 1
    # Only the answer says that it was on its way already.
    assert wendy.call("occurrence_retry", reminder_id=1) == first | {"queued": 0}
    assert len(fire.claim()) == 1


def test_it_may_fail_again_and_be_retried_again(wendy: Person, fire: Fire, clock: Clock) -> None:
    sent_in_vain(fire)
    wendy.call("occurrence_retry", reminder_id=1)
    sent_in_vain(fire, "rejected", "url_wrong")
    assert outcome(wendy) == ("failed", "url_wrong")
    # Long after it was due: its time to be of use begins anew.
    clock.advance(timedelta(days=20))
    wendy.call("occurrence_retry", reminder_id=1)
    sent_in_vain(fire, "temporary", "http_500")
    assert outcome(wendy) == ("pending", None)


def test_it_goes_to_the_channels_that_are_enabled_now(wendy: Person, fire: Fire) -> None:
    sent_in_vain(fire, "permanent", "gone")
    with refused(409, "no_channel"):
        wendy.call("occurrence_retry", reminder_id=1)
    other = wendy.hook("https://example.org/other")
    answer = wendy.call("occurrence_retry", reminder_id=1)
    assert answer["outcome"] == "pending"
    [row] = fire.deliver()
    assert (row["channel_id"], row["address"]) == (other["id"], "https://example.org/other")
    assert outcome(wendy) == ("delivered", None)


def test_what_found_no_channel_at_all_is_sent_once_there_is_one(
    ann: Person, fire: Fire, clock: Clock
) -> None:
    hook = ann.hook()
    ann.once("pay rent", DUE)
    ann.call("channel_update", channel_id=hook["id"], patch={"enabled": False})
    clock.set(DUE)
    assert fire.claim() == []
    assert outcome(ann) == ("failed", "no_channel")
    ann.call("channel_update", channel_id=hook["id"], patch={"enabled": True})
    ann.call("occurrence_retry", reminder_id=1)
    assert [row["text"] for row in fire.deliver()] == ["pay rent"]
    assert outcome(ann) == ("delivered", None)


def test_the_named_instant_is_sent_else_the_latest_that_failed(
    ann: Person, fire: Fire, clock: Clock
) -> None:
    ann.hook()
    days = [DUE + timedelta(days=day) for day in range(4)]
    ann.series("stretch", days)
    for day, result in zip(days[:3], ("rejected", "rejected", "sent"), strict=True):
        clock.set(day)
        sent_in_vain(fire, result)
    assert ann.call("occurrence_retry", reminder_id=1)["due_at"].startswith("2026-11-25")
    named = ann.call("occurrence_retry", reminder_id=1, due_at=days[0])
    assert named["outcome"] == "pending"
    assert sorted(row["due_at"] for row in fire.deliver()) == days[:2]


def test_a_series_goes_on_from_where_it_was(ann: Person, fire: Fire, clock: Clock) -> None:
    ann.hook()
    made = ann.series("stretch", [DUE, DUE + timedelta(days=1)])
    clock.set(DUE)
    sent_in_vain(fire)
    before = ann.call("reminder_get", reminder_id=made["id"])
    ann.call("occurrence_retry", reminder_id=made["id"])
    assert ann.call("reminder_get", reminder_id=made["id"]) == before


def test_an_after_done_that_counts_from_the_failure_counts_on(
    ann: Person, fire: Fire, clock: Clock
) -> None:
    ann.hook()
    ann.series("filter", [DUE], recurrence=[], after_done="P30D")
    clock.set(DUE)
    sent_in_vain(fire)
    before = ann.call("reminder_get", reminder_id=1)
    assert before["state"] == "compute"
    ann.call("occurrence_retry", reminder_id=1)
    fire.deliver()
    assert ann.call("reminder_get", reminder_id=1)["state"] == "compute"


def test_what_is_done_stays_done(wendy: Person, fire: Fire) -> None:
    sent_in_vain(fire)
    wendy.call("occurrence_done", reminder_id=1)
    with refused(409, "already_done"):
        wendy.call("occurrence_retry", reminder_id=1)
    assert fire.claim() == []


def test_what_arrived_or_was_passed_over_is_refused(
    wendy: Person, fire: Fire, clock: Clock
) -> None:
    fire.deliver()
    with refused(409, "not_failed", "reminder_id"):
        wendy.call("occurrence_retry", reminder_id=1)
    wendy.series("stretch", [DUE + MINUTE, DUE + 2 * MINUTE])
    wendy.call("reminder_skip", reminder_id=2)
    with refused(409, "not_failed"):
        wendy.call("occurrence_retry", reminder_id=2, due_at=DUE + MINUTE)


def test_what_is_not_there_or_was_removed_is_not_found(wendy: Person, fire: Fire) -> None:
    with refused(404, "reminder_not_found"):
        wendy.call("occurrence_retry", reminder_id=77)
    with refused(404, "occurrence_not_found", "due_at"):
        wendy.call("occurrence_retry", reminder_id=1, due_at=DUE + MINUTE)
    sent_in_vain(fire)
    wendy.call("reminder_delete", reminder_id=1)
    with refused(404, "reminder_not_found"):
        wendy.call("occurrence_retry", reminder_id=1)


def test_nobody_retries_what_is_anothers(wendy: Person, bob: Person, fire: Fire) -> None:
    sent_in_vain(fire)
    with refused(404, "reminder_not_found"):
        bob.call("occurrence_retry", reminder_id=1)


def test_done_stops_what_was_retried(wendy: Person, fire: Fire) -> None:
    sent_in_vain(fire)
    wendy.call("occurrence_retry", reminder_id=1)
    wendy.call("occurrence_done", reminder_id=1)
    assert fire.claim() == []
    # And taken back, it goes out after all.
    wendy.call("history_revert_last")
    assert [row["text"] for row in fire.deliver()] == ["pay rent"]


def test_it_is_no_change_that_undo_would_take_for_the_last(wendy: Person, fire: Fire) -> None:
    sent_in_vain(fire)
    before = wendy.call("change_list")
    assert "change_id" not in wendy.call("occurrence_retry", reminder_id=1)
    assert wendy.call("change_list") == before


def test_a_snooze_that_failed_is_what_is_sent_again(
    wendy: Person, fire: Fire, clock: Clock
) -> None:
    unknown_twice(fire, clock)
    wendy.call("occurrence_snooze", reminder_id=1, until=DUE + 10 * MINUTE)
    clock.set(DUE + 10 * MINUTE)
    snooze = sent_in_vain(fire)
    assert outcome(wendy)[0] == "unknown"
    wendy.call("occurrence_retry", reminder_id=1)
    [row] = fire.deliver()
    assert (row["delivery_id"], row["kind"]) == (snooze["delivery_id"], "snooze")


def test_two_retries_at_once_send_it_once(
    wendy: Person, fire: Fire, database: Database, owner: psycopg.Connection
) -> None:
    sent_in_vain(fire)
    one, two = database.connect("oye_api", autocommit=False), database.connect("oye_api")
    wendy.on(one).call("occurrence_retry", reminder_id=1)
    with waiting(owner, two, lambda: wendy.on(two).call("occurrence_retry", reminder_id=1)) as said:
        one.commit()
    assert [answer["outcome"] for answer in said] == ["pending"]
    assert len(fire.claim()) == 1


def test_the_list_of_dead_letters_has_what_failed_and_is_not_done(
    ann: Person, fire: Fire, clock: Clock
) -> None:
    ann.hook()
    for text in ("arrived", "failed", "unknown", "done"):
        ann.once(text, DUE)
    clock.set(DUE)
    rows = {row["text"]: row for row in fire.claim()}
    fire.begin(list(rows.values()))
    fire.settle([rows["arrived"]])
    fire.settle([rows["failed"], rows["done"]], "rejected", reason="redirect")
    fire.settle([rows["unknown"]], "unknown", reason="timeout")
    clock.advance(5 * SECOND)
    sent_in_vain(fire, "unknown", "timeout")
    ann.call("occurrence_done", reminder_id=rows["done"]["reminder_id"])

    def dead() -> list[str]:
        items = ann.call("occurrence_list", failed=True)["items"]
        return sorted(item["text"] for item in items)

    assert dead() == ["failed", "unknown"]
    assert len(ann.call("occurrence_list", failed=False)["items"]) == 4
    ann.call("occurrence_retry", reminder_id=rows["failed"]["reminder_id"])
    assert dead() == ["unknown"]
