"""Undo of answers: done and snooze, and what they had cancelled or made."""

from datetime import timedelta
from typing import Any

from oye_sql.testcall import Calc, Calculation, Fire, Person, refused
from oye_sql.testclock import Clock

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def undo(who: Person, answer: Any) -> Any:
    return who.call("history_revert", change_id=answer["change_id"])


def told(who: Person, clock: Clock, fire: Fire) -> None:
    """One-off 1, told just now."""
    who.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    fire.deliver()


def answer(who: Person) -> tuple[str, str | None]:
    [found] = who.call("occurrence_list")["items"]
    return found["answer"], found["snoozed_until"]


def test_undo_of_done_lets_it_wait_again_and_what_was_sent_stays_sent(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    told(tom, clock, fire)
    [before] = tom.call("occurrence_list")["items"]
    undone = undo(tom, tom.call("occurrence_done", reminder_id=1))
    assert (undone["kind"], undone["reminder"]["state"]) == ("done", "waiting")
    assert tom.call("occurrence_list")["items"] == [before]
    assert fire.deliver() == []
    undo(tom, undone)
    assert answer(tom)[0] == "done"
    assert tom.call("reminder_list")["items"] == []


def test_done_by_a_button_is_undone_as_well(tom: Person, clock: Clock, fire: Fire) -> None:
    told(tom, clock, fire)
    [delivery] = tom.call("occurrence_list")["items"][0]["deliveries"]
    done = tom.call("delivery_answer", delivery_id=delivery["id"], answer="done")
    assert "change_id" not in tom.call("delivery_answer", delivery_id=delivery["id"], answer="done")
    undo(tom, done)
    assert answer(tom)[0] == "none"


def test_what_done_had_cancelled_is_sent_after_all(tom: Person, clock: Clock, fire: Fire) -> None:
    tom.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    claimed = fire.claim()
    done = tom.call("occurrence_done", reminder_id=1)
    assert done["outcome"] == "skipped"
    undo(tom, done)
    assert fire.begin(claimed) == ["stale"]
    [again] = fire.deliver()
    assert again["delivery_id"] == claimed[0]["delivery_id"]
    [occurrence] = tom.call("occurrence_list")["items"]
    assert (occurrence["outcome"], occurrence["answer"]) == ("delivered", "none")


def test_what_was_paused_since_stays_quiet(tom: Person, clock: Clock, fire: Fire) -> None:
    first = clock.now() + HOUR
    tom.series("water", [first, first + DAY])
    clock.set(first)
    fire.claim()
    done = tom.call("occurrence_done", reminder_id=1)
    tom.call("reminder_pause", reminder_id=1)
    undo(tom, done)
    assert answer(tom)[0] == "none"
    assert fire.claim() == []


def test_a_send_under_way_is_tried_again_once_its_cancelling_was_undone(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    tom.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    claimed = fire.claim()
    assert fire.begin(claimed) == ["go"]
    done = tom.call("occurrence_done", reminder_id=1)
    undo(tom, done)
    assert fire.settle(claimed, "temporary") == ["retry"]


def test_undo_of_a_snooze_takes_back_what_would_have_come(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    told(tom, clock, fire)
    undo(tom, tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + 10 * MINUTE))
    assert answer(tom) == ("none", None)
    clock.advance(HOUR)
    assert fire.deliver() == []


def test_undo_of_a_second_snooze_leaves_the_first(tom: Person, clock: Clock, fire: Fire) -> None:
    told(tom, clock, fire)
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + 10 * MINUTE)
    first = answer(tom)
    undo(tom, tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR))
    assert answer(tom) == first
    clock.advance(10 * MINUTE)
    assert [(row["kind"], row["nth"]) for row in fire.deliver()] == [("snooze", 1)]
    clock.advance(HOUR)
    assert fire.deliver() == []


def test_a_snooze_that_a_delete_cancelled_comes_after_its_undo(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    told(tom, clock, fire)
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + 10 * MINUTE)
    tom.call("reminder_delete", reminder_id=1)
    undone = tom.call("history_revert_last")
    assert (undone["kind"], undone["reminder"]["state"]) == ("delete", "waiting")
    clock.advance(10 * MINUTE)
    assert [row["kind"] for row in fire.deliver()] == ["snooze"]


def test_an_after_done_waits_again_and_counts_from_the_next_answer(
    ann: Person, clock: Clock, fire: Fire, calc: Calc
) -> None:
    ann.series("water", [clock.now() + HOUR], recurrence=[], after_done="P1D")
    clock.advance(HOUR)
    fire.deliver()
    done = ann.call("occurrence_done", reminder_id=1)
    [row] = calc.claim()
    assert calc.settle([row], [Calculation(clock.now() + DAY)]) == ["scheduled"]
    assert undo(ann, done)["reminder"]["state"] == "waiting"
    clock.advance(2 * DAY)
    assert fire.deliver() == []
    ann.call("occurrence_done", reminder_id=1)
    [row] = calc.claim()
    assert row["counts_from"] == clock.now()


def test_answers_of_other_occurrences_and_edits_of_the_text_do_not_stand_in_the_way(
    ann: Person, clock: Clock, fire: Fire
) -> None:
    first = clock.now() + HOUR
    ann.series("water", [first, first + DAY, first + 2 * DAY])
    clock.set(first)
    fire.deliver()
    done = ann.call("occurrence_done", reminder_id=1)
    clock.advance(DAY)
    fire.deliver()
    ann.call("occurrence_done", reminder_id=1)
    ann.call("reminder_update", reminder_id=1, patch={"text": "tea"})
    assert undo(ann, done)["reminder"]["text"] == "tea"
    answers = [one["answer"] for one in ann.call("occurrence_list")["items"]]
    assert answers == ["done", "none"]


def test_the_answer_to_what_was_removed_since_stays(ann: Person, clock: Clock, fire: Fire) -> None:
    told(ann, clock, fire)
    done = ann.call("occurrence_done", reminder_id=1)
    ann.call("reminder_delete", reminder_id=1)
    with refused(409, "changed_since", "change_id"):
        undo(ann, done)


def test_an_answer_to_what_was_removed_before_can_be_taken_back(
    tom: Person, clock: Clock, fire: Fire
) -> None:
    """By the card that the removed reminder left."""
    told(tom, clock, fire)
    [before] = tom.call("occurrence_list")["items"]
    tom.call("reminder_delete", reminder_id=1)
    due_at = before["due_at"]
    undone = undo(tom, tom.call("occurrence_done", reminder_id=1, due_at=due_at))
    assert undone["kind"] == "done"
    assert tom.call("occurrence_list")["items"] == [before]
    assert tom.call("reminder_list")["items"] == []
    assert fire.deliver() == []
