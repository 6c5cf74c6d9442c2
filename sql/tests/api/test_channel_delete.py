from datetime import timedelta

from oye_sql.testcall import Fire, Person, refused
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)


def test_it_is_gone_and_its_number_is_not_given_out_again(ann: Person) -> None:
    ann.hook()
    assert ann.call("channel_delete", channel_id=2) is None
    assert [one["id"] for one in ann.call("channel_list")["items"]] == [1]
    assert ann.hook()["id"] == 3


def test_the_inbox_stays(ann: Person) -> None:
    with refused(409, "inbox_stays", "channel_id"):
        ann.call("channel_delete", channel_id=1)
    assert [one["id"] for one in ann.call("channel_list")["items"]] == [1]


def test_what_is_not_there_or_gone_is_refused(ann: Person) -> None:
    ann.hook()
    ann.call("channel_delete", channel_id=2)
    for number in (2, 9):
        with refused(404, "channel_not_found", "channel_id"):
            ann.call("channel_delete", channel_id=number)


def test_what_is_open_on_it_fails_when_its_turn_comes(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.hook()
    ann.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    fire.claim()
    ann.call("channel_delete", channel_id=2)
    clock.advance(HOUR)
    assert fire.begin(fire.claim()) == ["cancelled"]
    [occurrence] = ann.call("occurrence_list")["items"]
    assert (occurrence["outcome"], occurrence["outcome_reason"]) == ("failed", "channel_removed")


def test_reminders_that_named_it_alone_fail_and_those_without_a_name_go_to_the_inbox(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    ann.hook()
    ann.once("named", clock.now() + HOUR, channels=[2])
    ann.once("default", clock.now() + HOUR)
    ann.call("channel_delete", channel_id=2)
    clock.advance(HOUR)
    fire.claim()
    outcomes = {
        one["text"]: (one["outcome"], one["outcome_reason"])
        for one in ann.call("occurrence_list")["items"]
    }
    assert outcomes == {"named": ("failed", "no_channel"), "default": ("delivered", None)}
