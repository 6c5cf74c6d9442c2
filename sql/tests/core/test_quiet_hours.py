"""core.quiet_hours: when they begin and end around an instant, on the person's wall clock."""

import psycopg
import pytest

NIGHT, DAY = ("22:00", "07:00"), ("12:30", "14:00")


def hours(
    connection: psycopg.Connection, at: str, span: tuple[str, str], zone: str = "UTC"
) -> tuple[str, str] | None:
    """Begin and end as offsets are written in `zone`; None outside of them."""
    connection.execute("select set_config('timezone', %s, true)", [zone])
    row = connection.execute(
        "select h.o_from::text, h.o_until::text from core.quiet_hours("
        " jsonb_populate_record(null::core.person, jsonb_build_object('timezone', %s::text,"
        " 'quiet_from', %s::text, 'quiet_until', %s::text, 'quiet_mode', 'defer')),"
        " %s::timestamptz) as h",
        [zone, *span, at],
    ).fetchone()
    assert row is not None
    return None if row[0] is None else (row[0], row[1])


@pytest.mark.parametrize(
    ("at", "span", "found"),
    [
        ("2026-11-24 21:59:59Z", NIGHT, None),
        ("2026-11-24 22:00Z", NIGHT, ("2026-11-24 22:00:00+00", "2026-11-25 07:00:00+00")),
        ("2026-11-25 00:00Z", NIGHT, ("2026-11-24 22:00:00+00", "2026-11-25 07:00:00+00")),
        ("2026-11-25 06:59:59Z", NIGHT, ("2026-11-24 22:00:00+00", "2026-11-25 07:00:00+00")),
        ("2026-11-25 07:00Z", NIGHT, None),
        ("2026-11-24 12:29Z", DAY, None),
        ("2026-11-24 12:30Z", DAY, ("2026-11-24 12:30:00+00", "2026-11-24 14:00:00+00")),
        ("2026-11-24 14:00Z", DAY, None),
        ("2026-11-24 22:00Z", ("00:00", "07:00"), None),
        (
            "2026-11-24 00:00Z",
            ("00:00", "07:00"),
            ("2026-11-24 00:00:00+00", "2026-11-24 07:00:00+00"),
        ),
        (
            "2026-11-24 23:59Z",
            ("22:00", "00:00"),
            ("2026-11-24 22:00:00+00", "2026-11-25 00:00:00+00"),
        ),
    ],
)
def test_they_hold_from_their_beginning_to_before_their_end(
    rolled_back: psycopg.Connection, at: str, span: tuple[str, str], found: tuple[str, str] | None
) -> None:
    assert hours(rolled_back, at, span) == found


@pytest.mark.parametrize(
    ("at", "span", "found"),
    [
        # Spring forward in the night: nine hours on the clock are eight.
        ("2026-03-29 00:30+01", NIGHT, ("2026-03-28 22:00:00+01", "2026-03-29 07:00:00+02")),
        ("2026-03-29 06:59+02", NIGHT, ("2026-03-28 22:00:00+01", "2026-03-29 07:00:00+02")),
        # And ten in autumn.
        ("2026-10-25 00:30+02", NIGHT, ("2026-10-24 22:00:00+02", "2026-10-25 07:00:00+01")),
        # An end that comes twice is reached the first time; after it the hour is told again.
        (
            "2026-10-25 02:10+02",
            ("22:00", "02:30"),
            ("2026-10-24 22:00:00+02", "2026-10-25 02:30:00+02"),
        ),
        ("2026-10-25 02:40+02", ("22:00", "02:30"), None),
        (
            "2026-10-25 02:10+01",
            ("22:00", "02:30"),
            ("2026-10-24 22:00:00+02", "2026-10-25 02:30:00+01"),
        ),
        # An end that does not exist moves forward by the gap.
        (
            "2026-03-29 01:59+01",
            ("22:00", "02:30"),
            ("2026-03-28 22:00:00+01", "2026-03-29 03:30:00+02"),
        ),
    ],
)
def test_a_changed_clock_counts(
    rolled_back: psycopg.Connection, at: str, span: tuple[str, str], found: tuple[str, str] | None
) -> None:
    assert hours(rolled_back, at, span, "Europe/Madrid") == found


def test_at_every_quarter_of_a_year_they_enclose_the_instant(
    rolled_back: psycopg.Connection,
) -> None:
    """An end that is not later would hold a delivery for ever, one claim after another."""
    [(within, wrong)] = rolled_back.execute(
        "select count(*), count(*) filter (where not (h.o_from <= t.at and t.at < h.o_until))"
        " from (values ('Europe/Madrid'), ('Europe/Dublin'), ('America/New_York'),"
        " ('Australia/Lord_Howe'), ('Africa/Casablanca')) as z (zone)"
        " cross join (values (time '22:00', time '07:00'), ('23:00', '02:15'), ('01:20', '02:40'),"
        " ('02:30', '01:30')) as q (quiet_from, quiet_until)"
        " cross join generate_series(timestamptz '2026-01-01Z', '2026-12-31Z', '15 min') as t (at)"
        " cross join lateral core.quiet_hours(jsonb_populate_record(null::core.person,"
        " jsonb_build_object('timezone', z.zone, 'quiet_from', q.quiet_from,"
        " 'quiet_until', q.quiet_until, 'quiet_mode', 'defer')), t.at) as h"
        " where h.o_until is not null or h.o_from is not null"
    ).fetchall()
    assert within > 100_000
    assert wrong == 0


def test_without_quiet_hours_or_a_known_zone_there_are_none(
    rolled_back: psycopg.Connection,
) -> None:
    assert hours(rolled_back, "2026-11-24 23:00Z", NIGHT, "UTC") is not None
    [(none, unknown)] = rolled_back.execute(
        "select (core.quiet_hours(jsonb_populate_record(null::core.person,"
        ' \'{"timezone": "UTC"}\'), now())).o_until,'
        " (core.quiet_hours(jsonb_populate_record(null::core.person,"
        ' \'{"timezone": "Mars/Olympus", "quiet_from": "00:00", "quiet_until": "23:59",'
        ' "quiet_mode": "defer"}\'), now())).o_until'
    ).fetchall()
    assert (none, unknown) == (None, None)
