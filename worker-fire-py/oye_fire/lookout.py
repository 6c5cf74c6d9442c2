"""Looks once a minute whether worker-calc is there, and tells the operator where it is not."""

import asyncio
from contextlib import suppress

from oye_fire.alarm import Alarm, tell
from oye_fire.config import Operator
from oye_fire.database import Database, DatabaseLostError, DatabaseWrongError
from oye_fire.functions import ALARM_CLAIM, ALARM_SETTLE
from oye_fire.log import Log

# What is due at the start comes first.
FIRST_SECONDS = 3.0
EACH_SECONDS = 60.0


class Lookout:
    """One for a run of this worker, beside what it sends."""

    def __init__(self, database: Database, operator: Operator, log: Log) -> None:
        self._database = database
        self._operator = operator
        self._log = log

    async def stay(self) -> None:
        """Look each minute until cancelled. While the database is away, that is others' trouble."""
        await asyncio.sleep(FIRST_SECONDS)
        while True:
            with suppress(DatabaseLostError, DatabaseWrongError):
                await self.look()
            await asyncio.sleep(EACH_SECONDS)

    async def look(self) -> None:
        """Look once. Raises what Database.call raises."""
        for row in await self._database.call(ALARM_CLAIM):
            alarm = Alarm(**row)
            told = await asyncio.to_thread(tell, self._operator, alarm)
            self._log(
                f"worker_{alarm.what}",
                level="error" if alarm.what == "silent" else "info",
                worker=alarm.worker_kind,
                alarm=alarm.alarm_id,
                seconds=alarm.silent_seconds,
                told=told,
            )
            if told:
                await self._database.call(
                    ALARM_SETTLE, p_alarm_id=alarm.alarm_id, p_what=alarm.what
                )
