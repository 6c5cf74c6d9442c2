"""The contract's operations, compiled: what each takes, and which stored function answers it."""

from collections.abc import Iterator
from dataclasses import dataclass

from oye_api.contract import METHODS, Contract, ContractError, Node, follow
from oye_api.validation import Check, bounded, compile_check

JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of the path, the query or the headers."""

    name: str
    where: str
    argument: str
    integer: bool
    boolean: bool
    required: bool
    check: Check


@dataclass(frozen=True, slots=True)
class Body:
    """A JSON object. `patch`: it goes whole into p_patch, else each member into an argument."""

    media: tuple[str, ...]
    required: bool
    patch: bool
    members: tuple[str, ...]
    needed: tuple[str, ...]
    check: Check


@dataclass(frozen=True, slots=True)
class Operation:
    """`id` names it everywhere; `function` is that of schema api, None where none is called.

    `apart`: it names servers of its own, and so it is not where the public comes.
    """

    id: str
    method: str
    path: str
    function: str | None
    scope: str | None
    parameters: tuple[Parameter, ...]
    body: Body | None
    status: int
    etag: bool
    apart: bool

    @property
    def idempotent_key(self) -> bool:
        """Takes Idempotency-Key, and so its function takes the digest of the body as well."""
        return any(parameter.name == "Idempotency-Key" for parameter in self.parameters)

    def arguments(self) -> frozenset[str]:
        """Every argument that the generic endpoint may give to the function."""
        names = {"p_token", "p_act_for"} if self.scope else set()
        names |= {parameter.argument for parameter in self.parameters}
        if self.idempotent_key:
            names.add("p_request_sha256")
        if self.body:
            names |= {"p_patch"} if self.body.patch else {f"p_{m}" for m in self.body.members}
        return frozenset(names)

    def always(self) -> frozenset[str]:
        """The arguments that every call gives."""
        names = {"p_token", "p_act_for"} if self.scope else set()
        names |= {parameter.argument for parameter in self.parameters if parameter.required}
        if self.body and self.body.patch:
            names.add("p_patch")
        elif self.body and self.body.required:
            names |= {f"p_{member}" for member in self.body.needed}
        return frozenset(names)


def compile_operations(contract: Contract) -> tuple[Operation, ...]:
    """All operations, in the contract's order; raises ContractError for what can't be served."""
    operations = tuple(_each(bounded(contract.document)))
    names = [operation.id for operation in operations]
    for name in names:
        if names.count(name) > 1:
            raise ContractError(f"the contract names two operations {name}")
    if not operations:
        raise ContractError("the contract has no operations")
    return operations


def _each(document: Node) -> Iterator[Operation]:
    for path, item in document.get("paths", {}).items():
        for method in METHODS:
            if method in item:
                shared = item.get("parameters", [])
                yield _operation(document, path, method, item[method], shared)


def _operation(document: Node, path: str, method: str, node: Node, shared: list[Node]) -> Operation:
    name = node.get("operationId")
    if not isinstance(name, str) or not name.isidentifier():
        raise ContractError(f"{method} {path} has no operationId that could name a function")
    said = node.get("x-sql", name)
    status, answer = _success(document, name, node)
    wanted = node.get("security", document.get("security", []))
    scopes = [scope for each in wanted for scope in each.get("bearer", [])]
    if wanted and len(scopes) != 1:
        raise ContractError(f"{name} must name the one scope that it needs")
    return Operation(
        id=name,
        method=method.upper(),
        path=path,
        function=None if said == "none" else said,
        scope=scopes[0] if scopes else None,
        parameters=tuple(
            _parameter(document, follow(document, each))
            for each in [*shared, *node.get("parameters", [])]
        ),
        body=_body(document, name, node),
        status=status,
        etag="ETag" in answer.get("headers", {}),
        apart="servers" in node,
    )


def _success(document: Node, name: str, node: Node) -> tuple[int, Node]:
    for status, answer in node.get("responses", {}).items():
        if str(status).startswith("2"):
            return int(status), follow(document, answer)
    raise ContractError(f"{name} tells no answer for success")


def _parameter(document: Node, node: Node) -> Parameter:
    schema = node["schema"]
    name = node["name"]
    return Parameter(
        name=name,
        where=node["in"],
        argument="p_" + name.lower().replace("-", "_"),
        integer=follow(document, schema).get("type") == "integer",
        boolean=follow(document, schema).get("type") == "boolean",
        required=bool(node.get("required", False)),
        check=compile_check(document, schema),
    )


def _body(document: Node, name: str, node: Node) -> Body | None:
    if "requestBody" not in node:
        return None
    body = follow(document, node["requestBody"])
    media = next(iter(body["content"]))
    if media not in (JSON, MERGE_PATCH):
        raise ContractError(f"{name} takes {media}, which this server can't read")
    schema = body["content"][media]["schema"]
    shape = follow(document, schema)
    return Body(
        media=(MERGE_PATCH, JSON) if media == MERGE_PATCH else (JSON,),
        required=bool(body.get("required", False)),
        patch=media == MERGE_PATCH,
        members=tuple(shape.get("properties", {})),
        needed=tuple(shape.get("required", ())),
        check=compile_check(document, schema),
    )
