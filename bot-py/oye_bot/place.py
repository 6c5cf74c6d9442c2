"""Zones by name and by place: what may be chosen, and what lies near.

Both come from tzdata's zone.tab: a zone, the coordinates of its main city (ISO 6709).
"""

import math
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

COORDINATES = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")
NEAREST = 3


@dataclass(frozen=True)
class Place:
    """A zone and where its main city lies, in degrees."""

    zone: str
    latitude: float
    longitude: float


@cache
def places() -> tuple[Place, ...]:
    """Every zone of zone.tab, by name."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    found = [Place(row[2], *coordinates(row[1])) for row in rows]
    return tuple(sorted(found, key=lambda place: place.zone))


def coordinates(text: str) -> tuple[float, float]:
    """`+4024-00341` or `+513030-0000731` as degrees north and east."""
    match = COORDINATES.fullmatch(text)
    if match is None:
        raise ValueError(f"no coordinates: {text}")
    north, east = (
        (1 if sign == "+" else -1) * (int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600)
        for sign, degrees, minutes, seconds in (match.groups()[:4], match.groups()[4:])
    )
    return north, east


def distance(place: Place, latitude: float, longitude: float) -> float:
    """The angle between two points of the globe, in radians (haversine)."""
    one, other = math.radians(place.latitude), math.radians(latitude)
    half = math.radians(longitude - place.longitude) / 2
    square = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * (
        math.sin(half) ** 2
    )
    return 2 * math.asin(math.sqrt(min(1.0, square)))


def zones_near(latitude: float, longitude: float, likely: str) -> list[str]:
    """The zones of the nearest cities, nearest first; a `likely` one of them before the others.

    A border is not where the nearest city changes: so it is several, to choose from.
    """
    ranked = sorted(places(), key=lambda place: distance(place, latitude, longitude))
    near = [place.zone for place in ranked[: 2 * NEAREST]]
    first = [zone for zone in near if zone == likely]
    return [*first, *(zone for zone in near if zone != likely)][:NEAREST]


def areas() -> list[str]:
    """What zones' names begin with, where a person may live: Africa, America, …"""
    return sorted({place.zone.split("/")[0] for place in places()})


def zones_in(area: str) -> list[str]:
    """The zones of an area, by name."""
    return [place.zone for place in places() if place.zone.startswith(f"{area}/")]
