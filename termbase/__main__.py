"""``python -m termbase``."""

import sys

from termbase.cli.main import main

sys.exit(main())
