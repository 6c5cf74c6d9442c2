"""Where a worker kills itself: the boundaries of its calls, wrapped from outside.

The services know nothing of it. A worker is imported, what it calls is wrapped, and at the chosen
boundary the process sends itself SIGKILL: no handler runs, no buffer is flushed. Or SIGSTOP: it
stands still until somebody wakes it.
"""

import json
import os
import random
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

FIRE = {"claim": "delivery_claim", "begin": "delivery_begin", "settle": "delivery_settle"}
FIRE_POINTS = (
    *("before_claim", "within_claim", "after_claim", "before_begin", "within_begin"),
    *("after_begin", "before_send", "within_send", "after_send"),
    *("before_settle", "within_settle", "after_settle"),
)
CALC_POINTS = (
    *("before_claim", "within_claim", "after_claim"),
    *("before_settle", "within_settle", "after_settle", "after_commit"),
)
# How long after its beginning a call is cut off by a kill within it, in seconds at the most.
WITHIN = 0.02


@dataclass
class Trap:
    """Springs when `point` (None: never) is crossed for the `nth` time; until then it counts.

    `blow` is what the process then sends itself. `held`: the deliveries that it has claimed and not
    settled, for the report.
    """

    point: str | None
    nth: int
    report: Path
    blow: signal.Signals = signal.SIGKILL
    held: set[UUID] = field(default_factory=set)

    def cross(self, point: str) -> None:
        """Die here, if this is the place and the time."""
        if point == self.point:
            self.nth -= 1
            if self.nth == 0:
                self.spring()

    def enter(self, call: str) -> None:
        """A call begins: it may be cut off a moment later."""
        self.cross(f"before_{call}")
        if self.point == f"within_{call}":
            self.nth -= 1
            if self.nth == 0:
                threading.Timer(random.uniform(0, WITHIN), self.spring).start()  # noqa: S311

    def spring(self) -> None:
        """Say who dies (or stops) holding what, and do."""
        said = {
            "at": time.time(),
            "pid": os.getpid(),
            "held": [str(delivery) for delivery in self.held],
        }
        with self.report.open("a") as file:
            file.write(json.dumps(said) + "\n")
        os.kill(os.getpid(), self.blow)


def no_clock(arguments: dict[str, object]) -> None:
    """Raises AssertionError where a worker tells the database a time of its own."""
    for name, value in arguments.items():
        assert not isinstance(value, date), f"{name} is an instant, and the worker's clock is wrong"


def wrap_fire(trap: Trap) -> None:
    """Set the trap in worker-fire: its calls of the database, and its sends."""
    from oye_fire.database import Database
    from oye_fire.sender import Sender

    call, send = Database.call, Sender.send
    names = {function: name for name, function in FIRE.items()}

    async def wrapped_call(self: Database, function: Any, **arguments: Any) -> list[dict[str, Any]]:
        name = names.get(function.name, function.name)
        no_clock(arguments)
        trap.enter(name)
        rows = await call(self, function, **arguments)
        if name == "claim":
            trap.held |= {row["delivery_id"] for row in rows if row["delivery_id"]}
        elif name == "settle":
            trap.held -= set(arguments["p_deliveries"])
        trap.cross(f"after_{name}")
        return rows

    async def wrapped_send(self: Sender, message: Any) -> Any:
        trap.enter("send")
        report = await send(self, message)
        trap.cross("after_send")
        return report

    for owner, name, wrapped in (
        (Database, "call", wrapped_call),
        (Sender, "send", wrapped_send),
    ):
        setattr(owner, name, wrapped)


def wrap_calc(trap: Trap) -> None:
    """Set the trap in worker-calc: claim and settle, and the commit that ends its step."""
    from oye_calc import loop, step

    def around(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **named: Any) -> Any:
            trap.enter(name)
            answer = call(*arguments, **named)
            trap.cross(f"after_{name}")
            return answer

        return wrapped

    whole = step.step

    def stepped(*arguments: Any, **named: Any) -> bool:
        more = whole(*arguments, **named)
        trap.cross("after_commit")
        return more

    vars(step)["claim"] = around("claim", vars(step)["claim"])
    vars(step)["settle"] = around("settle", vars(step)["settle"])
    vars(loop)["step"] = stepped
