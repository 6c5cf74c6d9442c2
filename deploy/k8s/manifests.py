"""The rendered manifests, and the pods that they make."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
OVERLAYS = ("dev", "production")

Document = dict[str, Any]


@dataclass(frozen=True)
class Workload:
    """What makes pods: its document, their template, and the Job's spec where they are one's."""

    document: Document = field(repr=False)
    template: Document = field(repr=False)
    job: Document | None = field(repr=False)

    @property
    def kind(self) -> str:
        return str(self.document["kind"])

    @property
    def name(self) -> str:
        """As in CronJob/worker-fire."""
        return f"{self.kind}/{self.document['metadata']['name']}"

    @property
    def labels(self) -> dict[str, str]:
        return dict(self.template["metadata"]["labels"])

    @property
    def pod(self) -> Document:
        return dict(self.template["spec"])

    @property
    def containers(self) -> list[Document]:
        return [*self.pod.get("initContainers", []), *self.pod["containers"]]


def load(overlay: str) -> list[Document]:
    """Every document of a rendered overlay."""
    return list(yaml.safe_load_all((HERE / "rendered" / f"{overlay}.yaml").read_text()))


def workloads(documents: list[Document]) -> Iterator[Workload]:
    """All that makes pods by a template that stands here."""
    for one in documents:
        match one["kind"]:
            case "Deployment" | "StatefulSet":
                yield Workload(one, one["spec"]["template"], None)
            case "Job":
                yield Workload(one, one["spec"]["template"], one["spec"])
            case "CronJob":
                job = one["spec"]["jobTemplate"]["spec"]
                yield Workload(one, job["template"], job)


def of_kind(documents: list[Document], kind: str) -> list[Document]:
    return [one for one in documents if one["kind"] == kind]


def selects(selector: Document, labels: dict[str, str]) -> bool:
    """Whether a label selector (matchLabels, matchExpressions with In) takes a pod."""
    if any(labels.get(key) != value for key, value in selector.get("matchLabels", {}).items()):
        return False
    for one in selector.get("matchExpressions", []):
        if one["operator"] != "In":
            raise NotImplementedError(f"the operator {one['operator']} of a selector")
        if labels.get(one["key"]) not in one["values"]:
            return False
    return True
