"""What is committed is what the overlays amount to."""

import subprocess
import sys

import pytest
import render
from manifests import HERE, OVERLAYS

try:
    render.renderer()
    MISSING = ""
except render.RenderError as error:
    MISSING = str(error)

here = pytest.mark.skipif(bool(MISSING), reason=MISSING)


@here
@pytest.mark.parametrize("overlay", OVERLAYS)
def test_what_is_committed_is_what_the_overlay_amounts_to(overlay: str) -> None:
    text = render.rendered(HERE / "overlays" / overlay)
    committed = (HERE / "rendered" / f"{overlay}.yaml").read_text()
    assert render.documents(committed) == render.documents(text)


@here
def test_a_change_that_was_not_rendered_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = render.rendered(HERE / "overlays" / "dev").replace("cpu: 50m", "cpu: 51m")
    monkeypatch.setattr(render, "rendered", lambda folder: text)
    assert render.each(None, write=False) == 1
    assert "rendered/dev.yaml is not what the overlay amounts to" in capsys.readouterr().out


def test_without_a_renderer_the_check_says_that_it_was_skipped() -> None:
    done = subprocess.run(
        [sys.executable, HERE / "render.py", "--check"],
        env={"PATH": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "skipped, neither kubectl nor kustomize is on the PATH" in done.stdout
