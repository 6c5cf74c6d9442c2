"""The parts of a local run: how each is started, what it is told, and whether it is there."""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from oye_sql import apply, home, tree, url
from projects import ROOT

KEEP = ROOT / "deploy" / "local" / "keep.py"
REVIVE = ROOT / "deploy" / "local" / "revive.py"
HOST = "127.0.0.1"
PORT = 8765
# TERM is for `keep`, which is sent it too; the shell waits for it.
WITH_KEEP = """\
trap : TERM INT HUP
{keep}
code=$?
test $code = 0 && exit
echo "what keeps {name} running was killed (code $code), and so all is stopped"
read -r keeper child <"$OYE_DIR/parts/{name}" && test "$child" != 0 && kill "$child"
exit $code"""

# What signs in somewhere: only who needs one is told it.
SECRETS = ("OYE_TELEGRAM_TOKEN", "OYE_API_TOKEN", "OYE_TOKEN", "OYE_OPERATOR_URL")

TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Part:
    """One process: its command, and what it is told beside what everybody may know."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str]

    @property
    def kept(self) -> str:
        """The shell's lines that run it and start it again when it ends.

        Where `keep` itself is killed, that is said, and the part is ended with it: all would wait
        for it at the end otherwise.
        """
        keep = shlex.join([sys.executable, "-IS", str(KEEP), self.name, *self.command])
        return WITH_KEEP.format(keep=keep, name=self.name)


def told(part: Part) -> dict[str, str]:
    """A part's environment: this one's without databases and secrets, and what is meant for it."""
    common = {
        name: value
        for name, value in os.environ.items()
        if name not in SECRETS and not name.endswith("DATABASE_URL")
    }
    return {**common, **part.environment}


def no_telegram() -> str | None:
    """Why there is no bot and nothing is sent to Telegram, in words; None where there is a token.

    A token is a number, a colon and a secret (Bot API, "Authorizing your bot").
    """
    token = os.environ.get("OYE_TELEGRAM_TOKEN", "").strip()
    if not token:
        return "OYE_TELEGRAM_TOKEN is not set"
    if not TOKEN.fullmatch(token):
        return "OYE_TELEGRAM_TOKEN is no bot token; @BotFather gives one, like 123456:ABC-DEF…"
    return None


def telegram() -> dict[str, str]:
    """The bot's token, where there is one: for the bot, and for who sends."""
    if no_telegram() is not None:
        return {}
    return {"OYE_TELEGRAM_TOKEN": os.environ["OYE_TELEGRAM_TOKEN"].strip()}


def api_port() -> int:
    """The port that OYE_API_PORT names. Raises SystemExit where that is none."""
    named = os.environ.get("OYE_API_PORT") or str(PORT)
    if not (named.isascii() and named.isdigit() and 0 < int(named) < 65536):
        raise SystemExit(f"OYE_API_PORT={named} is no port: a number from 1 to 65535 is one")
    return int(named)


def api_url() -> str:
    return f"http://{HOST}:{api_port()}"


def program(project: str, name: str) -> str:
    return str(ROOT / project / ".venv" / "bin" / name)


def prepared(run: home.Home) -> str:
    """The address of the run's database, made ready where no run has been here before.

    Raises what `home.database` and `apply.apply` raise.
    """
    address = home.database(run)
    if not run.roles.exists():
        apply.apply(address, tree.read(), home.first_passwords(run, address))
    return address


def role_url(run: home.Home, address: str, role: str) -> str:
    return url.changed(address, user=role, password=home.role_passwords(run)[role])


def worker(run: home.Home, address: str, name: str, *words: str) -> Part:
    """Worker calc or fire, with what the environment says of its database winning."""
    variable = f"OYE_{name.upper()}_DATABASE_URL"
    found = os.environ.get(variable) or role_url(run, address, f"oye_{name}")
    command = (program(f"worker-{name}-py", f"oye-{name}"), *words)
    settings = {variable: found}
    if name == "fire" or os.environ.get("OYE_OPERATOR_TELEGRAM_CHAT"):
        settings |= telegram()
    if operator := os.environ.get("OYE_OPERATOR_URL"):
        settings["OYE_OPERATOR_URL"] = operator
    return Part(name, command, settings)


def api(run: home.Home, address: str) -> Part:
    settings = {
        "OYE_API_DATABASE_URL": role_url(run, address, "oye_api"),
        "OYE_API_HOST": os.environ.get("OYE_API_HOST") or HOST,
        "OYE_API_PORT": str(api_port()),
    }
    return Part("api", (program("api-py", "oye-api"),), settings)


def database() -> Part:
    """What starts the embedded server again when it was killed."""
    return Part("database", (sys.executable, str(REVIVE)), {})


def bot(run: home.Home) -> Part:
    token = run.bot_token.read_text().strip()
    settings = {"OYE_API_URL": api_url(), "OYE_API_TOKEN": token, **telegram()}
    return Part("bot", (program("bot-py", "oye-bot"), "run"), settings)


def command_of(pid: int) -> str:
    """The command line of a living process, else nothing."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, UnicodeDecodeError):
            return ""
    said = subprocess.run(
        ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return said.stdout


def kept_pid(record: Path) -> int | None:
    """The process that a record names, if it lives and is a `keep`."""
    try:
        pid = int(record.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return pid if str(KEEP) in command_of(pid) else None


def stop_left(run: home.Home, patience: float = 15.0) -> list[str]:
    """Stop the parts that an `up` which was killed has left; returns their names."""
    stopped = []
    for record in sorted((run.folder / "parts").glob("*")):
        until = time.monotonic() + patience
        if (pid := kept_pid(record)) is not None:
            os.kill(pid, signal.SIGTERM)
            stopped.append(record.name)
            while kept_pid(record) is not None and time.monotonic() < until:
                time.sleep(0.05)
        record.unlink(missing_ok=True)
    return stopped
