"""`oye-calc audit`: whether all that was expected is accounted for."""

import argparse
import json
import sys
from datetime import UTC, datetime, timedelta

from oye_calc.audit import OUTCOMES, Audit, Sum, audit
from oye_calc.config import ConfigError, seconds_of
from oye_calc.database import connect

EXIT_UNBALANCED = 3


def moment_of(text: str) -> datetime:
    """An instant: so long ago (`24h`), or RFC 3339. Raises ConfigError."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return datetime.now(UTC) - timedelta(seconds=seconds_of(text))
    if moment.tzinfo is None:
        raise ConfigError(f"{text!r} names no offset; 2026-11-23T09:00Z does")
    return moment


def run_audit(url: str, options: argparse.Namespace) -> int:
    """Audit, and print the sum. 0: it balances; 3: it doesn't. ConfigError, psycopg.Error."""
    since = moment_of(options.since)
    until = None if options.until is None else moment_of(options.until)
    with connect(url) as connection:
        found = audit(connection, since, until, options.person)
    if options.json:
        json.dump(as_json(found, people=options.people), sys.stdout)
        print()
    else:
        for line in lines(found, people=options.people):
            print(line)
    return 0 if found.total.balanced else EXIT_UNBALANCED


def as_json(found: Audit, *, people: bool) -> dict[str, object]:
    """The audit as JSON."""
    shown = {"people": {str(who): one.as_json() for who, one in found.people.items()}}
    period = {"since": found.since.isoformat(), "until": found.until.isoformat()}
    return {**period, **found.total.as_json(), **(shown if people else {})}


def lines(found: Audit, *, people: bool) -> list[str]:
    """In words: the sum of all, that of whoever is asked for or is amiss, and what is amiss."""
    said = [f"from {found.since:%Y-%m-%d %H:%M:%SZ} until {found.until:%Y-%m-%d %H:%M:%SZ}"]
    said += [in_words(found.total)]
    for who, one in sorted(found.people.items()):
        if people or not one.balanced:
            said.append(f"{who}: {in_words(one)}")
    return said + [
        f"{amiss['what']}: reminder {amiss['reminder_id']} at {amiss['due_at']}"
        for amiss in found.total.examples
    ]


def in_words(one: Sum) -> str:
    """`expected 12 = pending 0 + delivered 12 + …; balanced`."""
    parts = " + ".join(f"{name} {one.counts[name]}" for name in OUTCOMES)
    beside = ", ".join(f"{one.counts[name]} {name}" for name in ("late", "done", "snoozed"))
    verdict = "balanced" if one.balanced else f"lost {one.lost}, surplus {one.surplus}"
    back = f"; {one.taken_back} taken back before they were told" if one.taken_back else ""
    return f"expected {one.expected} = {parts}; of the delivered {beside}{back}; {verdict}"
