"""What each part of a local run is told, and what is none of its business."""

from pathlib import Path

import parts
import pytest
import up
from oye_sql.home import Home

ADMIN = "postgresql://postgres:admin@127.0.0.1/oye"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A run whose person gave a database and a bot's token."""
    monkeypatch.setenv("OYE_DATABASE_URL", ADMIN)
    monkeypatch.setenv("OYE_TELEGRAM_TOKEN", "1:telegram")
    monkeypatch.setenv("OYE_TOKEN", "oye_mine")
    monkeypatch.setenv("OYE_WEBHOOK_ALLOW_LOCAL", "1")
    (tmp_path / "bot-token").write_text("oye_bot\n")
    return Home(tmp_path)


def secrets(part: parts.Part) -> set[str]:
    """The names that a part finds of what signs in somewhere; settings are for everybody."""
    found = parts.told(part)
    assert found["OYE_WEBHOOK_ALLOW_LOCAL"] == "1"
    assert "admin" not in " ".join(found.values())
    return {name for name in found if name.startswith("OYE_") and name.endswith(("URL", "TOKEN"))}


def test_each_is_told_its_own_secrets_alone(run: Home) -> None:
    assert secrets(parts.api(run, ADMIN)) == {"OYE_API_DATABASE_URL"}
    assert secrets(parts.worker(run, ADMIN, "calc")) == {"OYE_CALC_DATABASE_URL"}
    assert secrets(parts.worker(run, ADMIN, "fire")) == {
        "OYE_FIRE_DATABASE_URL",
        "OYE_TELEGRAM_TOKEN",
    }
    assert secrets(parts.bot(run)) == {"OYE_API_URL", "OYE_API_TOKEN", "OYE_TELEGRAM_TOKEN"}


def test_workers_alone_are_told_where_the_operator_is(
    run: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OYE_OPERATOR_URL", "https://example.org/key")
    monkeypatch.setenv("OYE_OPERATOR_TELEGRAM_CHAT", "7")
    wanted = {"OYE_OPERATOR_URL", "OYE_TELEGRAM_TOKEN"}
    for name in ("calc", "fire"):
        assert wanted < secrets(parts.worker(run, ADMIN, name))
    for part in (parts.api(run, ADMIN), parts.bot(run)):
        assert "OYE_OPERATOR_URL" not in secrets(part)


@pytest.mark.parametrize("wrong", ["banana", "123", "123:", "abc:def", "1:with space"])
def test_what_is_no_token_of_a_bot_is_said_and_told_to_nobody(
    run: Home, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    """The others start: a worker that has no token lets what goes to Telegram wait."""
    monkeypatch.setenv("OYE_TELEGRAM_TOKEN", wrong)
    assert "is no bot token; @BotFather gives one" in (parts.no_telegram() or "")
    assert secrets(parts.worker(run, ADMIN, "fire")) == {"OYE_FIRE_DATABASE_URL"}
    assert [part.name for part in up.wanted(run, ADMIN)] == ["api", "calc", "fire"]


def test_nothing_secret_is_an_argument(run: Home) -> None:
    """Others on the machine see command lines."""
    for part in (parts.api(run, ADMIN), parts.worker(run, ADMIN, "fire"), parts.bot(run)):
        assert not any(secret in part.kept for secret in ("admin", "1:telegram", "oye_bot"))
