"""Settings come from a mapping; what is wrong is named, and a password never shows."""

from pathlib import Path

import pytest
from oye_api.config import VARIABLES, Config, ConfigError, read_config

URL = {"OYE_API_DATABASE_URL": "postgresql://oye_api:hush@127.0.0.1/oye"}


def test_the_url_alone_is_enough() -> None:
    assert read_config(URL) == Config(URL["OYE_API_DATABASE_URL"])


def test_every_variable_that_is_listed_is_read() -> None:
    said = {
        "OYE_API_HOST": "0.0.0.0",
        "OYE_API_PORT": "0",
        "OYE_API_METRICS_PORT": "9465",
        "OYE_API_METRICS_HOST": "10.0.0.2",
        "OYE_API_PROXIES": "10.0.0.1",
        "OYE_API_POOL_SIZE": "3",
        "OYE_DATABASE_PREPARE": "off",
        "OYE_API_TIMEOUT": "4",
        "OYE_API_REQUEST_TIMEOUT": "5",
        "OYE_API_TOKEN_RATE": "6",
        "OYE_API_ADDRESS_RATE": "0",
        "OYE_API_CONNECTIONS": "7",
        "OYE_CONTRACT": "/x/openapi.yaml",
        "OYE_WEBHOOK_ALLOW_LOCAL": "1",
        "OYE_OTEL": "1",
        "OYE_LOG": "json",
        "OYE_LOG_LEVEL": "debug",
    }
    assert {*said, *URL} == set(VARIABLES)
    assert read_config({**URL, **said}) == Config(
        database_url=URL["OYE_API_DATABASE_URL"],
        host="0.0.0.0",
        port=0,
        metrics_port=9465,
        metrics_host="10.0.0.2",
        proxies="10.0.0.1",
        pool_size=3,
        prepare=False,
        timeout=4.0,
        request_timeout=5.0,
        token_rate=6.0,
        address_rate=0.0,
        connections=7,
        contract=Path("/x/openapi.yaml"),
        webhook_allow_local=True,
        otel=True,
        log_format="json",
        log_level="debug",
    )


def test_figures_have_a_port_of_their_own_or_none() -> None:
    assert read_config(URL).metrics_port is None
    with pytest.raises(ConfigError, match="another than OYE_API_PORT, 8765"):
        read_config({**URL, "OYE_API_METRICS_PORT": "8765"})
    both_free = read_config({**URL, "OYE_API_PORT": "0", "OYE_API_METRICS_PORT": "0"})
    assert both_free.metrics_port == 0


WRONG = [
    ("OYE_API_METRICS_PORT", "-1"),
    ("OYE_API_PORT", "http"),
    ("OYE_API_PORT", "65536"),
    ("OYE_API_PORT", "-1"),
    ("OYE_API_PORT", "8²"),
    ("OYE_API_PORT", "9" * 5000),
    ("OYE_API_POOL_SIZE", "0"),
    ("OYE_API_TIMEOUT", "1.5"),
    ("OYE_API_REQUEST_TIMEOUT", "0"),
    ("OYE_API_TOKEN_RATE", "-1"),
    ("OYE_API_ADDRESS_RATE", "many"),
    ("OYE_API_CONNECTIONS", "1e9"),
    ("OYE_DATABASE_PREPARE", "maybe"),
    ("OYE_WEBHOOK_ALLOW_LOCAL", "2"),
    ("OYE_LOG", "xml"),
    ("OYE_LOG_LEVEL", "loud"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_value_that_can_not_be_is_named(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name) as refused:
        read_config({**URL, name: value})
    assert len(str(refused.value)) < 120


@pytest.mark.parametrize(
    "url", ["", "oye", "mysql://a:hush@b/c", "postgresql://a:hush@b/c?nonsense=1"]
)
def test_an_address_that_is_none_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ConfigError, match="OYE_API_DATABASE_URL") as refused:
        read_config({"OYE_API_DATABASE_URL": url})
    assert "hush" not in str(refused.value)


def test_the_password_does_not_print() -> None:
    assert "hush" not in repr(read_config(URL))
