"""What is put back is put back whole: a new column is not forgotten."""

import psycopg
import pytest

# What a reminder is, rather than what was said of it or when it is.
FIXED = {"bucket", "person_id", "reminder_id", "created_at"}


@pytest.mark.parametrize(
    ("table", "function"), [("reminder", "reminder_put"), ("reminder_next", "reminder_next_put")]
)
def test_every_column_is_put_back(
    rolled_back: psycopg.Connection, table: str, function: str
) -> None:
    columns = rolled_back.execute(
        "select a.attname from pg_attribute as a"
        " where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped",
        [f"core.{table}"],
    ).fetchall()
    row = rolled_back.execute(
        "select prosrc from pg_proc where oid = %s::regproc", [f"core.{function}"]
    ).fetchone()
    assert row is not None
    missing = [name for (name,) in columns if f"{name} = excluded.{name}" not in row[0]]
    assert set(missing) == FIXED & {name for (name,) in columns}
