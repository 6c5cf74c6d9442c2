"""One step of the work: claim what is due, begin, send. Outcomes are settled as they come in."""

import asyncio
import os
import secrets
import socket
import time
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from oye_fire.beat import Beat
from oye_fire.database import Database, Row
from oye_fire.delivery import COLUMNS, Delivery, limited
from oye_fire.functions import BEGIN, CLAIM, PEEK, RELEASE
from oye_fire.log import Log
from oye_fire.pulse import Pulse
from oye_fire.room import Room, host_of
from oye_fire.sender import Sender
from oye_fire.settler import Outcome, Settler

# A run that shall end waits so many seconds for what pacing put off.
PATIENT = 60.0
# How long a step waits for more room than a single send, so that a claim is worth its transaction.
GATHER = 0.05


@dataclass(frozen=True)
class Share:
    """What this worker takes: whose first (None: all alike), how many at once, for how long (s).

    `rate`: messages a second of the whole bot, which the database keeps for all workers.
    """

    buckets: tuple[int, ...] | None
    limit: int
    concurrency: int
    lease: float
    rate: float


def worker_name() -> str:
    """A name that no other worker has: what it has leased is given back by this name."""
    return f"{socket.gethostname()[:100]}/{os.getpid()}/{secrets.token_hex(4)}"


class Worker:
    """Claims only what it can begin to send at once, so that nothing leased lies about.

    A send takes half a lease at most (the sender's time-out), so it has its outcome, or is unknown,
    before another worker may take it over.
    """

    def __init__(
        self, name: str, share: Share, database: Database, sender: Sender, log: Log
    ) -> None:
        self.name = name
        self._share = share
        self._database = database
        self._sender = sender
        self._log = log
        self._settler = Settler(database, log)
        self._settling = asyncio.create_task(self._settler.run())
        self._flights: set[asyncio.Task[None]] = set()
        self._pulse = Pulse()
        self._hosts = Room(share.concurrency, self._pulse.now)
        self._put_off_until = 0.0
        self._beat = Beat()
        self.stopping = asyncio.Event()

    async def step(self) -> bool:
        """Claim and begin to send; whether there was anything. Raises what Database.call raises."""
        if self._settling.done():
            # A defect: without it nothing is ever reported, so this worker must not go on.
            self._settling.result()
        room = await self._room()
        if self.stopping.is_set():
            return False
        rows = await self._database.call(
            CLAIM,
            p_worker=self.name,
            p_limit=min(room, self._share.limit),
            p_buckets=list(self._share.buckets) if self._share.buckets else None,
            p_lease=timedelta(seconds=self._share.lease),
        )
        # A claim that turned reminders into occurrences for the inbox alone leased nothing.
        claimed = [delivery_of(row) for row in rows if row["delivery_id"] is not None]
        if claimed and not self.stopping.is_set():
            await self._sender.prepare({delivery.channel_kind for delivery in claimed})
            await self._begin(claimed)
        return bool(rows)

    async def _begin(self, claimed: list[Delivery]) -> None:
        """Say that they are being sent, commit that, and send those that may still be."""
        asked = time.monotonic()
        rows = await self._database.call(
            BEGIN,
            p_worker=self.name,
            p_persons=[delivery.person_id for delivery in claimed],
            p_deliveries=[delivery.delivery_id for delivery in claimed],
            p_fences=[delivery.fence for delivery in claimed],
            p_lease=timedelta(seconds=self._share.lease),
            p_messages=[delivery.digest for delivery in claimed],
            p_rate=self._share.rate,
            p_waits=self._hosts.waits(claimed),
        )
        answered = time.monotonic()
        answers = {row["delivery_id"]: row for row in rows}
        going: dict[UUID, list[Delivery]] = {}
        for delivery in claimed:
            answer = answers.get(delivery.delivery_id, STALE)
            if answer["verdict"] == "go":
                going.setdefault(delivery.digest or delivery.delivery_id, []).append(delivery)
                continue
            if answer["verdict"] == "later" and answer["wait"] <= PATIENT:
                self._put_off_until = max(self._put_off_until, time.monotonic() + answer["wait"])
            self._log(answer["verdict"], delivery_id=str(delivery.delivery_id), wait=answer["wait"])
        for message in going.values():
            answer = answers[message[0].delivery_id]
            when = answered
            if answer["at"] is not None:
                when = self._beat.instant(answer["at"], answer["wait"], asked, answered)
            self._launch(message, when, asked + answer["wait"] + self._share.lease)

    def _launch(self, message: list[Delivery], when: float, deadline: float) -> None:
        """Send one message at `when`; its outcome is worth reporting until `deadline`."""
        # In the order in which the message is shown again when it is edited.
        told = tuple(sorted(message, key=lambda one: (one.due_at, one.delivery_id)))
        flight = asyncio.create_task(self._fly(told, when, deadline))
        self._flights.add(flight)
        flight.add_done_callback(self._flights.discard)
        self._pulse.beat_for(self._flights)

    async def _fly(self, message: tuple[Delivery, ...], when: float, deadline: float) -> None:
        await asyncio.sleep(when - time.monotonic())
        if time.monotonic() > deadline - self._sender.timeout:
            # This process stood still: before the send's end another may take it for unknown.
            report = limited("stood_still", 1)
        else:
            with self._hosts.flying(host_of(message[0])) as flight:
                report = await self._sender.send(message)
                flight.taken = report.outcome == "sent"
        for delivery in message:
            self._settler.put(Outcome(delivery, report, deadline))

    async def _room(self) -> int:
        """How many more may be in the air: at least one, and a quarter where that comes soon."""
        until = time.monotonic() + GATHER
        while self._flights:
            room = self._share.concurrency - len(self._flights)
            left = until - time.monotonic()
            if room >= max(self._share.concurrency // 4, 1) or (room > 0 and left <= 0):
                return room
            await asyncio.wait(
                self._flights,
                timeout=left if room > 0 else None,
                return_when=asyncio.FIRST_COMPLETED,
            )
        return self._share.concurrency

    async def seconds_to_next(self) -> float | None:
        """How long until something is due, by the database's clock; None: nothing is known of."""
        # Of all people: another's work is taken where one's own have nothing due.
        [row] = await self._database.call(PEEK, p_buckets=None)
        due_at, now = row["due_at"], row["now"]
        return None if due_at is None else max((due_at - now).total_seconds(), 0.0)

    async def seconds_put_off(self) -> float | None:
        """How long until something comes back that pacing put off; None: nothing does, soon."""
        left = self._put_off_until - time.monotonic()
        next_due = await self.seconds_to_next() if left > 0 else None
        return next_due if next_due is not None and next_due <= left else None

    async def landed(self) -> None:
        """Return when everything in the air has come down and its outcome is settled."""
        while self._flights:
            await asyncio.wait(self._flights)
        await self._settled()

    async def _settled(self) -> None:
        """Every outcome is settled or given up. Raises what ended the settler, should it have."""
        drained = asyncio.create_task(self._settler.drained())
        await asyncio.wait((drained, self._settling), return_when=asyncio.FIRST_COMPLETED)
        if self._settling.done():
            drained.cancel()
            self._settling.result()

    async def release(self) -> None:
        """Give back what was claimed and not begun. DatabaseLostError, DatabaseWrongError."""
        [row] = await self._database.call(RELEASE, p_worker=self.name)
        if row["delivery_release"]:
            self._log("released", deliveries=row["delivery_release"])

    async def close(self) -> None:
        """End. What is still in the air is not waited for: see `landed`."""
        self._settling.cancel()
        await asyncio.gather(self._settling, return_exceptions=True)
        await self._sender.close()
        await self._database.close()


# What is not answered for is not sent.
STALE: Row = {"verdict": "stale", "wait": None, "at": None}


def delivery_of(row: Row) -> Delivery:
    """A row of fire.delivery_claim."""
    return Delivery(**{column: row[column] for column in COLUMNS})
