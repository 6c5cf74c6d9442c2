"""What may be wrong between a person and their reminders, in the order in which to mend it."""

from datetime import UTC, datetime, timedelta

import click
from oye_client import AuthenticatedClient
from oye_client.api.channel import channel_list
from oye_client.api.me import me_get
from oye_client.api.system import readyz
from oye_client.models.ready import Ready
from oye_client.models.ready_status import ReadyStatus

from oye_cli import config, exits, moment
from oye_cli.client import ask, connect
from oye_cli.failure import Failure
from oye_cli.terminal import bad, tell, warn

CLOCKS = timedelta(seconds=5)  # between this machine's and the database's
SILENT = 300.0  # seconds without a sign of a worker
LATE = 120.0  # seconds of being due
HELD = 600.0  # seconds for which a transaction may be open


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
            channels(client)
        except Failure as failure:
            return code or wrong("token", failure)
    return code


def service(ready: Ready) -> int:
    """The API, the database behind it, and the workers."""
    good("API", "answers")
    work(ready)
    for problem in ready.problems:
        doubt("problem", problem)
    if ready.status is ReadyStatus.OK:
        good("service", "is well")
        return exits.OK
    failure = Failure(exits.AWAY, f"is {ready.status.value}")
    return wrong("service", failure)


def work(ready: Ready) -> None:
    """Whether the work is done, and what to do where it is not."""
    for worker in ready.workers or []:
        name = worker.kind.value
        ago = None if worker.seconds_ago is None else moment.length(worker.seconds_ago)
        if ago is None or (worker.seconds_ago or 0) > SILENT:
            said = "has never run" if ago is None else f"is silent for {ago}"
            doubt(name, f"{said}: start worker-{name}, or read its log")
        else:
            good(name, f"ran {ago} ago")
    if ready.due:
        since = moment.length(ready.oldest_due_seconds or 0)
        what = f"{moment.count(ready.due, 'thing')} due now, the oldest for {since}"
        late = (ready.oldest_due_seconds or 0) > LATE
        doubt("due", what + (": start more of worker-fire, or read its log" if late else ""))
    if lease := ready.oldest_lease_seconds:
        doubt(
            "lease", f"one is over for {moment.length(lease)}: worker-fire takes it up, if it runs"
        )
    if ready.calc_backlog:
        backlog = moment.count(ready.calc_backlog, "reminder")
        doubt("calc", f"{backlog} to be calculated: worker-calc does so, if it runs")
    if ready.invalid:
        doubt(
            "invalid", f"{moment.count(ready.invalid, 'reminder')}: `oye list` tells each its own"
        )
    circuits(ready)
    if (held := ready.xmin_seconds) and held > HELD:
        doubt(
            "vacuum",
            f"a transaction is open for {moment.length(held)} and keeps dead rows: end it "
            "(pg_stat_activity, by xact_start)",
        )


def circuits(ready: Ready) -> None:
    """What is sent nothing, since it took nothing, and what to do."""
    if not (found := ready.circuits_open):
        return
    if found.telegram:
        doubt(
            "telegram",
            "takes nothing: can worker-fire's machine reach it, has it an outage? "
            "What waits goes out by itself",
        )
    if found.webhook:
        doubt(
            "webhooks",
            f"{found.webhook} take nothing: `oye channels list` tells each its own; "
            "many at once: look at worker-fire's way out",
        )


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


def channels(client: AuthenticatedClient) -> None:
    """Whether anything would reach the person. Raises Failure."""
    items = ask(client, channel_list.sync_detailed).value.items
    enabled = [one for one in items if one.enabled]
    if not enabled:
        doubt("channels", "none is enabled, so nothing reaches you: oye channels list")
    elif any(one.is_default for one in items) and not any(one.is_default for one in enabled):
        doubt("channels", "no default one is enabled: oye channels list")
    else:
        good("channels", ", ".join(f"{one.id} ({one.kind.value})" for one in enabled))
