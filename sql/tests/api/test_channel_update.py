from datetime import timedelta

import pytest
from oye_sql.testcall import Fire, Person, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)


@pytest.fixture
def hooked(ann: Person) -> Person:
    """Ann, with a webhook as channel 2."""
    ann.hook(label="work")
    return ann


def outcome(who: Person) -> tuple[str, str | None]:
    newest = who.call("occurrence_list")["items"][0]
    return newest["outcome"], newest["outcome_reason"]


def test_an_absent_member_stays_and_null_empties_the_label_alone(hooked: Person) -> None:
    before = hooked.call("channel_list")["items"][1]
    assert hooked.call("channel_update", channel_id=2, patch={}) == before
    nulls = {"label": None, "is_default": None, "enabled": None}
    assert hooked.call("channel_update", channel_id=2, patch=nulls) == before | {"label": None}
    named = hooked.call("channel_update", channel_id=2, patch={"label": "home"})
    assert named == before | {"label": "home"}
    assert "secret" not in named


def test_a_disabled_one_says_why_and_an_enabled_one_forgets_it(hooked: Person) -> None:
    off = hooked.call("channel_update", channel_id=2, patch={"enabled": False})
    assert (off["enabled"], off["disabled_reason"]) == (False, "by_the_person")
    on = hooked.call("channel_update", channel_id=2, patch={"enabled": True})
    assert (on["enabled"], on["disabled_reason"]) == (True, None)


def test_the_reason_of_a_dead_channel_stays_when_the_person_disables_it_too(
    hooked: Person, clock: Clock, fire: Fire
) -> None:
    hooked.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    claimed = fire.claim()
    fire.begin(claimed)
    fire.settle(claimed, "permanent", reason="http_410")
    off = hooked.call("channel_update", channel_id=2, patch={"enabled": False})
    assert off["disabled_reason"] == "http_410"


def test_a_reminder_for_a_disabled_channel_alone_fails_and_does_not_fall_back_in_silence(
    hooked: Person, clock: Clock, fire: Fire
) -> None:
    cursor = hooked.call("event_list")["cursor"]
    hooked.call("channel_update", channel_id=2, patch={"enabled": False})
    hooked.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    assert fire.claim() == []
    assert outcome(hooked) == ("failed", "no_channel")
    events = hooked.call("event_list", after=cursor)["items"]
    assert [(one["kind"], one["reason"]) for one in events] == [
        ("due", None),
        ("failed", "no_channel"),
    ]


def test_what_was_open_when_it_was_disabled_fails_when_its_turn_comes(
    hooked: Person, clock: Clock, fire: Fire
) -> None:
    hooked.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    claimed = fire.claim()
    hooked.call("channel_update", channel_id=2, patch={"enabled": False})
    assert fire.begin(claimed) == ["cancelled"]
    assert outcome(hooked) == ("failed", "channel_disabled")


def test_another_named_channel_still_delivers(hooked: Person, clock: Clock, fire: Fire) -> None:
    hooked.call("channel_update", channel_id=2, patch={"enabled": False})
    hooked.once("water", clock.now() + HOUR, channels=[1, 2])
    clock.advance(HOUR)
    fire.claim()
    assert outcome(hooked) == ("delivered", None)


def test_without_a_default_one_reminders_go_to_the_inbox(
    hooked: Person, clock: Clock, fire: Fire
) -> None:
    hooked.call("channel_update", channel_id=2, patch={"is_default": False})
    hooked.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    assert fire.claim() == []
    [occurrence] = hooked.call("occurrence_list")["items"]
    assert [one["channel_kind"] for one in occurrence["deliveries"]] == ["inbox"]
    assert occurrence["outcome"] == "delivered"


def test_the_inbox_may_be_a_default_one_beside_others(
    hooked: Person, clock: Clock, fire: Fire
) -> None:
    hooked.call("channel_update", channel_id=1, patch={"is_default": True})
    hooked.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    assert [row["channel_kind"] for row in fire.deliver()] == ["webhook"]
    [occurrence] = hooked.call("occurrence_list")["items"]
    assert len(occurrence["deliveries"]) == 2


def test_a_number_that_is_not_there_is_refused(hooked: Person) -> None:
    with refused(404, "channel_not_found", "channel_id"):
        hooked.call("channel_update", channel_id=3, patch={"label": "x"})


def test_enabling_a_channel_that_took_nothing_tries_it_at_once(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    hook = ann.hook()
    for number in range(7):
        ann.once(f"text {number}", clock.now() + HOUR)
    clock.advance(HOUR)
    rows = fire.claim()
    fire.begin(rows[:5])
    clock.advance(HOUR / 3600)
    fire.settle(rows[:5], "temporary", reason="connect")
    assert set(fire.begin(rows[5:])) == {"paused"}
    [_, shown] = ann.call("channel_list")["items"]
    assert (shown["failures"], shown["paused_until"] is not None) == (5, True)
    mended = ann.call("channel_update", channel_id=hook["id"], patch={"enabled": True})
    assert (mended["failures"], mended["paused_until"]) == (0, None)
    assert len(fire.deliver()) == 7
