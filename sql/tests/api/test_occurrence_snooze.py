from datetime import timedelta

import pytest
from oye_sql.testcall import Fire, Person, refused
from oye_sql.testclock import Clock

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def told(who: Person, clock: Clock, fire: Fire) -> Person:
    """The person, whose one-off 1 was told just now."""
    who.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    fire.deliver()
    return who


def test_on_telegram_it_is_told_again_at_that_time(tom: Person, clock: Clock, fire: Fire) -> None:
    told(tom, clock, fire)
    snoozed = tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + 10 * MINUTE)
    assert (snoozed["answer"], snoozed["snoozed_until"]) == (
        "snoozed",
        "2026-11-24T09:10:00+00:00",
    )
    clock.advance(9 * MINUTE)
    assert fire.deliver() == []
    clock.advance(MINUTE)
    [again] = fire.deliver()
    assert (again["kind"], again["nth"], again["channel_kind"]) == ("snooze", 1, "telegram")
    assert again["text"] == "water"


def test_in_the_inbox_it_is_told_again_without_a_send(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    told(ann, clock, fire)
    cursor = ann.call("event_list")["cursor"]
    ann.call("occurrence_snooze", reminder_id=1, until=clock.now() + 10 * MINUTE)
    clock.advance(10 * MINUTE)
    [again] = fire.claim()
    assert fire.begin([again]) == ["cancelled"]
    events = ann.call("event_list", after=cursor)["items"]
    assert [event["kind"] for event in events] == ["snoozed", "again"]
    assert events[0]["until"] == "2026-11-24T09:10:00+00:00"
    [occurrence] = ann.call("occurrence_list")["items"]
    assert [one["state"] for one in occurrence["deliveries"]] == ["sent", "sent"]
    assert fire.claim() == []


def test_a_snoozed_one_off_is_listed_as_waiting_until_it_is_done(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    told(tom, clock, fire)
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + DAY)
    [item] = tom.call("reminder_list")["items"]
    assert (item["state"], item["snoozed_until"]) == ("waiting", "2026-11-25T09:00:00+00:00")
    tom.call("occurrence_done", reminder_id=1)
    assert tom.call("reminder_list")["items"] == []
    clock.advance(DAY)
    assert fire.deliver() == []


def test_a_second_snooze_replaces_the_first(tom: Person, clock: Clock, fire: Fire) -> None:
    told(tom, clock, fire)
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + 10 * MINUTE)
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR)
    clock.advance(10 * MINUTE)
    assert fire.deliver() == []
    clock.advance(50 * MINUTE)
    [again] = fire.deliver()
    assert (again["kind"], again["nth"]) == ("snooze", 2)


def test_before_the_first_message_left_it_comes_at_the_new_time_alone(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    tom.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    claimed = fire.claim()
    snoozed = tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR)
    assert snoozed["outcome"] == "pending"
    assert fire.begin(claimed) == ["cancelled"]
    clock.advance(HOUR)
    assert [one["kind"] for one in fire.deliver()] == ["snooze"]
    assert tom.call("occurrence_list")["items"][0]["outcome"] == "delivered"


def test_a_series_keeps_its_next_occurrence(tom: Person, clock: Clock, fire: Fire) -> None:
    tom.series("water", [clock.now() + HOUR, clock.now() + HOUR + DAY])
    clock.advance(HOUR)
    fire.deliver()
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + 2 * DAY)
    shown = tom.call("reminder_get", reminder_id=1)
    assert shown["next_occurrence"] == "2026-11-25T09:00:00+00:00"


@pytest.mark.parametrize("by", [timedelta(0), -MINUTE, timedelta(days=5 * 366)])
def test_until_must_lie_in_the_future_and_within_five_years(
    ann: Person, clock: Clock, fire: Fire, by: timedelta
) -> None:
    told(ann, clock, fire)
    with refused(422, "snooze_out_of_range", "when"):
        ann.call("occurrence_snooze", reminder_id=1, until=clock.now() + by)
    assert ann.call("occurrence_list")["items"][0]["answer"] == "none"


def test_what_is_done_is_refused(ann: Person, clock: Clock, fire: Fire) -> None:
    told(ann, clock, fire)
    ann.call("occurrence_done", reminder_id=1)
    with refused(409, "already_done", "reminder_id"):
        ann.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR)


def test_what_has_not_come_due_or_is_not_there_is_refused(ann: Person, clock: Clock) -> None:
    ann.once("water", clock.now() + HOUR)
    with refused(409, "nothing_due", "reminder_id"):
        ann.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR)
    with refused(404, "reminder_not_found", "reminder_id"):
        ann.call("occurrence_snooze", reminder_id=2, until=clock.now() + HOUR)


def test_without_a_usable_channel_it_is_refused_and_not_promised(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    told(tom, clock, fire)
    tom.call("channel_update", channel_id=2, patch={"enabled": False})
    with refused(409, "no_channel"):
        tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR)
    assert tom.call("occurrence_list")["items"][0]["answer"] == "none"


def test_where_its_channel_was_removed_it_comes_on_those_that_are_the_default_now(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.hook()
    told(ann, clock, fire)
    ann.call("channel_delete", channel_id=2)
    ann.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR)
    assert ann.call("reminder_get", reminder_id=1)["snoozed_until"] == "2026-11-24T10:00:00+00:00"
    clock.advance(HOUR)
    fire.begin(fire.claim())
    [occurrence] = ann.call("occurrence_list")["items"]
    assert [one["channel_kind"] for one in occurrence["deliveries"]] == ["webhook", "inbox"]
    assert [one["state"] for one in occurrence["deliveries"]] == ["sent", "sent"]


def test_where_only_a_removed_channel_is_named_the_refusal_says_what_would_be_right(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.hook()
    ann.once("water", clock.now() + HOUR, channels=[2])
    clock.advance(HOUR)
    fire.deliver()
    ann.call("channel_delete", channel_id=2)
    with refused(409, "no_channel"):
        ann.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR)
    ann.call(
        "reminder_update",
        reminder_id=1,
        patch={"channels": None, "schedule": {"starts_at": "2026-11-24T10:00:00"}},
        zone="UTC",
        next_occurrence=clock.now() + HOUR,
        ended=True,
    )
    clock.advance(HOUR)
    assert fire.claim() == []
    outcomes = [one["outcome"] for one in ann.call("occurrence_list")["items"]]
    assert outcomes == ["delivered", "delivered"]
