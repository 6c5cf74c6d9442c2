"""The person's zone: asked for, chosen, confirmed."""

from collections.abc import Sequence
from typing import cast

from oye_client import AuthenticatedClient
from oye_client.api.me import me_update, timezone_preview
from oye_client.models.me import Me
from oye_client.models.me_patch import MePatch
from oye_client.models.timezone_ask import TimezoneAsk
from oye_client.models.timezone_move import TimezoneMove
from oye_client.models.timezone_preview import TimezonePreview

from oye_bot.api import answer
from oye_bot.catalogue import Texts
from oye_bot.keyboard import Button, in_rows, keyboard
from oye_bot.length import beside
from oye_bot.menu import pick_data
from oye_bot.moment import clock, now, short
from oye_bot.place import areas, zones_in
from oye_bot.say import Say

CITIES = 24
LINES = 8


def time_in(zone: str) -> str:
    """The clock of a zone now, to the minute."""
    return clock(now(), zone)[:5]


def zone_question(zone: str, texts: Texts) -> Say:
    """Is it this one? [Yes] [Send location] [Choose]."""
    rows: list[Sequence[Button]] = [
        [(texts("button-yes"), pick_data("zone", "set", zone))],
        [
            (texts("button-location"), pick_data("zone", "locate")),
            (texts("button-choose"), pick_data("zone", "areas")),
        ],
    ]
    return Say(texts("zone-ask", zone=zone, time=time_in(zone)), keyboard(*rows))


def zone_choice(zones: Sequence[str], texts: Texts, words: str) -> Say:
    """Some zones to choose from, with their clocks, and the way to all of them."""
    buttons = [(f"{zone} · {time_in(zone)}", pick_data("zone", "to", zone)) for zone in zones]
    rows = [*in_rows(buttons, 1), [(texts("button-choose"), pick_data("zone", "areas"))]]
    return Say(words, keyboard(*rows))


def area_choice(texts: Texts) -> Say:
    """The areas of the world."""
    buttons = [(area, pick_data("zone", "area", area, 0)) for area in areas()]
    buttons.append(("UTC", pick_data("zone", "to", "UTC")))
    return Say(texts("zone-area"), keyboard(*in_rows(buttons, 3)))


def city_choice(area: str, page: int, texts: Texts) -> Say:
    """A page of an area's cities, and the ways back and on."""
    zones = zones_in(area)
    start = min(max(page, 0), max(len(zones) - 1, 0) // CITIES) * CITIES
    buttons = [
        (zone.partition("/")[2].replace("_", " "), pick_data("zone", "to", zone))
        for zone in zones[start : start + CITIES]
    ]
    around = [("↑", pick_data("zone", "areas"))]
    if start:
        around.insert(0, ("‹", pick_data("zone", "area", area, start // CITIES - 1)))
    if start + CITIES < len(zones):
        around.append(("›", pick_data("zone", "area", area, start // CITIES + 1)))
    return Say(texts("zone-city"), keyboard(*in_rows(buttons, 2), around))


async def set_zone(client: AuthenticatedClient, zone: str) -> Me:
    """Make it the person's zone. Raises ApiProblem and ApiAway."""
    call = me_update.asyncio(client=client, body=MePatch(timezone=zone))
    return cast("Me", await answer(call))


async def moves_to(client: AuthenticatedClient, zone: str) -> TimezonePreview:
    """What would move with the person. Raises ApiProblem and ApiAway."""
    call = timezone_preview.asyncio(client=client, body=TimezoneAsk(timezone=zone))
    return cast("TimezonePreview", await answer(call))


def move_question(preview: TimezonePreview, zone: str, texts: Texts) -> Say:
    """What a move changes, and [Yes] [No]."""
    lines = [move_line(one, zone, texts) for one in preview.items[:LINES]]
    if len(preview.items) > LINES:
        lines.append(texts("and-more", count=len(preview.items) - LINES))
    words = texts("zone-moves", old=preview.timezone, zone=zone, time=time_in(zone))
    buttons = [
        (texts("button-yes"), pick_data("zone", "set", zone)),
        (texts("button-no"), pick_data("no")),
    ]
    return Say("\n".join([words, "", *lines]), keyboard(buttons))


def move_line(one: TimezoneMove, zone: str, texts: Texts) -> str:
    """When it comes now and when then, both told on the clock of the new zone."""
    present = now()
    before = short(one.next_occurrence, zone, present, texts)
    then = short(one.moved_to, zone, present, texts) if one.moved_to else texts("never")
    return f"#{one.id} {beside(one.text)} – {before} → {then}"
