"""The end of each command's --help: its operation of the API, and examples."""


def notes(operation: str, *examples: str) -> str:
    """`operation`: the operationId (or ids) in contracts/openapi.yaml; `none` where none is."""
    lines = "\n".join(f"  {example}" for example in examples)
    title = "Example" if len(examples) == 1 else "Examples"
    return f"\b\n{title}:\n{lines}\n\n\b\nOperation: {operation}"
