"""``python -m vaecomposer.composing SONGBOOK``: the composing process, started by `composing.link`."""

import sys

from vaecomposer.composing.host import main

sys.exit(main(sys.argv[1:]))
