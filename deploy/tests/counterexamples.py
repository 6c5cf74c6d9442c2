"""For each rule, manifests that break it: what is changed in those that keep it."""

from collections.abc import Callable
from typing import Any

from manifests import Document

Break = Callable[[list[Document]], None]


def at(documents: list[Document], name: str, path: str) -> tuple[Any, Any]:
    """What holds the last step of a dotted path in the document Kind/name, and that step."""
    kind, _, called = name.partition("/")
    [found] = [one for one in documents if (one["kind"], one["metadata"]["name"]) == (kind, called)]
    steps = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps[:-1]:
        found = found[step]
    return found, steps[-1]


def set_to(name: str, path: str, value: object) -> Break:
    def change(documents: list[Document]) -> None:
        holder, step = at(documents, name, path.replace("CONTAINER", "containers.0"))
        holder[step] = value

    return change


def without(name: str, path: str) -> Break:
    def change(documents: list[Document]) -> None:
        holder, step = at(documents, name, path.replace("CONTAINER", "containers.0"))
        del holder[step]

    return change


def added(document: Document) -> Break:
    return lambda documents: documents.append(document)


def gone(kind: str, name: str) -> Break:
    def change(documents: list[Document]) -> None:
        holder, _ = at(documents, f"{kind}/{name}", "kind")
        documents.remove(holder)

    return change


POD = "spec.template.spec"
JOB = "spec.jobTemplate.spec"
JOBS_POD = "spec.jobTemplate.spec.template.spec"
FIRE, API = "CronJob/worker-fire", "Deployment/api"
SECRET = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "oye", "namespace": "oye"}}

# Two shares: as it should be.
INDEXED: Document = {
    "completionMode": "Indexed",
    "completions": 2,
    "parallelism": 2,
    "template": {
        "metadata": {"labels": {}},
        "spec": {
            "containers": [
                {"args": ["run", "--for", "9s", "--partition=$(JOB_COMPLETION_INDEX)/2"]}
            ]
        },
    },
}

BROKEN: dict[str, list[Break]] = {
    "runs_as_nobody": [
        set_to(API, f"{POD}.securityContext.runAsNonRoot", False),
        set_to(API, f"{POD}.securityContext.runAsUser", 0),
        without(FIRE, f"{JOBS_POD}.securityContext.seccompProfile"),
        set_to("Job/migrate", f"{POD}.hostNetwork", True),
        set_to(API, f"{POD}.volumes", [{"name": "x", "hostPath": {"path": "/"}}]),
    ],
    "can_do_little": [
        set_to(API, f"{POD}.CONTAINER.securityContext.readOnlyRootFilesystem", False),
        without(FIRE, f"{JOBS_POD}.CONTAINER.securityContext.capabilities"),
        set_to(FIRE, f"{JOBS_POD}.CONTAINER.securityContext.allowPrivilegeEscalation", True),
        set_to(API, f"{POD}.CONTAINER.securityContext.privileged", True),
        set_to(API, f"{POD}.CONTAINER.securityContext.runAsUser", 0),
    ],
    "knows_no_cluster": [
        without("Job/migrate", f"{POD}.automountServiceAccountToken"),
        set_to(API, f"{POD}.enableServiceLinks", True),
    ],
    "is_bounded": [
        without(FIRE, f"{JOBS_POD}.CONTAINER.resources.limits"),
        without(API, f"{POD}.CONTAINER.resources.requests.cpu"),
    ],
    "is_one_release": [
        set_to(API, f"{POD}.CONTAINER.image", "oye-api:latest"),
        set_to(API, f"{POD}.CONTAINER.image", "registry.example.org:5000/oye/api"),
        set_to(API, f"{POD}.CONTAINER.image", "oye-api:0.0.9"),
    ],
    "says_how_it_is": [
        without(API, f"{POD}.CONTAINER.readinessProbe"),
        without("Deployment/bot", f"{POD}.CONTAINER.livenessProbe"),
    ],
    "is_asked_the_right_thing": [
        set_to(API, f"{POD}.CONTAINER.livenessProbe.httpGet.path", "/readyz"),
        set_to(API, f"{POD}.CONTAINER.startupProbe.httpGet.path", "/readyz"),
        set_to(API, f"{POD}.CONTAINER.readinessProbe.httpGet.path", "/healthz"),
    ],
    "stays_in_its_namespace": [
        set_to(API, "metadata.namespace", "default"),
        without(FIRE, "metadata.namespace"),
    ],
    "ends": [
        without(FIRE, f"{JOB}.activeDeadlineSeconds"),
        set_to("Job/migrate", f"{POD}.restartPolicy", "OnFailure"),
    ],
    "starts_on_time": [
        without(FIRE, "spec.timeZone"),
        without("CronJob/housekeep", "spec.startingDeadlineSeconds"),
        set_to(FIRE, "spec.startingDeadlineSeconds", 5),
        without(FIRE, "spec.concurrencyPolicy"),
        set_to(FIRE, "spec.suspend", True),
    ],
    "is_not_tried_again": [
        set_to("CronJob/housekeep", f"{JOB}.backoffLimit", 6),
        without("CronJob/housekeep", f"{JOB}.backoffLimit"),
        set_to("CronJob/worker-calc", f"{JOB}.backoffLimit", 3),
    ],
    "deadlines_fit": [
        set_to(FIRE, f"{JOB}.activeDeadlineSeconds", 55),
        set_to(FIRE, f"{JOB}.activeDeadlineSeconds", 300),
        set_to(FIRE, f"{JOBS_POD}.CONTAINER.args", ["run", "--for", "70s"]),
        set_to(FIRE, f"{JOBS_POD}.terminationGracePeriodSeconds", 5),
        set_to(FIRE, f"{JOBS_POD}.terminationGracePeriodSeconds", 90),
        set_to(FIRE, "spec.startingDeadlineSeconds", 120),
        set_to(FIRE, "spec.concurrencyPolicy", "Forbid"),
        set_to(FIRE, "spec.schedule", "*/5 * * * *"),
    ],
    "shares_are_whole": [
        set_to(FIRE, JOB, {**INDEXED, "completions": 3}),
        set_to(FIRE, JOB, {**INDEXED, "parallelism": 1}),
        set_to(FIRE, f"{JOBS_POD}.CONTAINER.args", ["run", "--for", "50s", "--partition=0/9"]),
    ],
    "is_closed": [
        gone("NetworkPolicy", "closed"),
        set_to("NetworkPolicy/closed", "spec.podSelector", {"matchLabels": {"app": "oye"}}),
        set_to("NetworkPolicy/closed", "spec.policyTypes", ["Ingress"]),
        set_to("NetworkPolicy/closed", "spec.egress", [{}]),
    ],
    "reaches_nothing_inside": [
        set_to("NetworkPolicy/outward", "spec.egress", [{"ports": [{"port": 443}]}]),
        set_to("NetworkPolicy/outward", "spec.egress.0.to.0.ipBlock.except", ["10.0.0.0/8"]),
        set_to("NetworkPolicy/outward", "spec.egress.0.to.1.ipBlock.cidr", "::/0"),
    ],
    "figures_are_for_who_watches": [
        set_to("Service/api", "spec.ports.0.targetPort", "metrics"),
        set_to("Service/api", "spec.ports.0", {"port": 9465}),
        without("NetworkPolicy/api", "spec.ingress.0.ports"),
        set_to("NetworkPolicy/api", "spec.ingress.0.ports", [{"port": 8765}, {"port": 9465}]),
        set_to("NetworkPolicy/api", "spec.ingress.0.ports", [{"port": 1, "endPort": 65535}]),
        set_to("NetworkPolicy/api", "spec.ingress.0.ports", [{"port": "metrics"}]),
        set_to("NetworkPolicy/api", "spec.ingress.0", {"ports": [{"port": 9465}]}),
    ],
    "selects_somebody": [
        set_to("Service/api", "spec.selector", {"app.kubernetes.io/name": "apy"}),
        set_to("NetworkPolicy/to-api", "spec.podSelector", {"matchLabels": {"name": "bot"}}),
        without("PodDisruptionBudget/api", "spec.selector"),
        set_to("PodDisruptionBudget/api", "spec.selector", {"matchLabels": {"name": "api"}}),
    ],
    "secrets_are_referred_to": [
        added(SECRET),
        set_to(API, f"{POD}.CONTAINER.env.0", {"name": "OYE_API_TOKEN", "value": "oye_x"}),
        set_to(API, f"{POD}.CONTAINER.env.0", {"name": "X", "value": "postgresql://u:p@h/oye"}),
        set_to(
            API,
            f"{POD}.CONTAINER.env.0",
            {"name": "X", "valueFrom": {"configMapKeyRef": {"name": "oye", "key": "token"}}},
        ),
    ],
    "files_are_mounted": [
        without(API, f"{POD}.CONTAINER.volumeMounts"),
        set_to(API, f"{POD}.volumes.0.secret.items", [{"key": "oye_fire", "path": "oye_fire"}]),
        set_to("Job/migrate", f"{POD}.CONTAINER.volumeMounts.0.mountPath", "/secrets"),
    ],
    "database_has_room": [
        set_to("HorizontalPodAutoscaler/api", "spec.maxReplicas", 20),
    ],
}
