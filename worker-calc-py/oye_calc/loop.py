"""Steps in a row: until nothing is left, or for as long as it is asked to run."""

import random

import psycopg

from oye_calc.database import Wake, connect
from oye_calc.log import Log
from oye_calc.lookout import Lookout
from oye_calc.rows import Database
from oye_calc.step import Share, step
from oye_calc.stopping import Stopping
from oye_calc.zones import recheck

LONGEST_SLEEP = 5.0
FIRST_BACK_OFF = 0.5
LONGEST_BACK_OFF = 30.0


def run_once(url: str, share: Share, stop: Stopping, log: Log, lookout: Lookout) -> None:
    """Calculate all there is. Raises psycopg.Error where the database is away."""
    with connect(url) as connection:
        recheck(connection, log)
        _drain(connection, share, stop, log, lookout)


def run_on(url: str, share: Share, stop: Stopping, log: Log, lookout: Lookout) -> bool:
    """Calculate what comes until it is asked to stop; whether the database was there at the end.

    Survives a database that goes away: tries again, after longer and longer waits.
    """
    failures = 0
    while not stop.asked:
        try:
            with connect(url) as connection:
                if failures:
                    log("database_back")
                failures = 0
                _stay(connection, share, stop, log, lookout)
        except psycopg.Error as fault:
            failures += 1
            wait = min(LONGEST_BACK_OFF, FIRST_BACK_OFF * 2 ** min(failures - 1, 10))
            wait *= random.uniform(0.5, 1)  # noqa: S311 - spreads workers, guards nothing
            log("database_away", error=str(fault).strip(), again_in=f"{wait:.1f}s")
            stop.sleep(wait)
    return failures == 0


def _stay(connection: Database, share: Share, stop: Stopping, log: Log, lookout: Lookout) -> None:
    wake = Wake(connection, "oye_calc")
    recheck(connection, log)
    while not stop.asked:
        _drain(connection, share, stop, log, lookout)
        if not wake.heard():
            stop.sleep(LONGEST_SLEEP, wake.fileno())
            wake.heard()


def _drain(connection: Database, share: Share, stop: Stopping, log: Log, lookout: Lookout) -> None:
    while not stop.asked and step(connection, share, log):
        lookout.look(connection)
    lookout.look(connection)
