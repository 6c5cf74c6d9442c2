"""How a schedule repeats, in the person's language."""

from oye_client import AuthenticatedClient
from oye_client.api.schedule import schedule_preview
from oye_client.models.preview_ask import PreviewAsk
from oye_client.models.schedule import Schedule

from oye_cli.client import ask
from oye_cli.failure import Failure


def in_words(client: AuthenticatedClient, schedule: Schedule) -> str:
    """The words of a schedule that repeats; empty for once, and where the API doesn't read it."""
    if not schedule.recurrence and not schedule.after_done:
        return ""
    try:
        body = PreviewAsk(when=schedule, count=1)
        return str(ask(client, schedule_preview.sync_detailed, body=body).value.words)
    except Failure:
        return ""
