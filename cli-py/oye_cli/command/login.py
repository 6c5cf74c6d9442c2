"""oye login."""

import re
import sys

import click

from oye_cli import config, exits
from oye_cli.failure import Failure
from oye_cli.notes import notes

FORM = re.compile(r"oye_[0-9a-f]{38}")


@click.command(
    epilog=notes(
        "login_start, login_poll, me_get",
        "oye login --url https://oye.example.org",
        "oye login --url https://oye.example.org --token - < token.txt",
    )
)
@click.option("--url", help="Address of the API.")
@click.option("--token", metavar="-", help="- takes a token instead, from stdin.")
@click.option("--label", help="What this machine is called where it is approved (its name).")
def command(url: str | None, token: str | None, label: str | None) -> None:
    """Sign in, by a code that you approve elsewhere.

    It is approved in Telegram, by one tap, or by `oye approve` on a machine that is signed in. The
    token is then kept in a file that only you can read ($OYE_CONFIG, or
    $XDG_CONFIG_HOME/oye/cli.json). It is never an argument, since others see those.
    """
    if token not in (None, "-"):
        raise click.UsageError("A token is not an argument, since others see those: --token - .")
    from oye_client.api.me import me_get

    from oye_cli import device
    from oye_cli.client import ask, connect, connect_unsigned
    from oye_cli.terminal import say

    address, file = config.to_sign_in(url)
    if token is None:
        with connect_unsigned(address) as unsigned:
            secret = device.sign_in(unsigned, (label or f"oye on {machine()}")[:100])
    else:
        secret = read_token()
    with connect(config.Settings(address, secret, file)) as client:
        me = ask(client, me_get.sync_detailed).value
    config.write(file, address, secret)
    say(f"Signed in to {address} as {me.name or me.person_id} ({me.timezone}).")


def machine() -> str:
    """What this machine is called."""
    import platform

    return platform.node() or "a machine without a name"


def read_token() -> str:
    """From stdin; on a terminal it is asked for, and not shown. Raises Failure."""
    if sys.stdin.isatty() and sys.stderr.isatty():
        said = click.prompt("Token", hide_input=True, err=True).strip()
    else:
        said = sys.stdin.readline().strip()
    if not is_token(said):
        said = "That is no token: one is oye_ and 38 hexadecimal digits. Was it copied whole?"
        raise Failure(exits.REFUSED, said)
    return said


def is_token(said: str) -> bool:
    """Whether form and checksum are those of a token; a slip of the hand is found at once."""
    import hashlib

    body = said[:36]
    return bool(FORM.fullmatch(said)) and said[36:] == hashlib.sha256(body.encode()).hexdigest()[:6]
