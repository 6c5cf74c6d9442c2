"""Say that oye is up, once its API answers: `announce.py URL`."""

import os
import sys
import time
import urllib.error
import urllib.request

PATIENCE = 120.0


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=2) as answer:  # noqa: S310 (our own)
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def main() -> None:
    url, parent = sys.argv[1], os.getppid()
    until = time.monotonic() + PATIENCE
    while not answers(url):
        if time.monotonic() > until or os.getppid() != parent:
            return
        time.sleep(0.1)
    print(f"oye is up: {url}")
    print('in another terminal: ./oye watch, and ./oye add "stretch in 10 seconds"', flush=True)


if __name__ == "__main__":
    main()
