"""Times that are chosen by a press: later today, tonight, tomorrow, at the weekend, next week.

Each is a function of now, the person's zone and their usual time, and gives what the API reads as
`when`. A press that is handled twice says the same.
"""

from datetime import datetime, timedelta

from oye_client.models.me import Me

from oye_bot.moment import day_at, zone_of

LATER = "in 3 hours"
EVENING = "20:00"
LATEST_EVENING = 22
SATURDAY, MONDAY = 5, 0

PRESETS = ("later", "tonight", "tomorrow", "weekend", "week")


def preset_time(name: str, me: Me) -> str:
    """What one of PRESETS means for somebody now, as the API's `when`."""
    local = me.now.astimezone(zone_of(me.timezone))
    if name == "later":
        return LATER
    if name == "tonight":
        return tonight(local)
    ahead = {
        "tomorrow": 1,
        "weekend": (SATURDAY - local.weekday()) % 7 or 7,
        "week": (MONDAY - local.weekday()) % 7 or 7,
    }[name]
    return day_at(local.date() + timedelta(days=ahead), me.default_time)


def tonight(local: datetime) -> str:
    """This evening, at eight; where it is that already, at ten; then tomorrow evening."""
    for day, hour in ((0, EVENING), (0, f"{LATEST_EVENING}:00"), (1, EVENING)):
        when = day_at(local.date() + timedelta(days=day), hour)
        if datetime.fromisoformat(when) > local.replace(tzinfo=None):
            return when
    raise AssertionError("tomorrow evening is to come")
