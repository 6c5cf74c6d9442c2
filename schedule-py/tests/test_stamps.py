"""RDATE and EXDATE close to the moment that is asked for, in zones far from each other."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from oye_schedule.occurrences import next_occurrences
from oye_schedule.schedule import Schedule
from oye_schedule.zone import load_zone

FARTHEST = ("Pacific/Kiritimati", "Etc/GMT+12", "UTC")
FORMS = (";TZID={tzid}:%Y%m%dT%H%M%S", ":%Y%m%d", ":%Y%m%dT%H%M%SZ")


@pytest.mark.parametrize(("zone", "tzid", "form"), list(product(FARTHEST, FARTHEST, FORMS)))
def test_a_date_is_found_from_the_second_before_it_and_can_be_taken_out(
    zone: str, tzid: str, form: str
) -> None:
    wall = datetime(2026, 12, 24, 23, 59, 59)
    own = {FORMS[0]: tzid, FORMS[1]: zone, FORMS[2]: "UTC"}[form]
    due = wall.replace(tzinfo=load_zone(own)).astimezone(UTC)
    date = wall.strftime(form.format(tzid=tzid))
    start = datetime(2020, 1, 1, 23, 59, 59)
    before = due - timedelta(seconds=1)
    added = Schedule(start, zone, (f"RDATE{date}",))
    assert next_occurrences(added, zone="UTC", after=before, limit=2).instants == (due,)
    local = due.astimezone(load_zone(zone)).replace(tzinfo=None)
    rule = f"RRULE:FREQ=DAILY;BYHOUR={local.hour}"
    for lines, first in (((rule,), due), ((rule, f"EXDATE{date}"), due + timedelta(days=1))):
        kept = Schedule(start, zone, lines)
        assert next_occurrences(kept, zone="UTC", after=before, limit=1).instants == (first,)
