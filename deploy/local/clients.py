"""`./just clients [python] [typescript]`: generate clients from the contract, where it changed."""

import sys

import client
import node
import typescript

MAKERS = {"python": client.generate, "typescript": typescript.generate}


def main(languages: list[str]) -> int:
    for language in languages or ["python"]:
        if language not in MAKERS:
            print(f"no client in {language}: there are {', '.join(MAKERS)}", file=sys.stderr)
            return 2
        try:
            MAKERS[language]()
        except (client.ClientError, node.NoNodeError) as problem:
            print(f"no client in {language}: {problem}", file=sys.stderr)
            return 1
        print(f"clients/{language} is in step with the contract", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
