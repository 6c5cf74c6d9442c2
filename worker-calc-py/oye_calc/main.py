"""`oye-calc`: calculates the next instants of reminders."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from uuid import UUID

from oye_calc.config import HELP, Config, ConfigError, read_config, seconds_of
from oye_calc.files import with_files
from oye_calc.log import Log, log_to

EXIT_FAILED = 1
EXIT_WRONG_USE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """The command.

    Exit codes: 0 done, 1 the database was away or unfit, 2 wrong use, 3 an audit does not balance.
    """
    if (sys.argv[1:] if arguments is None else list(arguments)) == ["--version"]:
        return _version()
    options = _parser().parse_args(arguments)
    try:
        if options.command == "audit":
            return _audit(read_config(with_files(os.environ)), options)
        config = read_config(
            with_files(os.environ), partition=options.partition, limit=options.limit
        )
        seconds = None if options.seconds is None else seconds_of(options.seconds)
    except ConfigError as problem:
        print(f"oye-calc: {problem}", file=sys.stderr)
        return EXIT_WRONG_USE
    return _run(config, once=options.once, seconds=seconds)


def _version() -> int:
    # Imported here: a run that starts each minute need not wait for it.
    from importlib.metadata import version

    print(f"oye-calc {version('oye-calc')}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="oye-calc",
        description="Calculates the next instants of reminders.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="store_true", help="print the version, and exit")
    commands = parser.add_subparsers(required=True, dest="command", metavar="run|audit")
    run = commands.add_parser("run", help="work: --once, --for a time, or --loop")
    how = run.add_mutually_exclusive_group(required=True)
    how.add_argument("--once", action="store_true", help="calculate all there is, then exit")
    how.add_argument(
        "--for", dest="seconds", metavar="50s", help="calculate what comes for so long"
    )
    how.add_argument("--loop", action="store_true", help="calculate what comes until SIGTERM")
    run.add_argument(
        "--partition", metavar="2/8", help="this share of the people first, counted from 0"
    )
    run.add_argument("--limit", metavar="N", help="reminders in one transaction (200)")
    audited = commands.add_parser(
        "audit", help="compute again what was expected, and hold it against the history"
    )
    audited.add_argument(
        "--since", required=True, metavar="24h", help="so long ago, or 2026-11-23T09:00Z"
    )
    audited.add_argument("--until", metavar="2026-11-24T09:00Z", help="until then (now)")
    audited.add_argument("--person", type=UUID, metavar="ID", help="of one person only (all)")
    audited.add_argument("--people", action="store_true", help="each person's sum as well")
    audited.add_argument("--json", action="store_true", help="as one JSON document")
    return parser


def _run(config: Config, *, once: bool, seconds: float | None) -> int:
    # Late, so that --help and a wrong setting are answered at once.
    from oye_calc.lookout import Lookout
    from oye_calc.loop import run_on, run_once
    from oye_calc.step import Share
    from oye_calc.stopping import stopping

    log = log_to(sys.stderr, config.log)
    share = Share(config.worker, config.buckets, config.limit)
    lookout = Lookout(config.operator, log)

    def work() -> int:
        with stopping(seconds) as stop:
            if once:
                run_once(config.database_url, share, stop, log, lookout)
                return 0
            there = run_on(config.database_url, share, stop, log, lookout)
            return 0 if there else EXIT_FAILED

    return _guarded(config, log, work)


def _audit(config: Config, options: argparse.Namespace) -> int:
    from oye_calc.audit_command import run_audit

    log = log_to(sys.stderr, config.log)
    return _guarded(config, log, lambda: run_audit(config.database_url, options))


def _guarded(config: Config, log: Log, work: Callable[[], int]) -> int:
    """The work's exit code, or that of what kept it from being done, in a line of the log."""
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    from oye_calc.needs import NeedsError

    try:
        conninfo_to_dict(config.database_url)
    except psycopg.ProgrammingError:
        # Without libpq's words: they quote the address, password and all.
        print("oye-calc: OYE_CALC_DATABASE_URL is no postgresql:// address", file=sys.stderr)
        return EXIT_WRONG_USE
    try:
        return work()
    except NeedsError as problem:
        log("refused", error=str(problem))
    except psycopg.Error as fault:
        log("database_failed", error=str(fault).strip())
    return EXIT_FAILED
