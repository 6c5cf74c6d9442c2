"""oye preview."""

import click

from oye_cli.notes import notes
from oye_cli.options import Number, as_json, words


@click.command(
    epilog=notes(
        "schedule_preview",
        "oye preview every last friday 17:00",
        "oye preview --text call mum tomorrow 9am",
    )
)
@words
@click.option(
    "--text", "as_text", is_flag=True, help="Find the time within the words, as add does."
)
@click.option("--count", type=Number(1, 100), default=5, show_default=True, help="How many.")
@as_json
def command(words: tuple[str, ...], as_text: bool, count: int, as_json: bool) -> None:
    """Show what a time means; store nothing.

    The instants go to stdout; what was read, in words and as a rule, to stderr.
    """
    from oye_client.api.schedule import schedule_preview
    from oye_client.models.preview_ask import PreviewAsk

    from oye_cli import moment
    from oye_cli.client import ask, connect
    from oye_cli.terminal import clean, say, show_json, tell

    said = " ".join(words)
    body = PreviewAsk(text=said, count=count) if as_text else PreviewAsk(when=said, count=count)
    with connect() as client:
        answer = ask(client, schedule_preview.sync_detailed, body=body)
    if as_json:
        show_json(answer.raw)
        return
    found = answer.value
    if as_text:
        say(f"text: {clean(found.text or '')}")
    say(clean(found.words))
    for line in [*(found.schedule.recurrence or []), found.schedule.after_done or ""]:
        if line:
            say(clean(line))
    for instant in found.occurrences:
        relative = moment.relative(instant, answer.now)
        tell(f"{moment.absolute(instant, found.timezone)}, {relative}")
        for one in found.notes:
            if one.occurrence == instant:
                say(f"  {clean(one.note)}")
    if found.ended:
        say("and no more." if found.occurrences else "It never comes due.")
