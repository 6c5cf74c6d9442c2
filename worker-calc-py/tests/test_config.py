"""Settings: what is refused is named, and no secret prints."""

import pytest
from oye_calc.config import ConfigError, buckets_of, read_config, seconds_of

URL = "postgresql://oye_calc:hidden@127.0.0.1/oye"
ENVIRONMENT = {"OYE_CALC_DATABASE_URL": URL}


def test_without_an_address_the_message_names_the_setting() -> None:
    with pytest.raises(ConfigError, match="OYE_CALC_DATABASE_URL is not set"):
        read_config({})


def test_the_password_is_not_in_what_prints() -> None:
    config = read_config(ENVIRONMENT)
    assert config.database_url == URL
    assert "hidden" not in repr(config) + str(config)


def test_an_argument_wins_over_the_environment() -> None:
    environment = {**ENVIRONMENT, "OYE_PARTITION": "0/2", "OYE_CALC_LIMIT": "7"}
    config = read_config(environment)
    assert (config.buckets, config.limit) == (tuple(range(0, 64, 2)), 7)
    config = read_config(environment, partition="3/64", limit="9")
    assert (config.buckets, config.limit) == ((3,), 9)


@pytest.mark.parametrize("parts", [1, 3, 8, 64])
def test_the_shares_together_are_all_buckets_each_once(parts: int) -> None:
    buckets = [bucket for part in range(parts) for bucket in buckets_of(f"{part}/{parts}")]
    assert sorted(buckets) == list(range(64))


@pytest.mark.parametrize("partition", ["8/8", "1/0", "1/65", "-1/2", "1", "a/b", "1/2/3", "²/8"])
def test_a_share_that_makes_no_sense_is_refused(partition: str) -> None:
    with pytest.raises(ConfigError, match="partition"):
        buckets_of(partition)


@pytest.mark.parametrize(
    ("text", "seconds"), [("50s", 50), ("2m", 120), ("50", 50), ("1h", 3600), ("500ms", 0.5)]
)
def test_a_time_to_run_is_read(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "0s", "-5s", "soon", "5 s", "٥s"])
def test_a_time_to_run_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="50s"):
        seconds_of(text)


@pytest.mark.parametrize("limit", ["0", "10001", "x", "-1"])
def test_a_limit_out_of_bounds_is_refused(limit: str) -> None:
    with pytest.raises(ConfigError, match="from 1 to 10000"):
        read_config(ENVIRONMENT, limit=limit)
