"""oye export."""

import sys

import click

from oye_cli.notes import notes


@click.command(epilog=notes("person_export", "oye export > oye.json"))
def command() -> None:
    """Print everything that is stored of you as one JSON document, without secrets."""
    from oye_cli.client import chunks, connect

    with connect() as client:
        for chunk in chunks(client, "/v1/me/export"):
            sys.stdout.buffer.write(chunk)
