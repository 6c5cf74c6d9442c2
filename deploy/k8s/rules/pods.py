"""What every pod and container promises: to be able to do little, and to say what it needs.

The Pod Security Standard "restricted" (https://kubernetes.io/docs/concepts/security/pod-security-standards/)
and somewhat more. Each rule yields a sentence for each thing that breaks it.
"""

import re
from collections.abc import Iterator

from manifests import Document, of_kind, workloads

HOST = ("hostNetwork", "hostPID", "hostIPC")
PROBES = ("startupProbe", "readinessProbe", "livenessProbe")


def runs_as_nobody(documents: list[Document]) -> Iterator[str]:
    """No pod runs as root, in the host's namespaces or on its files; seccomp is on."""
    for one in workloads(documents):
        around = one.pod.get("securityContext", {})
        if around.get("runAsNonRoot") is not True or not around.get("runAsUser", 0) > 0:
            yield f"{one.name} may run as root"
        if around.get("seccompProfile") != {"type": "RuntimeDefault"}:
            yield f"{one.name} has no seccomp profile"
        if any(one.pod.get(name) for name in HOST):
            yield f"{one.name} shares a namespace of the host"
        if any("hostPath" in volume for volume in one.pod.get("volumes", [])):
            yield f"{one.name} reaches files of the host"


def can_do_little(documents: list[Document]) -> Iterator[str]:
    """No container writes to its image, has a capability, gets one, or is somebody else."""
    for one in workloads(documents):
        for container in one.containers:
            inside = container.get("securityContext", {})
            who = f"{one.name}, {container['name']},"
            if inside.get("readOnlyRootFilesystem") is not True:
                yield f"{who} writes to its root file system"
            if inside.get("allowPrivilegeEscalation") is not False or inside.get("privileged"):
                yield f"{who} may gain privileges"
            if inside.get("capabilities") != {"drop": ["ALL"]}:
                yield f"{who} keeps capabilities"
            if inside.get("runAsNonRoot") is False or inside.get("runAsUser") == 0:
                yield f"{who} runs as root"


def knows_no_cluster(documents: list[Document]) -> Iterator[str]:
    """No pod has a token for the Kubernetes API, or is told in variables who is beside it."""
    for one in workloads(documents):
        if one.pod.get("automountServiceAccountToken") is not False:
            yield f"{one.name} has a service account's token"
        if one.pod.get("enableServiceLinks") is not False:
            yield f"{one.name} is told of every Service"


def is_bounded(documents: list[Document]) -> Iterator[str]:
    """Each container asks for what it needs, and its memory has an end."""
    for one in workloads(documents):
        for container in one.containers:
            resources = container.get("resources", {})
            if not {"cpu", "memory"} <= set(resources.get("requests", {})):
                yield f"{one.name}, {container['name']}, does not say what it needs"
            if "memory" not in resources.get("limits", {}):
                yield f"{one.name}, {container['name']}, may take all memory"


def is_one_release(documents: list[Document]) -> Iterator[str]:
    """Each image is named with a digest or a tag, never `latest`; oye's tags are one release."""
    releases = set()
    for one in workloads(documents):
        for container in one.containers:
            if "@sha256:" in container["image"]:
                continue
            tag = re.search(r":([^:/]+)$", container["image"])
            if tag is None or tag[1] == "latest":
                yield f"{one.name}, {container['name']}, runs any {container['image']}"
            elif "oye" in container["image"]:
                releases.add(tag[1])
    if len(releases) > 1:
        yield f"several releases side by side: {', '.join(sorted(releases))}"


def says_how_it_is(documents: list[Document]) -> Iterator[str]:
    """What runs on and on is asked whether it has started, is ready, and lives."""
    for one in workloads(documents):
        if one.job is None:
            for container in one.containers:
                for missing in (name for name in PROBES if name not in container):
                    yield f"{one.name}, {container['name']}, has no {missing}"


def is_asked_the_right_thing(documents: list[Document]) -> Iterator[str]:
    """Without its database the API is sent nothing (/readyz), and nothing is started again."""
    for one in workloads(documents):
        for container in one.containers:
            for name in ("startupProbe", "livenessProbe"):
                if asked(container, name) not in ("", "/healthz"):
                    yield f"{one.name} is started again for what that doesn't mend ({name})"
        if one.name == "Deployment/api" and asked(one.containers[0], PROBES[1]) != "/readyz":
            yield f"{one.name} is sent requests that it can't answer"


def asked(container: Document, probe: str) -> str:
    """The path that a probe asks for; empty where it asks another way."""
    return str(container.get(probe, {}).get("httpGet", {}).get("path", ""))


def stays_in_its_namespace(documents: list[Document]) -> Iterator[str]:
    """Everything is in one namespace, and that one refuses what is not restricted."""
    names = [one["metadata"]["name"] for one in of_kind(documents, "Namespace")]
    for one in documents:
        where = one["metadata"].get("namespace")
        if one["kind"] != "Namespace" and [where] != names:
            yield f"{one['kind']}/{one['metadata']['name']} is in namespace {where}"
    for one in of_kind(documents, "Namespace"):
        label = "pod-security.kubernetes.io/enforce"
        if one["metadata"].get("labels", {}).get(label) != "restricted":
            yield f"namespace {one['metadata']['name']} admits any pod"


RULES = (
    runs_as_nobody,
    can_do_little,
    knows_no_cluster,
    is_bounded,
    is_one_release,
    says_how_it_is,
    is_asked_the_right_thing,
    stays_in_its_namespace,
)
