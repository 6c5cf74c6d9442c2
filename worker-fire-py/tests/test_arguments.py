"""The command line says what it wants, or what would be right."""

import pytest
from oye_fire.arguments import BUCKETS, Arguments, parse_arguments


def read(*words: str, **environment: str) -> Arguments:
    return parse_arguments(["run", *words], environment)


def test_the_three_ways_to_run() -> None:
    assert read("--once") == Arguments(True, None, None, 10_000, 60)
    assert read("--for", "50s").seconds == 50
    assert read("--for", "500ms", "--lease", "2s").lease == 2
    assert read("--loop", "--limit", "7").limit == 7


def test_eight_shares_hold_every_bucket_once() -> None:
    shares = [read("--once", "--partition", f"{share}/8").buckets or () for share in range(8)]
    assert [len(share) for share in shares] == [8] * 8
    assert sorted(bucket for share in shares for bucket in share) == list(range(BUCKETS))


def test_a_share_may_come_from_the_environment() -> None:
    assert read("--once", OYE_PARTITION="63/64").buckets == (63,)
    assert read("--once", "--partition", "0/64", OYE_PARTITION="63/64").buckets == (0,)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--once", "--loop"], "not allowed with"),
        ([], "required"),
        (["--once", "--partition", "8/8"], "0/8 to 7/8"),
        (["--once", "--partition", "0/65"], "64 at most"),
        (["--once", "--partition", "1-8"], "is no share"),
        (["--for", "0s"], "is no time span"),
        (["--for", "soon"], "is no time span"),
        (["--once", "--lease", "500ms"], "a lease lasts"),
        (["--once", "--limit", "0"], "1 to 10000"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_would(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        read(*words)
    assert said in capsys.readouterr().err.replace("\n", " ")
