"""What the API refuses, in the person's language."""

from oye_bot.api import ApiProblem
from oye_bot.catalogue import Texts
from oye_bot.length import LONGEST, fit

# Says that who asks is not known yet: for whoever can introduce them, and no answer.
STRANGER = "identity_not_found"


def refusal(problem: ApiProblem, texts: Texts) -> str:
    """The refusal by its slug; in the API's own words where the catalogue has none for it.

    Raises the problem of a stranger again, who is made known before anything is answered.
    """
    if problem.slug == STRANGER:
        raise problem
    key = f"problem-{problem.slug}"
    detail = fit(problem.detail, 1000)
    return fit(texts(key, detail=detail) if texts.has(key) else detail, LONGEST)
