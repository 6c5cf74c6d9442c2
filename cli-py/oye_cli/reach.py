"""Whom a reminder can ring at: what rings needs more than the inbox, which is read, not sent to."""

from collections.abc import Collection

from oye_client import AuthenticatedClient
from oye_client.api.channel import channel_list
from oye_client.models.channel_kind import ChannelKind

from oye_cli.client import ask
from oye_cli.terminal import say

MORE = "add one that rings: oye channels add telegram (or webhook)"


def warn_of_inbox(
    client: AuthenticatedClient, what: str, chosen: Collection[int] | None = None
) -> None:
    """Say that something does nothing here, where only the inbox would get it. Raises Failure.

    `what` is the beginning of the sentence; `chosen` are a reminder's own channels, else the
    default ones count.
    """
    channels = ask(client, channel_list.sync_detailed).value.items
    if not any(
        one.enabled
        and one.kind is not ChannelKind.INBOX
        and (one.id in chosen if chosen else one.is_default)
        for one in channels
    ):
        say(f"Note: {what} in the inbox alone; {MORE}.")
