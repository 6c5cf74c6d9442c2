"""The commands by name, each imported when it runs: help and completion need none of them."""

from collections.abc import Mapping
from importlib import import_module

import click
from click.shell_completion import CompletionItem

COMMANDS: Mapping[str, str] = {
    "add": "Add a reminder: what, and when.",
    "list": "List reminders, soonest first.",
    "show": "Show one reminder.",
    "edit": "Change a reminder.",
    "rm": "Remove reminders.",
    "done": "Settle what came due.",
    "snooze": "Be told again later.",
    "skip": "Pass over the next occurrence.",
    "pause": "Hold reminders.",
    "resume": "Go on after a pause.",
    "history": "Tell what came due, and what became of it.",
    "preview": "Show what a time means; store nothing.",
    "watch": "Print reminders as they come due.",
    "login": "Sign in with a token.",
    "logout": "Forget the token.",
    "whoami": "Show who is signed in.",
    "tz": "Show or set the time zone.",
    "channels": "Where you are reached.",
    "tokens": "What signs clients in.",
    "doctor": "Check that all is well.",
    "completion": "Print the completion script of a shell.",
}


class LazyGroup(click.Group):
    """click asks for a subclass where commands are to be found late."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's names)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"oye_cli.command.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        found = [
            CompletionItem(name, help=summary)
            for name, summary in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]
