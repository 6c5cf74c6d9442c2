"""oye lang."""

import click

from oye_cli.notes import notes
from oye_cli.options import as_json

# Those of the schedule library; the API takes any tag, as messages come to know more languages.
READ = ("de", "en", "es", "fr", "it", "nl", "pt")


@click.command(epilog=notes("me_get, me_update", "oye lang", "oye lang es", "oye lang en-GB"))
@click.argument("tag", required=False)
@as_json
def command(tag: str | None, as_json: bool) -> None:
    """Show or set the language in which times are read.

    A language tag: en, es, de, fr, it, nl or pt; with a region where dates differ (en-GB reads 5/12
    as 5 December). English is understood beside each of them.
    """
    from oye_client.api.me import me_get, me_update
    from oye_client.models.me_patch import MePatch

    from oye_cli.client import ask, connect
    from oye_cli.terminal import clean, say, show_json, tell

    with connect() as client:
        if tag is None:
            answer = ask(client, me_get.sync_detailed)
        else:
            answer = ask(client, me_update.sync_detailed, body=MePatch(locale=tag))
    if as_json:
        show_json(answer.raw)
        return
    known = answer.value.locale
    tell(known)
    if known.partition("-")[0].lower() not in READ:
        say(f"Note: times are read in {', '.join(READ)}; with {clean(known)} in English alone.")
