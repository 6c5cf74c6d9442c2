"""oye doctor."""

import click

from oye_cli.notes import notes


@click.command(epilog=notes("readyz, me_get", "oye doctor"))
@click.pass_context
def command(ctx: click.Context) -> None:
    """Check that all is well: the API, its database and workers, the token, the clocks.

    Ends with code 7 where the service is not well, 5 where the token is refused.
    """
    from oye_cli.doctor import examine

    ctx.exit(examine())
