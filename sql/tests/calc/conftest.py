"""These tests follow one another on one database, which is emptied after each."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from oye_sql.testcall import Calc, People, Person
from oye_sql.testclock import Clock
from oye_sql.testing import Database

HOUR = timedelta(hours=1)


@pytest.fixture
def database(kept_database: Database) -> Database:
    return kept_database


@pytest.fixture
def line(kept: Any) -> Callable[[str | None], psycopg.Connection]:
    chosen: Callable[[str | None], psycopg.Connection] = kept.line
    return chosen


@pytest.fixture
def zones(calc: Calc, person: People, clock: Clock) -> dict[str, Person]:
    """Two people with a floating reminder each, one of them with a pinned one elsewhere."""
    mia, kei = person("Mia", "Europe/Madrid"), person("Kei", "Asia/Tokyo")
    for who, zone in ((mia, "Europe/Madrid"), (kei, "Asia/Tokyo")):
        who.once("floats", clock.now() + HOUR, zone=zone)
    kei.once("pinned", clock.now() + HOUR, zone="America/New_York", timezone="America/New_York")
    return {"mia": mia, "kei": kei}
