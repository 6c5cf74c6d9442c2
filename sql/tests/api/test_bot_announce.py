from oye_sql.testcall import Bot, Person, digest, refused


def test_a_later_name_replaces_the_earlier_one(ann: Person, bot: Bot) -> None:
    service = bot("telegram:7")
    for name in ("first_bot", "second_bot"):
        assert (
            service.api.call(
                "bot_announce", token=digest(service.token), act_for=None, username=name
            )
            is None
        )
    assert ann.call("channel_link_create")["url"].startswith("https://t.me/second_bot?")


def test_a_persons_token_may_not(ann: Person) -> None:
    with refused(403, "scope_missing"):
        ann.call("bot_announce", username="my_bot")
