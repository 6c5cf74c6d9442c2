"""All rules, and what breaks them."""

from collections.abc import Callable, Iterator

from manifests import Document

from rules import jobs, network, pods, settings

Rule = Callable[[list[Document]], Iterator[str]]
RULES: tuple[Rule, ...] = (*pods.RULES, *jobs.RULES, *network.RULES, *settings.RULES)
