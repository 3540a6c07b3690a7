"""The suite needs no display, no sound card and no home: this is decided before anything is imported."""

from __future__ import annotations

import os
import tempfile

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What a test remembers between starts is not the musician's.
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="vaecomposer-tests-")

# Time is measured where it matters; a busy machine must not fail the rest.
settings.register_profile("vaecomposer", deadline=None)
settings.load_profile("vaecomposer")
