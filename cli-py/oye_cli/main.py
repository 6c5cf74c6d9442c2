"""The command `oye`: runs a command and turns each way to fail into a line and an exit code."""

import errno
import os
import sys
from collections.abc import Sequence

import click

from oye_cli import config, exits
from oye_cli.failure import Failure
from oye_cli.group import LazyGroup

CODES = "\n".join(f"  {code:>3}  {meaning}" for code, meaning in exits.MEANINGS.items())
NAMES = "\n".join(f"  {name:<12} {meaning}" for name, meaning in config.VARIABLES.items())
EPILOG = f"\b\nExit codes:\n{CODES}\n\n\b\nEnvironment:\n{NAMES}"
# What a write to a full disk, over a quota or to a terminal that is gone fails with.
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version as version_of

        click.echo(f"oye {version_of('oye-cli')}")
        ctx.exit()


@click.group(
    "oye", cls=LazyGroup, epilog=EPILOG, context_settings=SETTINGS, invoke_without_command=True
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=version,
    help="Show the version.",
)
@click.pass_context
def oye(ctx: click.Context) -> None:
    """Reminders that are exact in time and honest about every send.

    Data goes to stdout, talk to stderr; --json prints the API's own objects.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns the exit code. Nothing is raised."""
    colour = config.colour(os.environ)
    try:
        with oye.make_context("oye", list(arguments), color=colour) as ctx:
            oye.invoke(ctx)
        sys.stdout.flush()
    except Failure as failure:
        return complain(failure, colour)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.exceptions.NoSuchCommand as error:
        error.show()
        click.echo(f"There are: {', '.join(commands_of(error.ctx))}.", err=True)
        return exits.USAGE
    except click.ClickException as error:
        error.show()
        return exits.USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo(err=True)
        return exits.INTERRUPTED
    except BrokenPipeError:
        return closed_pipe()
    except OSError as error:
        return unwritten(error) if error.errno in FULL else bug(error)
    except Exception as error:  # noqa: BLE001 (the promise that no traceback reaches a user)
        return bug(error)
    return exits.OK


def commands_of(ctx: click.Context | None) -> list[str]:
    """What may stand where a command was looked for in vain."""
    group = ctx.command if ctx else None
    return group.list_commands(ctx) if ctx and isinstance(group, click.Group) else []


def complain(failure: Failure, colour: bool | None) -> int:
    """Say what went wrong, on stderr."""
    first, *rest = failure.lines()
    click.echo(click.style("oye: ", fg="red") + first, err=True, color=colour)
    for line in rest:
        click.echo(line, err=True)
    if failure.request_id and failure.code == exits.AWAY:
        click.echo(f"  request {failure.request_id}", err=True)
    return failure.code


def closed_pipe() -> int:
    """Whoever reads has had enough; what is still buffered must not raise at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return exits.OK


def unwritten(error: OSError) -> int:
    """What was to be printed did not get where it should; it must not fail at the end once more."""
    closed_pipe()
    click.echo(f"oye: The output can't be written: {error.strerror}.", err=True)
    return exits.UNEXPECTED


def bug(error: Exception) -> int:
    """One line, and how to see more."""
    debug = config.debug(os.environ)
    if debug:
        import traceback

        traceback.print_exception(error)
    said = f"{type(error).__name__}: {error}".splitlines()[0]
    more = "" if debug else " (OYE_DEBUG=1 shows more)"
    click.echo(f"oye: this should not have happened: {said}{more}", err=True)
    return exits.UNEXPECTED


def main() -> None:
    """The entry point; click's completion answers before anything else."""
    if sys.stdout is None:  # closed by who started us: oye list >&-
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that has no ⏰ gets a ?
    if "_OYE_COMPLETE" in os.environ:
        oye.main(prog_name="oye")
    sys.exit(run(sys.argv[1:]))
