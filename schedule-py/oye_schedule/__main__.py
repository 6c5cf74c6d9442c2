"""`python -m oye_schedule next|parse`: JSON lines in, one line out for each, with the same id."""

import sys

from oye_schedule.wire import ANSWERS, answer_line


def main(arguments: list[str]) -> int:
    """Answer every line of stdin; 2 when called wrongly."""
    if len(arguments) != 1 or arguments[0] not in ANSWERS:
        print(
            f"usage: python -m oye_schedule {'|'.join(ANSWERS)} < requests.jsonl", file=sys.stderr
        )
        return 2
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8", "replace").strip()
        if line:
            print(answer_line(arguments[0], line), flush=True)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)
