"""How long to look. `OYE_MODEL_EXAMPLES=5000` looks at other lives each time, and that many."""

import os

from hypothesis import HealthCheck, Phase, settings

from .machine import Life, Sending
from .play import Stage

EXAMPLES = os.environ.get("OYE_MODEL_EXAMPLES")

SETTINGS = settings(
    max_examples=int(EXAMPLES or 40),
    stateful_step_count=40,
    # The same lives in every run, so that who broke something sees it, and nobody else.
    derandomize=EXAMPLES is None,
    database=None,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
    # By hand there is time to look for the shortest way there.
    phases=(Phase.generate, Phase.shrink) if EXAMPLES else (Phase.generate,),
)


def machine_on(stage: Stage, kind: type[Sending] = Life) -> type[Sending]:
    """A machine, on a stage."""
    return type(kind.__name__, (kind,), {"stage": stage})
