"""What is secret stands elsewhere, and what is named is there."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from manifests import Document, Workload, of_kind, workloads
from oye_api.config import read_config

SECRET = re.compile(r"(PASSWORD|TOKEN|SECRET|DATABASE_URL)$")
# What an API takes: its pool, and the one that listens. What each worker and Job takes.
EACH_API = read_config({"OYE_API_DATABASE_URL": "postgresql://db/oye"}).pool_size + 1
EACH_JOB = 2
DEFAULT_CONNECTIONS = 100


def secrets_are_referred_to(documents: list[Document]) -> Iterator[str]:
    """No secret stands in a manifest, neither as one nor in a setting."""
    for found in of_kind(documents, "Secret"):
        yield f"the secret {found['metadata']['name']} stands here"
    for one in workloads(documents):
        for setting in settings(one):
            value = setting.get("value", "")
            if (SECRET.search(setting["name"]) and value) or re.search(r"://[^/]*:[^/]*@", value):
                yield f"{one.name}: {setting['name']} is written here"
            if "value" not in setting and "secretKeyRef" not in setting.get("valueFrom", {}):
                yield f"{one.name}: {setting['name']} comes from somewhere else"


def files_are_mounted(documents: list[Document]) -> Iterator[str]:
    """Each file that a setting or an argument names is one that a secret brings."""
    for one in workloads(documents):
        there = mounted(one)
        for path in map(PurePosixPath, files_named(one)):
            if str(path) in there:
                continue
            names = there.get(str(path.parent), set())
            if names is not None and path.name not in names:
                yield f"{one.name}: nothing brings {path}"


def files_named(one: Workload) -> list[str]:
    """Where a setting, or an argument, says that a secret is: a file, or a folder of them."""
    words = [word for container in one.containers for word in container.get("args", [])]
    found = [setting["value"] for setting in settings(one) if setting["name"].endswith("_FILE")]
    return found + [word.partition("=")[2] for word in words if "=/run/secrets/" in word]


def mounted(one: Workload) -> dict[str, set[str] | None]:
    """The folders where secrets are mounted: the names of their files, None for all there are."""
    volumes = {volume["name"]: volume for volume in one.pod.get("volumes", [])}
    found: dict[str, set[str] | None] = {}
    for container in one.containers:
        for mount in container.get("volumeMounts", []):
            sources = secret_sources(volumes.get(mount["name"], {}))
            if not all("items" in source for source in sources):
                found[mount["mountPath"]] = None
            elif sources:
                items = [item for source in sources for item in source["items"]]
                found[mount["mountPath"]] = {item["path"] for item in items}
    return found


def secret_sources(volume: Document) -> list[Document]:
    if "secret" in volume:
        return [volume["secret"]]
    return [source["secret"] for source in volume.get("projected", {}).get("sources", [])]


def settings(one: Workload) -> list[Document]:
    return [setting for container in one.containers for setting in container.get("env", [])]


def database_has_room(documents: list[Document]) -> Iterator[str]:
    """All APIs that there may be and the Jobs of two minutes can be connected at once."""
    [scaler] = of_kind(documents, "HorizontalPodAutoscaler")
    wanted = int(scaler["spec"]["maxReplicas"]) * EACH_API
    for one in workloads(documents):
        if one.job is not None:
            wanted += 2 * EACH_JOB * int(one.job.get("parallelism", 1))
    room = DEFAULT_CONNECTIONS
    for cluster in of_kind(documents, "Cluster"):
        room = int(cluster["spec"]["postgresql"]["parameters"]["max_connections"])
    # PostgreSQL keeps three for superusers; the operator and copies need a few.
    if wanted > room - 10:
        yield f"{wanted} connections may be asked for, and there are {room}"


RULES = (secrets_are_referred_to, files_are_mounted, database_has_room)
