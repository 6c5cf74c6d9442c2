"""One line for each event, whoever reads it."""

import io
import json

from oye_fire.log import Log, log_to


def test_a_line_is_json_on_a_server_and_readable_on_a_terminal() -> None:
    stream = io.StringIO()
    log_to(stream, "auto")("sent", delivery_id="a b", late=1.23456, reason=None)
    log_to(stream, "text")("sent", delivery_id="a b", late=1.23456, reason=None)
    as_json, as_text = stream.getvalue().splitlines()
    assert (
        json.loads(as_json).items()
        >= {"event": "sent", "service": "fire", "delivery_id": "a b"}.items()
    )
    assert "reason" not in json.loads(as_json)
    assert as_text.endswith(' fire sent delivery_id="a b" late=1.23')


def test_a_log_that_cannot_be_written_stops_nothing() -> None:
    stream = io.StringIO()
    stream.close()
    Log(True, stream)("sent")
