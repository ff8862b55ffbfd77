"""Export the termbase as TBX-Basic 2008 to build/stakhanovite.tbx, or as the options given say."""

import sys

from termbase.cli.main import main

if __name__ == "__main__":
    sys.exit(main(["export", "tbx", *(sys.argv[1:] or ["-o", "build/stakhanovite.tbx"])]))
