"""An edit of nag reaches the occurrence that waits for its answer."""

from typing import Any

from oye_sql.testcall import Fire, Person, refused
from oye_sql.testclock import Clock

from .test_nag_add import DAY, HOUR, MINUTE, NAG, later, told


def edit(who: Person, nag: Any) -> Any:
    return who.call("reminder_update", reminder_id=1, patch={"nag": nag})


def test_none_ends_what_nags(tom: Person, clock: Clock, fire: Fire) -> None:
    told(tom, clock, fire)
    assert edit(tom, None)["nag"] is None
    assert later(clock, fire, 15, 60) == []
    [occurrence] = tom.call("occurrence_list")["items"]
    assert [one["state"] for one in occurrence["deliveries"]] == ["sent", "cancelled"]


def test_one_that_is_new_begins_from_the_message_that_was_sent(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    told(tom, clock, fire, nag=None)
    assert later(clock, fire, 10) == []
    assert edit(tom, NAG)["nag"] == {**NAG, "times": 12, "for_seconds": 86400}
    assert later(clock, fire, 4, 1) == [("nag", 1)]


def test_where_its_time_has_passed_it_comes_at_once(tom: Person, clock: Clock, fire: Fire) -> None:
    told(tom, clock, fire, nag=None)
    assert later(clock, fire, 60) == []
    edit(tom, NAG)
    assert later(clock, fire, 0, 15) == [("nag", 1), ("nag", 2)]


def test_another_distance_counts_from_the_last_message(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    told(tom, clock, fire)
    assert later(clock, fire, 15, 5) == [("nag", 1)]
    edit(tom, {"every_seconds": 3600})
    assert later(clock, fire, 10, 44) == []
    assert later(clock, fire, 1) == [("nag", 3)]


def test_it_reaches_a_nag_in_the_middle_of_its_send(tom: Person, clock: Clock, fire: Fire) -> None:
    for nag, follows in ((None, []), ({"every_seconds": 3600}, [("nag", 2)])):
        told(tom, clock, fire)
        clock.advance(15 * MINUTE)
        claimed = [row for row in fire.claim() if row["kind"] == "nag"]
        fire.begin(claimed)
        number = claimed[0]["reminder_id"]
        tom.call("reminder_update", reminder_id=number, patch={"nag": nag})
        assert fire.settle(claimed) == ["settled"]
        assert later(clock, fire, 15, 45) == follows
        tom.call("occurrence_done", reminder_id=number)


def test_what_is_done_stays_so(tom: Person, clock: Clock, fire: Fire) -> None:
    at = clock.now() + HOUR
    tom.series("pills", [at, at + DAY])
    clock.set(at)
    fire.deliver()
    tom.call("occurrence_done", reminder_id=1)
    edit(tom, NAG)
    assert later(clock, fire, 15, 60) == []
    clock.set(at + DAY)
    fire.deliver()
    assert later(clock, fire, 15) == [("nag", 1)]


def test_what_is_snoozed_nags_after_its_message(tom: Person, clock: Clock, fire: Fire) -> None:
    told(tom, clock, fire, nag=None)
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR)
    edit(tom, NAG)
    assert later(clock, fire, 15, 45, 15) == [("snooze", 1), ("nag", 1)]


def test_one_that_could_never_come_is_refused(ann: Person, clock: Clock) -> None:
    ann.once("pills", clock.now() + HOUR)
    for nag, slug in (
        ({"every_seconds": 59}, "nag_out_of_range"),
        ({"every_seconds": 86401}, "nag_out_of_range"),
        ({"times": 3}, "nag_out_of_range"),
        ({"every_seconds": 900, "for_seconds": 899}, "nag_never"),
    ):
        with refused(422, slug):
            edit(ann, nag)
    kept = edit(ann, {"every_seconds": 60, "times": 3, "for_seconds": 600})
    assert edit(ann, {"every_seconds": 120})["nag"] == {**kept["nag"], "every_seconds": 120}


def test_undoing_an_edit_of_the_nag_reaches_it_as_well(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    told(tom, clock, fire)
    ended = edit(tom, None)
    tom.call("history_revert", change_id=ended["change_id"])
    assert later(clock, fire, 15) == [("nag", 2)], "the first was cancelled by the edit"
