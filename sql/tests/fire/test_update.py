"""Deliveries of kind update: a message that shows what is no longer true is edited."""

import datetime
from dataclasses import replace

import pytest
from oye_sql.testcall import Fire, Person, Row

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def sent(tom: Person, clock, fire: Fire) -> Row:
    """The card of Tom's reminder 1."""
    tom.once("water", clock.now() + HOUR)
    clock.advance(HOUR)
    [row] = fire.deliver()
    clock.advance(HOUR)
    return row


def edits(fire: Fire) -> list[Row]:
    return [row for row in fire.claim() if row["kind"] == "update"]


def test_what_is_answered_elsewhere_edits_the_card(tom, sent, fire, owner) -> None:
    tom.call("occurrence_done", reminder_id=1)
    [edit] = edits(fire)
    assert (edit["message_id"], edit["address"]) == ("message-1", "7")
    [item] = edit["card"]
    assert item["delivery_id"] == str(sent["delivery_id"])
    assert (item["answer"], item["open"], item["text"]) == ("done", False, "water")
    assert fire.begin([edit]) == ["go"]
    assert fire.settle([edit]) == ["settled"]
    assert owner.execute("select count(*) from core.delivery_open").fetchone() == (0,)
    # No attempt to tell, and nothing of the occurrence's own.
    assert owner.execute("select count(*) from core.attempt").fetchone() == (1,)
    assert owner.execute("select count(*) from core.delivery").fetchone() == (1,)


def test_an_edit_that_a_dead_worker_holds_is_found_at_once_when_the_card_changes_again(
    tom, sent, fire, clock
) -> None:
    """Else the others' floors would be beyond it for up to a minute."""
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR)
    assert len(edits(fire)) == 1
    other = replace(fire, worker="fire-2")
    assert edits(other) == []
    clock.advance(HOUR / 120)
    assert edits(other) == []
    tom.call("occurrence_done", reminder_id=1)
    assert [edit["card"][0]["answer"] for edit in edits(other)] == ["done"]


def test_the_message_whose_button_answered_is_left_to_the_bot(tom, sent, fire) -> None:
    tom.call("delivery_answer", delivery_id=sent["delivery_id"], answer="done")
    assert edits(fire) == []


def test_a_snooze_closes_the_card_and_its_own_message_is_open_again(tom, sent, fire, clock) -> None:
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR)
    [edit] = edits(fire)
    assert (edit["card"][0]["answer"], edit["card"][0]["open"]) == ("snoozed", False)
    fire.begin([edit])
    fire.settle([edit])
    clock.advance(HOUR)
    [again] = fire.deliver()
    items = tom.call("delivery_get", delivery_id=again["delivery_id"])["items"]
    opened = [item["delivery_id"] for item in items if item["open"]]
    assert opened == [str(again["delivery_id"])]


def test_a_deleted_reminder_says_so_but_where_the_button_was(tom, sent, fire) -> None:
    tom.call("reminder_delete", reminder_id=1)
    [edit] = edits(fire)
    assert (edit["card"][0]["deleted"], edit["card"][0]["open"]) == (True, False)


def test_a_deleted_one_whose_button_said_so_is_left_to_the_bot(tom, sent, fire) -> None:
    tom.call("reminder_delete", reminder_id=1, delivery_id=sent["delivery_id"])
    assert edits(fire) == []


def test_one_open_update_a_message_and_the_last_truth_wins(tom, sent, fire, clock, owner) -> None:
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR)
    [leased] = edits(fire)
    # Answered again while somebody holds what was true before.
    tom.call("occurrence_done", reminder_id=1)
    assert fire.begin([leased]) == ["stale"]
    [edit] = edits(fire)
    assert edit["card"][0]["answer"] == "done"
    assert owner.execute("select count(*) from core.delivery_open").fetchone() == (1,)


def test_what_changes_during_an_edit_is_edited_once_more(tom, sent, fire, clock) -> None:
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR)
    [edit] = edits(fire)
    assert fire.begin([edit]) == ["go"]
    tom.call("occurrence_done", reminder_id=1)
    assert fire.settle([edit]) == ["retry"]
    [again] = edits(fire)
    assert again["card"][0]["answer"] == "done"
    clock.advance(2 * HOUR)
    [again] = edits(fire)
    assert fire.begin([again]) == ["go"]
    assert fire.settle([again]) == ["settled"]


def test_an_unknown_edit_is_made_again_however_often(tom, sent, fire, clock) -> None:
    tom.call("occurrence_done", reminder_id=1)
    for _ in range(3):
        [edit] = edits(fire)
        assert fire.begin([edit]) == ["go"]
        clock.advance(HOUR)  # the worker died
    for _ in range(3):
        [edit] = edits(fire)
        fire.begin([edit])
        assert fire.settle([edit], "unknown") == ["retry"]
        clock.advance(HOUR)


def in_vain(fire: Fire, clock) -> list[str]:
    [edit] = edits(fire)
    assert fire.begin([edit]) == ["go"]
    verdicts = fire.settle([edit], "temporary", reason="http_502")
    clock.advance(HOUR)
    return verdicts


def test_an_edit_is_tried_as_long_as_a_message_is_then_counted(
    tom, sent, fire, owner, clock, ops
) -> None:
    """Its message shows what is not true, and nobody else would say so."""
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + 400 * HOUR)
    assert [in_vain(fire, clock) for _ in range(30)] == [["retry"]] * 30
    owner.execute("update core.delivery_open set attempts = 1439 where kind = 'update'")
    # What changes is worth as many tries again.
    tom.call("occurrence_snooze", reminder_id=1, until=clock.now() + 400 * HOUR)
    assert in_vain(fire, clock) == ["retry"]
    owner.execute("update core.delivery_open set attempts = 1439 where kind = 'update'")
    assert in_vain(fire, clock) == ["settled"]
    assert edits(fire) == []
    counted = {one["outcome"]: one["count"] for one in ops.call("health")["sends"]}
    assert counted == {"sent": 1, "edit_given_up": 1}
    tom.call("occurrence_done", reminder_id=1)
    assert [edit["card"][0]["answer"] for edit in edits(fire)] == ["done"]


@pytest.mark.parametrize("outcome", ["rejected", "moved"])
def test_a_message_that_is_gone_has_nothing_to_show(tom, sent, fire, owner, outcome) -> None:
    tom.call("occurrence_done", reminder_id=1)
    [edit] = edits(fire)
    fire.begin([edit])
    assert fire.settle([edit], outcome, moved_to="-100") == ["settled"]
    assert owner.execute("select count(*) from core.delivery_open").fetchone() == (0,)
    [occurrence] = tom.call("occurrence_list")["items"]
    assert (occurrence["outcome"], occurrence["answer"]) == ("delivered", "done")


def test_a_nag_takes_the_buttons_of_the_card_before_it(tom, sent, fire, owner, clock) -> None:
    owner.execute(
        """
        with made as (
            insert into core.delivery (bucket, person_id, delivery_id, reminder_id, due_at,
                channel_id, channel_kind, kind, nth, not_before, created_at)
            select bucket, person_id, gen_random_uuid(), reminder_id, due_at, channel_id,
                channel_kind, 'nag', 1, core.now(), core.now()
            from core.delivery
            returning *
        )
        insert into core.delivery_open (bucket, person_id, delivery_id, due_at, reminder_id,
            channel_id, channel_kind, kind, nth, not_before)
        select bucket, person_id, delivery_id, due_at, reminder_id, channel_id, channel_kind, kind,
            nth, not_before
        from made
        """
    )
    [nag] = fire.claim()
    fire.begin([nag])
    owner.execute("update core.delivery set provider_id = 'message-0' where kind = 'first'")
    assert fire.settle([nag]) == ["settled"]
    [edit] = edits(fire)
    assert (edit["message_id"], edit["card"][0]["open"]) == ("message-0", False)


def test_an_answer_that_is_undone_opens_the_card_again(tom, sent, fire) -> None:
    tom.call("occurrence_done", reminder_id=1)
    [edit] = edits(fire)
    fire.begin([edit])
    fire.settle([edit])
    tom.call("history_revert_last")
    [edit] = edits(fire)
    assert (edit["card"][0]["answer"], edit["card"][0]["open"]) == ("none", True)
