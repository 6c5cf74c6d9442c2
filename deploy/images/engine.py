"""What trials ask of Docker: each call bounded in time, its failure said in words."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping

LIMIT = 60.0  # seconds for a container that ends by itself


class TrialError(Exception):
    """Something did not work; the message says what."""


def docker(
    *words: str, settings: Mapping[str, str] | None = None, limit: float = LIMIT
) -> subprocess.CompletedProcess[str]:
    """Run docker; what it says is kept, stderr with stdout."""
    return subprocess.run(
        ["docker", *words],
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **(settings or {})},
        timeout=limit,
        check=False,
    )


def done(what: str, *words: str, settings: Mapping[str, str] | None = None) -> str:
    """What docker said. Raises TrialError where it failed."""
    found = docker(*words, settings=settings)
    if found.returncode != 0:
        raise TrialError(f"{what}: {found.stdout.strip()}")
    return found.stdout.strip()


def expect(true: object, otherwise: str) -> None:
    """Raises TrialError with what is wrong."""
    if not true:
        raise TrialError(otherwise)


def until(look: Callable[[], bool], seconds: float, what: str) -> None:
    """Return as soon as `look` is true. Raises TrialError after so many seconds."""
    end = time.monotonic() + seconds
    while not look():
        if time.monotonic() > end:
            raise TrialError(f"not within {seconds:.0f} s: {what}")
        time.sleep(0.1)
