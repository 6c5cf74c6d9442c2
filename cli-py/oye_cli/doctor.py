"""What may be wrong between a person and their reminders, in the order in which to mend it."""

from datetime import UTC, datetime, timedelta

import click
from oye_client import AuthenticatedClient
from oye_client.api.me import me_get
from oye_client.api.system import readyz
from oye_client.models.ready import Ready
from oye_client.models.ready_status import ReadyStatus

from oye_cli import config, exits, moment
from oye_cli.client import ask, connect
from oye_cli.failure import Failure
from oye_cli.terminal import bad, tell, warn

CLOCKS = timedelta(seconds=5)  # between this machine's and the database's


def good(name: str, said: str) -> None:
    """A line for what is as it should be."""
    tell(f"{click.style('✓', fg='green')} {name:<9}{said}")


def doubt(name: str, said: str) -> None:
    """A line for what a person should know of; the exit code stays."""
    tell(f"{warn('!')} {name:<9}{said}")


def wrong(name: str, failure: Failure) -> int:
    """Lines for what is amiss; returns its exit code."""
    first, *rest = failure.lines()
    tell(f"{bad('✗')} {name:<9}{first}")
    for line in rest:
        tell(f"  {'':<9}{line}")
    return failure.code


def examine() -> int:
    """Print a line for each finding; returns the exit code."""
    settings = config.read()
    kept = "" if settings.file.exists() else " (not there)"
    good("config", f"{settings.file}{kept}, API {settings.url}")
    # A token is no condition for asking whether the service is well.
    with connect(settings._replace(token=settings.token or "none")) as client:
        try:
            code = service(ask(client, readyz.sync_detailed).value)
        except Failure as failure:
            return wrong("API", failure)
        if settings.token is None:
            return code or wrong("token", Failure(exits.NOT_ALLOWED, "none: oye login"))
        try:
            person(client)
        except Failure as failure:
            return code or wrong("token", failure)
    return code


def service(ready: Ready) -> int:
    """The API, the database behind it, and the workers."""
    good("API", "answers")
    for worker in ready.workers or []:
        if worker.seconds_ago is None:
            doubt(worker.kind.value, "has never run")
        else:
            good(worker.kind.value, f"ran {moment.length(worker.seconds_ago)} ago")
    if ready.due:
        since = moment.length(ready.oldest_due_seconds or 0)
        doubt("due", f"{moment.count(ready.due, 'thing')} due now, the oldest for {since}")
    for problem in ready.problems:
        doubt("problem", problem)
    if ready.status is ReadyStatus.OK:
        good("service", "is well")
        return exits.OK
    failure = Failure(exits.AWAY, f"is {ready.status.value}")
    return wrong("service", failure)


def person(client: AuthenticatedClient) -> None:
    """Whose token it is, and whether the clocks agree. Raises Failure."""
    before = datetime.now(UTC)
    me = ask(client, me_get.sync_detailed).value
    good("token", f"of {me.name or me.person_id}, zone {me.timezone}")
    here = before + (datetime.now(UTC) - before) / 2
    apart = abs(me.now - here)
    if apart > CLOCKS:
        behind = "behind" if here < me.now else "ahead of"
        span = moment.length(apart.total_seconds())
        doubt("clock", f"this machine's is {span} {behind} the database's; theirs counts")
    else:
        good("clock", f"differs by {apart.total_seconds():.1f} s from the database's")
