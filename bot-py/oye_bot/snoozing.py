"""A snooze in a person's own words: "in 3 hours", "tomorrow at 7"."""

from typing import cast
from uuid import UUID

from oye_client import AuthenticatedClient
from oye_client.api.occurrence import delivery_answer
from oye_client.models.delivery_answer import DeliveryAnswer
from oye_client.models.delivery_answer_answer import DeliveryAnswerAnswer
from oye_client.models.occurrence import Occurrence
from oye_client.types import UNSET

from oye_bot.api import ApiProblem, answer
from oye_bot.asking import ask_which
from oye_bot.choosing import AMBIGUOUS
from oye_bot.moment import now
from oye_bot.occurrence import answered_line
from oye_bot.question import Question, Reply
from oye_bot.refusal import refusal
from oye_bot.say import Say
from oye_bot.scene import Scene


async def snooze_delivery(scene: Scene, question: Question, delivery: str, reply: Reply) -> Say:
    """Tell it again at the time that the words name; or ask which they mean. Raises ApiAway."""
    try:
        occurrence = await answer_delivery(
            scene.client, UUID(delivery), reply.words, reply.chosen, reply.address
        )
    except ApiProblem as problem:
        if problem.slug == AMBIGUOUS and problem.choices:
            return await ask_which(scene, question, reply.words, problem.choices, reply.chosen)
        return Say(refusal(problem, scene.texts))
    return Say(answered_line(occurrence, now(), scene.texts))


async def answer_delivery(
    client: AuthenticatedClient,
    delivery: UUID,
    when: str | None,
    chosen: tuple[str, ...] = (),
    address: str | None = None,
) -> Occurrence:
    """Done where `when` is None, else snoozed until then. In a group `address` is the group's.

    Raises ApiProblem and ApiAway.
    """
    body = DeliveryAnswer(
        answer=DeliveryAnswerAnswer.SNOOZED if when else DeliveryAnswerAnswer.DONE,
        when=when or UNSET,
        chosen=list(chosen) or UNSET,
        address=address or UNSET,
    )
    return cast(
        "Occurrence", await answer(delivery_answer.asyncio(delivery, client=client, body=body))
    )
