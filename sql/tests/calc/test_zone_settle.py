"""calc.zone_list, zone_settle, tzdata_settle: what new rules of a zone recalculate."""

from datetime import timedelta

import psycopg
import pytest
from oye_sql.testcall import Calc, People, Person
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)


@pytest.fixture
def zones(calc: Calc, person: People, clock: Clock) -> dict[str, Person]:
    """Two people with a floating reminder each, one of them with a pinned one elsewhere."""
    mia, kei = person("Mia", "Europe/Madrid"), person("Kei", "Asia/Tokyo")
    for who, zone in ((mia, "Europe/Madrid"), (kei, "Asia/Tokyo")):
        who.once("floats", clock.now() + HOUR, zone=zone)
    kei.once("pinned", clock.now() + HOUR, zone="America/New_York", timezone="America/New_York")
    return {"mia": mia, "kei": kei}


def recheck(calc: Calc, changed: list[str]) -> int:
    return sum(
        calc.caller.call("zone_settle", zones=changed, bucket=bucket) for bucket in range(64)
    )


def state(who: Person, number: int) -> str:
    found: str = who.call("reminder_get", reminder_id=number)["state"]
    return found


def test_the_zones_in_use_are_listed_once_for_each_release(
    zones: dict[str, Person], calc: Calc
) -> None:
    names = ["America/New_York", "Asia/Tokyo", "Europe/Madrid"]
    assert [row["zone"] for row in calc.caller.rows("zone_list", version="2026b")] == names
    calc.caller.call("tzdata_settle", version="2026b", zones=names, digests=["n", "t", "m"])
    assert calc.caller.rows("zone_list", version="2026b") == []
    assert calc.caller.rows("zone_list", version="2026a") == []
    found = calc.caller.rows("zone_list", version="2026c")
    assert [(row["zone"], row["digest"]) for row in found] == list(zip(names, "ntm", strict=True))


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
