"""One line for each event, whoever reads it."""

import io
import json

from oye_calc.log import Log, log_to


def test_a_line_is_json_on_a_server_and_readable_on_a_terminal() -> None:
    stream = io.StringIO()
    log_to(stream, "auto")("calculated", ended=None, scheduled=2)
    log_to(stream, "text")("invalid", reason="a b")
    as_json, as_text = stream.getvalue().splitlines()
    assert json.loads(as_json).items() >= {"event": "calculated", "scheduled": 2}.items()
    assert "ended" not in json.loads(as_json)
    assert as_text.endswith(' calc invalid reason="a b"')


def test_a_log_that_cannot_be_written_stops_nothing() -> None:
    stream = io.StringIO()
    stream.close()
    Log(True, stream)("calculated")
