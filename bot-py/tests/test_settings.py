"""Settings and log lines: what is wrong is named, and no secret is written."""

import io
import json
import logging

import pytest
from oye_bot.config import ConfigError, read_config
from oye_bot.log import log_to, take_over_libraries

TOKEN = "123456:AAhushhush"
GOOD = {"OYE_TELEGRAM_TOKEN": TOKEN, "OYE_API_TOKEN": "oye_hidden"}


def test_the_secrets_are_not_in_what_prints() -> None:
    config = read_config(GOOD)
    assert (config.telegram_token, config.api_token) == (TOKEN, "oye_hidden")
    assert "hush" not in repr(config) + str(config)
    assert "hidden" not in repr(config) + str(config)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OYE_TELEGRAM_TOKEN", ""),
        ("OYE_TELEGRAM_TOKEN", "hushhush"),
        ("OYE_TELEGRAM_TOKEN", "123:hush/../x"),
        ("OYE_API_TOKEN", ""),
        ("OYE_API_TOKEN", "oye_hush\nx"),
        ("OYE_API_TOKEN", "oye_hush✔"),
        ("OYE_API_URL", "hush.example"),
        ("OYE_TELEGRAM_API_URL", "ftp://hush.example"),
        ("OYE_LOG", "hush"),
    ],
)
def test_a_setting_that_is_wrong_is_named_and_a_token_not_shown(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name) as caught:
        read_config({**GOOD, name: value})
    assert name == "OYE_LOG" or "hush" not in str(caught.value)


def test_a_secret_in_a_log_line_is_blotted_out() -> None:
    said = io.StringIO()
    log = log_to(said, "json", (TOKEN,))
    log("telegram_away", says=f"cannot reach https://api.telegram.org/bot{TOKEN}/getMe")
    assert TOKEN not in said.getvalue()
    assert json.loads(said.getvalue())["says"].endswith("/bot***/getMe")


def test_what_libraries_warn_of_is_a_line_without_secrets_and_traceback() -> None:
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    said = io.StringIO()
    try:
        take_over_libraries(log_to(said, "text", (TOKEN,)))
        try:
            int(TOKEN)
        except ValueError:
            logging.getLogger("aiohttp").exception("failed at %s", TOKEN)
        logging.getLogger("aiohttp").info("nothing to see")
    finally:
        root.handlers[:], level = before
        root.setLevel(level)
    assert said.getvalue().count("\n") == 1
    assert "failed at ***" in said.getvalue()
    assert "ValueError" in said.getvalue()
    assert TOKEN not in said.getvalue()
