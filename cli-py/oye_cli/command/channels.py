"""oye channels."""

import click

from oye_cli.notes import notes
from oye_cli.options import NUMBER, as_json, given


@click.group(epilog=notes("channel_list and others, see each", "oye channels add telegram"))
def command() -> None:
    """Where you are reached."""


@command.command("list", epilog=notes("channel_list", "oye channels list"))
@as_json
def list_(as_json: bool) -> None:
    """List channels."""
    from oye_client.api.channel import channel_list

    from oye_cli import sentence
    from oye_cli.client import ask, connect
    from oye_cli.terminal import show_json, table, tell

    with connect() as client:
        answer = ask(client, channel_list.sync_detailed)
    if as_json:
        show_json(answer.raw["items"])
        return
    for line in table(
        [sentence.channel(one, answer.now) for one in answer.value.items], right=(0,), flexible=2
    ):
        tell(line)


@command.group(epilog=notes("channel_link_create, channel_create", "oye channels add telegram"))
def add() -> None:
    """Add a channel."""


@add.command(epilog=notes("channel_link_create", "oye channels add telegram"))
@as_json
def telegram(as_json: bool) -> None:
    """Print a code that joins a Telegram chat to you; it is good for 10 minutes, once."""
    from oye_client.api.channel import channel_link_create

    from oye_cli import moment
    from oye_cli.client import ask, connect
    from oye_cli.terminal import say, show_json, tell

    with connect() as client:
        answer = ask(client, channel_link_create.sync_detailed)
    if as_json:
        show_json(answer.raw)
        return
    link = answer.value
    tell(f"code  {link.code}")
    if link.url:
        tell(f"link  {link.url}")
        say(f"Open the link in Telegram, or send the bot: /start {link.code}")
    else:
        say(f"Send the bot: /start {link.code}  (no bot has told its name, so there is no link)")
    say(f"The code is good {moment.relative(link.expires_at, answer.now).replace('in ', 'for ')}.")


@add.command(epilog=notes("channel_create", "oye channels add webhook https://example.org/hook"))
@click.argument("url")
@click.option("--label", help="A name for people.")
@click.option("--not-default", is_flag=True, help="Only for reminders that name it.")
@as_json
def webhook(url: str, label: str | None, not_default: bool, as_json: bool) -> None:
    """Send to a URL, signed (Standard Webhooks). The secret is shown this once."""
    from oye_client.api.channel import channel_create
    from oye_client.models.channel_new import ChannelNew
    from oye_client.models.channel_new_kind import ChannelNewKind

    from oye_cli import sentence
    from oye_cli.client import connect
    from oye_cli.retry import ask_once
    from oye_cli.terminal import say, show_json, tell

    more = given(label=label, is_default=False if not_default else None)
    body = ChannelNew(kind=ChannelNewKind.WEBHOOK, url=url, **more)
    with connect() as client:
        answer = ask_once(client, channel_create.sync_detailed, body=body)
    if as_json:
        show_json(answer.raw)
        return
    tell("  ".join(cell for cell in sentence.channel(answer.value, answer.now) if cell))
    if answer.value.secret:
        tell(f"secret  {answer.value.secret}")
        say("Keep the secret where the webhook is verified: it is not shown again.")


def update(number: int, as_json: bool, **changes: object) -> None:
    """Change one channel and echo it. Raises Failure."""
    from oye_client.api.channel import channel_update
    from oye_client.models.channel_patch import ChannelPatch

    from oye_cli import sentence
    from oye_cli.client import ask, connect
    from oye_cli.terminal import show_json, tell

    body = ChannelPatch.from_dict(changes)
    with connect() as client:
        answer = ask(client, channel_update.sync_detailed, channel_id=number, body=body)
    if as_json:
        show_json(answer.raw)
    else:
        tell("  ".join(cell for cell in sentence.channel(answer.value, answer.now) if cell))


@command.command(epilog=notes("channel_update", "oye channels enable 3"))
@click.argument("number", type=NUMBER)
@as_json
def enable(number: int, as_json: bool) -> None:
    """Send there again; where it is paused since it took nothing, try it at once."""
    update(number, as_json, enabled=True)


@command.command(
    epilog=notes("channel_update, channel_list, reminder_list", "oye channels disable 3")
)
@click.argument("number", type=NUMBER)
@as_json
def disable(number: int, as_json: bool) -> None:
    """Send nothing there for now."""
    update(number, as_json, enabled=False)
    if not as_json:
        warn_of_unreached()


def warn_of_unreached() -> None:
    """Say what has no channel left. Raises Failure."""
    from oye_cli import reach
    from oye_cli.client import connect

    with connect() as client:
        reach.warn_of_unreached(client)


@command.command(
    epilog=notes("channel_update", "oye channels default 3", "oye channels default 3 --off")
)
@click.argument("number", type=NUMBER)
@click.option("--off", is_flag=True, help="Only for reminders that name it.")
@as_json
def default(number: int, off: bool, as_json: bool) -> None:
    """Send there what names no channel."""
    update(number, as_json, is_default=not off)


@command.command(epilog=notes("channel_delete, channel_list, reminder_list", "oye channels rm 3"))
@click.argument("number", type=NUMBER)
def rm(number: int) -> None:
    """Remove a channel."""
    from oye_client.api.channel import channel_delete

    from oye_cli.client import ask, connect
    from oye_cli.terminal import tell

    with connect() as client:
        ask(client, channel_delete.sync_detailed, channel_id=number)
    tell(f"{number}  removed")
    warn_of_unreached()
