"""Watching the machine for stalls."""

from __future__ import annotations

import os
import time

import pytest

from vaecomposer.bench.stalls import Stalls, stalls_of_machine


def test_stalls_are_counted_by_length() -> None:
    assert Stalls([0.004, 0.012, 0.006]).longer_than(0.0058) == 2


@pytest.mark.skipif(not hasattr(os, "sched_setscheduler"), reason="needs Linux's schedulers")
def test_the_machine_is_watched_where_real_time_is_granted_and_never_in_the_way() -> None:
    with stalls_of_machine() as found:
        time.sleep(0.5)
        assert found.seconds == []
    assert all(stall > 0.003 for stall in found.seconds)
    if os.geteuid() == 0:
        assert found.watched
