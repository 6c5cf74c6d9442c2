"""ops.audit: history's side of the sum, for each person and for all together."""

from datetime import timedelta

from oye_sql.testcall import Caller, Fire, Person
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)


def test_each_outcome_is_counted_for_each_person_and_for_all(
    ann: Person, bob: Person, ops: Caller, clock: Clock, fire: Fire
) -> None:
    start = clock.now()
    ann.once("one", start + HOUR)
    ann.series("two", [start + HOUR, start + 2 * HOUR])
    ann.call("reminder_skip", reminder_id=2)
    bob.once("three", start + HOUR)
    clock.advance(2 * HOUR)
    fire.deliver()
    clock.advance(timedelta(seconds=1))
    ann.call("occurrence_done", reminder_id=1)
    found = {row["person_id"]: row for row in ops.rows("audit", since=start)}
    hers, his, total = (found[who]["counts"] for who in (ann.person_id, bob.person_id, None))
    assert (hers["delivered"], hers["skipped"], hers["done"], hers["late"]) == (2, 1, 1, 1)
    assert (his["delivered"], his["late"]) == (1, 1)
    assert (total["delivered"], total["skipped"], total["missed"]) == (3, 1, 0)
    assert [found[who]["spans"] for who in (ann.person_id, bob.person_id, None)] == [2, 1, 3]


def test_one_person_and_a_part_of_the_time_can_be_asked_for(
    ann: Person, bob: Person, ops: Caller, clock: Clock, fire: Fire
) -> None:
    start = clock.now()
    ann.series("water", [start + HOUR, start + 2 * HOUR])
    for _ in range(2):
        clock.advance(HOUR)
        fire.deliver()
    rows = ops.rows("audit", since=start, until=start + 2 * HOUR, person=ann.person_id)
    assert [(row["person_id"], row["counts"]["delivered"]) for row in rows] == [
        (ann.person_id, 1),
        (None, 1),
    ]


def test_what_lies_ahead_is_nobodys_to_account_for(ann: Person, ops: Caller, clock: Clock) -> None:
    ann.series("water", [clock.now() + HOUR, clock.now() + 2 * HOUR])
    ann.call("reminder_skip", reminder_id=1)
    total = ops.rows("audit", since=clock.now() - HOUR, until=clock.now() + 9 * HOUR)[-1]
    assert (total["until"], total["counts"]["skipped"]) == (clock.now(), 0)
