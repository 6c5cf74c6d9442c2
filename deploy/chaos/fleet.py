"""Several workers of one kind that die and are replaced: `fleet.py fire 4 --point after_send …`.

Imports the worker once and forks, so that a death costs milliseconds and thousands are affordable.
SIGTERM ends the workers as they like to be ended, and then the fleet.
"""

import argparse
import os
import random
import signal
import sys
import threading
import time
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType

from points import Trap, wrap_calc, wrap_fire

GRACE = 20.0  # seconds in which a worker that was asked to end must have ended


class Fleet:
    """The workers of one run."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._children: dict[int, int] = {}
        self._blows = options.kills
        self._born = 0
        self._stopping = False

    def run(self) -> None:
        """Keep so many alive until SIGTERM. Raises SystemExit where one ends by itself."""
        signal.signal(signal.SIGTERM, self._stop)
        for place in range(self._options.count):
            self._spawn(place)
        while self._children and not self._stopping:
            with suppress(InterruptedError):
                pid, status = os.waitpid(-1, os.WUNTRACED)
                self._seen(pid, status)
        self._end()

    def _seen(self, pid: int, status: int) -> None:
        if os.WIFSTOPPED(status):
            # Else somebody outside has stopped it, and will wake it.
            if self._options.stall:
                self._blows = max(self._blows - 1, 0)
                later = threading.Timer(self._options.stall, wake, [pid])
                later.daemon = True
                later.start()
            return
        place = self._children.pop(pid)
        if self._stopping:
            return
        if not os.WIFSIGNALED(status):
            self._end()
            raise SystemExit(f"a worker ended by itself: {os.waitstatus_to_exitcode(status)}")
        self._blows = max(self._blows - 1, 0)
        self._spawn(place)

    def _spawn(self, place: int) -> None:
        self._born += 1
        pid = os.fork()
        if pid == 0:
            os._exit(self._live(place))
        self._children[pid] = place

    def _live(self, place: int) -> int:
        """The life of one worker, in its own process; its exit code."""
        options = self._options
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        random.seed(f"{options.seed}/{self._born}")
        # All but one of those that send: there must be somebody to take over. What calculates holds
        # nothing between its transactions, and one that lives would have done all the work soon.
        spared = place == 0 and options.count > 1 and options.kind == "fire"
        doomed = self._blows > 0 and not spared
        trap = Trap(
            options.point if doomed else None,
            random.randint(1, 2),  # noqa: S311
            options.report,
            signal.SIGSTOP if options.stall else signal.SIGKILL,
        )
        words = ["run", "--loop", *options.words]
        if options.partition:
            words += ["--partition", f"{place}/{options.count}"]
        skew(options.skew if place % 2 == 0 else -options.skew)
        log = os.open(options.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(log, 2)
        if options.kind == "fire":
            from oye_fire.main import main as fire

            wrap_fire(trap)
            return fire(words)
        from oye_calc.main import main as calc

        os.environ["OYE_CALC_WORKER"] = f"calc/{os.getpid()}"
        wrap_calc(trap)
        return calc(words)

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopping = True
        for pid in self._children:
            os.kill(pid, signal.SIGTERM)

    def _end(self) -> None:
        for pid in self._children:
            wake(pid)
        until = time.monotonic() + GRACE
        while self._children:
            pid, _ = os.waitpid(-1, os.WNOHANG)
            self._children.pop(pid, None)
            if time.monotonic() > until:
                for left in self._children:
                    os.kill(left, signal.SIGKILL)
            time.sleep(0.01)


def wake(pid: int) -> None:
    """Let a worker that stands still go on."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)


def skew(seconds: float) -> None:
    """Set this process's clock wrong: what Python's time and the workers' datetime tell."""
    if not seconds:
        return
    real = time.time
    time.time = lambda: real() + seconds

    class Skewed(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(seconds=seconds)  # type: ignore[arg-type]

    for name, module in list(sys.modules.items()):
        if name.startswith(("oye_fire", "oye_calc")) and hasattr(module, "datetime"):
            vars(module)["datetime"] = Skewed


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("fire", "calc"))
    parser.add_argument("count", type=int)
    parser.add_argument("--point")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--stall", type=float, help="do not die, stand still for so long (s)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--skew", type=float, default=0)
    parser.add_argument("--partition", action="store_true")
    parser.add_argument("--report", type=Path, required=True)
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("words", nargs=argparse.REMAINDER, help="what the worker is told")
    return parser.parse_args()


def preload(kind: str) -> None:
    """Import all that a worker will use, once for all of them."""
    if kind == "fire":
        import oye_fire.channels.webhook
        import oye_fire.log
        import oye_fire.run
        import oye_fire.transport  # noqa: F401
    else:
        import oye_calc.loop
        import oye_calc.stopping  # noqa: F401


if __name__ == "__main__":
    chosen = arguments()
    preload(chosen.kind)
    Fleet(chosen).run()
