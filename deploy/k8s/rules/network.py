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
# The container port that /metrics is on.
FIGURES = "metrics"
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


def figures_are_for_who_watches(documents: list[Document]) -> Iterator[str]:
    """No Service leads to /metrics, and what opens it opens that alone, to a namespace."""
    for one in of_kind(documents, "Service"):
        for port in one["spec"]["ports"]:
            if port.get("targetPort", port["port"]) in {FIGURES, *figure_ports(documents, {})}:
                yield f"Service/{one['metadata']['name']} leads to the figures"
    for policy in of_kind(documents, "NetworkPolicy"):
        figures = figure_ports(documents, policy["spec"]["podSelector"])
        for rule in policy["spec"].get("ingress", []):
            opened = [port for port in figures if opens(rule, port)]
            others = [one for one in rule.get("ports", [{}]) if one.get("port") not in figures]
            peers = rule.get("from", [{}])
            if opened and (others or not all("namespaceSelector" in peer for peer in peers)):
                yield f"{policy['metadata']['name']} opens the figures to who doesn't watch"


def figure_ports(documents: list[Document], selector: Document) -> set[int]:
    """The numbers of the ports of /metrics, of the pods that a selector takes."""
    return {
        port["containerPort"]
        for one in workloads(documents)
        if selects(selector, one.labels)
        for container in one.containers
        for port in container.get("ports", [])
        if port.get("name") == FIGURES
    }


def opens(rule: Document, port: int) -> bool:
    """Whether a rule of a policy opens a port: by number, by name, in a range, or all of them."""
    return any(
        "port" not in one
        or one["port"] in (port, FIGURES)
        or ("endPort" in one and one["port"] <= port <= one["endPort"])
        for one in rule.get("ports", [{}])
    )


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


RULES = (is_closed, reaches_nothing_inside, figures_are_for_who_watches, selects_somebody)
