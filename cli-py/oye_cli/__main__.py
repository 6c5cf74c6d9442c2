"""`python -m oye_cli`."""

from oye_cli.main import main

if __name__ == "__main__":
    main()
