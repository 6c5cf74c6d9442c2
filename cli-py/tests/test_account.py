"""Channels, tokens, the zone, history, and the doctor."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from .conftest import Oye
from .examples import PERSON, channel, me, occurrence
from .pretend import Api, Reply

OTHER = "22222222-2222-4222-8222-222222222222"


def test_a_channel_that_takes_nothing_says_so_and_when_it_is_tried_again(
    api: Api, oye: Oye
) -> None:
    soon = "2036-11-23T10:00:00Z"
    down = channel(failures=7, paused_until=soon)
    asked = channel(failures=0, paused_until=soon)
    well = channel(failures=2, paused_until=None)
    page = {"items": [down, asked, well]}
    api.on("GET", "/v1/channels", Reply(200, page, "ChannelPage"))
    first, second, third = oye("channels", "list").out.splitlines()
    assert "takes nothing (7 sends failed in a row), tried again in " in first
    assert "asked for a pause, tried again in " in second
    assert third.endswith("default")


def token(number: str, **changes: Any) -> dict[str, Any]:
    known = {"id": number, "label": "laptop", "scopes": ["read", "write"], "current": False}
    return {**known, "created_at": "2026-11-23T10:00:00Z", **changes}


def test_a_webhook_s_secret_is_shown_once_and_the_talk_is_on_stderr(api: Api, oye: Oye) -> None:
    made = channel(secret="whsec_abc", label="home")
    api.on("POST", "/v1/channels", Reply(201, made, "Channel"))
    ran = oye("channels", "add", "webhook", "https://example.org/hook", "--label", "home")
    line = "3  webhook  https://example.org/hook  home  default"
    assert ran.out == f"{line}\nsecret  whsec_abc\n"
    assert "not shown again" in ran.err
    assert api.asked[0].headers["Idempotency-Key"]
    sent = {"kind": "webhook", "url": "https://example.org/hook", "label": "home"}
    assert api.asked[0].body | {"is_default": True} == {**sent, "is_default": True}


def test_a_telegram_code_comes_with_its_link(api: Api, oye: Oye) -> None:
    expires = "2036-11-23T10:10:00Z"
    link = {"code": "ABC", "url": "https://t.me/oye_bot?start=ABC", "expires_at": expires}
    api.on("POST", "/v1/channels/telegram/link", Reply(201, link, "ChannelLink"))
    ran = oye("channels", "add", "telegram")
    assert ran.out == "code  ABC\nlink  https://t.me/oye_bot?start=ABC\n"
    assert "/start ABC" in ran.err


def test_channels_are_listed_switched_and_removed(api: Api, oye: Oye) -> None:
    off = channel(enabled=False, disabled_reason="410 Gone")
    inbox = channel(id=1, kind="inbox", address=None)
    api.on("GET", "/v1/channels", Reply(200, {"items": [inbox, off]}, "ChannelPage"))
    api.on("PATCH", "/v1/channels/3", Reply(200, channel(), "Channel"))
    api.on("DELETE", "/v1/channels/3", Reply(204))
    api.on("GET", "/v1/reminders", Reply(200, {"items": [], "next_cursor": None}, "ReminderPage"))
    out = oye("channels", "list").out.splitlines()
    assert out[0].split() == ["1", "inbox", "default"]
    assert out[1].endswith("default, disabled: 410 Gone")
    assert json.loads(oye("channels", "list", "--json").out) == [inbox, off]
    for words in (["enable"], ["disable"], ["default", "--off"], ["rm"]):
        assert oye("channels", words[0], "3", *words[1:]).code == 0
    bodies = [ask.body for ask in api.asked if ask.method == "PATCH"]
    assert bodies == [{"enabled": True}, {"enabled": False}, {"is_default": False}]
    assert [ask.path for ask in api.asked if ask.method == "DELETE"] == ["/v1/channels/3"]


def test_a_new_token_stands_alone_on_stdout(api: Api, oye: Oye) -> None:
    made = {**token(PERSON), "token": "oye_secret"}
    del made["current"]
    api.on("POST", "/v1/tokens", Reply(201, made, "TokenMade"))
    ran = oye("tokens", "create", "laptop", "--scope", "read", "--days", "30")
    assert (ran.code, ran.out) == (0, "oye_secret\n")
    assert api.asked[0].body == {"label": "laptop", "scopes": ["read"], "expires_in_days": 30}


def test_a_token_is_revoked_by_the_first_digits_of_its_id(api: Api, oye: Oye) -> None:
    items = [token(PERSON, current=True), token(OTHER)]
    api.on("GET", "/v1/tokens", Reply(200, {"items": items}, "TokenPage"))
    api.on("DELETE", f"/v1/tokens/{OTHER}", Reply(204))
    assert "this one" in oye("tokens", "list").out.splitlines()[0]
    assert oye("tokens", "rm", "2222").code == 0
    assert api.asked[-1].path.endswith(OTHER)
    for said in ("3", ""):
        assert oye("tokens", "rm", said).code == 3
    assert sum(ask.method == "DELETE" for ask in api.asked) == 1


def test_the_zone_is_shown_and_set(api: Api, oye: Oye) -> None:
    api.on("GET", "/v1/me", Reply(200, me(), "Me"))
    api.on("PATCH", "/v1/me", Reply(200, me(timezone="Asia/Tokyo"), "Me"))
    assert oye("tz").out == "Europe/Madrid\n"
    assert oye("tz", "Asia/Tokyo").out == "Asia/Tokyo\n"
    assert api.asked[-1].body == {"timezone": "Asia/Tokyo"}


def test_the_language_is_shown_and_set(api: Api, oye: Oye) -> None:
    api.on("GET", "/v1/me", Reply(200, me(), "Me"))
    api.on("PATCH", "/v1/me", Reply(200, me(locale="en-GB"), "Me"))
    assert oye("lang").out == "en\n"
    assert oye("lang", "en-GB").out == "en-GB\n"
    assert api.asked[-1].body == {"locale": "en-GB"}


def test_history_asks_for_what_was_chosen_and_tells_what_became_of_it(api: Api, oye: Oye) -> None:
    failed = occurrence(outcome="failed", outcome_reason="no_channel", answer="none")
    body = {"items": [occurrence(missed_before=2), failed], "next_cursor": "more"}
    api.on("GET", "/v1/me", Reply(200, me(), "Me"))
    api.on("GET", "/v1/occurrences", Reply(200, body, "OccurrencePage"))
    ran = oye("history", "12", "--failed", "--since", "2026-11-01", "--limit", "2")
    first, second = ran.out.splitlines()
    assert "12  call mum  delivered 3 minutes late, 2 missed before it, done" in first
    assert second.endswith("failed: none of its channels was enabled (no_channel)")
    assert "There is more" in ran.err
    query = dict(part.split("=") for part in api.asked[1].query.split("&"))
    assert query["failed"] == "true"
    assert query["reminder_id"] == "12"
    assert query["since"] == "2026-11-01T00%3A00%3A00%2B01%3A00"


def test_a_since_that_is_no_moment_is_wrong_use(api: Api, oye: Oye) -> None:
    ran = oye("history", "--since", "last week")
    assert ran.code == 2
    assert "--since" in ran.err


def ready(status: str, **more: Any) -> dict[str, Any]:
    workers = [
        {"kind": "calc", "last_run_at": "2026-11-23T10:00:00Z", "seconds_ago": 2.0},
        {"kind": "fire", "last_run_at": None, "seconds_ago": None},
    ]
    return {"status": status, "problems": [], "due": 0, "workers": workers, **more}


def test_the_doctor_finds_all_well(api: Api, oye: Oye) -> None:
    api.on("GET", "/readyz", Reply(200, ready("ok"), "Ready"))
    api.on("GET", "/v1/me", Reply(200, me(now=datetime.now(UTC).isoformat()), "Me"))
    api.on("GET", "/v1/channels", Reply(200, {"items": [channel()]}, "ChannelPage"))
    ran = oye("doctor")
    assert ran.code == 0
    for part in (
        "API      answers",
        "ran 2 seconds ago",
        "of Ann, zone Europe/Madrid",
        "differs by",
    ):
        assert part in ran.out


@pytest.mark.parametrize(
    ("enabled", "said"),
    [
        ((True, False), "✓ channels 1 (webhook)"),
        ((False, True), "! channels no default one is enabled: oye channels list"),
        ((False, False), "! channels none is enabled, so nothing reaches you"),
    ],
)
def test_the_doctor_says_whether_anything_would_reach_the_person(
    api: Api, oye: Oye, enabled: tuple[bool, bool], said: str
) -> None:
    default, other = enabled
    items = [channel(id=1, enabled=default), channel(id=2, enabled=other, is_default=False)]
    api.on("GET", "/readyz", Reply(200, ready("ok"), "Ready"))
    api.on("GET", "/v1/me", Reply(200, me(now=datetime.now(UTC).isoformat()), "Me"))
    api.on("GET", "/v1/channels", Reply(200, {"items": items}, "ChannelPage"))
    ran = oye("doctor")
    assert ran.code == 0
    assert said in ran.out


def test_the_doctor_tells_of_silent_workers_and_a_wrong_clock(api: Api, oye: Oye) -> None:
    problem = {"problems": ["worker-fire has never run"], "due": 7, "oldest_due_seconds": 600}
    api.on("GET", "/readyz", Reply(200, ready("degraded", **problem), "Ready"))
    api.on("GET", "/v1/me", Reply(200, me(now="2020-01-01T00:00:00Z"), "Me"))
    api.on("GET", "/v1/channels", Reply(200, {"items": [channel()]}, "ChannelPage"))
    ran = oye("doctor")
    assert ran.code == 7
    for part in ("worker-fire has never run", "7 things due now", "ahead of the database's"):
        assert part in ran.out


def test_the_doctor_says_what_to_do_about_each_thing_that_is_amiss(api: Api, oye: Oye) -> None:
    amiss = {
        "due": 7,
        "oldest_due_seconds": 600,
        "oldest_lease_seconds": 240,
        "calc_backlog": 3,
        "invalid": 1,
        "circuits_open": {"telegram": 1, "webhook": 3},
        "xmin_age": 9,
        "xmin_seconds": 7200,
        "workers": [
            {"kind": "calc", "last_run_at": "2026-11-23T10:00:00Z", "seconds_ago": 420.0},
            {"kind": "fire", "last_run_at": None, "seconds_ago": None},
        ],
    }
    api.on("GET", "/readyz", Reply(200, ready("degraded", **amiss), "Ready"))
    api.on("GET", "/v1/me", Reply(200, me(now=datetime.now(UTC).isoformat()), "Me"))
    api.on("GET", "/v1/channels", Reply(200, {"items": [channel()]}, "ChannelPage"))
    out = oye("doctor").out
    for part in (
        "calc     is silent for 7 minutes: start worker-calc, or read its log",
        "fire     has never run: start worker-fire, or read its log",
        "7 things due now, the oldest for 10 minutes: start more of worker-fire",
        "lease    one is over for 4 minutes",
        "3 reminders to be calculated",
        "invalid  1 reminder:",
        "telegram takes nothing: can worker-fire's machine reach it",
        "webhooks 3 take nothing: `oye channels list` tells each its own",
        "a transaction is open for 2 hours and keeps dead rows: end it",
    ):
        assert part in out


def test_what_is_only_just_due_is_no_reason_to_do_anything(api: Api, oye: Oye) -> None:
    just = {"due": 1, "oldest_due_seconds": 2, "xmin_age": 1, "xmin_seconds": None}
    just["circuits_open"] = {"telegram": 0, "webhook": 0}
    api.on("GET", "/readyz", Reply(200, ready("ok", **just), "Ready"))
    api.on("GET", "/v1/me", Reply(200, me(now=datetime.now(UTC).isoformat()), "Me"))
    api.on("GET", "/v1/channels", Reply(200, {"items": [channel()]}, "ChannelPage"))
    out = oye("doctor").out
    assert "1 thing due now, the oldest for 2 seconds\n" in out
    assert "vacuum" not in out
    assert "take" not in out


def test_a_database_that_is_away_is_an_answer_with_status_503(api: Api, oye: Oye) -> None:
    down = {"status": "down", "problems": ["the database is away"]}
    api.on("GET", "/readyz", Reply(503, down, "Ready"))
    api.refuse("GET", "/v1/me", 503, "database_away", "The database is away.")
    ran = oye("doctor")
    assert ran.code == 7
    assert "the database is away" in ran.out


def test_the_doctor_tells_a_refused_token_from_a_sick_service(api: Api, oye: Oye) -> None:
    api.on("GET", "/readyz", Reply(200, ready("ok"), "Ready"))
    api.refuse("GET", "/v1/me", 401, "token_unknown", "This token is not known.")
    assert oye("doctor").code == 5


def test_an_audit_that_does_not_balance_names_what_is_lost_and_fails(api: Api, oye: Oye) -> None:
    names = ("expected", "pending", "delivered", "unknown", "failed", "skipped", "missed")
    counts = dict.fromkeys((*names, "late", "done", "snoozed", "taken_back"), 0)
    period = {"since": "2026-11-16T10:00:00Z", "until": "2026-11-23T10:00:00Z"}
    none: dict[str, Any] = {"count": 0, "first": []}
    fine = {**period, **counts, "expected": 3, "delivered": 3, "lost": none, "surplus": none}
    api.on("GET", "/v1/me", Reply(200, me(), "Me"))
    api.on("GET", "/v1/audit", Reply(200, {**fine, "balanced": True}, "Audit"))
    ran = oye("audit")
    assert (ran.code, ran.err) == (0, "")
    assert "3 expected = 0 pending + 3 delivered + 0 unknown" in ran.out
    lost = {"count": 1, "first": [{"reminder_id": 12, "due_at": "2026-11-20T09:00:00Z"}]}
    amiss = {**fine, "expected": 4, "balanced": False, "lost": lost}
    api.on("GET", "/v1/audit", Reply(200, amiss, "Audit"))
    ran = oye("audit", "--since", "2d")
    assert ran.code == 1
    assert "lost: 12 at Fri 20 Nov 2026 10:00 Europe/Madrid" in ran.out
