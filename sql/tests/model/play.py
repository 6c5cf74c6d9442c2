"""One person's life in a database and, beside it, in the model: what is done to both alike."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

import psycopg
from oye_schedule.audit import balance
from oye_sql.testcall import Calc, Caller, Fire, Person, Row
from oye_sql.testclock import Clock
from oye_sql.testing import Database

from .firing import Calculation
from .seen import Seen, look
from .world import Key, World

START = datetime.fromisoformat("2026-11-24T08:00:00+00:00")
SECOND = timedelta(seconds=1)

T = TypeVar("T")


@dataclass(frozen=True)
class Stage:
    """A database's callers, each signed in as its role."""

    empty: Callable[[], None]
    owner: psycopg.Connection
    clock: Clock
    api: Caller
    ops: Caller
    calc: Calc
    fire: Caller


# Lays a stage in a database.
Stages = Callable[[Database], Stage]


@dataclass
class Held:
    """A message as a worker got it from its claim; `begun`: it may be on its way."""

    row: Row
    key: Key
    begun: bool = False

    @property
    def fence(self) -> int:
        return int(self.row["fence"])


@dataclass
class Play:
    """`before`: what there was before the latest step, where that was a change of the person's.

    `arrived`: how often each message has come, or perhaps has; `unmarked`: without saying so.
    `reading`: what a worker-calc has read and not settled. `reports`: each worker's latest.
    """

    stage: Stage
    person: Person
    channel: int
    world: World
    hands: dict[str, list[Held]] = field(default_factory=lambda: {"fire-1": [], "fire-2": []})
    last_fence: int = 0
    arrived: Counter[Key] = field(default_factory=Counter)
    unmarked: Counter[Key] = field(default_factory=Counter)
    before: World | None = None
    reading: list[tuple[Row, Calculation]] = field(default_factory=list)
    reports: dict[str, tuple[Held, str]] = field(default_factory=dict)

    def wait(self, time: timedelta) -> None:
        self.world.now += time
        self.stage.clock.set(self.world.now)

    def worker(self, name: str) -> Fire:
        return Fire(self.stage.fire, name)

    def seen(self) -> Seen:
        return look(self.stage.owner, self.person.person_id, self.world.now)

    def agree(self) -> None:
        """The database holds what the model says, and each one that is over waits as it should."""
        seen = self.seen()
        for number, reminder in self.world.reminders.items():
            assert seen.world.reminders[number] == reminder, f"reminder {number}"
            if reminder.state == "over":
                assert seen.waiting[number] == bool(reminder.waiting()), f"reminder {number} waits"
        assert seen.world == self.world

    def arrives(self, held: Held) -> None:
        """Promise 2: a message comes twice at the most, and the second one says that it may."""
        self.arrived[held.key] += 1
        self.unmarked[held.key] += not held.row["perhaps_repeat"]
        assert self.arrived[held.key] <= 2, f"{held.key} came three times"
        assert self.unmarked[held.key] <= 1, f"{held.key} came twice without a mark"

    def balances(self) -> None:
        """Promise 3, by the schedule engine: it knows nothing of the model's sums."""
        found = self.person.call("audit_get", since=START - timedelta(days=1))
        for one in found["items"]:
            weighed = balance(
                one,
                datetime.fromisoformat(found["since"]),
                datetime.fromisoformat(found["until"]),
            )
            assert not weighed.lost, one
            assert not weighed.surplus, one


def begin_play(stage: Stage) -> Play:
    """Somebody new, at the same moment as ever, with a webhook."""
    stage.clock.set(START)
    [made] = stage.ops.rows("person_create", name="Ann", timezone="UTC", locale="en")
    [token] = stage.ops.rows(
        "token_create", person=made["person_id"], label="test", scopes=["read", "write", "account"]
    )
    person = Person(stage.api, made["person_id"], token["token"])
    return Play(stage, person, person.hook()["id"], World(START))


def one_of(things: Sequence[T], pick: int) -> T:
    return things[pick % len(things)]
