"""oye doctor."""

import click

from oye_cli.notes import notes


@click.command(epilog=notes("readyz, me_get, channel_list", "oye doctor"))
@click.pass_context
def command(ctx: click.Context) -> None:
    """Check that all is well: API, database, workers, token, clocks, your channels.

    Ends with code 7 where the service is not well, 5 where the token is refused.
    """
    from oye_cli.doctor import examine

    ctx.exit(examine())
