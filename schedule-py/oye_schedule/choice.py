"""What a person chose of the readings that a refusal offered (the `choices` of ambiguous_time)."""

import re
from collections.abc import Sequence
from datetime import date

from oye_schedule.clauses import Fields
from oye_schedule.clauses import fields as in_order

CHOICE = re.compile(
    r"(?:(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}))?(?: ?(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}))?"
)
# What names a day otherwise.
DAYS = {"days", "mode", "rel", "near", "named", "nths", "loose", "positions"}


def chosen_fields(fields: Fields, chosen: Sequence[str]) -> Fields:
    """The fields with each chosen day and hour in the place of what was ambiguous.

    Other choices (a rule, the words of a phrase) change nothing here: they pick one of several.
    """
    found = dict(fields)
    for choice in chosen:
        match = CHOICE.fullmatch(choice)
        if match is None:
            continue
        if match["day"]:
            try:
                day = date.fromisoformat(match["day"])
            except ValueError:
                continue
            found = {name: value for name, value in found.items() if name not in DAYS}
            found |= {"year": day.year, "months": (day.month,), "month_days": (day.day,)}
        if match["hour"] and (match["day"] or "times" in found):
            found["times"] = ((int(match["hour"]) % 24, int(match["minute"]) % 60, 0, "exact"),)
    return in_order(**found)
