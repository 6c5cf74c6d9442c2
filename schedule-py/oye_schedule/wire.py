"""The JSON objects of the filter: one request, one answer, never an exception."""

import json
from datetime import UTC, datetime
from typing import Any

from oye_schedule.lines import date_valued
from oye_schedule.occurrences import next_occurrences
from oye_schedule.phrase import parse_sentence
from oye_schedule.problem import ScheduleError
from oye_schedule.schedule import Schedule
from oye_schedule.zone import load_zone

MOST_INSTANTS = 1_000


def _bad(detail: str, field: str) -> ScheduleError:
    return ScheduleError("bad_request", detail, field=field)


def _moment(request: dict[str, Any], field: str, zone: str) -> datetime | None:
    """An aware moment; without an offset it is wall time in `zone`."""
    text = request.get(field)
    if text is None:
        return None
    moment = _wall(text, field)
    return moment if moment.tzinfo else moment.replace(tzinfo=load_zone(zone))


def _wall(text: Any, field: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise _bad(f"{field} must be a time such as 2026-11-23T09:00:00", field) from None


def _text(request: dict[str, Any], field: str, default: str | None = None) -> str:
    value = request.get(field)
    value = default if value is None else value
    if not isinstance(value, str):
        raise _bad(f"{field} must be a string", field)
    return value


def _recurrence(request: dict[str, Any]) -> tuple[str, ...]:
    lines = request.get("recurrence")
    lines = [] if lines is None else lines
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise _bad("recurrence must be a list of strings", "recurrence")
    if "cron" in request:
        lines = [*lines, f"CRON:{_text(request, 'cron')}"]
    return tuple(lines)


def _limit(request: dict[str, Any]) -> int:
    limit = request.get("limit", 1)
    if not isinstance(limit, int) or isinstance(limit, bool) or not 1 <= limit <= MOST_INSTANTS:
        raise _bad(f"limit must be a whole number from 1 to {MOST_INSTANTS:,}", "limit")
    return limit


def answer_next(request: dict[str, Any]) -> dict[str, Any]:
    """The next occurrences of the schedule in a request."""
    zone = _text(request, "timezone", "UTC")
    recurrence = _recurrence(request)
    after = _moment(request, "after", zone)
    counts_from = _moment(request, "counts_from", zone)
    starts = request.get("starts_at")
    if starts is None and not any(line.startswith("CRON:") for line in recurrence):
        raise _bad("starts_at is missing", "starts_at")
    start = _wall("1970-01-01" if starts is None else starts, "starts_at")
    if start.tzinfo:
        start = start.astimezone(load_zone(zone)).replace(tzinfo=None)
    if request.get("date_only") or (isinstance(starts, str) and len(starts) <= 10):
        recurrence = date_valued(recurrence)
    after_done = None if request.get("after_done") is None else _text(request, "after_done")
    schedule = Schedule(start.replace(microsecond=0), zone, recurrence, after_done)
    found = next_occurrences(
        schedule, zone=zone, after=after, limit=_limit(request), counts_from=counts_from
    )
    answer: dict[str, Any] = {
        "occurrences": [moment.isoformat() for moment in found.instants],
        "ended": found.ended,
    }
    return answer if found.reason is None else {**answer, "reason": found.reason}


def answer_parse(request: dict[str, Any]) -> dict[str, Any]:
    """What the text in a request says, and the first occurrence of it."""
    zone = _text(request, "timezone", "UTC")
    now = _moment(request, "now", zone)
    if now is None:
        raise _bad("now is missing", "now")
    default = _wall(f"2000-01-01T{_text(request, 'default_time', '09:00')}", "default_time").time()
    reading = parse_sentence(
        _text(request, "text"),
        now=now,
        zone=zone,
        lang=_text(request, "lang", "en"),
        default_time=default,
    )
    schedule = reading.schedule
    # "now" itself is an answer, so that the search begins the second before.
    floor = datetime.fromtimestamp(now.astimezone(UTC).timestamp() // 1 - 1, UTC)
    found = next_occurrences(schedule, zone=zone, after=floor, limit=1)
    kept: dict[str, Any] = {
        "starts_at": schedule.starts_at.isoformat(),
        "timezone": schedule.timezone or zone,
        "floating": schedule.timezone is None,
        "recurrence": list(schedule.recurrence),
    }
    if schedule.after_done is not None:
        kept["after_done"] = schedule.after_done
    return {
        "text": reading.text,
        "schedule": kept,
        "next": [moment.isoformat() for moment in found.instants],
    }


ANSWERS = {"next": answer_next, "parse": answer_parse}


def answer_line(verb: str, line: str) -> str:
    """The answer to one line, as one line; every problem becomes an `error` with the same id."""
    identity: Any = None
    try:
        request = json.loads(line)
        if not isinstance(request, dict):
            raise _bad("a line must hold one JSON object", "")
        identity = request.get("id")
        answer = ANSWERS[verb](request)
    except ScheduleError as problem:
        answer = {"error": _error(problem)}
    except (json.JSONDecodeError, RecursionError):
        answer = {"error": _error(_bad("the line is no JSON", ""))}
    except (OverflowError, ValueError):
        far = ScheduleError("out_of_range", "a date lies beyond what a calendar holds")
        answer = {"error": _error(far)}
    return json.dumps({"id": identity, **answer}, ensure_ascii=False)


def _error(problem: ScheduleError) -> dict[str, Any]:
    found: dict[str, Any] = {"slug": problem.slug, "detail": problem.detail}
    if problem.field:
        found["field"] = problem.field
    if problem.choices:
        found["choices"] = list(problem.choices)
    return found
