"""Signing this machine in by a code that is approved elsewhere (RFC 8628)."""

import time

from oye_client import Client
from oye_client.api.login import login_poll, login_start
from oye_client.models.login import Login
from oye_client.models.login_new import LoginNew
from oye_client.models.login_poll import LoginPoll

from oye_cli import exits
from oye_cli.client import ask
from oye_cli.failure import Failure
from oye_cli.terminal import clean, say

PENDING = "authorization_pending"
SLOWER = "slow_down"
SECONDS_MORE = 5  # RFC 8628, 3.5


def sign_in(client: Client, label: str) -> str:
    """Show a code, and wait until somebody has approved it; returns the token. Raises Failure."""
    login = ask(client, login_start.sync_detailed, body=LoginNew(label=label)).value
    show(login)
    return wait(client, login)


def show(login: Login) -> None:
    """The code, and where it can be approved."""
    code = clean(login.user_code)
    say(f"Code: {code}")
    if login.verification_uri:
        say(f"Open {clean(login.verification_uri)} and tap Start,")
        say(f"or on a machine that is signed in: oye approve {code}")
    else:
        say(f"On a machine that is signed in: oye approve {code}")
    say(f"Waiting; the code is good for {login.expires_in // 60} minutes.")


def wait(client: Client, login: Login) -> str:
    """Poll, no faster than is wanted, until there is an answer; returns the token."""
    pause = float(login.interval)
    end = time.monotonic() + login.expires_in
    body = LoginPoll(device_code=login.device_code)
    while True:
        time.sleep(pause)
        try:
            return ask(client, login_poll.sync_detailed, body=body).value.token
        except Failure as failure:
            if failure.slug == SLOWER:
                pause += SECONDS_MORE
            elif failure.code == exits.AWAY and time.monotonic() < end:
                pause *= 2  # RFC 8628, 3.5: no flood on what is down already
            elif failure.slug != PENDING:
                raise refusal(failure) from failure


def refusal(failure: Failure) -> Failure:
    """Whom nobody let in is not signed in; the API's own code would say that it was asked badly."""
    if failure.slug in ("access_denied", "expired_token"):
        return Failure(exits.NOT_ALLOWED, f"{failure.message} oye login begins anew.")
    return failure
