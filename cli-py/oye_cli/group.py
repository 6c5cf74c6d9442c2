"""The commands by name, each imported when it runs: help and completion need none of them."""

from collections.abc import Mapping
from importlib import import_module

import click
from click.shell_completion import CompletionItem

COMMANDS: Mapping[str, str] = {
    "add": "Add a reminder: what, and when.",
    "list": "List reminders, soonest first.",
    "show": "Show one reminder; a finished one for 30 days.",
    "edit": "Change a reminder.",
    "rm": "Remove reminders. Their history stays.",
    "done": "Settle what came due; doing so twice is harmless.",
    "snooze": "Be told again later, of what came due only.",
    "retry": "Send again what failed, or perhaps did not arrive.",
    "skip": "Pass over the next occurrence only.",
    "pause": "Hold reminders. What comes due meanwhile is not expected.",
    "resume": "Go on after a pause. A one-off whose time passed meanwhile comes at once.",
    "undo": "Undo the latest change; again, the one before it.",
    "history": "Tell what came due, and what became of it; newest first.",
    "audit": "Check that all that was expected is accounted for.",
    "preview": "Show what a time means; store nothing.",
    "watch": "Print reminders as they come due, and what becomes of them.",
    "login": "Sign in, by a code that you approve elsewhere.",
    "approve": "Let a machine in that shows this code, or turn it away.",
    "logout": "Forget the token.",
    "whoami": "Show who is signed in, and where.",
    "tz": "Show or set the time zone.",
    "lang": "Show or set the language in which times are read.",
    "quiet": "Show or set the hours in which nothing rings.",
    "channels": "Where you are reached.",
    "export": "Print everything that is stored of you as one JSON document, without secrets.",
    "deleteme": "Remove yourself and everything of yours, history too, for good.",
    "tokens": "What signs clients in.",
    "doctor": "Check that all is well: API, database, workers, token, clocks, your channels.",
    "completion": "Print the completion script of a shell.",
}


class LazyGroup(click.Group):
    """click asks for a subclass where commands are to be found late."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's names)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's names)
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"oye_cli.command.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (click's names)
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        found = [
            CompletionItem(name, help=summary)
            for name, summary in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]
