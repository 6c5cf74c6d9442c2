"""oye logout."""

import click

from oye_cli import config, exits
from oye_cli.failure import Failure
from oye_cli.notes import notes


@click.command(epilog=notes("token_list, token_delete", "oye logout", "oye logout --revoke"))
@click.option("--revoke", is_flag=True, help="Make the token useless everywhere, too.")
def command(revoke: bool) -> None:
    """Forget the token."""
    from oye_cli.terminal import say

    settings = config.read()
    if settings.token is None:
        say("Nobody is signed in.")
        return
    if revoke:
        revoke_current()
    if settings.file.exists():
        config.write(settings.file, settings.url, None)
    if config.read().token:
        raise Failure(
            exits.UNEXPECTED, "OYE_TOKEN in the environment still signs you in: unset it."
        )
    say("Signed out." + (" The token is revoked." if revoke else ""))


def revoke_current() -> None:
    """Revoke the token that asks. Raises Failure."""
    from oye_client.api.token import token_delete, token_list

    from oye_cli.client import ask, connect

    with connect() as client:
        for token in ask(client, token_list.sync_detailed).value.items:
            if token.current:
                ask(client, token_delete.sync_detailed, token_id=token.id)
                return
    raise Failure(exits.UNEXPECTED, "The API doesn't say which token is this one: oye tokens list.")
