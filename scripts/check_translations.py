"""Check translations/, or the paths and options given."""

import sys

from termbase.cli.main import main

if __name__ == "__main__":
    sys.exit(main(["check", *(sys.argv[1:] or ["translations"])]))
