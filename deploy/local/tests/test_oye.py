"""`./oye` of a checkout: where it looks for the API."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def asked(folder: Path, **settings: str) -> str:
    """What it says where no API answers."""
    command: list[str | Path] = [ROOT / "oye", "list"]
    environment = {**os.environ, "OYE_DIR": str(folder), "OYE_TOKEN": "oye_x", **settings}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    return done.stderr


@pytest.mark.parametrize("signed_in", [False, True])
def test_the_port_that_up_is_told_is_the_one_that_is_asked(tmp_path: Path, signed_in: bool) -> None:
    if signed_in:
        (tmp_path / "cli.json").write_text('{"url": "http://127.0.0.1:2", "token": "oye_x"}')
    assert "http://127.0.0.1:1" in asked(tmp_path, OYE_API_PORT="1")


def test_an_address_goes_before_a_port(tmp_path: Path) -> None:
    assert ":3" in asked(tmp_path, OYE_API_PORT="1", OYE_API_URL="http://127.0.0.1:3")
