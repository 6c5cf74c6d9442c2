"""The three ways to run: once, for so long, or until it is told to stop. The step is the same."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from oye_fire.arguments import Arguments
from oye_fire.backoff import Backoff
from oye_fire.config import Config
from oye_fire.database import Database, DatabaseLostError, DatabaseWrongError
from oye_fire.log import Log
from oye_fire.lookout import Lookout
from oye_fire.sender import Sender
from oye_fire.wake import Wake
from oye_fire.worker import Share, Worker, worker_name

# NOTIFY only shortens a sleep, so a sleep is short.
LONGEST_SLEEP = 5.0
# A run that shall end tries a database that is away for so many seconds.
PATIENCE = 3.0


async def run(config: Config, arguments: Arguments, log: Log) -> None:
    """Run as the arguments say. Raises what Database.call raises, where waiting does not help."""
    database = Database(
        config.database_url,
        prepare=config.database_prepare,
        patience=min(arguments.lease, 30),
    )
    share = Share(
        arguments.buckets,
        arguments.limit,
        config.concurrency,
        arguments.lease,
        config.telegram_rate,
    )
    sender = Sender(config, timeout=min(config.send_timeout, arguments.lease / 2))
    worker = Worker(worker_name(), share, database, sender, log)
    wake = Wake(config.database_url)
    lookout = Lookout(database, config.operator, log)
    looking = None if arguments.once else asyncio.create_task(lookout.stay())
    try:
        with signals(worker, wake, log):
            try:
                await Run(worker, database, wake, arguments, log).until_its_end()
                if arguments.once:
                    await lookout.look()
            finally:
                await worker.landed()
    finally:
        if looking is not None:
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)
        await wake.close()
        await worker.close()


class Run:
    """One run of a worker."""

    def __init__(
        self, worker: Worker, database: Database, wake: Wake, arguments: Arguments, log: Log
    ) -> None:
        self._worker = worker
        self._database = database
        self._wake = wake
        self._once = arguments.once
        self._log = log
        seconds = arguments.seconds
        self._until = None if seconds is None else time.monotonic() + seconds
        self._checked = False
        self._trouble_since: float | None = None
        self._away = Backoff(most=LONGEST_SLEEP)
        self._idle = Backoff(most=LONGEST_SLEEP)

    async def until_its_end(self) -> None:
        """Step until the run is over, through a database that goes away and comes back."""
        while not self._over():
            try:
                await self._ready()
                if not await self._turn():
                    return
            except (DatabaseLostError, DatabaseWrongError) as error:
                await self._bear(error)
            else:
                self._trouble_since = None
                self._away.reset()
        await self._worker.landed()
        # With an answer outstanding nothing is known to be leased: the lease itself ends it.
        with suppress(DatabaseLostError, DatabaseWrongError):
            await self._worker.release()
        if self._trouble_since is not None and not self._worker.stopping.is_set():
            raise DatabaseLostError("the database did not answer until the end of the run")

    async def _ready(self) -> None:
        """Before the first step and after trouble: what is called is there, nothing lies leased."""
        if self._checked:
            return
        await self._database.check()
        # A claim whose answer was lost: it was not begun.
        await self._worker.release()
        self._checked = True
        if not self._once:
            # A tick of cron's says nothing where nothing happens: cron mails what is said.
            self._log("ready", worker=self._worker.name)
            self._wake.start()

    async def _bear(self, error: DatabaseLostError | DatabaseWrongError) -> None:
        """Wait a little after trouble; raise it where waiting does not help or took long enough."""
        now = time.monotonic()
        self._trouble_since = self._trouble_since or now
        impatient = self._once and now - self._trouble_since >= PATIENCE
        wrong = isinstance(error, DatabaseWrongError) and (self._once or not self._checked)
        if impatient or wrong:
            raise error
        self._checked = False
        self._log("database_trouble", error=str(error))
        # Nothing but the end of the run shortens this: whoever wakes us needs the database as well.
        with suppress(TimeoutError):
            async with asyncio.timeout(self._bounded(self._away.next())):
                await self._worker.stopping.wait()

    async def _turn(self) -> bool:
        """One step, or one sleep where there was nothing; False at the end of a `--once`."""
        self._wake.forget()
        if await self._worker.step():
            self._idle.reset()
            return True
        if self._once:
            # What comes down may be due again at once (a chat that moved).
            await self._worker.landed()
            if await self._worker.step():
                return True
            # What is due and was put off for its pace alone: cron's next run is a minute away.
            back = await self._worker.seconds_put_off()
            if back is not None:
                await self._wake.sleep(back)
            return back is not None
        if not self._over():
            await self._wake.sleep(self._bounded(await self._pause()))
        return True

    async def _pause(self) -> float:
        """Until the next due instant; longer and longer where what is due is held by others."""
        next_due = await self._worker.seconds_to_next()
        if next_due == 0:
            return self._idle.next()
        self._idle.reset()
        return LONGEST_SLEEP if next_due is None else min(next_due, LONGEST_SLEEP)

    def _over(self) -> bool:
        late = self._until is not None and time.monotonic() >= self._until
        return late or self._worker.stopping.is_set()

    def _bounded(self, seconds: float) -> float:
        if self._until is None:
            return seconds
        return max(min(seconds, self._until - time.monotonic()), 0)


@contextmanager
def signals(worker: Worker, wake: Wake, log: Log) -> Iterator[None]:
    """SIGTERM or SIGINT: claim no more and finish; the second ends the process at once."""
    loop = asyncio.get_running_loop()

    def stop(number: int) -> None:
        if worker.stopping.is_set():
            os._exit(128 + number)
        log("stopping", signal=signal.Signals(number).name)
        worker.stopping.set()
        wake.up()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop, number)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
