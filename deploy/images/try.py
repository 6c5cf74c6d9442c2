"""Run the images for real, read-only and without any capability, and see a reminder arrive.

A throw-away database and a Bot API server stand beside them on a network of their own; all of it
is removed at the end. Needs the root environment, and Linux: containers reach the Bot API server
at the network's gateway.
"""

import argparse
import json
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from build import IMAGES
from engine import TrialError, expect, until
from machine import Machine
from oye_fakes.bot_api import BotApi, bot_api
from versions import current

CHAT, LATE = 7, 5.0
ROLES = ("oye_api", "oye_calc", "oye_fire")
TEXT = "water the plants"


def person(api: str, token: str, method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """What the API answers to the person of the chat."""
    request = urllib.request.Request(  # noqa: S310 (the address is the container's)
        api + path,
        json.dumps(body).encode(),
        {
            "Authorization": f"Bearer {token}",
            "X-Act-For": f"telegram:{CHAT}",
            "Content-Type": "application/json"
            if method == "POST"
            else "application/merge-patch+json",
        },
        method=method,
    )
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 (an http address of its own)
        return dict(json.load(answer))


def ready(api: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{api}/readyz", timeout=10) as answer:  # noqa: S310 (an http address of its own)
        return dict(json.load(answer))


def last_runs(api: str) -> dict[str, str]:
    """When each kind of worker ran last, as the API tells it."""
    return {one["kind"]: one["last_run_at"] or "" for one in ready(api)["workers"]}


def apply_sql(machine: Machine, passwords: dict[str, str], database: str) -> str:
    """Bring the database up to date, twice; the address that gives a service's role."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "roles.json"
        file.write_text(json.dumps(passwords))
        Path(name).chmod(0o755)
        options = ["--volume", f"{file}:/roles.json:ro"]
        settings = {"OYE_DATABASE_URL": database}
        first = machine.once("oye-sql", ["apply", "--roles", "/roles.json"], settings, options)
    again = machine.once("oye-sql", ["apply"], settings)
    expect("functions written" in first.said, f"apply said: {first.said}")
    expect("up to date" in again.said, f"the second apply said: {again.said}")
    print(f"sql applied: {first.said.strip().splitlines()[-1]}; again: up to date")
    return machine.once("oye-sql", ["service-token"], settings).said.strip()


def reminder_arrives(machine: Machine, telegram: BotApi, fire: dict[str, str], add: Any) -> None:
    """A reminder made through the API is sent by a worker that runs for ten seconds."""
    before = len(telegram.calls("sendMessage", chat=CHAT))
    made = add("POST", "/v1/reminders", {"text": TEXT, "when": "in 3 seconds"})
    due = time.time() + 3
    worker = machine.start("oye-worker-fire", ["run", "--for", "10s"], fire)
    call = telegram.wait_for_call("sendMessage", chat=CHAT, count=before + 1, timeout=10 + LATE)
    late = time.time() - due
    expect(TEXT in str(call.params["text"]), f"another message came: {call.params}")
    expect(-0.5 < late < LATE, f"the message came {late:.1f} s after it was due")
    ran = machine.ended(worker)
    expect(8 < ran.inside < 20, f"run --for 10s took {ran.inside:.1f} s")
    print(f"reminder {made['id']} reached the chat {late:.2f} s after it was due; worker: {ran}")


def calculated(machine: Machine, api: str, calc: dict[str, str], add: Any) -> None:
    """What a change of zone leaves to be calculated, one run of the worker calculates."""
    add("POST", "/v1/reminders", {"text": TEXT, "when": "every day at 9:00"})
    add("PATCH", "/v1/me", {"timezone": "Asia/Tokyo"})
    expect(ready(api)["calc_backlog"] == 1, f"nothing is left to calculate: {ready(api)}")
    ran = machine.once("oye-worker-calc", ["run", "--once"], calc)
    expect(ready(api)["calc_backlog"] == 0, f"it was not calculated: {ran.said}")
    ran = machine.once("oye-worker-calc", ["run", "--for", "10s"], calc)
    expect(8 < ran.inside < 20, f"run --for 10s took {ran.inside:.1f} s")
    print(f"the zone was changed, and run --once calculated anew; run --for 10s: {ran}")


def cold_starts(machine: Machine, runs: list[tuple[str, list[str], dict[str, str]]]) -> None:
    """Print the median of five starts with nothing to do, as a table."""
    print(
        "\n| docker run … | wall s | in the container s | of a processor s |\n|---|---:|---:|---:|"
    )
    for image, words, settings in runs:
        found = [machine.once(image, words, settings) for _ in range(5)]
        wall = sorted(one.wall for one in found)[2]
        inside = sorted(one.inside for one in found)[2]
        worked = sorted(machine.processor(image, words, settings) for _ in range(5))[2]
        print(f"| {image} {' '.join(words)} | {wall:.2f} | {inside:.2f} | {worked:.2f} |")


BUILDS = """
import importlib.util, shutil, sys
found = [name for name in ("cc", "gcc", "make", "pip", "uv") if shutil.which(name)]
found += [name for name in ("pip", "setuptools", "uv") if importlib.util.find_spec(name)]
sys.exit(f"there is {found}" if found else 0)
"""


def nothing_builds(machine: Machine) -> None:
    """No image has a tool that installs or compiles, in its environment or its base."""
    for image in IMAGES:
        for python in ("/oye/bin/python", "python3"):
            machine.once(image, ["-c", BUILDS], {}, ["--entrypoint", python])
    print("no image has a compiler or an installer")


def trial(machine: Machine, telegram: BotApi, postgres: str) -> None:
    """All of it, in the order in which one would set it up. Raises TrialError."""
    passwords = {role: secrets.token_hex(16) for role in (*ROLES, "postgres")}
    nothing_builds(machine)
    server = machine.server(postgres, passwords.pop("postgres"))
    urls = {role: server.address(role, password) for role, password in passwords.items()}
    root = {"OYE_DATABASE_URL": server.admin}
    token = apply_sql(machine, passwords, server.admin)
    listening = machine.start("oye-api", [], {"OYE_API_DATABASE_URL": urls["oye_api"]})
    until(lambda: machine.health(listening) == "healthy", 30, "the api is healthy")
    api = f"http://{machine.address(listening)}:8765"
    expect(ready(api)["status"] != "down", f"/readyz says {ready(api)}")
    print("api: healthy by its own check, /readyz answers")
    bot = {"OYE_TELEGRAM_TOKEN": telegram.token, "OYE_TELEGRAM_API_URL": telegram.url}
    talk = {**bot, "OYE_API_URL": f"http://{listening}:8765", "OYE_API_TOKEN": token}
    chatting = machine.start("oye-bot", [], talk)
    telegram.say(chat=CHAT, text="/start")
    telegram.wait_for_call("sendMessage", chat=CHAT, timeout=60)
    print("bot: answered /start through the api")

    def add(method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return person(api, token, method, path, body)

    fire = {**bot, "OYE_FIRE_DATABASE_URL": urls["oye_fire"]}
    calc = {"OYE_CALC_DATABASE_URL": urls["oye_calc"]}
    reminder_arrives(machine, telegram, fire, add)
    calculated(machine, api, calc, add)
    past = last_runs(api)
    loops = [machine.start("oye-worker-fire", [], fire), machine.start("oye-worker-calc", [], calc)]
    until(lambda: all(run > past[kind] for kind, run in last_runs(api).items()), 30, "loops run")
    for one in (*loops, chatting, listening):
        print(f"told to stop: {one} ended with 0 in {machine.stopped(one):.1f} s")
    once = ["run", "--once"]
    runs = [("oye-worker-calc", once, calc), ("oye-worker-fire", once, fire)]
    cold_starts(machine, [*runs, ("oye-sql", ["apply"], root)])


def main() -> int:
    """0 where all of it worked, else 1 and what did not."""
    parser = argparse.ArgumentParser(description="Try the images that build.py made.")
    parser.add_argument("--tag", default=current())
    parser.add_argument("--postgres", default="postgres:16", metavar="IMAGE")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # cleans up for this too
    try:
        with Machine.started(given.tag) as machine, bot_api(host=machine.gateway) as telegram:
            trial(machine, telegram, given.postgres)
    except (TrialError, OSError, LookupError, subprocess.SubprocessError) as error:
        print(f"images: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("images: interrupted, and cleaned up", file=sys.stderr)
        return 130
    print("images: all of them work")
    return 0


if __name__ == "__main__":
    sys.exit(main())
