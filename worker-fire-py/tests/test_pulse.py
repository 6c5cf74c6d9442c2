"""A clock that runs while the process does: what a process sleeps through is nobody's slowness."""

import asyncio
import os
import signal
import subprocess
import sys
import time

import pytest
from oye_fire.pulse import MOST, Pulse

STAND_STILL = 1.5
# Times a second of sleep while its parent stops it; prints by the pulse, and by the wall's clock.
TIMES = """
import asyncio, time
from oye_fire.pulse import Pulse

async def main():
    pulse = Pulse()
    pulse.beat_for([pulse])
    began, wall = pulse.now(), time.monotonic()
    print("timing", flush=True)
    await asyncio.sleep(1)
    print(pulse.now() - began, time.monotonic() - wall)

asyncio.run(main())
"""


async def timed(seconds: float) -> float:
    pulse = Pulse()
    flights = {object()}
    pulse.beat_for(flights)
    began = pulse.now()
    await asyncio.sleep(seconds)
    return pulse.now() - began


def test_it_runs_as_any_clock_does_while_it_beats() -> None:
    assert asyncio.run(timed(0.5)) == pytest.approx(0.5, abs=0.25)


def test_it_stands_still_while_the_process_does() -> None:
    with subprocess.Popen([sys.executable, "-c", TIMES], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"timing\n"
        os.kill(process.pid, signal.SIGSTOP)
        time.sleep(STAND_STILL)  # that this passes is what is tested
        os.kill(process.pid, signal.SIGCONT)
        ran, passed = map(float, process.stdout.read().split())
    assert passed >= STAND_STILL
    assert ran <= passed - STAND_STILL + MOST + 0.01


def test_it_beats_until_nothing_is_timed_and_again_when_something_is() -> None:
    async def beat() -> list[float]:
        pulse = Pulse()
        found = []
        for _ in range(2):
            flights = {object()}
            pulse.beat_for(flights)
            began = pulse.now()
            await asyncio.sleep(3 * MOST)
            found.append(pulse.now() - began)
            flights.clear()
            await asyncio.sleep(MOST)
        return found

    assert all(ran > 2 * MOST for ran in asyncio.run(beat()))
