import re

from oye_sql.testcall import Bot, Person, digest


def test_a_code_is_good_for_ten_minutes_and_fits_a_start_link(ann: Person) -> None:
    link = ann.call("channel_link_create")
    assert re.fullmatch("[0-9a-f]{32}", link["code"])
    assert link["expires_at"] == "2026-11-24T08:10:00+00:00"
    assert link["url"] is None
    assert ann.call("channel_link_create")["code"] != link["code"]


def test_the_link_names_the_bot_once_it_announced_itself(ann: Person, bot: Bot) -> None:
    service = bot("telegram:7")
    service.api.call("bot_announce", token=digest(service.token), act_for=None, username="oye_bot")
    link = ann.call("channel_link_create")
    assert link["url"] == f"https://t.me/oye_bot?start={link['code']}"
