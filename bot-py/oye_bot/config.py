"""The settings of the bot: one object, built from a mapping, the only reader of OYE_*."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

TELEGRAM_API = "https://api.telegram.org"
OYE_API = "http://127.0.0.1:8765"

HELP = f"""\
environment:
  OYE_TELEGRAM_TOKEN    the bot's token, from @BotFather (required)
  OYE_TELEGRAM_API_URL  another Bot API server (default {TELEGRAM_API})
  OYE_API_URL           the reminder API (default {OYE_API})
  OYE_API_TOKEN         a service token of that API with the scope act_for (required)
  OYE_LOG               json, text, or auto: text on a terminal (default auto)
"""


class ConfigError(Exception):
    """A setting is missing or wrong; the message names it and says what would be right."""


@dataclass(frozen=True)
class Config:
    """The two tokens are secrets and don't print."""

    telegram_token: str = field(repr=False)
    telegram_api_url: str
    api_url: str
    api_token: str = field(repr=False)
    log: str


def read_config(environ: Mapping[str, str]) -> Config:
    """The settings in `environ` (os.environ, or any mapping). Raises ConfigError."""
    token = environ.get("OYE_TELEGRAM_TOKEN", "").strip()
    if not token:
        raise ConfigError("OYE_TELEGRAM_TOKEN is not set; @BotFather on Telegram gives one")
    if not re.fullmatch(r"[0-9]{1,20}:[A-Za-z0-9_-]+", token):
        raise ConfigError(
            "OYE_TELEGRAM_TOKEN is no bot token; one is a number, a colon and a secret, as "
            "@BotFather gives it"
        )
    api_token = environ.get("OYE_API_TOKEN", "").strip()
    if not api_token:
        raise ConfigError("OYE_API_TOKEN is not set; it is a service token with the scope act_for")
    if not api_token.isascii() or not api_token.isprintable():
        raise ConfigError("OYE_API_TOKEN is no token of the API; one begins with oye_")
    log = environ.get("OYE_LOG") or "auto"
    if log not in ("auto", "json", "text"):
        raise ConfigError(f"OYE_LOG is {log!r}; it can be json, text or auto")
    return Config(
        telegram_token=token,
        telegram_api_url=_address(environ, "OYE_TELEGRAM_API_URL", TELEGRAM_API),
        api_url=_address(environ, "OYE_API_URL", OYE_API),
        api_token=api_token,
        log=log,
    )


def _address(environ: Mapping[str, str], name: str, default: str) -> str:
    """An http(s) address without a slash at its end."""
    address = environ.get(name) or default
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ConfigError(f"{name} is no http(s) address; one is {default}")
    return address.rstrip("/")
