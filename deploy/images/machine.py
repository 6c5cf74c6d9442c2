"""Containers for a trial: each bounded, shut in, and gone at its end."""

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine import LIMIT, TrialError, docker, done, until

# Any user will do: one that no image knows, and that may do nothing and write nowhere.
SHUT_IN = ["--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges"]
SHUT_IN += ["--user", "23456:23456", "--memory", "256m", "--pids-limit", "64"]
ADMIN = "oye_admin"


@dataclass(frozen=True)
class Ran:
    """A container that ended: what it said, seconds from outside and between start and end."""

    said: str
    wall: float
    inside: float

    def __str__(self) -> str:
        return f"ended with 0 after {self.inside:.2f} s"


@dataclass(frozen=True)
class Server:
    """A database server in a container."""

    host: str
    password: str = field(repr=False)

    def address(self, user: str, password: str) -> str:
        return f"postgresql://{user}:{password}@{self.host}:5432/oye"

    @property
    def admin(self) -> str:
        return self.address(ADMIN, self.password)


# Runs what it is given, and prints what that took.
WATCH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime)
"""


@dataclass(frozen=True)
class Machine:
    """A network, and the containers that were started on it."""

    network: str
    gateway: str
    tag: str
    names: list[str]

    @classmethod
    @contextmanager
    def started(cls, tag: str) -> Iterator["Machine"]:
        """A machine with its own network; whatever happens, nothing of it stays."""
        network = f"oye-try-{os.getpid()}"
        done("no network could be made", "network", "create", network)
        names: list[str] = []
        try:
            [plan] = json.loads(done("the network", "network", "inspect", network))
            yield cls(network, plan["IPAM"]["Config"][0]["Gateway"], tag, names)
        finally:
            if names:
                docker("rm", "--force", "--volumes", *names)
            docker("network", "rm", network)

    def server(self, image: str, password: str) -> Server:
        """A database server that takes connections."""
        settings = {"POSTGRES_USER": ADMIN, "POSTGRES_PASSWORD": password, "POSTGRES_DB": "oye"}
        name = self._run(image, [], settings, ["--detach"])
        ask = ("exec", name, "pg_isready", "--quiet", "--host=127.0.0.1", "--dbname=oye")
        until(lambda: docker(*ask).returncode == 0, LIMIT, "the database takes connections")
        return Server(name, password)

    def start(self, image: str, words: Sequence[str], settings: Mapping[str, str]) -> str:
        """Start a shut-in container of one of our images; its name, by which others reach it."""
        options = [*SHUT_IN, "--detach", "--health-interval", "1s"]
        return self._run(self._at(image), words, settings, options)

    def once(
        self,
        image: str,
        words: Sequence[str],
        settings: Mapping[str, str],
        options: Sequence[str] = (),
    ) -> Ran:
        """Run a shut-in container to its end. Raises TrialError where that is not 0."""
        began = time.monotonic()
        name = self._run(self._at(image), words, settings, [*SHUT_IN, *options])
        return self.ended(name, time.monotonic() - began)

    def processor(self, image: str, words: Sequence[str], settings: Mapping[str, str]) -> float:
        """Seconds of a processor that a run takes, all in all: load changes them little."""
        said = done(
            image, "image", "inspect", "--format={{json .Config.Entrypoint}}", self._at(image)
        )
        program = json.loads(said)
        watched = ["--entrypoint", "/oye/bin/python"]
        ran = self.once(image, ["-c", WATCH, *program, *words], settings, watched)
        return float(ran.said.splitlines()[-1])

    def ended(self, name: str, wall: float = 0.0) -> Ran:
        """Wait for the end of a container. Raises TrialError where that is not 0."""
        code = done(f"{name} does not end", "wait", name)
        said, state = docker("logs", name).stdout, self._inspect(name)["State"]
        if code != "0":
            raise TrialError(f"{name} ended with {code}: {said}")
        began, ended = (moment(state[key]) for key in ("StartedAt", "FinishedAt"))
        return Ran(said, wall, ended - began)

    def stopped(self, name: str) -> float:
        """Tell a container to stop; after how many seconds it ended. Not 0: TrialError."""
        began = time.monotonic()
        done(f"{name} can't be stopped", "stop", "--time", "20", name)
        took = time.monotonic() - began
        self.ended(name)
        return took

    def health(self, name: str) -> str:
        return str(self._inspect(name)["State"]["Health"]["Status"])

    def address(self, name: str) -> str:
        """The container's address on the network, as this machine reaches it."""
        return str(self._inspect(name)["NetworkSettings"]["Networks"][self.network]["IPAddress"])

    def says(self, name: str) -> str:
        """What the container said so far."""
        return docker("logs", name).stdout

    def _run(
        self,
        image: str,
        words: Sequence[str],
        settings: Mapping[str, str],
        options: Sequence[str],
    ) -> str:
        """Values go by the environment: a command line is read by everybody."""
        name = f"{self.network}-{len(self.names)}"
        self.names.append(name)
        given = [word for key in settings for word in ("--env", key)]
        around = ["--name", name, "--network", self.network, *options, *given]
        found = docker("run", *around, image, *words, settings=settings)
        if found.returncode != 0:
            raise TrialError(f"{image} {' '.join(words)}: {found.stdout.strip()}")
        return name

    def _at(self, image: str) -> str:
        return f"{image}:{self.tag}"

    def _inspect(self, name: str) -> dict[str, Any]:
        return dict(json.loads(done(name, "container", "inspect", name))[0])


def moment(text: str) -> float:
    """Docker's instants have up to nine digits of a second; Python reads three or six."""
    return datetime.fromisoformat(text[:19] + "Z").timestamp() + float(text[19:].rstrip("Z") or 0)
