from oye_sql.testcall import Person


def test_everybody_has_an_inbox_as_channel_1(ann: Person) -> None:
    assert ann.call("channel_list")["items"] == [
        {
            "id": 1,
            "kind": "inbox",
            "label": None,
            "address": None,
            "is_default": False,
            "enabled": True,
            "disabled_reason": None,
            "failures": 0,
            "paused_until": None,
            "created_at": "2026-11-24T08:00:00+00:00",
        }
    ]


def test_channels_are_in_the_order_of_their_numbers(tom: Person) -> None:
    tom.hook()
    items = tom.call("channel_list")["items"]
    assert [(one["id"], one["kind"], one["address"]) for one in items] == [
        (1, "inbox", None),
        (2, "telegram", "7"),
        (3, "webhook", "https://example.org/hook"),
    ]
