"""Reports outcomes as soon as they are known, and keeps them while the database is away."""

import asyncio
import time
from dataclasses import dataclass, replace

from oye_fire.backoff import Backoff
from oye_fire.database import Database, DatabaseLostError, DatabaseWrongError
from oye_fire.delivery import Delivery, Report
from oye_fire.functions import SETTLE
from oye_fire.log import Log

MOST = 200


@dataclass(frozen=True)
class Outcome:
    """A report that is to be settled, worth trying until `deadline` (time.monotonic)."""

    delivery: Delivery
    report: Report
    deadline: float


class Settler:
    """Settles what is there; what comes meanwhile is the next batch, so that nothing waits."""

    def __init__(self, database: Database, log: Log) -> None:
        self._database = database
        self._log = log
        self._waiting: asyncio.Queue[Outcome] = asyncio.Queue()

    def put(self, outcome: Outcome) -> None:
        """Settle it at once, or as soon as the database can."""
        self._waiting.put_nowait(outcome)

    async def drained(self) -> None:
        """Return when every outcome is settled or given up."""
        await self._waiting.join()

    async def run(self) -> None:
        """Settle until cancelled."""
        while True:
            batch = [await self._waiting.get()]
            while len(batch) < MOST and not self._waiting.empty():
                batch.append(self._waiting.get_nowait())
            try:
                await self._persist(batch)
            finally:
                for _ in batch:
                    self._waiting.task_done()

    async def _persist(self, batch: list[Outcome]) -> None:
        """Try until it is done or the leases are over: then others may have taken them anyway."""
        backoff = Backoff(most=2)
        while batch:
            try:
                await self._settle(batch)
            except DatabaseLostError as error:
                now = time.monotonic()
                for outcome in batch:
                    if outcome.deadline <= now:
                        self._log("settle_given_up", **facts(outcome), error=str(error))
                batch = [outcome for outcome in batch if outcome.deadline > now]
                if batch:
                    await asyncio.sleep(min(backoff.next(), batch[0].deadline - now))
            except DatabaseWrongError as error:
                await self._one_by_one(batch, str(error))
                return
            else:
                return

    async def _one_by_one(self, batch: list[Outcome], error: str) -> None:
        """A batch was refused: each by itself, and the bad one without what it quotes."""
        if len(batch) > 1:
            for outcome in batch:
                await self._persist([outcome])
            return
        [outcome] = batch
        self._log("settle_refused", **facts(outcome), error=error)
        bare = replace(outcome.report, reason="report_refused", provider_id=None)
        if bare != outcome.report:
            await self._persist([replace(outcome, report=bare)])

    async def _settle(self, batch: list[Outcome]) -> None:
        rows = await self._database.call(
            SETTLE,
            p_persons=[one.delivery.person_id for one in batch],
            p_deliveries=[one.delivery.delivery_id for one in batch],
            p_fences=[one.delivery.fence for one in batch],
            p_outcomes=[one.report.outcome for one in batch],
            p_reasons=[one.report.reason for one in batch],
            p_retry_afters=[one.report.retry_after for one in batch],
            p_provider_ids=[one.report.provider_id for one in batch],
            p_moved_tos=[one.report.moved_to for one in batch],
        )
        verdicts = {row["delivery_id"]: row["verdict"] for row in rows}
        for outcome in batch:
            verdict = verdicts.get(outcome.delivery.delivery_id, "gone")
            self._log(outcome.report.outcome, **facts(outcome), verdict=verdict)


def facts(outcome: Outcome) -> dict[str, object]:
    """What a line of the log says of an outcome."""
    delivery, report = outcome.delivery, outcome.report
    return {
        "delivery_id": str(delivery.delivery_id),
        "channel": delivery.channel_kind,
        "late": max((delivery.claimed_at - delivery.due_at).total_seconds(), 0.0),
        "reason": report.reason,
        "retry_after": report.retry_after,
    }
