"""``python -m vaecomposer.engine PAGE``: the sound process, started by `engine.link`."""

import sys

from vaecomposer.engine.host import main

sys.exit(main(sys.argv[1:]))
