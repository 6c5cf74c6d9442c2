from oye_sql.testcall import Calc, Person

NAMES = ["America/New_York", "Asia/Tokyo", "Europe/Madrid"]


def digests(calc: Calc, version: str) -> dict[str, str]:
    return {row["zone"]: row["digest"] for row in calc.caller.rows("zone_list", version=version)}


def test_the_digests_are_there_for_the_next_release(zones: dict[str, Person], calc: Calc) -> None:
    calc.caller.call("tzdata_settle", version="2026b", zones=NAMES, digests=["n", "t", "m"])
    assert digests(calc, "2026c") == dict(zip(NAMES, "ntm", strict=True))


def test_a_changed_digest_replaces_the_old_one(zones: dict[str, Person], calc: Calc) -> None:
    calc.caller.call("tzdata_settle", version="2026b", zones=NAMES, digests=["n", "t", "m"])
    calc.caller.call("tzdata_settle", version="2026c", zones=NAMES, digests=["n", "T", "m"])
    assert digests(calc, "2026d")["Asia/Tokyo"] == "T"
