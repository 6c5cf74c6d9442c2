"""pip's settings, as uv gets them."""

from pathlib import Path

import pytest
import settings

CONF = """
[global]
index-url = https://conf.example/simple
extra-index-url =
    https://one.example
    https://two.example
[install]
find-links = /wheels /more
"""


@pytest.fixture
def alone(tmp_path: Path) -> dict[str, str]:
    """An environment in which no file of pip's is found but this one."""
    (tmp_path / "pip.conf").write_text(CONF)
    nowhere = str(tmp_path / "nowhere")
    return {
        "HOME": nowhere,
        "XDG_CONFIG_HOME": nowhere,
        "XDG_CONFIG_DIRS": nowhere,
        "PIP_CONFIG_FILE": str(tmp_path / "pip.conf"),
    }


def test_pips_variables_become_those_of_uv() -> None:
    found = settings.for_uv(
        {
            "PIP_CONFIG_FILE": "/dev/null",
            "PIP_INDEX_URL": "https://mirror.example/simple",
            "PIP_FIND_LINKS": "/wheels  /more",
            "PIP_CERT": "/etc/my company.pem",
            "PIP_TRUSTED_HOST": "mirror.example",
        }
    )
    assert found["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert found["UV_FIND_LINKS"] == "/wheels,/more"
    assert found["SSL_CERT_FILE"] == "/etc/my company.pem"
    assert found["UV_INSECURE_HOST"] == "mirror.example"
    assert "UV_INDEX_STRATEGY" not in found


def test_pips_files_are_read(alone: dict[str, str]) -> None:
    found = settings.for_uv(alone)
    assert found["UV_DEFAULT_INDEX"] == "https://conf.example/simple"
    assert found["UV_INDEX"] == "https://one.example https://two.example"
    assert found["UV_INDEX_STRATEGY"] == "unsafe-best-match"
    assert found["UV_FIND_LINKS"] == "/wheels,/more"


def test_the_environment_beats_the_file_and_uvs_own_beats_both(alone: dict[str, str]) -> None:
    found = settings.for_uv({**alone, "PIP_INDEX_URL": "https://env.example"})
    assert found["UV_DEFAULT_INDEX"] == "https://env.example"
    assert "UV_DEFAULT_INDEX" not in settings.for_uv({**alone, "UV_DEFAULT_INDEX": "https://uv"})


def test_a_broken_file_is_named_and_stops_nothing(
    alone: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(alone["PIP_CONFIG_FILE"]).write_text("index-url = nowhere\n")
    assert "UV_DEFAULT_INDEX" not in settings.for_uv(alone)
    assert "pip.conf is left out" in capsys.readouterr().err
