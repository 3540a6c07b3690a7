"""What is asked of the system may be refused, and then nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux")
def test_memory_stays_where_it_is_allowed_and_more_can_be_had_afterwards() -> None:
    code = (
        "from vaecomposer.audio.hurry import hurry, stay_in_memory\n"
        "hurry(); granted = stay_in_memory()\n"
        "more = bytearray(50_000_000)\n"
        "locked = [l for l in open('/proc/self/status') if l.startswith('VmLck')][0].split()[1]\n"
        "print(granted, int(locked) > 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    granted, locked = done.stdout.split()
    assert granted == locked
    if os.geteuid() == 0:
        assert granted == "True"
