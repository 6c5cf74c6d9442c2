"""The settings of the worker: one object, built from a mapping, the only reader of OYE_*."""

import os
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

TELEGRAM_API = "https://api.telegram.org"
# What may stand in a file instead: NAME_FILE.
SECRETS = ("OYE_CALC_DATABASE_URL", "OYE_TELEGRAM_TOKEN", "OYE_OPERATOR_URL")
BUCKETS = 64
UNITS = {"ms": 0.001, "s": 1.0, "": 1.0, "m": 60.0, "h": 3600.0}

HELP = """\
environment:
  OYE_CALC_DATABASE_URL  the database, as role oye_calc: postgresql://oye_calc:…@host/oye
  OYE_CALC_WORKER        this worker's name in the database (default: host and process id)
  OYE_PARTITION          as --partition
  OYE_CALC_LIMIT         as --limit
  OYE_LOG                json, text, or auto: text on a terminal (default: auto)

who is told that worker-fire is silent for five minutes (both, where both are set; else a log line):
  OYE_OPERATOR_URL            a webhook: https, or http on this machine
  OYE_OPERATOR_TELEGRAM_CHAT  a chat's number; with OYE_TELEGRAM_TOKEN (and OYE_TELEGRAM_API_URL)

the addresses and the token may stand in files: OYE_CALC_DATABASE_URL_FILE names one.
"""


class ConfigError(Exception):
    """A setting is missing or wrong; the message names it and says what would be right."""


@dataclass(frozen=True)
class Operator:
    """Where the operator is told of a silent worker; what is empty is not used. Secrets, all of it.

    `telegram_url` is the Bot API's sendMessage, the token in it.
    """

    url: str = field(default="", repr=False)
    chat: str = field(default="", repr=False)
    telegram_url: str = field(default="", repr=False)


@dataclass(frozen=True)
class Config:
    """`database_url` is a secret and doesn't print. `buckets` None means all of them."""

    database_url: str = field(repr=False)
    worker: str
    buckets: tuple[int, ...] | None
    limit: int
    log: str
    operator: Operator


def read_config(
    environ: Mapping[str, str], *, partition: str | None = None, limit: str | None = None
) -> Config:
    """The settings of this run; an argument given here wins over the environment.

    Raises ConfigError for the first setting that is wrong.
    """
    url = environ.get("OYE_CALC_DATABASE_URL", "")
    if not url:
        raise ConfigError(
            "OYE_CALC_DATABASE_URL is not set; it names the database, as in "
            "postgresql://oye_calc:…@127.0.0.1/oye"
        )
    log = environ.get("OYE_LOG", "auto")
    if log not in ("auto", "json", "text"):
        raise ConfigError(f"OYE_LOG is {log!r}; it can be json, text or auto")
    partition = partition or environ.get("OYE_PARTITION") or None
    return Config(
        database_url=url,
        worker=environ.get("OYE_CALC_WORKER") or f"{socket.gethostname()}:{os.getpid()}",
        buckets=None if partition is None else buckets_of(partition),
        limit=limit_of(limit or environ.get("OYE_CALC_LIMIT") or "200"),
        log=log,
        operator=read_operator(environ),
    )


def read_operator(environ: Mapping[str, str]) -> Operator:
    """Where the operator is told. Raises ConfigError; an address is never quoted."""
    url = environ.get("OYE_OPERATOR_URL", "").strip()
    parts = urlsplit(url)
    local = parts.hostname in ("127.0.0.1", "::1", "localhost")
    if url and not (
        parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and local))
    ):
        raise ConfigError("OYE_OPERATOR_URL is no https address, and none of this machine")
    chat = environ.get("OYE_OPERATOR_TELEGRAM_CHAT", "").strip()
    if chat and not re.fullmatch(r"-?[0-9]{1,18}", chat):
        raise ConfigError("OYE_OPERATOR_TELEGRAM_CHAT is no chat; one is a number, such as -100123")
    token = environ.get("OYE_TELEGRAM_TOKEN", "").strip()
    if chat and not token:
        raise ConfigError("OYE_OPERATOR_TELEGRAM_CHAT needs OYE_TELEGRAM_TOKEN, the bot's token")
    api = environ.get("OYE_TELEGRAM_API_URL") or TELEGRAM_API
    return Operator(url, chat, f"{api.rstrip('/')}/bot{token}/sendMessage" if chat else "")


def buckets_of(partition: str) -> tuple[int, ...]:
    """The buckets of one of several workers: `2/8` is the third of eight, counted from 0."""
    match = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})", partition)
    part, parts = (int(match[1]), int(match[2])) if match else (0, 0)
    if not part < parts <= BUCKETS:
        raise ConfigError(
            f"the partition is {partition!r}; with eight workers they are 0/8 to 7/8, "
            f"{BUCKETS} at most"
        )
    return tuple(range(part, BUCKETS, parts))


def limit_of(text: str) -> int:
    """How many reminders a step may claim."""
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= 10_000:
        raise ConfigError(f"the limit is {text!r}; it is a number from 1 to 10000")
    return int(text)


def seconds_of(text: str) -> float:
    """A duration such as `50s`, `2m` or `50` (seconds)."""
    match = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,3})?)(ms|s|m|h|)", text)
    if not match or float(match[1]) == 0:
        raise ConfigError(f"the time to run is {text!r}; it is written as 50s, 2m or 1h")
    return float(match[1]) * UNITS[match[2]]
