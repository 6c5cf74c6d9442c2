"""`!15m` within a text: read as a word of its own, within bounds, and taken out."""

import pytest
from oye_api.nag import read_nag
from oye_api.problem import Problem


@pytest.mark.parametrize(
    ("text", "left", "seconds"),
    [
        ("take the pills !15m", "take the pills", 900),
        ("!15m take the pills at 8pm", "take the pills at 8pm", 900),
        ("take !2H the  pills\nat 8pm", "take the  pills\nat 8pm", 7200),
        ("pills !1h30m", "pills", 5400),
        ("pills\n!1m\nnow", "pills\nnow", 60),
        ("pills !1d", "pills", 86400),
        ("pills !60s", "pills", 60),
        ("!15m", "", 900),
    ],
)
def test_it_leaves_the_text(text: str, left: str, seconds: int) -> None:
    assert read_nag(text) == (left, {"every_seconds": seconds})


@pytest.mark.parametrize(
    "text",
    ["pills", "pills! 15m", "wow!15m", "!important", "!15", "pills !15m, now", "!!15m", "!15mm",
     "!١٥m", " pills ", "¡!15m!"],
)  # fmt: skip
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert read_nag(text) == (text, None)


@pytest.mark.parametrize(
    ("text", "slug", "said"),
    [
        ("pills !90s !2m", "nag_twice", "Say once"),
        ("pills !59s", "nag_out_of_range", "a minute (!1m) is the least"),
        ("pills !0m", "nag_out_of_range", "a minute (!1m) is the least"),
        ("pills !1d1s", "nag_out_of_range", "a day (!1d) is the most"),
        ("pills !999999d", "nag_out_of_range", "a day (!1d) is the most"),
    ],
)
def test_what_is_out_of_bounds_is_refused_with_a_reason(text: str, slug: str, said: str) -> None:
    with pytest.raises(Problem) as caught:
        read_nag(text)
    assert (caught.value.status, caught.value.slug, caught.value.field) == (422, slug, "text")
    assert said in str(caught.value.detail)
