"""Secrets that stand in files."""

from pathlib import Path

import pytest
from oye_api.config import SECRETS, ConfigError
from oye_api.files import with_files

NAME = "OYE_API_DATABASE_URL"


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_may_stand_in_a_file_and_the_rest_is_as_it_was(name: str, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("of its own\n")
    found = with_files({f"{name}_FILE": str(file), "OYE_LOG": "json"})
    assert found[name] == "of its own"
    assert found["OYE_LOG"] == "json"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=f"{NAME}_FILE is .*gone.*: No such file"):
        with_files({f"{NAME}_FILE": str(tmp_path / "gone")})


def test_what_can_not_be_text_is_refused_without_being_shown(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_bytes(b"hush\xff")
    with pytest.raises(ConfigError, match="it is no text") as refusal:
        with_files({f"{NAME}_FILE": str(file)})
    assert "hush" not in str(refusal.value)


def test_a_secret_that_is_given_in_both_ways_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="one of them is enough"):
        with_files({NAME: "x", f"{NAME}_FILE": str(tmp_path / "secret")})
