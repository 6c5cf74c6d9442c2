"""What arrives, and what is recorded of it: a real worker, a real database, a fake channel."""

import base64
import hashlib
import hmac
import json

from oye_fakes.behaviour import Cut, refusal, too_many
from oye_fakes.bot_api import BotApi
from oye_fakes.webhook import Webhook

from .scene import NOON, SECRET, Scene

TEXT = "<b>*_[ 🎂"


def test_a_text_arrives_unchanged_and_is_recorded_as_sent(scene: Scene, telegram: BotApi) -> None:
    scene.remind(scene.person("telegram", "7"), TEXT)
    scene.once()
    [call] = telegram.calls("sendMessage", chat=7)
    assert f'"text": "⏰ {TEXT} · due 13:00"'.encode() in call.body
    [message] = telegram.messages(7)
    assert message["text"] == f"⏰ {TEXT} · due 13:00"
    [delivery] = scene.deliveries()
    assert (delivery["outcome"], delivery["state"]) == ("sent", None)
    assert delivery["provider_id"] == str(message["message_id"])
    [occurrence] = scene.rows("select outcome, answer from core.occurrence")
    assert occurrence == {"outcome": "delivered", "answer": "none"}


def test_the_buttons_carry_the_delivery(scene: Scene, telegram: BotApi) -> None:
    scene.remind(scene.person("telegram", "7"))
    scene.once()
    [delivery] = scene.deliveries()
    telegram.press(chat=7, button=f"d:{delivery['delivery_id'].hex}")


def test_a_late_one_says_so(scene: Scene, telegram: BotApi) -> None:
    scene.remind(scene.person("telegram", "7"))
    scene.advance(7200)
    scene.once()
    assert telegram.messages(7)[0]["text"] == "⏰ stretch · due 13:00 (Europe/Madrid)\n2 h late"


def test_a_webhook_arrives_signed_with_the_channels_secret(scene: Scene, webhook: Webhook) -> None:
    scene.remind(scene.person("webhook", f"{webhook.url}/in"), TEXT)
    scene.once()
    [seen] = webhook.requests("/in")
    [delivery] = scene.deliveries()
    signed = f"{delivery['delivery_id']}.{seen.headers['webhook-timestamp']}.".encode()
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    digest = hmac.new(key, signed + seen.body, hashlib.sha256).digest()
    assert seen.headers["webhook-signature"] == f"v1,{base64.b64encode(digest).decode()}"
    assert json.loads(seen.body)["data"]["text"] == TEXT
    assert TEXT.encode() in seen.body
    assert delivery["outcome"] == "sent"


def test_a_blocked_bot_costs_the_channel_and_never_the_reminder(
    scene: Scene, telegram: BotApi
) -> None:
    scene.remind(scene.person("telegram", "7"), daily=True)
    telegram.block(7)
    scene.once()
    assert scene.outcomes() == ["failed"]
    [channel] = scene.rows("select enabled, disabled_reason from core.channel")
    assert channel == {"enabled": False, "disabled_reason": "bot_blocked"}
    [following] = scene.rows("select state, next_occurrence from core.reminder_next")
    assert following["state"] == "scheduled"
    assert following["next_occurrence"] > NOON
    assert len(scene.rows("select from core.reminder")) == 1


def test_a_429_is_tried_again_when_it_says_and_not_before(scene: Scene, telegram: BotApi) -> None:
    scene.remind(scene.person("telegram", "7"))
    telegram.plan("sendMessage", too_many(30))
    scene.once()
    [waiting] = scene.deliveries()
    assert (waiting["outcome"], waiting["attempts"]) == (None, 0)
    assert (waiting["again_at"] - NOON).total_seconds() == 30
    scene.advance(29)
    scene.once()
    assert len(telegram.calls("sendMessage")) == 1
    scene.advance(1)
    scene.once()
    assert len(telegram.messages(7)) == 1
    assert scene.outcomes() == ["sent"]


def test_a_group_that_moved_gets_it_at_once_in_its_new_place(
    scene: Scene, telegram: BotApi
) -> None:
    scene.remind(scene.person("telegram", "-7"))
    telegram.migrate(-7, to=-1007)
    scene.once()
    assert len(telegram.messages(-1007)) == 1
    assert scene.rows("select address from core.channel") == [{"address": "-1007"}]
    assert scene.outcomes() == ["sent"]


def test_a_broken_connection_is_unknown_and_repeated_once_with_the_same_id(
    scene: Scene, webhook: Webhook
) -> None:
    scene.remind(scene.person("webhook", f"{webhook.url}/in"))
    webhook.plan(Cut())
    scene.once()
    [delivery] = scene.deliveries()
    assert (delivery["outcome"], delivery["unknowns"]) == (None, 1)
    scene.advance(60)
    scene.once()
    first, second = webhook.requests("/in")
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    marks = [json.loads(seen.body)["data"]["perhaps_repeat"] for seen in (first, second)]
    assert marks == [False, True]
    assert scene.outcomes() == ["sent"]
    assert [attempt["outcome"] for attempt in scene.attempts()] == ["unknown", "sent"]


def test_a_second_unknown_is_final(scene: Scene, telegram: BotApi) -> None:
    scene.remind(scene.person("telegram", "7"))
    telegram.plan("sendMessage", Cut(), times=3)
    for _ in range(3):
        scene.once()
        scene.advance(3600)
    texts = [call.params["text"] for call in telegram.calls("sendMessage")]
    assert [text.endswith("(perhaps a repeat)") for text in texts] == [False, True]
    assert scene.outcomes() == ["unknown"]


def test_one_bad_delivery_never_stops_the_others(scene: Scene, telegram: BotApi) -> None:
    for chat in ("7", "no chat", "8", "9"):
        scene.remind(scene.person("telegram", chat))
    telegram.plan("sendMessage", refusal(400, "Bad Request: a\0b\ud800"), chat=7)
    telegram.plan("sendMessage", refusal(200, "ok"), chat=8)
    scene.once()
    assert len(telegram.messages(9)) == 1
    assert sorted(map(str, scene.outcomes())) == ["None", "failed", "failed", "sent"]
    reasons = {row["reason"] for row in scene.deliveries() if row["outcome"] == "failed"}
    assert reasons == {"ab?", "chat_id_wrong"}


def test_an_outcome_that_the_database_refuses_costs_no_other_its_own(
    scene: Scene, telegram: BotApi
) -> None:
    scene.owner.execute(
        "alter table core.delivery add constraint no_two check (provider_id <> '2')"
    )
    for chat in ("7", "8", "9"):
        scene.remind(scene.person("telegram", chat))
    log = scene.once()
    assert "settle_refused" in log
    assert scene.outcomes() == ["sent"] * 3
    assert sorted(str(row["provider_id"]) for row in scene.deliveries()) == ["1", "3", "None"]
    assert len(telegram.calls("sendMessage")) == 3
