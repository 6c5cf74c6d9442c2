"""The engine's side of an audit: what was expected, computed again from the kept spans."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from oye_schedule.audit import Balance, balance

from oye_calc.config import BUCKETS
from oye_calc.rows import Database

PAGE = 500
NOBODY = UUID(int=0)
OUTCOMES = ("pending", "delivered", "unknown", "failed", "skipped", "missed")
SHOWN = 100

WINDOW = "select since, until from calc.audit_window(p_since => %s, p_until => %s)"
LIST = """
select person_id, reminder_id, found
from calc.audit_list(
    p_since => %s, p_until => %s, p_bucket => %s::smallint, p_person => %s,
    p_after_person => %s, p_after_reminder => %s, p_limit => %s
)
"""


@dataclass
class Sum:
    """The sum of promise 3 for one person or for all, and what disturbs it (100 of each at most).

    `pending` includes what is due and has no row yet.
    """

    expected: int = 0
    taken_back: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    surplus: int = 0
    examples: list[dict[str, Any]] = field(default_factory=list)

    @property
    def balanced(self) -> bool:
        """Whether each expected instant has its row, and each row was expected."""
        return not self.lost and not self.surplus

    def add(self, person: UUID, reminder: int, counts: dict[str, int], found: Balance) -> None:
        """Add one reminder."""
        self.expected += found.expected
        self.taken_back += found.taken_back
        self.counts.update(counts)
        self.counts["pending"] += found.awaited
        self.lost += len(found.lost)
        self.surplus += len(found.surplus)
        for what, instants in (("lost", found.lost), ("surplus", found.surplus)):
            for instant in instants[: max(SHOWN - len(self.examples), 0)]:
                one = {"what": what, "person_id": str(person), "reminder_id": reminder}
                self.examples.append({**one, "due_at": instant.isoformat()})

    def as_json(self) -> dict[str, Any]:
        """The sum as JSON."""
        names = (*OUTCOMES, "late", "done", "snoozed")
        return {
            "expected": self.expected,
            **{name: self.counts[name] for name in names},
            "taken_back": self.taken_back,
            "lost": self.lost,
            "surplus": self.surplus,
            "balanced": self.balanced,
            "examples": self.examples,
        }


@dataclass(frozen=True)
class Audit:
    """What was audited: the period as it could be, all people together, and each."""

    since: datetime
    until: datetime
    total: Sum
    people: dict[UUID, Sum]


def audit(
    connection: Database, since: datetime, until: datetime | None, person: UUID | None
) -> Audit:
    """Audit a period, of one person or of all. Raises psycopg.Error where the database is away."""
    [(since, until)] = connection.execute(WINDOW, (since, until)).fetchall()
    total, people = Sum(), dict[UUID, Sum]()
    buckets = range(BUCKETS) if person is None else (person.bytes[15] % BUCKETS,)
    for bucket in buckets:
        for whose, reminder, found in _reminders(connection, since, until, bucket, person):
            weighed = balance(found, since, until)
            for one in (total, people.setdefault(whose, Sum())):
                one.add(whose, reminder, found["counts"], weighed)
    return Audit(since, until, total, people)


def _reminders(
    connection: Database, since: datetime, until: datetime, bucket: int, person: UUID | None
) -> Iterator[tuple[UUID, int, dict[str, Any]]]:
    after, reminder = NOBODY, 0
    while True:
        arguments = (since, until, bucket, person, after, reminder, PAGE)
        rows = connection.execute(LIST, arguments).fetchall()
        yield from rows
        if len(rows) < PAGE:
            return
        after, reminder = rows[-1][:2]
