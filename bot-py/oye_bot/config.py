"""The settings of the bot: one object, built from a mapping, the only reader of OYE_*."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

TELEGRAM_API = "https://api.telegram.org"
OYE_API = "http://127.0.0.1:8765"
HOST = "127.0.0.1"
WEBHOOK_PORT = 8767

# What may stand in a file instead: NAME_FILE.
SECRETS = ("OYE_TELEGRAM_TOKEN", "OYE_API_TOKEN", "OYE_TELEGRAM_WEBHOOK_SECRET")

HELP = f"""\
environment:
  OYE_TELEGRAM_TOKEN    the bot's token, from @BotFather (required)
  OYE_TELEGRAM_API_URL  another Bot API server (default {TELEGRAM_API})
  OYE_API_URL           the reminder API (default {OYE_API})
  OYE_API_TOKEN         a service token of that API with the scope act_for (required)
  OYE_LOG               json, text, or auto: text on a terminal (default auto)
  OYE_BOT_HOST          where to listen, if at all (default {HOST})
  OYE_BOT_HEALTH_PORT   serve /healthz there (default: not at all)
  OYE_BOT_METRICS_PORT  serve /metrics there (default: not at all)
  OYE_BOT_METRICS_HOST  where to listen for it (default {HOST})

the tokens and the secret may stand in files: OYE_API_TOKEN_FILE names one.

updates are asked for (polling) unless Telegram shall post them:
  OYE_TELEGRAM_WEBHOOK_URL     https address that leads here; its path is served
  OYE_TELEGRAM_WEBHOOK_PORT    where it leads to, with /healthz (default {WEBHOOK_PORT})
  OYE_TELEGRAM_WEBHOOK_SECRET  what Telegram shall prove itself by (default: derived from the token)
"""


class ConfigError(Exception):
    """A setting is missing or wrong; the message names it and says what would be right."""


@dataclass(frozen=True)
class WebhookConfig:
    """The public address, the path and port that it leads to, and what the posts must bear."""

    url: str
    path: str
    port: int
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Config:
    """The two tokens are secrets and don't print. Without `webhook` the bot polls."""

    telegram_token: str = field(repr=False)
    telegram_api_url: str
    api_url: str
    api_token: str = field(repr=False)
    log: str
    host: str = HOST
    health_port: int | None = None
    metrics_host: str = HOST
    metrics_port: int | None = None
    webhook: WebhookConfig | None = None

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log line may hold."""
        mine = (self.telegram_token, self.api_token)
        return (*mine, self.webhook.secret) if self.webhook else mine


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
        host=environ.get("OYE_BOT_HOST") or HOST,
        health_port=_port(environ, "OYE_BOT_HEALTH_PORT", None),
        metrics_host=environ.get("OYE_BOT_METRICS_HOST") or HOST,
        metrics_port=_port(environ, "OYE_BOT_METRICS_PORT", None),
        webhook=_webhook(environ, token),
    )


def _webhook(environ: Mapping[str, str], token: str) -> WebhookConfig | None:
    url = environ.get("OYE_TELEGRAM_WEBHOOK_URL", "").strip()
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise ConfigError(
            "OYE_TELEGRAM_WEBHOOK_URL is no plain https address; one is https://example.org/telegram"
        )
    secret = environ.get("OYE_TELEGRAM_WEBHOOK_SECRET", "").strip()
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret):
        raise ConfigError(
            "OYE_TELEGRAM_WEBHOOK_SECRET has 16 to 256 letters, digits, hyphens and underscores"
        )
    derived = hmac.new(token.encode(), b"oye webhook", hashlib.sha256).hexdigest()
    port = _port(environ, "OYE_TELEGRAM_WEBHOOK_PORT", WEBHOOK_PORT) or WEBHOOK_PORT
    return WebhookConfig(url, parts.path or "/", port, secret or derived)


def _port(environ: Mapping[str, str], name: str, default: int | None) -> int | None:
    text = environ.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65_535):
        raise ConfigError(f"{name} is no port; one is a number from 1 to 65535")
    return int(text)


def _address(environ: Mapping[str, str], name: str, default: str) -> str:
    """An http(s) address without a slash at its end."""
    address = environ.get(name) or default
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ConfigError(f"{name} is no http(s) address; one is {default}")
    return address.rstrip("/")
