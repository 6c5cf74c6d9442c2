"""Looks once a minute whether worker-fire is there, and tells the operator where it is not."""

from time import monotonic

from psycopg.rows import class_row

from oye_calc.alarm import Alarm, tell
from oye_calc.config import Operator
from oye_calc.log import Log
from oye_calc.rows import Database

EACH_SECONDS = 60.0
CLAIM = "select alarm_id, worker_kind, what, silent_seconds from calc.alarm_claim()"
SETTLE = "select calc.alarm_settle(p_alarm_id => %s, p_what => %s)"


class Lookout:
    """One for a run of this worker."""

    def __init__(self, operator: Operator, log: Log) -> None:
        self._operator = operator
        self._log = log
        self._next = monotonic()

    def look(self, connection: Database) -> None:
        """Look, where a minute has passed. Raises psycopg.Error where the database is away."""
        if monotonic() < self._next:
            return
        self._next = monotonic() + EACH_SECONDS
        # Committed before it is told: nobody else tells it meanwhile.
        with connection.transaction(), connection.cursor(row_factory=class_row(Alarm)) as cursor:
            alarms = cursor.execute(CLAIM).fetchall()
        for alarm in alarms:
            told = tell(self._operator, alarm)
            self._log(
                f"worker_{alarm.what}",
                level="error" if alarm.what == "silent" else "info",
                worker=alarm.worker_kind,
                alarm=alarm.alarm_id,
                seconds=alarm.silent_seconds,
                told=told,
            )
            if told:
                with connection.transaction():
                    connection.execute(SETTLE, (alarm.alarm_id, alarm.what))
