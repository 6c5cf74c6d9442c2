"""What `./just chaos` is asked for, and that nothing tried is no success."""

import sys

import chaos
import pytest


def test_a_fault_that_there_is_not_is_refused_with_those_that_there_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["chaos", "--only", "nonsense"])
    with pytest.raises(SystemExit) as ended:
        chaos.main()
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == "", "nothing was begun"
    assert "no fault's name contains 'nonsense'" in said.err
    assert {line.strip() for line in said.err.splitlines()} >= {"disk full", "channel hangs"}


def test_where_nothing_could_be_tried_no_promise_is_said_to_be_kept(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As with `--only disk` where no volume can be mounted."""
    assert chaos.summed([], 0.0) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "chaos: nothing was tried\n")
