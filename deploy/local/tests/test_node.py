"""What is fetched by npm where Node is, and what is said where it is not."""

from pathlib import Path

import node
import pytest
import redocly
from projects import ROOT


def test_without_node_the_linter_is_skipped_and_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert redocly.main() == 0
    assert capsys.readouterr().out == "redocly: skipped, node and npm are not installed\n"


def test_without_a_registry_the_linter_is_skipped_and_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    try:
        node.tools()
    except node.NoNodeError as missing:
        pytest.skip(str(missing))
    monkeypatch.setattr(node, "ROOT", tmp_path)
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:1/")
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    assert redocly.main() == 0
    assert capsys.readouterr().out.startswith("redocly: skipped, npm can't fetch redocly: ")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("operationId: me_get", "operationId: Me-Get", "operation-is-noun-and-verb"),
        ("  - {name: me, description: the person who asks}\n", "", "operation-tag-defined"),
        ('description: "what is amiss, in words"', "description: what, in words", "struct"),
    ],
)
def test_a_contract_against_the_rules_is_named(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = (ROOT / "contracts" / "openapi.yaml").read_text()
    assert text.count(old) == 1
    broken = tmp_path / "openapi.yaml"
    broken.write_text(text.replace(old, new))
    try:
        assert said in redocly.complaints(broken)
    except node.NoNodeError as missing:
        pytest.skip(str(missing))
