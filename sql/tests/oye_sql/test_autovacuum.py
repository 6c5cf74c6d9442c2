"""A vacuum of the server's own is in nobody's way, an upgrade's included."""

import time
from collections.abc import Iterator

import pytest

from .conftest import Folder

AT_WORK = "select count(*) from pg_stat_activity where query like 'autovacuum: VACUUM%core.thing%'"


@pytest.fixture
def vacuumed(folder: Folder) -> Iterator[Folder]:
    """A table that autovacuum has begun with, and will not end before the day does."""
    folder.apply()
    folder.ask(
        "insert into core.thing"
        " select n::text || repeat('x', 500), 0 from generate_series(1, 9999) as n"
    )
    folder.ask("delete from core.thing where name like '%1%'")
    folder.ask(
        "alter table core.thing set (autovacuum_vacuum_cost_delay = 100,"
        " autovacuum_vacuum_cost_limit = 1, autovacuum_vacuum_threshold = 1,"
        " autovacuum_vacuum_scale_factor = 0)"
    )
    folder.ask("alter system set autovacuum_naptime = '1s'")
    folder.ask("select pg_reload_conf()")
    try:
        until = time.monotonic() + 60
        while folder.ask(AT_WORK) == 0:
            assert time.monotonic() < until, "autovacuum doesn't begin"
            time.sleep(0.1)
        yield folder
    finally:
        folder.ask("alter system reset autovacuum_naptime")
        folder.ask("select pg_reload_conf()")


def test_autovacuum_gives_way_to_a_migration(vacuumed: Folder) -> None:
    vacuumed.write("migrations/0002_more.sql", "alter table core.thing add column more text")
    assert vacuumed.apply(patience=5).migrations == ("0002_more",)
