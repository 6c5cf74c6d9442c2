"""`oye-sql housekeep`: months are made ahead, and what is past its time goes."""

from datetime import UTC, datetime

import pytest
from oye_sql import main, upkeep
from oye_sql.testing import Database


@pytest.fixture
def aged(database: Database) -> Database:
    """Its history begins in 2020, with a link code that expired then."""
    database.clock.set(datetime(2020, 1, 10, tzinfo=UTC))
    with database.connect() as owner:
        owner.execute("select ops.month_ensure(p_months => 0)")
        owner.execute(
            "with made as (select * from ops.person_create('Ann', 'UTC', 'en')) "
            "insert into core.channel_link (sha256, bucket, person_id, expires_at, created_at) "
            "select sha256('code'), core.bucket_of(m.person_id), m.person_id, now, now "
            "from made as m, core.now()"
        )
    database.clock.set(datetime.now(UTC))
    return database


def months_of_2020(database: Database) -> list[str]:
    rows = database.connect().execute(
        "select relname from pg_class where relname ~ '_2020_01$' and relkind = 'r' order by 1"
    )
    return [name for (name,) in rows]


def housekeep(database: Database, *options: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(["housekeep", "--url", database.owner_url, *options])
    assert ended.value.code == 0


HISTORY = ["attempt_2020_01", "delivery_2020_01", "event_2020_01", "occurrence_2020_01"]


def test_what_is_past_its_time_goes_and_history_stays(
    aged: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    housekeep(aged)
    assert "link codes: 1" in capsys.readouterr().out
    assert upkeep.housekeep(aged.owner_url)["link codes"] == 0
    assert months_of_2020(aged) == HISTORY


def test_history_goes_where_it_is_said_how_much_is_kept(
    aged: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    housekeep(aged, "--keep-months", "1200")
    assert months_of_2020(aged) == HISTORY
    housekeep(aged, "--keep-months", "12")
    assert months_of_2020(aged) == []
    assert "dropped occurrence_2020_01" in capsys.readouterr().out


def test_the_operators_role_may_do_it(aged: Database) -> None:
    assert upkeep.housekeep(aged.url("oye_ops"))["link codes"] == 1
    assert "occurrence_2020_01" in upkeep.history_drop(aged.url("oye_ops"), 12)
