"""A new release of the time zone database: what changed is calculated again, and nothing else."""

from collections.abc import Callable

from oye_schedule.zone import tzdata_version, zone_digest

from oye_calc.log import Log
from oye_calc.rows import Database

BUCKETS = 64


def recheck(
    connection: Database,
    log: Log,
    version: str | None = None,
    digest: Callable[[str], str] = zone_digest,
) -> int:
    """Compare the rules of the zones in use with those last known; returns how many reminders move.

    A bucket at a time, each in a transaction of its own; the release is recorded last, so that a
    crash in between only repeats it. Costs one look where nothing is new.
    """
    release = version or tzdata_version()
    with connection.transaction():
        rows = connection.execute(
            "select zone, digest from calc.zone_list(p_version => %s)", (release,)
        ).fetchall()
    if not rows:
        return 0
    now = {zone: digest(zone) for zone, _ in rows}
    changed = [zone for zone, known in rows if known is not None and known != now[zone]]
    moved = sum(_bucket(connection, changed, bucket) for bucket in range(BUCKETS)) if changed else 0
    with connection.transaction():
        connection.execute(
            "select calc.tzdata_settle(p_version => %s, p_zones => %s, p_digests => %s)",
            (release, list(now), list(now.values())),
        )
    log("zones_checked", release=release, zones=len(now), changed=len(changed), reminders=moved)
    return moved


def _bucket(connection: Database, zones: list[str], bucket: int) -> int:
    with connection.transaction():
        row = connection.execute(
            "select calc.zone_settle(p_zones => %s, p_bucket => %s::smallint)", (zones, bucket)
        ).fetchone()
    return int(row[0]) if row else 0
