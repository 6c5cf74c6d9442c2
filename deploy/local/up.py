"""Run all of oye on this machine: the database, the API, both workers, and the bot.

One Ctrl-C (or TERM, or a closed terminal) stops everything, the embedded server last. A part that
ends is started again by `keep`; none takes another down.
"""

import fcntl
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TextIO

import hangup
import parts
import signin
from honcho.manager import Manager
from honcho.printer import Printer
from oye_sql import apply, embedded, failing, home, tree, upkeep

LINGER = 10.0  # seconds for which what a killed `up` started may hold its lock


def take_lock(run: home.Home) -> TextIO:
    """One `up` for a folder at a time. Ends the program where another lives."""
    file = (run.folder / "up.lock").open("a+")
    until = time.monotonic() + LINGER
    cleared = False
    while not locked(file):
        file.seek(0)
        pid = file.read().strip()
        if pid.isdigit() and parts.command_of(int(pid)):
            sys.exit(f"oye is up already (process {pid}); ./just down stops it")
        if time.monotonic() > until:
            sys.exit(f"something still holds {file.name}, {LINGER:.0f} s after its `up` ended")
        if not cleared:
            clear_left(run)  # the parts of an `up` that was killed still hold its lock
            cleared, until = True, time.monotonic() + LINGER
        time.sleep(0.05)
    file.seek(0)
    file.truncate()
    file.write(str(os.getpid()))
    file.flush()
    return file


def locked(file: TextIO) -> bool:
    """Take the lock, if nobody holds it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def clear_left(run: home.Home) -> None:
    for name in parts.stop_left(run):
        print(f"stopped {name}, left by an earlier run that was killed")


def check_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((os.environ.get("OYE_API_HOST") or parts.HOST, parts.api_port()))
        except OSError as error:
            sys.exit(
                f"port {parts.api_port()} can't be used for the API ({error.strerror}): stop what "
                f"listens there, or take another: OYE_API_PORT={parts.api_port() + 1} ./just up"
            )


def wanted(run: home.Home, address: str) -> list[parts.Part]:
    """What is to run: all parts, the bot where it has a token, the server where it is ours."""
    found = [parts.api(run, address)]
    found += [parts.worker(run, address, name, "run", "--loop") for name in ("calc", "fire")]
    if parts.no_telegram() is None:
        found.append(parts.bot(run))
    if not os.environ.get("OYE_DATABASE_URL"):
        found.append(parts.database())
    return found


def manager(run: home.Home, address: str) -> Manager:
    """The process manager with all parts, each of which knows nothing of the others."""
    found = Manager(Printer(hangup.Output(sys.stdout), time_format=""))
    ours = {"OYE_DIR": str(run.folder), "PYTHONUNBUFFERED": "1"}
    for part in wanted(run, address):
        environment = {"OYE_LOG": "text", **parts.told(part), **ours}
        found.add_process(part.name, part.kept, env=environment)
    return found


def up() -> int:
    run = home.here()
    hangup.stops_all()
    with take_lock(run):
        clear_left(run)
        check_port()
        try:
            address = home.database(run)
            passwords = home.first_passwords(run, address)
            print(f"database: {apply.apply(address, tree.read(), passwords, say=print)}")
            upkeep.housekeep(address)
            signin.sign_in(run, address, parts.api_url())
            if why := parts.no_telegram():
                print(f"no bot: {why}")
            sys.stdout.flush()
            announce = Path(__file__).with_name("announce.py")
            with subprocess.Popen([sys.executable, announce, parts.api_url()]) as announcer:
                running = manager(run, address)
                running.loop()
                announcer.terminate()
        finally:
            if not os.environ.get("OYE_DATABASE_URL"):
                embedded.stop(run.cluster)
        print("stopped")
        # 130 and 143: stopped as it was asked to
        return 0 if running.returncode in (None, 0, 130, 143) else 1


if __name__ == "__main__":
    sys.exit(failing.guarded("oye", up))
