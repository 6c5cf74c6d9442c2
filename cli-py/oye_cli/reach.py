"""Whom a reminder can ring at: what rings needs more than the inbox, which is read, not sent to."""

from collections.abc import Collection

from oye_client import AuthenticatedClient
from oye_client.api.channel import channel_list
from oye_client.api.reminder import reminder_list
from oye_client.models.channel_kind import ChannelKind
from oye_client.models.reminder import Reminder

from oye_cli import page
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


def warn_of_unreached(client: AuthenticatedClient) -> None:
    """Say which reminders to come have no channel that is enabled. Raises Failure."""
    channels = ask(client, channel_list.sync_detailed).value.items
    usable = {one.id for one in channels if one.enabled}
    default = {one.id for one in channels if one.is_default} or {
        one.id for one in channels if one.kind is ChannelKind.INBOX
    }
    found = page.collect(client, reminder_list.sync_detailed).items
    lost = [
        str(one.id)
        for one in found
        if _to_come(one) and one.channels and not usable & set(one.channels)
    ]
    if lost:
        who = f"reminder {lost[0]} names" if len(lost) == 1 else f"reminders {', '.join(lost)} name"
        say(f"Note: {who} no channel that is enabled: oye edit {lost[0]} --default-channels")
    if not usable & default:
        say(
            "Note: no default channel is enabled, so what names none will not arrive: "
            "oye channels enable NUMBER"
        )


def _to_come(one: Reminder) -> bool:
    """Whether it comes due again: a one-off that waits for its answer keeps its channels."""
    repeats = one.schedule.recurrence or one.schedule.after_done
    return bool(one.next_occurrence or repeats)
