"""Schedules to be, and what the API would calculate of them."""

from dataclasses import dataclass
from datetime import UTC, timedelta

from oye_sql.testcall import Row

from .saying import JUST_NOW, Offer
from .schedule import OFFSETS, Schedule
from .world import World


@dataclass(frozen=True)
class Wish:
    """A schedule to be, which starts `ahead` of now."""

    ahead: timedelta
    step: timedelta | None
    count: int | None
    after_done: timedelta | None
    timezone: str | None

    def made(self, world: World) -> Schedule:
        local = world.now + self.ahead + OFFSETS[self.timezone or world.zone]
        starts_at = local.astimezone(UTC).replace(tzinfo=None)
        return Schedule(starts_at, self.step, self.count, self.after_done, self.timezone)


def offer(world: World, schedule: Schedule, most: int) -> Offer:
    """So many instants; 0: none could be calculated; -1: one, for a zone that was left since."""
    if most == 0:
        return Offer(None, [], False)
    zone = schedule.zone(world.zone)
    if most < 0:
        zone, most = next(other for other in OFFSETS if other != zone), 1
    known, ended = schedule.after(world.now - JUST_NOW, zone, None, most)
    return Offer(zone, known, ended)


def arguments_of(offered: Offer) -> Row:
    return {
        "zone": offered.zone,
        "next_occurrence": offered.known[0] if offered.known else None,
        "upcoming": offered.known[1:],
        "ended": offered.ended,
    }
