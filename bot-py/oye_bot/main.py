"""`oye-bot`: reminders in a Telegram chat."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from oye_bot.config import HELP, Config, ConfigError, read_config
from oye_bot.files import with_files
from oye_bot.log import log_to, take_over_libraries

EXIT_FAILED = 1
EXIT_WRONG_USE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Exit codes: 0 stopped, 1 a token was refused, 2 wrong use."""
    parser = argparse.ArgumentParser(
        prog="oye-bot",
        description="Reminders in a Telegram chat: a client of oye's API.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"oye-bot {version('oye-bot')}")
    commands = parser.add_subparsers(required=True, metavar="run")
    commands.add_parser("run", help="answer what is said to the bot, until SIGTERM")
    parser.parse_args(arguments)
    try:
        config = read_config(with_files(os.environ))
    except ConfigError as problem:
        print(f"oye-bot: {problem}", file=sys.stderr)
        return EXIT_WRONG_USE
    return start(config)


def start(config: Config) -> int:
    """Run until the end. aiogram is imported here: --help need not wait for it."""
    import asyncio

    from oye_bot.run import Refused, run

    log = log_to(sys.stderr, config.log, config.secrets)
    take_over_libraries(log)
    try:
        asyncio.run(run(config, log))
    except Refused as problem:
        print(f"oye-bot: {problem}", file=sys.stderr)
        return EXIT_FAILED
    return 0
