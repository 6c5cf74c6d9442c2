"""oye-sql failed, oye-sql requeue: what was sent in vain, and once more."""

from datetime import datetime
from typing import Any

import click
import psycopg

from oye_sql.options import chosen, moment, url_option

# So many at once, each batch a transaction: claims and people wait for none of it for long.
BATCH = 1000
KINDS = ("telegram", "webhook", "inbox")

since_option = click.option(
    "--since", callback=moment, required=True, help="Due then or later: 24h (ago), 7d, 2026-11-23."
)
until_option = click.option("--until", callback=moment, help="Due before then. [now]")


def count(address: str, since: datetime, until: datetime | None) -> list[tuple[Any, ...]]:
    """Kind of channel (or None), reason, how many, the oldest and the newest due instant.

    Raises psycopg.Error as ops.delivery_failed refuses.
    """
    with psycopg.connect(address) as connection:
        return connection.execute(
            "select f.channel_kind, f.reason, f.letters, f.oldest, f.newest"
            " from ops.delivery_failed(p_since => %s, p_until => %s) as f",
            [since, until],
        ).fetchall()


def requeue(
    address: str,
    since: datetime,
    until: datetime | None = None,
    *,
    kind: str | None = None,
    reason: str | None = None,
    most: int | None = None,
) -> int:
    """Send dead letters again, `most` of them (None: all), the oldest first; how many it were.

    Raises psycopg.Error as ops.delivery_requeue refuses; the batches before it stand.
    """
    done = 0
    with psycopg.connect(address, autocommit=True) as connection:
        while most is None or done < most:
            row = connection.execute(
                "select ops.delivery_requeue(p_since => %s, p_until => %s, p_channel_kind => %s,"
                " p_reason => %s, p_limit => %s)",
                [since, until, kind, reason, BATCH if most is None else min(BATCH, most - done)],
            ).fetchone()
            assert row is not None
            if not row[0]:
                break
            done += row[0]
    return done


@click.command("failed")
@url_option
@since_option
@until_option
def failed_command(address: str | None, since: datetime, until: datetime | None) -> None:
    """Count what was sent in vain and is not done, by channel and reason."""
    rows = count(chosen(address), since, until)
    for kind, reason, letters, oldest, newest in rows:
        span = f"{oldest:%Y-%m-%d %H:%M} to {newest:%Y-%m-%d %H:%M %Z}"
        click.echo(f"{letters:>7}  {kind or 'none':<8}  {reason}  {span}")
    if not rows:
        click.echo("nothing has failed", err=True)


@click.command("requeue")
@url_option
@since_option
@until_option
@click.option("--channel", "kind", type=click.Choice(KINDS), help="Sent in vain on these only.")
@click.option("--reason", help="Failed for this reason only, as `oye-sql failed` tells it.")
@click.option("--limit", "most", type=click.IntRange(1), help="At most so many, the oldest first.")
def requeue_command(
    address: str | None,
    since: datetime,
    until: datetime | None,
    kind: str | None,
    reason: str | None,
    most: int | None,
) -> None:
    """Send what failed again, of anybody; perhaps a repeat where it is not known to have failed."""
    done = requeue(chosen(address), since, until, kind=kind, reason=reason, most=most)
    click.echo(f"{done} to be sent again")
