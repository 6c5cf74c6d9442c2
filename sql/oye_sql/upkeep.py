"""What a database needs now and then: months ahead, and an end for what is past its time."""

import psycopg


def housekeep(address: str) -> dict[str, int]:
    """Make months ahead and remove what is past its time; how many of each thing went.

    Raises psycopg.Error as ops.housekeep refuses. A second run at once removes nothing.
    """
    with psycopg.connect(address) as connection:
        rows = connection.execute("select r.what, r.removed from ops.housekeep() as r").fetchall()
    return dict(rows)


def history_drop(address: str, months: int) -> list[str]:
    """Drop the months of history that ended more than so many whole months ago (UTC).

    Returns the partitions that went. A month in which something is open or waits for its answer
    is spared. Raises psycopg.Error as ops.month_drop refuses.
    """
    with psycopg.connect(address) as connection:
        rows = connection.execute(
            "select r.name from ops.month_drop(p_before => ("
            "date_trunc('month', now() at time zone 'UTC') - make_interval(months => %s))::date"
            ") as r (name)",
            [months],
        ).fetchall()
    return [name for (name,) in rows]
