"""Coverage-guided bytes through the filter: every line gets one answer, and soon.

`./just schedule fuzz` runs it. atheris is no locked dependency: it has wheels for Linux on x86-64
alone.
"""

import json
import sys
import time

import atheris

with atheris.instrument_imports(include=["oye_schedule"]):
    from oye_schedule.wire import answer_line

# Instrumented code takes several times as long as what is promised of it.
MOST_SECONDS = 0.5
ZONES = ["UTC", "Europe/Madrid", "Australia/Lord_Howe", "Pacific/Apia"]
LANGUAGES = ["en", "es", "de", "fr", "it", "nl", "pt"]
HEADS = ["", "RRULE:FREQ=", "RRULE:FREQ=DAILY;", "RDATE:", "EXDATE;TZID=", "CRON:"]


def request(data: atheris.FuzzedDataProvider) -> tuple[str, str]:
    """(verb, line) of some bytes: a request in good form with odd contents, or any text at all."""
    verb = data.PickValueInList(["next", "parse"])
    if data.ConsumeIntInRange(0, 9) == 0:
        return verb, data.ConsumeUnicode(sys.maxsize)
    fields: dict[str, object] = {"id": 1, "timezone": data.PickValueInList(ZONES)}
    if verb == "parse":
        fields["lang"] = data.PickValueInList(LANGUAGES)
        fields["now"] = "2026-11-23T10:00:00"
        fields["text"] = data.ConsumeUnicodeNoSurrogates(300)
        return verb, json.dumps(fields)
    fields["starts_at"] = f"{data.ConsumeIntInRange(1, 9999):04}-02-28T02:30:00"
    fields["after"] = data.PickValueInList([None, "2026-11-23T10:00:00", "2500-01-01T00:00:00"])
    fields["limit"] = data.ConsumeIntInRange(1, 5)
    fields["recurrence"] = [
        data.PickValueInList(HEADS) + data.ConsumeUnicodeNoSurrogates(120)
        for _ in range(data.ConsumeIntInRange(1, 2))
    ]
    return verb, json.dumps(fields)


def one_input(raw: bytes) -> None:
    """Fails where a line is answered by an exception, by no JSON, or late."""
    verb, line = request(atheris.FuzzedDataProvider(raw))
    begin = time.thread_time()
    answer = json.loads(answer_line(verb, line))
    assert {"error", "occurrences", "schedule"} & set(answer), line
    assert time.thread_time() - begin < MOST_SECONDS, line


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
