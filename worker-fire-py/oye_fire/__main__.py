"""`python -m oye_fire` is the command."""

import sys

from oye_fire.main import main

sys.exit(main())
