"""The command `oye-fire`."""

import asyncio
import os
import sys

from oye_fire.arguments import parse_arguments
from oye_fire.config import ConfigError, read_config
from oye_fire.files import with_files

TROUBLE, MISUSE = 1, 2


def main(words: list[str] | None = None) -> int:
    """Run the command; its exit code.

    0: done. 1: the database was away, or lacks what is called. 2: wrong use or settings.
    """
    words = sys.argv[1:] if words is None else words
    if words == ["--version"]:
        return print_version()
    arguments = parse_arguments(words, os.environ)
    try:
        config = read_config(with_files(os.environ))
    except ConfigError as error:
        print(f"oye-fire: {error}", file=sys.stderr)
        return MISUSE
    # After the arguments: --help and a usage error need none of it.
    from oye_fire.database import DatabaseLostError, DatabaseWrongError
    from oye_fire.log import log_to_stderr
    from oye_fire.run import run

    log = log_to_stderr(config.log)
    try:
        asyncio.run(run(config, arguments, log))
    except DatabaseLostError as error:
        log("gave_up", error=str(error))
        return TROUBLE
    except DatabaseWrongError as error:
        log("refused", error=str(error))
        return TROUBLE
    return 0


def print_version() -> int:
    # Imported here: a run that starts each minute need not wait for it.
    from importlib.metadata import version

    print(f"oye-fire {version('oye-fire')}")
    return 0
