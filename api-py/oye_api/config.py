"""What the environment tells the API; the only reader of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

VARIABLES: Mapping[str, str] = {
    "OYE_API_DATABASE_URL": "where the database is, as role oye_api (required)",
    "OYE_API_HOST": "address to listen on (127.0.0.1)",
    "OYE_API_PORT": "port to listen on; 0 takes a free one (8765)",
    "OYE_API_METRICS_PORT": "port for /metrics, which is nowhere else; 0 takes a free one (none)",
    "OYE_API_METRICS_HOST": "address to listen on for it (127.0.0.1)",
    "OYE_API_PROXIES": "addresses of proxies whose X-Forwarded-For holds, by commas (none)",
    "OYE_API_POOL_SIZE": "database connections, at most (10)",
    "OYE_DATABASE_PREPARE": "prepared statements: on, or off for an old PgBouncer (on)",
    "OYE_API_TIMEOUT": "seconds that a request may wait for the database (10)",
    "OYE_API_REQUEST_TIMEOUT": "seconds for a request's head to arrive, and for its body (15)",
    "OYE_API_TOKEN_RATE": "requests a second of a token, five times that at once; 0: any (20)",
    "OYE_API_ADDRESS_RATE": "requests a second of an address without a token; 0: any (10)",
    "OYE_API_CONNECTIONS": "open connections of an address, proxies' apart; 0: any (200)",
    "OYE_CONTRACT": "path of openapi.yaml (that of the checkout or of the package)",
    "OYE_WEBHOOK_ALLOW_LOCAL": "1 lets webhooks go to this machine, also without https (0)",
    "OYE_OTEL": "1 sends a span of each request by OpenTelemetry, as OTEL_* variables say (0)",
    "OYE_LOG": "text, json, or auto: text on a terminal, else json (auto)",
    "OYE_LOG_LEVEL": "debug, info, warning or error (info)",
}
# What may stand in a file instead: NAME_FILE.
SECRETS = ("OYE_API_DATABASE_URL",)
LEVELS = ("debug", "info", "warning", "error")


class ConfigError(ValueError):
    """A variable that can't be used; the message names it and says what would do."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that can be set. The database's URL holds a password and never prints."""

    database_url: str = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 8765
    metrics_port: int | None = None
    metrics_host: str = "127.0.0.1"
    proxies: str = ""
    pool_size: int = 10
    prepare: bool = True
    timeout: float = 10.0
    request_timeout: float = 15.0
    token_rate: float = 20.0
    address_rate: float = 10.0
    connections: int = 200
    contract: Path | None = None
    webhook_allow_local: bool = False
    otel: bool = False
    log_format: str = "auto"
    log_level: str = "info"


def read_config(environ: Mapping[str, str]) -> Config:
    """The configuration in a mapping such as `os.environ`; raises ConfigError."""
    url = environ.get("OYE_API_DATABASE_URL", "")
    if not _is_address(url):
        raise ConfigError(
            "OYE_API_DATABASE_URL must be set, such as postgresql://oye_api:…@127.0.0.1/oye"
        )
    contract = environ.get("OYE_CONTRACT", "")
    port = _whole(environ, "OYE_API_PORT", 8765, 0, 65_535)
    return Config(
        database_url=url,
        host=environ.get("OYE_API_HOST", "") or "127.0.0.1",
        port=port,
        metrics_port=_metrics_port(environ, port),
        metrics_host=environ.get("OYE_API_METRICS_HOST", "") or "127.0.0.1",
        proxies=environ.get("OYE_API_PROXIES", ""),
        pool_size=_whole(environ, "OYE_API_POOL_SIZE", 10, 1, 1_000),
        prepare=_switch(environ, "OYE_DATABASE_PREPARE", default=True),
        timeout=float(_whole(environ, "OYE_API_TIMEOUT", 10, 1, 600)),
        request_timeout=float(_whole(environ, "OYE_API_REQUEST_TIMEOUT", 15, 1, 600)),
        token_rate=float(_whole(environ, "OYE_API_TOKEN_RATE", 20, 0, 100_000)),
        address_rate=float(_whole(environ, "OYE_API_ADDRESS_RATE", 10, 0, 100_000)),
        connections=_whole(environ, "OYE_API_CONNECTIONS", 200, 0, 100_000),
        contract=Path(contract) if contract else None,
        webhook_allow_local=_switch(environ, "OYE_WEBHOOK_ALLOW_LOCAL", default=False),
        otel=_switch(environ, "OYE_OTEL", default=False),
        log_format=_one_of(environ, "OYE_LOG", ("auto", "text", "json")),
        log_level=_one_of(environ, "OYE_LOG_LEVEL", LEVELS, default="info"),
    )


def _is_address(url: str) -> bool:
    """Never says what it is instead: an address holds a password."""
    try:
        return url.startswith(("postgresql://", "postgres://")) and bool(conninfo_to_dict(url))
    except psycopg.ProgrammingError:
        return False


def _metrics_port(environ: Mapping[str, str], port: int) -> int | None:
    """None where there is to be none."""
    if not environ.get("OYE_API_METRICS_PORT"):
        return None
    said = _whole(environ, "OYE_API_METRICS_PORT", 0, 0, 65_535)
    if said == port != 0:
        raise ConfigError(f"OYE_API_METRICS_PORT must be another than OYE_API_PORT, {port}")
    return said


def _whole(environ: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    said = environ.get(name, "")
    if not said:
        return default
    if not (said.isascii() and said.isdigit() and low <= int(said[:9]) <= high):
        raise ConfigError(f"{name} must be a whole number from {low} to {high}, not {said[:40]!r}")
    return int(said)


def _switch(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    said = environ.get(name, "").lower()
    if not said:
        return default
    if said not in ("1", "on", "true", "0", "off", "false"):
        raise ConfigError(f"{name} must be on or off, not {said[:40]!r}")
    return said in ("1", "on", "true")


def _one_of(
    environ: Mapping[str, str], name: str, known: tuple[str, ...], default: str | None = None
) -> str:
    said = environ.get(name, "").lower() or default or known[0]
    if said not in known:
        raise ConfigError(f"{name} must be one of {', '.join(known)}, not {said[:40]!r}")
    return said
