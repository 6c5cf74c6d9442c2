"""Who may speak to whom."""

from collections.abc import Iterator
from ipaddress import ip_address, ip_network

from manifests import Document, of_kind, selects, workloads

# What nobody outside can reach, and no webhook may: one address of each range.
INSIDE = (
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "168.63.129.16",
    "172.16.0.1",
    "192.168.1.1",
    "224.0.0.1",
    "::1",
    "::ffff:10.1.2.3",
    "64:ff9b::a01:203",
    "2002:a01:203::1",
    "fd00:ec2::254",
    "fe80::1",
    "ff02::1",
)
# What a budget without a selector takes.
NOBODY = {"matchLabels": {"nobody": ""}}
# The pods that send where a person says.
TOLD_WHERE = "worker-fire"


def is_closed(documents: list[Document]) -> Iterator[str]:
    """For every pod, what is not said is forbidden, in both directions."""
    closed = [
        one["spec"]["podSelector"]
        for one in of_kind(documents, "NetworkPolicy")
        if set(one["spec"]["policyTypes"]) == {"Ingress", "Egress"}
        and not one["spec"].get("ingress")
        and not one["spec"].get("egress")
    ]
    for who, labels in pods(documents).items():
        if not any(selects(selector, labels) for selector in closed):
            yield f"{who} is open"


def reaches_nothing_inside(documents: list[Document]) -> Iterator[str]:
    """What sends where people say can't reach what only this network can."""
    labels = next(found for who, found in pods(documents).items() if who.endswith(TOLD_WHERE))
    for policy in of_kind(documents, "NetworkPolicy"):
        if not selects(policy["spec"]["podSelector"], labels):
            continue
        for rule in policy["spec"].get("egress", []):
            if "to" not in rule:
                yield f"{policy['metadata']['name']} lets {TOLD_WHERE} go anywhere"
            for peer in rule.get("to", []):
                for address in (one for one in INSIDE if lets(peer, one)):
                    yield f"{policy['metadata']['name']} lets {TOLD_WHERE} reach {address}"


def lets(peer: Document, address: str) -> bool:
    """Whether a peer that is a block of addresses has this one."""
    if "ipBlock" not in peer:
        return False
    block, wanted = peer["ipBlock"], ip_address(address)
    excepted = any(wanted in ip_network(one) for one in block.get("except", []))
    return wanted in ip_network(block["cidr"]) and not excepted


def selects_somebody(documents: list[Document]) -> Iterator[str]:
    """Every selector of a policy, a Service or a budget takes a pod that there is."""
    there = pods(documents).values()
    for one in documents:
        for selector in selectors(one):
            if not any(selects(selector, labels) for labels in there):
                yield f"{one['kind']}/{one['metadata']['name']} selects nobody: {selector}"


def selectors(one: Document) -> Iterator[Document]:
    spec = one.get("spec", {})
    match one["kind"]:
        case "Service":
            yield {"matchLabels": spec["selector"]}
        case "PodDisruptionBudget":
            yield spec.get("selector", NOBODY)
        case "NetworkPolicy":
            yield spec["podSelector"]
            rules = [*spec.get("ingress", []), *spec.get("egress", [])]
            peers = [
                peer for rule in rules for peer in (*rule.get("from", []), *rule.get("to", []))
            ]
            # Another namespace's pods are not known here.
            yield from (
                peer["podSelector"]
                for peer in peers
                if "podSelector" in peer and "namespaceSelector" not in peer
            )


def pods(documents: list[Document]) -> dict[str, dict[str, str]]:
    """The labels of every pod that there will be, the database operator's among them."""
    found = {one.name: one.labels for one in workloads(documents)}
    for one in of_kind(documents, "Cluster"):
        found[f"Cluster/{one['metadata']['name']}"] = one["spec"]["inheritedMetadata"]["labels"]
    return found


RULES = (is_closed, reaches_nothing_inside, selects_somebody)
