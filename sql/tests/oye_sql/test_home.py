"""The folder of a local run."""

from pathlib import Path

import pytest
from oye_sql import main


def test_without_a_database_and_a_place_for_one_it_says_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in a container whose file system is read-only."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.delenv("OYE_DATABASE_URL", raising=False)
    monkeypatch.setenv("OYE_DIR", str(blocked / "oye"))
    with pytest.raises(SystemExit) as ended:
        main.main(["apply"])
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert said.startswith(f"oye-sql: the embedded server's folder {blocked / 'oye'} can't be made")
    assert "OYE_DATABASE_URL" in said
