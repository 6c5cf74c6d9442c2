"""What failed is shown with its reason in words, and sent again."""

from typing import Any

import pytest
from oye_cli import failing

from .conftest import Oye
from .examples import me, occurrence
from .pretend import Api, Reply

LIST = "/v1/occurrences"


def failed(number: int = 12, reason: str = "http_500", **changes: Any) -> dict[str, Any]:
    said = {"reminder_id": number, "outcome": "failed", "outcome_reason": reason}
    return occurrence(**{**said, "answer": "none", "answered_at": None, **changes})


def page(*items: dict[str, Any]) -> Reply:
    return Reply(200, {"items": list(items), "next_cursor": None}, "OccurrencePage")


def pending(number: int = 12) -> Reply:
    body = failed(number, outcome="pending", outcome_reason=None, delivered_at=None)
    return Reply(200, body, "Occurrence")


def test_history_of_what_failed_says_why_and_what_to_do(api: Api, oye: Oye) -> None:
    unknown = failed(7, "timeout", outcome="unknown")
    api.on("GET", "/v1/me", Reply(200, me(), "Me"))
    api.on("GET", LIST, page(failed(), unknown, failed(3, "a_new_reason")))
    ran = oye("history", "--failed")
    first, second, third = ran.out.splitlines()
    assert first.endswith("failed: the webhook answered with HTTP 500 (http_500)")
    assert second.endswith("unknown: no answer came in time (timeout)")
    assert third.endswith("failed: (a_new_reason)")
    assert "First see whether it works again." in ran.err
    assert "oye retry 12 " in ran.err
    assert api.asked[0].query == "failed=true&limit=50"


@pytest.mark.parametrize(
    ("lost", "said"),
    [("failed", "which failed: you blocked the bot"), ("unknown", "which is unknown: you blocked")],
)
def test_history_of_what_failed_tells_of_a_snooze_that_was_lost(
    api: Api, oye: Oye, lost: str, said: str
) -> None:
    snooze = {"snoozed_until": "2026-11-23T11:00:00+00:00", "snooze_reason": "bot_blocked"}
    told = occurrence(answer="snoozed", snooze_outcome=lost, **snooze)
    api.on("GET", "/v1/me", Reply(200, me(), "Me"))
    api.on("GET", LIST, page(told))
    ran = oye("history", "--failed")
    assert f"snoozed until Mon 23 Nov 12:00, {said}" in ran.out
    assert "oye channels enable" in ran.err


def test_nothing_failed_gives_no_advice(api: Api, oye: Oye) -> None:
    api.on("GET", LIST, page())
    assert oye("history", "--failed").err == "None such.\n"


def test_failed_and_delivered_exclude_each_other(api: Api, oye: Oye) -> None:
    ran = oye("history", "--failed", "--outcome", "delivered")
    assert (ran.code, api.asked) == (2, [])


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("telegram_http_502", "Telegram answered with HTTP 502 (telegram_http_502)"),
        ("not_telegram_http_403", "something other than Telegram answered with HTTP 403"),
        ("bot_blocked", "you blocked the bot (bot_blocked)"),
        ("then_bot_blocked", "perhaps it arrived, then you blocked the bot (bot_blocked)"),
        ("then_paused", "perhaps it arrived, then its reminder was paused (paused)"),
        ("then_http_400", "perhaps it arrived, then the webhook answered with HTTP 400"),
        ("then_a_new_reason", "perhaps it arrived, then (a_new_reason)"),
        ("evil\x1b[31m", "(evil\ufffd[31m)"),
    ],
)
def test_a_reason_in_words(reason: str, said: str) -> None:
    assert failing.words(reason).startswith(said)


def test_a_remedy_for_each_reason() -> None:
    assert all(failing.remedy(reason) for reason in (*failing.REASONS, "http_500", None))
    assert failing.remedy("then_bot_blocked") == failing.remedy("bot_blocked")


def test_retry_sends_the_latest_that_failed(api: Api, oye: Oye) -> None:
    api.on("POST", "/v1/reminders/12/retry", pending())
    ran = oye("retry", "12")
    assert ran.code == 0
    assert ran.out.startswith("12  call mum   is on its way; was due Mon 23 Nov 2026 11:00 ")
    assert api.asked[-1].body == {}


@pytest.mark.parametrize(
    ("queued", "said"), [(1, "is on its way;"), (0, "was on its way already;")]
)
def test_retry_says_whether_it_was_on_its_way_already(
    api: Api, oye: Oye, queued: int, said: str
) -> None:
    body = failed(outcome="pending", outcome_reason=None, delivered_at=None, queued=queued)
    api.on("POST", "/v1/reminders/12/retry", Reply(200, body, "Occurrence"))
    assert said in oye("retry", "12").out


def test_retry_of_a_named_instant_is_of_the_persons_zone(api: Api, oye: Oye) -> None:
    api.on("GET", "/v1/me", Reply(200, me(), "Me"))
    api.on("POST", "/v1/reminders/12/retry", pending())
    assert oye("retry", "12", "--due", "2026-11-23T11:00").code == 0
    assert api.asked[-1].body == {"due_at": "2026-11-23T11:00:00+01:00"}


def test_retry_of_all_that_failed_names_each_instant_the_oldest_first(api: Api, oye: Oye) -> None:
    older = failed(7, due_at="2026-11-22T10:00:00+00:00")
    api.on("GET", LIST, page(failed(12), older))
    api.on("POST", "/v1/reminders/12/retry", pending(12))
    api.on("POST", "/v1/reminders/7/retry", pending(7))
    ran = oye("retry", "--all-failed", "--since", "7d")
    assert [line.partition(" ")[0] for line in ran.out.splitlines()] == ["7", "12"]
    assert "failed=true" in api.asked[0].query
    assert "since=" in api.asked[0].query
    assert api.asked[1].body == {"due_at": "2026-11-22T10:00:00+00:00"}


def test_one_that_is_refused_stops_no_other(api: Api, oye: Oye) -> None:
    api.on("GET", LIST, page(failed(12), failed(7)))
    api.on("POST", "/v1/reminders/12/retry", pending(12))
    api.refuse("POST", "/v1/reminders/7/retry", 409, "no_channel", "No channel is usable.")
    ran = oye("retry", "--all-failed")
    assert (ran.code, ran.out.partition(" ")[0]) == (6, "12")
    assert "No channel is usable." in ran.err


def test_where_nothing_failed_there_is_nothing_to_send(api: Api, oye: Oye) -> None:
    api.on("GET", LIST, page())
    ran = oye("retry", "--all-failed")
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing has failed.\n")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("12", "--all-failed"),
        ("12", "13", "--due", "yesterday"),
        ("--all-failed", "--due", "yesterday"),
        ("12", "--since", "7d"),
    ],
)
def test_what_makes_no_sense_is_wrong_use_and_asks_nobody(
    api: Api, oye: Oye, words: tuple[str, ...]
) -> None:
    assert oye("retry", *words).code == 2
    assert api.asked == []


def test_numbers_and_all_of_them_exclude_each_other(oye: Oye) -> None:
    assert "one of the two" in oye("retry", "12", "--all-failed").err
    assert "Name what to send again" in oye("retry").err
