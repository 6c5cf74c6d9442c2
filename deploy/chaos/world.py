"""What goes wrong around the workers.

A trouble is called once a round, while the workers are under load; it returns when it is over, with
the moments from which there is to recover.
"""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from proxy import Proxy
from stage import Stage
from verdict import Death

HELD = "select delivery_id from core.delivery_open where worker like %s"
TERMINATE = """
select pg_terminate_backend(pid) from pg_stat_activity where usename in ('oye_fire', 'oye_calc')
"""


@dataclass(frozen=True)
class World:
    """What a trouble can get at."""

    stage: Stage
    database: Proxy
    channel: Proxy
    lease: float
    disk: Path | None


Trouble = Callable[[World], list[Death]]


def crash(world: World) -> list[Death]:
    """PostgreSQL is shut down immediately and started again."""
    world.stage.server.crash()
    back = time.time()
    time.sleep(1.5)
    return [Death(back)]


def terminate(world: World) -> list[Death]:
    """Every backend of a worker is terminated, three times in a second."""
    for _ in range(3):
        with psycopg.connect(world.stage.address, autocommit=True) as connection:
            connection.execute(TERMINATE)
        time.sleep(0.3)
    return [Death(time.time())]


def refuse(world: World) -> list[Death]:
    """No connection is left for the workers for a second."""
    with psycopg.connect(world.stage.address, autocommit=True) as connection:
        connection.execute("alter role oye_fire connection limit 0")
        connection.execute(TERMINATE)
        time.sleep(1)
        connection.execute("alter role oye_fire connection limit -1")
    back = time.time()
    time.sleep(1)
    return [Death(back)]


def database_network(world: World) -> list[Death]:
    """The network to the database is slow, loses answers, stands still, is cut."""
    weather = world.database.weather
    weather.delay, weather.cut_answers, weather.cut_requests = 0.01, 0.02, 0.01
    time.sleep(1.5)
    weather.still = True
    time.sleep(world.lease + 0.5)
    weather.still = False
    weather.delay = weather.cut_answers = weather.cut_requests = 0.0
    world.database.cut_all()
    back = time.time()
    time.sleep(0.5)
    return [Death(back)]


def channel_network(world: World) -> list[Death]:
    """The network to the channel is slow, and loses requests and answers."""
    weather = world.channel.weather
    weather.delay, weather.cut_answers, weather.cut_requests = 0.02, 0.03, 0.03
    time.sleep(2)
    weather.delay = weather.cut_answers = weather.cut_requests = 0.0
    world.channel.cut_all()
    return [Death(time.time())]


def hang(world: World) -> list[Death]:
    """The channel takes connections and answers nothing for longer than a send may take."""
    world.channel.weather.still = True
    time.sleep(world.lease * 0.75)
    world.channel.weather.still = False
    back = time.time()
    time.sleep(0.5)
    return [Death(back)]


def stall(world: World) -> list[Death]:
    """A worker stands still until past its lease, and comes back."""
    pid = busiest(world)
    if pid is None:
        time.sleep(0.05)
        return []
    os.kill(pid, signal.SIGSTOP)
    at = time.time()
    with psycopg.connect(world.stage.address) as connection:
        held = connection.execute(HELD, [f"%/{pid}/%"]).fetchall()
    time.sleep(world.lease + 1)
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)
    # It works before it is stopped again: this is not one stall three times as long.
    time.sleep(1)
    return [Death(at, tuple(str(delivery) for (delivery,) in held))] if held else []


def busiest(world: World) -> int | None:
    """The process of the worker that holds most."""
    with psycopg.connect(world.stage.address) as connection:
        row = connection.execute(
            "select split_part(worker, '/', 2)::integer from core.delivery_open"
            " where worker is not null group by worker order by count(*) desc limit 1"
        ).fetchone()
    return None if row is None else row[0]


def disk_full(world: World) -> list[Death]:
    """The database's volume is full for two seconds."""
    assert world.disk is not None
    filler = world.disk / "filler"
    with suppress(OSError), filler.open("wb") as file:
        while True:
            file.write(b"\0" * 2**20)
            file.flush()
    time.sleep(2)
    filler.unlink(missing_ok=True)
    world.stage.server.up()
    back = time.time()
    time.sleep(1.5)
    return [Death(back)]


@contextmanager
def held_snapshot(stage: Stage) -> Iterator[None]:
    """A transaction elsewhere sees the database as it was, for as long as this lasts."""
    with psycopg.connect(stage.address) as connection:
        connection.execute("set transaction isolation level repeatable read")
        connection.execute("select count(*) from core.reminder_next")
        yield
        connection.rollback()
