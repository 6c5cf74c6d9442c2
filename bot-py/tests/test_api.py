"""What the API's answers mean to the bot."""

import asyncio

import pytest
from oye_bot.api import ApiAway, ApiProblem, answer
from oye_client.models.problem import Problem


def refusal(slug: str) -> Problem:
    return Problem(type_=f"urn:oye:problem:{slug}", title=slug, status=429, slug=slug, detail="…")


async def answered(problem: Problem) -> Problem:
    return problem


def test_too_many_requests_is_no_refusal_of_the_call_but_asked_again() -> None:
    with pytest.raises(ApiAway) as away:
        asyncio.run(answer(answered(refusal("too_many_requests"))))
    assert away.value.status == 429


def test_too_many_guesses_is_told_to_whoever_guesses() -> None:
    with pytest.raises(ApiProblem) as refused:
        asyncio.run(answer(answered(refusal("too_many_guesses"))))
    assert refused.value.slug == "too_many_guesses"
