"""The project's own vectors, through the filter: what an engine in any language must answer."""

import json
from pathlib import Path

import pytest

from oye_schedule.wire import answer_line

FOLDER = Path(__file__).parents[2] / "contracts" / "vectors"
FILES = ("occurrences", "dst", "zones", "bounds", "cron", "after_done", "phrases")


@pytest.mark.parametrize("name", FILES)
def test_every_vector_is_answered_as_it_says(name: str) -> None:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 8
    for line in lines:
        vector = json.loads(line)
        request = json.dumps({"id": vector["id"], **vector["request"]})
        answer = json.loads(answer_line(vector["verb"], request))
        assert answer.pop("id") == vector["id"]
        if "error" in answer:
            kept = {key: answer["error"].get(key) for key in ("slug", "field")}
            answer = {"error": {key: value for key, value in kept.items() if value}}
        expected = vector["expect"]
        if "reason" in expected:
            # Any sentence will do, but there must be one.
            assert answer.pop("reason")
            expected.pop("reason")
        assert answer == expected, vector["id"]


def test_no_id_stands_twice() -> None:
    for name in FILES:
        lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        ids = [json.loads(line)["id"] for line in lines]
        assert len(ids) == len(set(ids)), name
