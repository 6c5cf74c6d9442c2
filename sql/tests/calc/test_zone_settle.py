"""What new rules of a zone calculate again."""

import psycopg
from oye_sql.testcall import Calc, Person


def recheck(calc: Calc, changed: list[str]) -> int:
    return sum(
        calc.caller.call("zone_settle", zones=changed, bucket=bucket) for bucket in range(64)
    )


def state(who: Person, number: int) -> str:
    found: str = who.call("reminder_get", reminder_id=number)["state"]
    return found


def test_only_the_reminders_of_a_changed_zone_are_calculated_again(
    zones: dict[str, Person], calc: Calc
) -> None:
    assert recheck(calc, ["America/New_York"]) == 1
    assert state(zones["kei"], 2) == "compute"
    assert (state(zones["kei"], 1), state(zones["mia"], 1)) == ("scheduled", "scheduled")
    assert recheck(calc, ["Asia/Tokyo", "Europe/Madrid"]) == 2


def test_what_is_held_or_waits_stays_as_it_is(zones: dict[str, Person], calc: Calc) -> None:
    zones["mia"].call("reminder_pause", reminder_id=1)
    assert recheck(calc, ["Europe/Madrid"]) == 0
    assert state(zones["mia"], 1) == "paused"


def test_nothing_that_is_accounted_for_comes_again(
    zones: dict[str, Person], calc: Calc, owner: psycopg.Connection
) -> None:
    before = owner.execute("select max(accounted_until) from core.reminder_next").fetchone()
    recheck(calc, ["Europe/Madrid", "Asia/Tokyo", "America/New_York"])
    after = owner.execute("select max(accounted_until) from core.reminder_next").fetchone()
    assert before == after
    assert len(calc.claim()) == 3
