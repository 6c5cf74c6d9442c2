"""Settings are read once, checked, and keep their secrets."""

import inspect
import re
from collections.abc import Callable

import pytest
from oye_fire import arguments, main
from oye_fire import config as settings
from oye_fire.config import HELP, Config, ConfigError, Secret

Make = Callable[..., Config]


def test_what_is_not_set_has_its_default(config: Make) -> None:
    read = config()
    assert (read.telegram_api_url, read.concurrency) == ("https://api.telegram.org", 32)
    assert (read.database_prepare, read.webhook_allow_local) == (True, False)
    assert not read.telegram_token


@pytest.mark.parametrize(
    ("said", "means"), [("1", True), ("on", True), ("TRUE", True), ("0", False), ("off", False)]
)
def test_a_switch_takes_the_words_that_the_api_takes(config: Make, said: str, means: bool) -> None:
    """`./just up` gives one and the same environment to both."""
    read = config(OYE_WEBHOOK_ALLOW_LOCAL=said, OYE_DATABASE_PREPARE=said)
    assert (read.webhook_allow_local, read.database_prepare) == (means, means)


def test_secrets_never_print(config: Make) -> None:
    read = config(OYE_TELEGRAM_TOKEN="1:hush", OYE_FIRE_DATABASE_URL="postgresql://a:hush@b/")
    assert "hush" not in f"{read} {read!r} {read.telegram_token} {Secret('hush')!s}"
    assert read.telegram_token.reveal() == "1:hush"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OYE_FIRE_DATABASE_URL", ""),
        ("OYE_FIRE_DATABASE_URL", "host=b password=hush"),
        ("OYE_DATABASE_PREPARE", "yes"),
        ("OYE_WEBHOOK_ALLOW_LOCAL", "2"),
        ("OYE_TELEGRAM_API_URL", "api.telegram.org"),
        ("OYE_FIRE_CONCURRENCY", "0"),
        ("OYE_FIRE_CONCURRENCY", "many"),
        ("OYE_FIRE_SEND_TIMEOUT", "61"),
        ("OYE_FIRE_SEND_TIMEOUT", "nan"),
        ("OYE_LOG", "xml"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(config: Make, name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        config(**{name: value})


def test_help_lists_every_setting_that_is_read() -> None:
    read = {
        name
        for module in (arguments, settings, main)
        for name in re.findall(r'"(OYE_[A-Z_]+)"', inspect.getsource(module))
    }
    assert len(read) >= 9
    assert [name for name in sorted(read) if name not in HELP] == []
