"""What every Job and CronJob promises, and that the deadlines fit each other."""

from collections.abc import Iterator

from manifests import Document, Workload, workloads
from oye_fire.arguments import parse_arguments, seconds_of
from oye_fire.config import read_config

MINUTE = 60.0


def ends(documents: list[Document]) -> Iterator[str]:
    """Every Job ends by itself at some time, and its pods are not started again beside that."""
    for one in workloads(documents):
        if one.job is None:
            continue
        if not one.job.get("activeDeadlineSeconds", 0) > 0:
            yield f"{one.name} may run for ever"
        if one.pod.get("restartPolicy") != "Never":
            yield f"{one.name} restarts its pods in place"


def starts_on_time(documents: list[Document]) -> Iterator[str]:
    """A CronJob says when in which zone, how late it may start, and whether beside another."""
    for one in cronjobs(documents):
        spec = one.document["spec"]
        if "timeZone" not in spec:
            yield f"{one.name} runs by the clock of whatever starts it"
        # Under 10 s the controller, which looks every 10 s, may never start it.
        if not spec.get("startingDeadlineSeconds", 0) >= 10:
            yield f"{one.name} starts however late, or never"
        if "concurrencyPolicy" not in spec:
            yield f"{one.name} doesn't say whether two may run"
        if spec.get("suspend"):
            yield f"{one.name} is suspended"


def is_not_tried_again(documents: list[Document]) -> Iterator[str]:
    """A CronJob's second try is its next run: whole, or of each share."""
    for one in cronjobs(documents):
        assert one.job is not None
        whole, share = one.job.get("backoffLimit"), one.job.get("backoffLimitPerIndex")
        # With both, one share that fails would end the others.
        if (whole, share) not in {(0, None), (None, 0)}:
            yield f"{one.name} is tried again, or one share of it ends the others"


def deadlines_fit(documents: list[Document]) -> Iterator[str]:
    """A worker works within its minute, has time to finish, and is over before the next but one."""
    for one in minutely(documents):
        spec, job, grace = one.document["spec"], one.job or {}, stop_time(one)
        works, deadline = worked(one), job.get("activeDeadlineSeconds", 0)
        if spec["schedule"] != "* * * * *" or not works < MINUTE:
            yield f"{one.name} works for {works} s of {spec['schedule']}"
        if works + grace > deadline:
            yield f"{one.name} is ended after {deadline} s, before it could finish"
        if deadline >= 2 * MINUTE:
            yield f"{one.name}: three may run beside each other"
        if not 30 <= spec.get("startingDeadlineSeconds", 0) < MINUTE:
            yield f"{one.name} starts too late, or hardly ever"
        if spec.get("concurrencyPolicy") != "Allow":
            yield f"{one.name}: a pod that hangs keeps the next from starting"
        yield from leases_fit(one, grace)


def leases_fit(one: Workload, grace: float) -> Iterator[str]:
    """What is in the air can land before the end; what is killed is free again soon after."""
    lease = parse_arguments(["run", "--once"], {}).lease
    sending = read_config({"OYE_FIRE_DATABASE_URL": "postgresql://"}).send_timeout
    if grace <= sending:
        yield f"{one.name} is killed {grace} s after SIGTERM, while a send may take {sending} s"
    if grace >= lease:
        yield f"{one.name} may go on for {grace} s, beyond its lease of {lease} s"


def shares_are_whole(documents: list[Document]) -> Iterator[str]:
    """Where pods share the work, all shares are there, and each has its own."""
    for one in minutely(documents):
        job, words = one.job or {}, one.containers[0]["args"]
        shared = [word for word in words if word.startswith("--partition")]
        if not shared and job.get("completionMode", "NonIndexed") == "NonIndexed":
            continue
        count = job.get("completions", 0)
        wanted = [f"--partition=$(JOB_COMPLETION_INDEX)/{count}"]
        if job.get("completionMode") != "Indexed" or shared != wanted:
            yield f"{one.name} shares the work by {shared} among {count}"
        if job.get("parallelism") != count:
            yield f"{one.name} runs its shares one after another"


def cronjobs(documents: list[Document]) -> Iterator[Workload]:
    return (one for one in workloads(documents) if one.kind == "CronJob")


def minutely(documents: list[Document]) -> Iterator[Workload]:
    """The workers that `run --for` so long."""
    return (one for one in cronjobs(documents) if "--for" in one.containers[0].get("args", []))


def worked(one: Workload) -> float:
    words = one.containers[0]["args"]
    return seconds_of(words[words.index("--for") + 1])


def stop_time(one: Workload) -> float:
    return float(one.pod.get("terminationGracePeriodSeconds", 30))


RULES = (
    ends,
    starts_on_time,
    is_not_tried_again,
    deadlines_fit,
    shares_are_whole,
)
