"""A message that shows what is no longer true is edited."""

import json
from collections.abc import Callable
from typing import Any

from oye_fakes.behaviour import Null, refusal
from oye_fakes.bot_api import BotApi
from oye_fire.channels.telegram import Chat, params_of
from oye_fire.delivery import Delivery

from .scene import Scene

Make = Callable[..., Delivery]


def item(**changes: object) -> dict[str, Any]:
    shown = {
        "delivery_id": "7f3c0e52-8a41-4f0b-9c1d-2e6b5a907d3f",
        "reminder_id": 12,
        "text": "stretch",
        "due_at": "2026-11-23T10:30:00+00:00",
        "timezone": "Europe/Madrid",
        "answer": "none",
        "answered_at": None,
        "snoozed_until": None,
        "deleted": False,
        "open": True,
        "what a later release tells": 1,
    }
    return {**shown, **changes}


def shown(delivery: Make, *items: dict[str, Any]) -> dict[str, Any]:
    update = delivery(kind="update", message_id="5", card=list(items))
    return params_of((update,), Chat(7))


def test_what_is_true_of_a_card(delivery: Make) -> None:
    at = "2026-11-23T11:31:00+00:00"
    told: list[tuple[dict[str, object], str]] = [
        ({"answer": "done", "answered_at": at, "open": False}, "✔ stretch · done 12:31"),
        ({"answer": "snoozed", "snoozed_until": at, "open": False}, "💤 stretch · again 12:31"),
        ({"deleted": True, "open": False}, "✖ stretch · deleted"),
        ({"open": False}, "⏰ stretch · due 11:30"),
    ]
    for changes, text in told:
        assert shown(delivery, item(**changes)) == {"chat_id": 7, "text": text, "message_id": 5}


def test_in_a_digest_only_what_is_open_keeps_its_buttons(delivery: Make) -> None:
    done = item(answer="done", answered_at="2026-11-23T11:31:00+00:00", open=False)
    edit = shown(delivery, done, item(text="water"))
    assert edit["text"].splitlines()[1:] == ["1. ✔ stretch · done 12:31", "2. water · due 11:30"]
    [row] = edit["reply_markup"]["inline_keyboard"]
    assert [button["text"] for button in row] == ["✔ 2", "1 h", "Tomorrow", "⋯"]


def answer_done(scene: Scene) -> None:
    scene.owner.execute(
        "select core.occurrence_answer(p, o.reminder_id, o.due_at, 'done', null, core.now())"
        " from core.person as p join core.occurrence as o using (bucket, person_id)"
    )
    scene.advance(60)


def test_an_answer_elsewhere_edits_the_card_and_takes_its_buttons(
    scene: Scene, telegram: BotApi
) -> None:
    scene.remind(scene.person("telegram", "7"))
    scene.once()
    telegram.plan("editMessageText", Null())
    answer_done(scene)
    scene.once()
    [message] = telegram.messages(7)
    assert message["text"] == "✔ stretch · done 13:00"
    assert not message["reply_markup"]
    assert scene.outcomes() == ["sent"]
    assert scene.rows("select from core.delivery_open") == []
    assert len(scene.attempts()) == 1


def test_an_edit_that_changes_nothing_or_finds_nothing_ends_it(
    scene: Scene, telegram: BotApi
) -> None:
    for description in ("message is not modified: same", "message to edit not found"):
        scene.owner.execute("truncate core.delivery, core.occurrence, core.attempt")
        scene.remind(scene.person("telegram", "7"))
        scene.once()
        telegram.plan("editMessageText", refusal(400, f"Bad Request: {description}"))
        answer_done(scene)
        scene.once()
        assert scene.rows("select from core.delivery_open") == []
        scene.advance(60)
    assert len(telegram.calls("editMessageText")) == 2


def test_what_came_due_while_nobody_sent_is_one_message_with_buttons_for_each(
    scene: Scene, telegram: BotApi
) -> None:
    scene.remind(scene.person("telegram", "7"), count=3)
    scene.advance(7200)
    scene.once()
    [call] = telegram.calls("sendMessage")
    assert call.params["text"].startswith("⏰ 3 late reminders\n1. stretch · due 13:00")
    assert scene.outcomes() == ["sent"] * 3
    assert len({row["provider_id"] for row in scene.deliveries()}) == 1
    ids = sorted(row["delivery_id"].hex for row in scene.deliveries())
    rows = call.params["reply_markup"]["inline_keyboard"]
    assert [row[0]["callback_data"] for row in rows] == [f"d:{one}" for one in ids]


def test_a_digest_that_is_refused_goes_one_by_one(scene: Scene, telegram: BotApi) -> None:
    scene.database.clock.real()
    scene.remind(scene.person("telegram", "7"), count=3)
    telegram.plan("sendMessage", refusal(400, "Bad Request: wrong"))
    scene.once()
    texts = [json.loads(call.body)["text"] for call in telegram.calls("sendMessage")]
    assert [text.startswith("⏰ stretch") for text in texts] == [False, True, True, True]
    assert scene.outcomes() == ["sent"] * 3
