"""The command line."""

import argparse
import re
from collections.abc import Mapping
from dataclasses import dataclass

from oye_fire.config import HELP

UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
BUCKETS = 64


@dataclass(frozen=True)
class Arguments:
    """`seconds` bounds the run (None: no bound); `once` ends it when nothing more is due."""

    once: bool
    seconds: float | None
    buckets: tuple[int, ...] | None
    limit: int
    lease: float


def seconds_of(text: str) -> float:
    """The seconds of `50s`, `2m`, `1h`, `500ms` or a bare number of seconds."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s|m|h)?", text)
    if not match or float(match[1]) <= 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no time span; 50s, 2m and 1h are")
    return float(match[1]) * UNITS[match[2] or "s"]


def lease_of(text: str) -> float:
    """A lease: a second to an hour."""
    seconds = seconds_of(text)
    if not 1 <= seconds <= 3600:
        raise argparse.ArgumentTypeError(f"{text!r}: a lease lasts from 1s to 1h")
    return seconds


def buckets_of(text: str) -> tuple[int, ...]:
    """The buckets of share `2/8`: the third of eight, counted from 0."""
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})", text)
    share, shares = (int(match[1]), int(match[2])) if match else (0, 0)
    if not share < shares <= BUCKETS:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no share; with eight workers they are 0/8 to 7/8, {BUCKETS} at most"
        )
    return tuple(range(share, BUCKETS, shares))


def limit_of(text: str) -> int:
    """How many may be claimed at once."""
    if not re.fullmatch(r"\d{1,5}", text) or not 1 <= int(text) <= 10_000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to 10000")
    return int(text)


def parse_arguments(words: list[str], environment: Mapping[str, str]) -> Arguments:
    """What the command line asks for; exits with 2 and a sentence where it makes no sense."""
    parser = argparse.ArgumentParser(
        prog="oye-fire",
        description="Claims the reminders that are due and sends them.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="store_true", help="print the version, and exit")
    commands = parser.add_subparsers(required=True, metavar="run")
    run = commands.add_parser(
        "run",
        help="claim, send, settle",
        description="Sends what is due. Any number may run at once.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    mode = run.add_mutually_exclusive_group(required=True)
    mode.add_argument("--once", action="store_true", help="send what is due, then exit")
    mode.add_argument(
        "--for", dest="seconds", type=seconds_of, metavar="50s", help="go on for so long, then exit"
    )
    mode.add_argument("--loop", action="store_true", help="go on until SIGTERM or SIGINT")
    run.add_argument(
        "--partition",
        dest="buckets",
        type=buckets_of,
        default=environment.get("OYE_PARTITION") or None,
        metavar="2/8",
        help="this share of the people first, counted from 0; others when it has nothing due",
    )
    run.add_argument(
        "--limit",
        type=limit_of,
        default=10_000,
        metavar="N",
        help="claim no more at once; never more than can be sent at once (OYE_FIRE_CONCURRENCY)",
    )
    run.add_argument(
        "--lease",
        type=lease_of,
        default=60.0,
        metavar="60s",
        help="how long others leave alone what this one claimed",
    )
    read = parser.parse_args(words)
    return Arguments(read.once, read.seconds, read.buckets, read.limit, read.lease)
