"""`docker compose up`, for real: from no secrets to a reminder in a chat, and away again.

A project with a name of its own; a Bot API server of the checkout stands on this machine, where
containers reach it by the bridge's gateway (Linux). Every step has a limit, and nothing stays.
"""

import argparse
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import secret_files
from engine import TrialError, docker, done, expect, until
from oye_fakes.bot_api import BotApi, bot_api

FILE = Path(__file__).resolve().parents[1] / "compose.yaml"
CHAT, LATE = 7, 5.0
UP, STEP = 900.0, 60.0  # seconds: images may be built
RUNNING = ("api", "bot", "postgres", "worker-calc", "worker-fire")
# The ports that are published, each on a free one.
PUBLISHED = ("API", "API_METRICS", "BOT_METRICS")


@dataclass(frozen=True)
class Project:
    """One compose project: how it is called, and what it is told."""

    command: tuple[str, ...]
    settings: dict[str, str]

    def run(self, *words: str, limit: float = STEP) -> str:
        """What compose said. Raises TrialError where it failed."""
        found = subprocess.run(
            [*self.command, "--file", str(FILE), *words],
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **self.settings},
            timeout=limit,
            check=False,
        )
        if found.returncode != 0:
            raise TrialError(f"compose {' '.join(words)}: {found.stdout.strip()[-4000:]}")
        return found.stdout.strip()

    def container(self, service: str) -> dict[str, Any]:
        """What docker knows of a service's container. Raises TrialError where there is none."""
        name = self.run("ps", "--quiet", service)
        return dict(json.loads(done(service, "container", "inspect", name))[0])


def compose() -> tuple[str, ...]:
    """Docker's plugin where it is there, else the older program. Raises TrialError."""
    if docker("compose", "version").returncode == 0:
        return ("docker", "compose")
    if found := shutil.which("docker-compose"):
        return (found,)
    raise TrialError("neither `docker compose` nor docker-compose is here")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def project(telegram: BotApi, options: dict[str, str]) -> Iterator[Project]:
    """A project with secrets of its own; whatever happens, nothing of it stays."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "secrets"
        secret_files.make(folder, "postgres", telegram.token)
        settings = {
            "COMPOSE_PROJECT_NAME": f"oye-try-{os.getpid()}",
            "OYE_SECRETS": str(folder),
            **{f"OYE_{name}_PORT": str(free_port()) for name in PUBLISHED},
            "OYE_TELEGRAM_API_URL": telegram.url,
            **options,
        }
        found = Project(compose(), settings)
        try:
            yield found
        except TrialError:
            print(found.run("logs", "--no-color", "--tail", "40"), file=sys.stderr)
            raise
        finally:
            found.run("down", "--volumes", "--timeout", "30", limit=3 * STEP)


def ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=5) as answer:  # noqa: S310 (an http address of its own)
            return bool(json.load(answer)["status"] != "down")
    except (urllib.error.URLError, ConnectionError):
        return False


def figures_can_be_read(settings: dict[str, str]) -> None:
    """Raises TrialError where a Prometheus on this machine would read none."""
    for name, figure in (("API", "oye_database_up 1"), ("BOT", "oye_bot_heard_seconds_ago ")):
        url = f"http://127.0.0.1:{settings[f'OYE_{name}_METRICS_PORT']}/metrics"
        with urllib.request.urlopen(url, timeout=5) as answer:
            expect(f"\n{figure}" in answer.read().decode(), f"{url} says nothing of {figure}")


def is_shut_in(service: str, found: dict[str, Any]) -> None:
    """Raises TrialError where a container may do what it need not."""
    host, user = found["HostConfig"], found["Config"]["User"]
    expect(host["ReadonlyRootfs"], f"{service} writes to its image")
    expect(user and user.split(":")[0] not in ("0", "root"), f"{service} runs as {user or 'root'}")
    expect(host["CapDrop"] == ["ALL"] and not host["CapAdd"], f"{service} keeps capabilities")
    expect(host["Memory"] > 0 and host["PidsLimit"] > 0, f"{service} has no bounds")
    said = " ".join(found["Config"]["Env"])
    expect(not re.search(r"postgresql://|oye_[0-9a-f]{32}", said), f"{service} has secrets in it")


def reminder_arrives(telegram: BotApi) -> float:
    """Say something to the bot; after how many seconds of its time the card came."""
    before = len(telegram.calls("sendMessage", chat=CHAT))
    telegram.say(chat=CHAT, text="/start")
    telegram.wait_for_call("sendMessage", chat=CHAT, count=before + 1, timeout=STEP)
    # Of letters alone: a digit might be read as a part of the time.
    text = f"stretch {''.join(secrets.choice('bcdfghjk') for _ in range(6))}"
    said = time.time()
    telegram.say(chat=CHAT, text=f"{text} in 5 seconds")

    def card() -> bool:
        calls = telegram.calls("sendMessage", chat=CHAT)
        return any(str(one.params["text"]).startswith(f"⏰ {text}") for one in calls)

    until(card, 5 + LATE + 5, f"the card of {text!r} comes")
    return time.time() - said - 5


def trial(project: Project, telegram: BotApi) -> None:
    """All of it. Raises TrialError."""
    began = time.monotonic()
    project.run("up", "--detach", limit=UP)
    url = f"http://127.0.0.1:{project.settings['OYE_API_PORT']}"
    until(lambda: ready(url), STEP, "the API is ready")
    print(f"up: the API is ready after {time.monotonic() - began:.0f} s", flush=True)
    late = reminder_arrives(telegram)
    expect(late < LATE, f"the card came {late:.1f} s late")
    print(f"a reminder said to the bot reached the chat {late:.1f} s after it was due", flush=True)
    figures_can_be_read(project.settings)
    print("Prometheus on this machine reads the figures of the API and of the bot", flush=True)
    for service in RUNNING:
        is_shut_in(service, project.container(service))
    print(
        "all are read-only, nobody in particular, bounded, and without a secret in their settings"
    )
    project.run("restart", "--timeout", "30", *RUNNING, limit=3 * STEP)
    until(lambda: ready(url), STEP, "the API is ready again")
    late = reminder_arrives(telegram)
    print(f"after a restart of all of it the next one came {late:.1f} s after it was due")
    project.run("run", "--rm", "housekeep", limit=2 * STEP)
    again = project.run("run", "--rm", "migrate", "apply")
    expect("up to date" in again, f"the second apply said: {again}")
    print("housekeep ran; a second apply found the database up to date", flush=True)


def gateway() -> str:
    """Where containers reach this machine. Raises TrialError where docker doesn't say."""
    said = done("the bridge", "network", "inspect", "bridge")
    found = json.loads(said)[0]["IPAM"]["Config"][0]
    # An engine that names no gateway gives the bridge the first address.
    return str(found.get("Gateway") or re.sub(r"\.0/\d+$", ".1", found["Subnet"]))


def main() -> int:
    """0 where all of it worked, else 1 and what did not."""
    parser = argparse.ArgumentParser(prog="./just deploy try-compose", description=__doc__)
    parser.add_argument("--tag", help="of images that are there already")
    parser.add_argument("--base", metavar="IMAGE", help="what they are built on")
    parser.add_argument("--postgres", metavar="IMAGE")
    given = parser.parse_args()
    named = {
        "OYE_TAG": given.tag,
        "OYE_IMAGE_BASE": given.base,
        "OYE_POSTGRES_IMAGE": given.postgres,
    }
    options = {name: value for name, value in named.items() if value}
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # cleans up for this too
    try:
        with bot_api(host=gateway()) as telegram, project(telegram, options) as found:
            trial(found, telegram)
    except (TrialError, OSError, LookupError, subprocess.SubprocessError) as error:
        print(f"compose: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("compose: interrupted, and cleaned up", file=sys.stderr)
        return 130
    print("compose: all of it works")
    return 0


if __name__ == "__main__":
    sys.exit(main())
