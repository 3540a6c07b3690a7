"""``vaecomposer test``: the program's own tests."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from vaecomposer.paths import checkout


def run_test(rest: Sequence[str]) -> int:
    """Runs pytest on the tests of a checkout, with whatever options of its own were given."""
    root = checkout()
    if not (root / "tests").is_dir():
        sys.stderr.write("The tests come with the source, not with the installed program.\n")
        return 2
    import pytest

    settings = [f"--rootdir={root}", "-c", str(root / "pyproject.toml")]
    return int(pytest.main([*settings, *(rest or [str(root / "tests")])]))
