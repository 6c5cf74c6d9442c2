"""What each answer of the Bot API means, row by row."""

import json

import pytest
from oye_fakes.behaviour import bad_gateway, refusal, too_many
from oye_fire.channels.telegram_answer import decide
from oye_fire.delivery import Report

OK = b'{"ok":true,"result":{"message_id":42}}'


def test_a_message_that_was_taken_is_sent_and_keeps_its_number() -> None:
    assert decide(200, OK) == Report("sent", provider_id="42")
    assert decide(200, b'{"ok":true,"result":true}') == Report("sent")


@pytest.mark.parametrize("body", [b"<html>", b"", b'{"ok":false}', b"[]", b'{"ok":1}', b"\xff"])
def test_a_yes_that_cannot_be_read_is_unknown(body: bytes) -> None:
    assert decide(200, body) == Report("unknown", "answer_unreadable")


def test_too_many_waits_as_long_as_it_says() -> None:
    assert decide(429, too_many(17).body) == Report("limited", "telegram_too_many", 17)
    silent = decide(429, refusal(429, "Too Many Requests").body)
    assert silent == Report("limited", "telegram_too_many", 30)
    endless = decide(429, too_many(10**9).body)
    assert endless.retry_after == 86_400


@pytest.mark.parametrize(("status", "description"), [(401, "Unauthorized"), (404, "Not Found")])
def test_a_refused_token_is_our_trouble_and_not_the_channels(status: int, description: str) -> None:
    report = decide(status, refusal(status, description).body)
    assert (report.outcome, report.reason) == ("limited", "bot_token_refused")


@pytest.mark.parametrize(
    ("status", "description", "reason"),
    [
        (403, "Forbidden: bot was blocked by the user", "bot_blocked"),
        (403, "Forbidden: bot was kicked from the supergroup chat", "bot_kicked"),
        (403, "Forbidden: user is deactivated", "user_deactivated"),
        (403, "Forbidden: bot can't initiate conversation with a user", "bot_not_started"),
        (403, "Forbidden: bot is not a member of the channel chat", "bot_not_a_member"),
        (403, "Forbidden: the group chat was deleted", "chat_deleted"),
        (403, "Forbidden: something new", "forbidden"),
        (400, "Bad Request: chat not found", "chat_not_found"),
        (400, "Bad Request: PEER_ID_INVALID", "chat_not_found"),
        (
            400,
            "Bad Request: not enough rights to send text messages to the chat",
            "no_rights_in_chat",
        ),
        (400, "Bad Request: have no rights to send a message", "no_rights_in_chat"),
        (400, "Bad Request: CHAT_RESTRICTED", "no_rights_in_chat"),
    ],
)
def test_a_chat_that_takes_nothing_any_more_is_dead(
    status: int, description: str, reason: str
) -> None:
    assert decide(status, refusal(status, description).body) == Report("permanent", reason)


def test_a_group_that_became_a_supergroup_has_moved() -> None:
    answer = refusal(
        400, "Bad Request: group chat was upgraded to a supergroup chat", moved_to=-1007
    )
    assert decide(400, answer.body) == Report("moved", "moved", moved_to="-1007")


@pytest.mark.parametrize(
    ("description", "reason"),
    [
        ("Bad Request: message is too long", "message is too long"),
        ("Bad Request: message thread not found", "thread_not_found"),
        ("Bad Request: TOPIC_CLOSED", "thread_not_found"),
        ("Bad Request: a\0b\ud800", "ab?"),
        ("", "telegram_http_400"),
    ],
)
def test_another_400_refuses_the_message_and_keeps_the_channel(
    description: str, reason: str
) -> None:
    assert decide(400, refusal(400, description).body) == Report("rejected", reason)


@pytest.mark.parametrize(
    ("status", "body", "outcome", "reason"),
    [
        (502, bad_gateway().body, "temporary", "telegram_http_502"),
        (503, b"", "temporary", "telegram_http_503"),
        (500, refusal(500, "Internal Server Error").body, "temporary", "telegram_http_500"),
        (504, b"<html>", "unknown", "telegram_gateway_timeout"),
        (403, b"<html>blocked here</html>", "temporary", "not_telegram_http_403"),
        (302, b"", "temporary", "not_telegram_http_302"),
        (409, refusal(409, "Conflict").body, "temporary", "telegram_http_409"),
    ],
)
def test_gateways_and_proxies_never_cost_a_channel(
    status: int, body: bytes, outcome: str, reason: str
) -> None:
    assert decide(status, body) == Report(outcome, reason)


def test_parameters_of_a_wrong_kind_are_as_good_as_none() -> None:
    body = {"ok": False, "description": "Too Many", "parameters": {"retry_after": "soon"}}
    assert decide(429, json.dumps(body).encode()).retry_after == 30
    body = {"ok": False, "description": "Too Many", "parameters": [1]}
    assert decide(429, json.dumps(body).encode()).retry_after == 30
