"""A new release of the time zone database."""

from typing import Any

import pytest
from oye_calc.log import Log
from oye_calc.rows import Database as Connection
from oye_calc.step import Share, step
from oye_calc.zones import recheck
from oye_sql.testcall import Person

from .conftest import Add

DAILY = "RRULE:FREQ=DAILY"


@pytest.fixture
def calculated(add: Add, connection: Connection, share: Share, log: Log) -> None:
    """One reminder in UTC and one in Madrid, calculated with the rules of release 2026a."""
    add("utc", DAILY)
    add("madrid", DAILY, timezone="Europe/Madrid")
    while step(connection, share, log):
        pass
    recheck(connection, log, "2026a", lambda _: "old")


def states(ann: Person) -> dict[str, Any]:
    return {item["text"]: item["state"] for item in ann.call("reminder_list")["items"]}


@pytest.mark.usefixtures("calculated")
def test_only_the_zone_that_changed_is_calculated_again(
    ann: Person, connection: Connection, share: Share, log: Log
) -> None:
    def changed(zone: str) -> str:
        return "new" if zone == "Europe/Madrid" else "old"

    assert recheck(connection, log, "2026b", changed) == 1
    assert states(ann) == {"utc": "scheduled", "madrid": "compute"}
    assert step(connection, share, log) is True
    assert states(ann) == {"utc": "scheduled", "madrid": "scheduled"}


@pytest.mark.usefixtures("calculated")
def test_each_release_is_looked_at_once_and_an_older_one_never(
    ann: Person, connection: Connection, log: Log
) -> None:
    recheck(connection, log, "2026b", lambda _: "old")
    for release in ("2026b", "2026a"):
        assert recheck(connection, log, release, lambda _: "another") == 0
    assert set(states(ann).values()) == {"scheduled"}


@pytest.mark.usefixtures("calculated")
def test_the_rules_at_hand_have_a_release_and_a_digest(connection: Connection, log: Log) -> None:
    """The real ones: whatever they are, the second look finds nothing to do."""
    recheck(connection, log, "2026z")
    assert recheck(connection, log, "2026z") == 0
