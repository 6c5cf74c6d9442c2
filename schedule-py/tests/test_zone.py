"""Zones: where they come from, and how they are named."""

from datetime import UTC, datetime

import pytest

from oye_schedule.problem import ScheduleError
from oye_schedule.zone import load_zone, tzdata_version, zone_names


def test_zones_come_from_the_pinned_package() -> None:
    assert "Europe/Madrid" in zone_names()
    assert tzdata_version()[:2] == "20"
    assert str(load_zone("Europe/Madrid")) == "Europe/Madrid"
    summer = datetime(2026, 7, 1, tzinfo=UTC).astimezone(load_zone("Europe/Madrid"))
    assert summer.hour == 2


@pytest.mark.parametrize(
    "name", ["/etc/localtime", "../zones", "Europe/", "europe/madrid", "x" * 999]
)
def test_a_name_is_never_taken_for_a_path(name: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        load_zone(name)
    assert caught.value.slug == "unknown_timezone"
    assert len(caught.value.detail) < 300
