"""Arguments and options that several commands share."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

import click

from oye_cli import duration, exits, nag
from oye_cli.failure import Failure

Command = TypeVar("Command", bound=Callable[..., Any])
Thing = TypeVar("Thing", bound=Hashable)


class Number(click.IntRange):
    """As click's, under the name by which a person knows it: 'abc' is not a valid number."""

    name = "number"


NUMBER = Number(1, 2147483647)

as_json = click.option("--json", "as_json", is_flag=True, help="Print the API's own objects.")
number = click.argument("number", type=NUMBER)
numbers = click.argument("numbers", type=NUMBER, nargs=-1, required=True)
words = click.argument("words", nargs=-1, required=True)

_details = (
    click.option("--when", help='When: words ("every weekday at 9"), a date, RRULE or cron lines.'),
    click.option("--tag", "tags", multiple=True, help="A tag; may be given several times."),
    click.option(
        "--channel", "channels", type=NUMBER, multiple=True, help="Send there, by its number."
    ),
    click.option(
        "--catch-up",
        type=click.Choice(["latest", "all", "skip"]),
        help="After downtime: the latest only, all, or none beyond the grace.",
    ),
    click.option(
        "--nag",
        callback=nag.read,
        help="Send it again so long after each message: 15m; or none. Not in the inbox.",
    ),
    click.option("--nag-times", type=Number(1, 50), help="At most so often."),
    click.option("--urgent/--no-urgent", default=None, help="Quiet hours don't hold it."),
    click.option(
        "--grace", callback=duration.seconds, help="How late still counts as in time: 10m, 2h, 1d."
    ),
)


def details(command: Command) -> Command:
    """The options that `add` and `edit` have in common."""
    for option in reversed(_details):
        command = option(command)
    return command


def given(**values: Any) -> dict[str, Any]:
    """Only what was given on the command line; the rest is left to the API."""
    found = {name: value for name, value in values.items() if value not in (None, ())}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in found.items()}


def each(things: Iterable[Thing], act: Callable[[Thing], None]) -> None:
    """Act on each once; one that fails stops no other. Raises the first Failure at the end."""
    failures: list[Failure] = []
    for thing in dict.fromkeys(things):
        try:
            act(thing)
        except Failure as failure:
            if failure.code in (exits.AWAY, exits.NOT_ALLOWED):
                raise
            if failures:
                click.echo(f"oye: {failure.message}", err=True)
            failures.append(failure)
    if failures:
        raise failures[0]
