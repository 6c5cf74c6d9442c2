"""calc.audit_list and audit_window: what the engine's side of an audit reads, page by page."""

from datetime import timedelta

from oye_sql.testcall import Calc, Person
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)


def test_a_bucket_is_read_in_pages_and_each_reminder_comes_once(
    ann: Person, calc: Calc, clock: Clock
) -> None:
    start = clock.now()
    for _ in range(5):
        ann.series("water", [start + HOUR])
    clock.advance(2 * HOUR)
    [window] = calc.caller.rows("audit_window", since=start)
    assert (window["since"], window["until"]) == (start, start + 2 * HOUR)
    seen: list[int] = []
    while True:
        page = calc.caller.rows(
            "audit_list",
            since=start,
            until=clock.now(),
            bucket=ann.bucket,
            after_person=ann.person_id if seen else "00000000-0000-0000-0000-000000000000",
            after_reminder=seen[-1] if seen else 0,
            limit=2,
        )
        seen += [row["reminder_id"] for row in page]
        if len(page) < 2:
            break
    assert seen == [1, 2, 3, 4, 5]
