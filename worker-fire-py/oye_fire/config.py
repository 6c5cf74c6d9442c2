"""The settings of the worker, read once from a mapping."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

TELEGRAM_API = "https://api.telegram.org"

# What may stand in a file instead: NAME_FILE.
SECRETS = ("OYE_FIRE_DATABASE_URL", "OYE_TELEGRAM_TOKEN", "OYE_OPERATOR_URL")

HELP = f"""\
environment:
  OYE_FIRE_DATABASE_URL     the database, as role oye_fire: postgresql://oye_fire:…@host/oye
  OYE_DATABASE_PREPARE      prepared statements: on, or off for an old PgBouncer (default on)
  OYE_TELEGRAM_TOKEN        the bot's token; without it Telegram deliveries wait
  OYE_TELEGRAM_API_URL      another Bot API server (default {TELEGRAM_API})
  OYE_TELEGRAM_RATE         messages a second, all workers together, 0.1 to 1000 (default 25)
  OYE_WEBHOOK_ALLOW_LOCAL   1: webhooks may go to http and to addresses that are not public
  OYE_FIRE_CONCURRENCY      sends at once, 1 to 1000 (default 32)
  OYE_FIRE_SEND_TIMEOUT     seconds for a send, 0.1 to 60, half a lease at most (default 10)
  OYE_PARTITION             as --partition
  OYE_LOG                   json, text, or auto: text on a terminal (default: auto)

who is told that worker-calc is silent for five minutes (both, where both are set; else a log line):
  OYE_OPERATOR_URL            a webhook: https, or http on this machine
  OYE_OPERATOR_TELEGRAM_CHAT  a chat's number

the addresses and the token may stand in files: OYE_TELEGRAM_TOKEN_FILE names one.
"""


class ConfigError(Exception):
    """A setting is missing or makes no sense; the message says which and what would be right."""


@dataclass(frozen=True)
class Secret:
    """A text that no log, traceback or repr shows. `reveal()` gives it to whom it is for."""

    _value: str

    def reveal(self) -> str:
        """The text itself."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return "***"

    __str__ = __repr__


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
    """`send_timeout` in seconds; an empty `telegram_token` means that there is no bot."""

    database_url: Secret
    database_prepare: bool
    telegram_token: Secret
    telegram_api_url: str
    telegram_rate: float
    webhook_allow_local: bool
    concurrency: int
    send_timeout: float
    log: str
    operator: Operator


def read_config(environment: Mapping[str, str]) -> Config:
    """The settings in `environment` (os.environ, or any mapping). Raises ConfigError."""
    url = environment.get("OYE_FIRE_DATABASE_URL", "")
    if not url:
        raise ConfigError(
            "OYE_FIRE_DATABASE_URL is not set; it names the database, as in "
            "postgresql://oye_fire:…@127.0.0.1/oye"
        )
    if not url.startswith(("postgresql://", "postgres://")):
        # It is not quoted: it may hold a password.
        raise ConfigError("OYE_FIRE_DATABASE_URL is no postgresql:// address")
    api = environment.get("OYE_TELEGRAM_API_URL") or TELEGRAM_API
    if urlsplit(api).scheme not in ("http", "https") or not urlsplit(api).netloc:
        raise ConfigError(f"OYE_TELEGRAM_API_URL is no http(s) address; one is {TELEGRAM_API}")
    log = environment.get("OYE_LOG") or "auto"
    if log not in ("auto", "json", "text"):
        raise ConfigError(f"OYE_LOG is {log!r}; it may be json, text or auto")
    return Config(
        database_url=Secret(url),
        database_prepare=read_flag(environment, "OYE_DATABASE_PREPARE", default=True),
        telegram_token=Secret(environment.get("OYE_TELEGRAM_TOKEN", "").strip()),
        telegram_api_url=api.rstrip("/"),
        # Telegram's limit is 30: two fewer leave room for what is delayed on its way.
        telegram_rate=read_number(environment, "OYE_TELEGRAM_RATE", 25, 0.1, 1000),
        webhook_allow_local=read_flag(environment, "OYE_WEBHOOK_ALLOW_LOCAL", default=False),
        concurrency=int(read_number(environment, "OYE_FIRE_CONCURRENCY", 32, 1, 1000)),
        send_timeout=read_number(environment, "OYE_FIRE_SEND_TIMEOUT", 10, 0.1, 60),
        log=log,
        operator=read_operator(environment),
    )


def read_operator(environment: Mapping[str, str]) -> Operator:
    """Where the operator is told. Raises ConfigError; an address is never quoted."""
    url = environment.get("OYE_OPERATOR_URL", "").strip()
    parts = urlsplit(url)
    local = parts.hostname in ("127.0.0.1", "::1", "localhost")
    if url and not (
        parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and local))
    ):
        raise ConfigError("OYE_OPERATOR_URL is no https address, and none of this machine")
    chat = environment.get("OYE_OPERATOR_TELEGRAM_CHAT", "").strip()
    if chat and not re.fullmatch(r"-?[0-9]{1,18}", chat):
        raise ConfigError("OYE_OPERATOR_TELEGRAM_CHAT is no chat; one is a number, such as -100123")
    token = environment.get("OYE_TELEGRAM_TOKEN", "").strip()
    if chat and not token:
        raise ConfigError("OYE_OPERATOR_TELEGRAM_CHAT needs OYE_TELEGRAM_TOKEN, the bot's token")
    api = environment.get("OYE_TELEGRAM_API_URL") or TELEGRAM_API
    return Operator(url, chat, f"{api.rstrip('/')}/bot{token}/sendMessage" if chat else "")


def read_flag(environment: Mapping[str, str], name: str, *, default: bool) -> bool:
    """A setting that is on or off, in the words that the API takes. Raises ConfigError."""
    text = environment.get(name, "").lower()
    if text not in ("", "1", "on", "true", "0", "off", "false"):
        raise ConfigError(f"{name} is {text!r}; it may be on or off")
    return text in ("1", "on", "true") if text else default


def read_number(
    environment: Mapping[str, str], name: str, default: float, least: float, most: float
) -> float:
    """A number within its bounds. Raises ConfigError for anything else."""
    text = environment.get(name, "")
    try:
        value = float(text) if text else float(default)
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise ConfigError(f"{name} is {text!r}; it may be a number from {least:g} to {most:g}")
    return value
