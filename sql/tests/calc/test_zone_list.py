from oye_sql.testcall import Calc, Person

NAMES = ["America/New_York", "Asia/Tokyo", "Europe/Madrid"]


def test_the_zones_in_use_are_listed_with_what_is_known_of_them(
    zones: dict[str, Person], calc: Calc
) -> None:
    found = calc.caller.rows("zone_list", version="2026b")
    assert [(row["zone"], row["digest"]) for row in found] == [(name, None) for name in NAMES]


def test_a_release_that_was_checked_and_an_older_one_list_nothing(
    zones: dict[str, Person], calc: Calc
) -> None:
    calc.caller.call("tzdata_settle", version="2026b", zones=NAMES, digests=["n", "t", "m"])
    for version in ("2026b", "2026a"):
        assert calc.caller.rows("zone_list", version=version) == []
