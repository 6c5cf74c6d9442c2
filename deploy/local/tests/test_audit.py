"""A known fault of a dependency fails the check; missing data does not."""

import json
from pathlib import Path
from typing import Any

import pytest
from audit import command, verdict

SOUND = {"name": "sound", "version": "1", "vulns": []}
UNKNOWN = {"name": "unknown", "skip_reason": "not found"}
FAULT = {"id": "PYSEC-2026-1", "fix_versions": ["1.2"]}


def written(*dependencies: dict[str, Any]) -> str:
    return json.dumps({"dependencies": dependencies, "fixes": []})


def test_a_fault_is_named_with_what_mends_it() -> None:
    faulty = {"name": "faulty", "version": "1.1", "vulns": [FAULT, {"id": "PYSEC-2026-2"}]}
    code, lines = verdict(written(SOUND, UNKNOWN, faulty))
    assert code == 1
    assert lines.splitlines() == [
        "faulty 1.1: PYSEC-2026-1, mended in 1.2",
        "faulty 1.1: PYSEC-2026-2, mended in no version yet",
    ]


@pytest.mark.parametrize("output", ["", "no network", "{}", "[]", written(UNKNOWN), written()])
def test_without_data_it_is_skipped_and_says_so(output: str) -> None:
    code, line = verdict(output)
    assert (code, "skipped" in line) == (0, True)


def test_what_was_not_looked_at_is_counted() -> None:
    assert verdict(written(SOUND)) == (0, "pip-audit: ok")
    assert verdict(written(SOUND, UNKNOWN)) == (0, "pip-audit: ok, 1 of 2 skipped without data")


def test_it_audits_what_is_locked_and_installs_nothing() -> None:
    words = command(Path("constraints.txt"))
    assert {"--no-deps", "--disable-pip"} <= set(words)
    assert words[-2:] == ["-r", "constraints.txt"]
