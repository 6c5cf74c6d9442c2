"""oye tokens."""

from typing import Any
from uuid import UUID

import click

from oye_cli import exits
from oye_cli.failure import Failure
from oye_cli.notes import notes
from oye_cli.options import Number, as_json, given

SHOWN = 8  # digits of an id, as many as `rm` needs in practice


@click.group(epilog=notes("token_list and others, see each", "oye tokens list"))
def command() -> None:
    """What signs clients in."""


@command.command("list", epilog=notes("token_list", "oye tokens list"))
@as_json
def list_(as_json: bool) -> None:
    """List tokens, without their secrets."""
    from oye_client.api.token import token_list

    from oye_cli.client import ask, connect
    from oye_cli.terminal import show_json, table, tell

    with connect() as client:
        answer = ask(client, token_list.sync_detailed)
    if as_json:
        show_json(answer.raw["items"])
        return
    for line in table([row(one) for one in answer.value.items], flexible=1):
        tell(line)


def row(token: Any) -> list[str]:
    """The cells of one token."""
    from oye_cli.terminal import bold, clean, warn

    used = f"used {token.last_used_on}" if token.last_used_on else "never used"
    ends = f"until {token.expires_at:%Y-%m-%d}" if token.expires_at else ""
    scopes = ",".join(scope.value for scope in token.scopes)
    this = warn("this one") if token.current else ""
    return [bold(str(token.id)[:SHOWN]), clean(token.label), scopes, used, ends, this]


@command.command(
    epilog=notes("token_create", "oye tokens create laptop", "oye tokens create ci --scope read")
)
@click.argument("label")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice(["read", "write", "account"]),
    help="What it may do (read and write); account: channels and tokens.",
)
@click.option("--days", type=Number(1, 3650), help="It ends after so many.")
@as_json
def create(label: str, scopes: tuple[str, ...], days: int | None, as_json: bool) -> None:
    """Make a token. It is shown this once."""
    from oye_client.api.token import token_create
    from oye_client.models.token_new import TokenNew
    from oye_client.models.token_new_scopes_item import TokenNewScopesItem

    from oye_cli.client import ask, connect
    from oye_cli.terminal import clean, say, show_json, tell

    chosen = tuple(TokenNewScopesItem(scope) for scope in dict.fromkeys(scopes))
    body = TokenNew(label=label, **given(scopes=chosen, expires_in_days=days))
    with connect() as client:
        answer = ask(client, token_create.sync_detailed, body=body)
    if as_json:
        show_json(answer.raw)
        return
    made = answer.value
    tell(made.token)
    scopes_said = ", ".join(scope.value for scope in made.scopes)
    say(f"{str(made.id)[:SHOWN]}  {clean(made.label)}  ({scopes_said}); it is not shown again.")


@command.command(epilog=notes("token_list, token_delete", "oye tokens rm 3f2a9c01"))
@click.argument("id_", metavar="ID")
def rm(id_: str) -> None:
    """Revoke a token, at once. The first digits of its id suffice."""
    from oye_client.api.token import token_delete

    from oye_cli.client import ask, connect
    from oye_cli.terminal import tell

    with connect() as client:
        token = find(client, id_.lower())
        ask(client, token_delete.sync_detailed, token_id=token)
    tell(f"{str(token)[:SHOWN]}  revoked")


def find(client: Any, said: str) -> UUID:
    """The id that begins so. Raises Failure where none or several do."""
    from oye_client.api.token import token_list

    from oye_cli.client import ask

    try:
        return UUID(said)
    except ValueError:
        pass
    found = [one.id for one in ask(client, token_list.sync_detailed).value.items]
    matching: list[UUID] = [one for one in found if str(one).startswith(said)]
    if len(matching) != 1:
        many = f"{len(matching)} tokens have an id" if matching else "No token has an id"
        said = f"{many} that begins with {said!r}: oye tokens list shows each."
        raise Failure(exits.NOT_FOUND, said)
    return matching[0]
