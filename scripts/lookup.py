"""Look the words given up; the same as `termbase lookup`."""

import sys

from termbase.cli.main import main

if __name__ == "__main__":
    sys.exit(main(["lookup", *sys.argv[1:]]))
