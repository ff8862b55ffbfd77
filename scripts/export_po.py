"""Export the glossaries as PO to build/po/, or as the options given say."""

import sys

from termbase.cli.main import main

if __name__ == "__main__":
    sys.exit(main(["export", "po", *(sys.argv[1:] or ["-o", "build/po"])]))
