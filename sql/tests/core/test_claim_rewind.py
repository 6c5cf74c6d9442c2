"""How often something was made due in the past: counted once a transaction, waiting for nobody."""

import datetime

REWIND = "select core.claim_rewind(core.now() - %s::interval, core.now())"
HOUR = datetime.timedelta(hours=1)


def count(owner):
    return owner.execute("select core.rewind_count()").fetchone()[0]


def test_a_transaction_counts_once_however_much_it_makes_due(owner):
    with owner.transaction():
        for _ in range(5):
            owner.execute(REWIND, [HOUR])
    assert count(owner) == 1
    owner.execute(REWIND, [HOUR])
    assert count(owner) == 2


def test_what_is_not_past_moves_nobody(owner):
    owner.execute(REWIND, [datetime.timedelta(seconds=4)])
    owner.execute(REWIND, [-HOUR])
    assert count(owner) == 0


def test_a_writer_that_hangs_makes_no_other_wait(database, owner):
    owner.execute(REWIND, [HOUR])
    hung = [database.connect(autocommit=False) for _ in range(3)]
    owner.execute("set lock_timeout = '1s'")
    for one in hung:
        one.execute("set lock_timeout = '1s'")
        one.execute(REWIND, [HOUR])
    owner.execute(REWIND, [HOUR])
    assert count(owner) == 2
    hung[0].commit()
    hung[1].rollback()
    hung[2].commit()
    assert count(owner) == 4
    rows = owner.execute("select count(*) from core.rewind").fetchone()[0]
    assert rows <= 5


def test_the_count_is_of_those_that_were_committed(owner):
    owner.execute(REWIND, [HOUR])
    owner.execute("begin")
    owner.execute(REWIND, [HOUR])
    owner.execute("rollback")
    assert count(owner) == 1
